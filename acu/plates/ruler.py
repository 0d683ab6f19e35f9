"""A plate of one ruler: the two landmarks, and the length between them shared out in cun."""

import numpy as np
from matplotlib.patches import Rectangle

from acu import atlas, rulers, tables
from acu.plates.labels import LINE, Words, spread, wrapped
from acu.plates.page import LANDMARK, PAPER, halo
from acu.plates.plate import open_page
from acu.plates.scene import scene_of, shown_on

SEEN_IN = {
    "SEG_STERNUM": "front",
    "SEG_ABD_UPPER": "front",
    "SEG_ABD_LOWER": "front",
    "SEG_BACK_WIDTH": "upper_back",
    "SEG_THIGH_ANT": "thigh_front",
    "SEG_THIGH_LAT": "thigh_outer",
    "SEG_THIGH_POST": "thigh_back",
    "SEG_LEG_LAT": "leg_outer",
    "SEG_LEG_MED": "leg_inner",
    "SEG_LEG_MED_LOW": "leg_inner",
    "SEG_KNEE_MED": "leg_inner",
    "SEG_FOOT_HEIGHT": "ankle_inner",
    "SEG_STATURE": "front",
    "SEG_CHEST_WIDTH": "chest",
    "SEG_HEAD_LONG": "head_left",
    "SEG_FOREHEAD": "head_front",
    "SEG_FOREHEAD_WIDTH": "head_front",
    "SEG_MASTOID_WIDTH": "head_back",
    "SEG_UPPER_ARM": "arm_front",
    "SEG_FOREARM": "arm_front",
    "SEG_THUMB": "hand_back",
}
WIDE = 9  # points across the ruler that is drawn


def plot_ruler(ruler, body=None, ax=None, sex="female"):
    """Show between which landmarks a ruler is measured, and how many cun it has.

    Parameters
    ----------
    ruler : str
        Id of a ruler in ``data/rulers.csv``, such as "SEG_LEG_LAT".
    body, ax, sex
        As for `plot_body`.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If there is no such ruler.

    Examples
    --------
    >>> acu.plot_ruler("SEG_LEG_LAT").figure.words[:42]
    'Ruler of the leg, 16 cun: outer side of th'
    """
    rows = tables.read("rulers").set_index("id")
    if ruler not in rows.index:
        raise ValueError(f"there is no ruler {ruler!r}; there are {', '.join(rows.index)}")
    row, scene = rows.loc[ruler], scene_of(body, SEEN_IN[ruler], sex)
    page = open_page(scene, ax)
    ends = scene.body.landmarks.loc[[row["from_landmark"], row["to_landmark"]]].to_numpy()
    across = row["from_landmark"] == row["to_landmark"]
    if across:
        ends = ends * [[1, 1, 1], [-1, 1, 1]]
    places = page.points(scene.place(ends))
    if row["direction"] == "over the skin" or row["region"] == "hand":
        _tape(page, ends, int(row["cun"]))
    else:
        _bar(page, places, int(row["cun"]), across)
    _dots(page, ends)
    _names(page, row, places)
    cm = scene.body.cun[ruler]
    title = f"Ruler of the {row['region']}, {row['cun']:g} cun"
    said = f"{tables.capital(rulers.span(ruler))}: {cm * row['cun']:.1f} cm here"
    said += f", so one cun is {cm:.2f} cm."
    page.words = f"{title}: {shown_on(scene)}. {said}"
    page.head(title, shown_on(scene), colour=LANDMARK)
    page.caption([said])
    return page.ax


def _dots(page, ends):
    for xyz in ends:
        behind = bool(page.scene.hidden([xyz], 1.8)[0])
        page.dots(page.scene.place(xyz), "landmark", 5.6, PAPER, LANDMARK, dashed=behind, zorder=8)


def _bar(page, places, cun, across):
    """Draw the ruler, a box for each cun, dark and light by turns."""
    if across:
        (left, right), base = sorted(places[:, 0]), places[:, 1].mean() - WIDE / 2
        corners = [((left + right) / 2, base), left, right]
    else:
        base = page.edges[1] + WIDE
        low, high = sorted(places[:, 1])
        corners = [(base, (low + high) / 2), low, high]
        levels = [page.centimetres([place, (base + WIDE, place[1])]) for place in places]
        style = {"colors": [LANDMARK], "linewidths": 0.9, "linestyles": [(0, (3, 2))]}
        page.lines(levels, "level", clip=False, zorder=4, path_effects=halo(2.2), **style)
    middle, start, end = corners
    step = (end - start) / cun
    for i in range(cun):
        place = (start + i * step, base) if across else (base, start + i * step)
        size = np.array([step, WIDE] if across else [WIDE, step]) / page.scale
        fill = LANDMARK if i % 2 == 0 else PAPER
        box = Rectangle(page.centimetres(place), *size, facecolor=fill, edgecolor=LANDMARK)
        box.set(linewidth=0.8, zorder=7, clip_on=False)
        page.add(page.ax.add_patch(box), "cun")
    spot = (middle[0], base + WIDE + 5) if across else (base + WIDE + 5, middle[1])
    style = {"ha": "center", "va": "bottom"} if across else {"va": "center"}
    style |= {"weight": "bold", "path_effects": halo(2.4), "zorder": 9}
    page.text(spot, f"{cun} cun", 10 * page.font, LANDMARK, "number", **style)


def _tape(page, ends, cun):
    """Lay the ruler over the skin as a tape, a stretch for each cun, dark and light by turns."""
    scene = page.scene
    path = scene.body.skins(*ends)[0].string(*ends)
    step = path.length / cun
    stretches = [path.part(i * step, (i + 1) * step).points for i in range(cun)]
    style = {"gid": "cun", "clip": False, "capstyle": "butt"}
    for i, stretch in enumerate(stretches):
        line = [scene.place(stretch)]
        page.lines(line, colors=[LANDMARK], linewidths=0.6 * WIDE, zorder=7, **style)
        if i % 2:
            page.lines(
                line, **style | {"gid": ""}, colors=[PAPER], linewidths=0.45 * WIDE, zorder=7
            )
    middle = page.points(scene.place(path.at(path.length / 2)))[0]
    across, up = np.ptp(page.points(scene.place(ends)), axis=0)
    style = {"ha": "center"} if across > up else {"ha": "left", "va": "center"}
    style |= {"weight": "bold", "path_effects": halo(2.4), "zorder": 9}
    middle = middle + ((0, WIDE) if across > up else (WIDE, 0))
    page.text(middle, f"{cun} cun", 10 * page.font, LANDMARK, "number", **style)


def _names(page, row, places):
    """Name the landmarks in the left column, joined to them by lines."""
    plain = atlas.plain_names()
    named = dict(zip(row[["from_landmark", "to_landmark"]], places, strict=True))
    named = dict(sorted(named.items(), key=lambda item: -item[1][1]))
    edge, size = page.edges[0] - 4, 8.2 * page.font
    lines = [
        wrapped(Words(tables.capital(plain[name]), size, LANDMARK), edge - 6) for name in named
    ]
    heights = [len(each) * LINE * size for each in lines]
    wanted = [place[1] for place in named.values()]
    middles = spread(wanted, heights, page.low, page.high)
    for place, each, middle in zip(named.values(), lines, middles, strict=True):
        style = {"ha": "right", "va": "center"}
        page.text((edge - 2, middle), "\n".join(each), size, LANDMARK, "label", **style)
        leader = page.centimetres([(edge, middle), place])
        style = {"colors": [LANDMARK], "linewidths": 0.65 * page.font, "zorder": 5}
        page.lines([leader], "leader", clip=False, path_effects=halo(1.8), **style)

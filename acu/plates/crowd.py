"""A plate with many points: where each lies, without how it is found; and channel lines."""

from functools import lru_cache

import numpy as np

from acu import atlas, tables
from acu.plates.construction import AROUND, UNDER, runs
from acu.plates.labels import Space, text_width
from acu.plates.page import INK, MIRRORED, PAPER, POINT, SANS, halo
from acu.plates.plate import Plate, open_page
from acu.plates.scene import scene_of, shown_on
from acu.points import load_points, row_of

SIDES = ("front", "left", "back")
PANEL = 4.4, 8.4  # inches: of one side of a channel
DOT, TYPE = 6.5, 7.0  # points: across a dot, and of the codes beside the dots
NAMED = 12  # of more points the words give the number only


def plot_points(codes=None, view=None, body=None, ax=None, sex="female", lines=()):
    """Show where many points lie on a body.

    Parameters
    ----------
    codes : iterable of str, optional
        WHO codes, such as ["GB29", "GB30"]; every point of the table unless given.
    view : str, optional
        A key of `plates.VIEWS`; the one in which most of the points are seen unless given.
    body, ax, sex
        As for `plot_body`.
    lines : iterable of str
        Codes of channels, such as ["GB"], whose lines are drawn as far as they are in sight.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If a code is no WHO code in the table, or there is no such view or channel line.

    See Also
    --------
    plot_point : One point, with its construction.

    Examples
    --------
    >>> acu.plot_points(["GB29", "GB30"], "hip").figure.words
    '2 points: left hip from the side, average woman. GB29, GB30.'
    """
    codes = list(load_points().index if codes is None else dict.fromkeys(codes))
    for code in codes:
        row_of(code)
    view = view or _best(codes, body, sex)
    page = open_page(scene_of(body, view, sex), ax)
    places = seen_on(codes, page.scene)
    seen = {code: xyz for code, xyz in places.items() if len(xyz)}
    mirrored = _mirrored(seen, page.scene) if page.scene.both_sides else {}
    for channel in lines:
        drawn = _in_view(_lines(channel, page.scene.body), page.scene)
        page.lines(drawn, "channel", colors=[POINT], linewidths=1.2 * page.font, zorder=4)
    _dots(page, "mirrored", mirrored, 0.8 * DOT, MIRRORED)
    _dots(page, "points", seen, DOT, POINT)
    _codes(page, seen, mirrored)
    page.words = words_of(codes, page.scene, list(seen))
    page.head(f"{len(seen)} point{'s' * (len(seen) != 1)}", shown_on(page.scene), colour=POINT)
    rest = len(codes) - len(seen)
    page.caption([f"{rest} more cannot be seen from this side." if rest else " "])
    return page.ax


def plot_channel(code, body=None, sex="female"):
    """Show a channel: its line over the skin, in the order of its points, and every point.

    Parameters
    ----------
    code : str
        Code of a channel, such as "GB".
    body, sex
        As for `plot_body`.

    Returns
    -------
    Plate
        A figure with one body for each side that shows a part of the line.

    Raises
    ------
    ValueError
        If there is no such channel, or it has no line, as the extra points.

    Examples
    --------
    >>> acu.plot_channel("CV").words.partition(":")[0]
    'Conception Vessel channel, 24 points'
    """
    points, channels = load_points(), tables.read("channels").set_index("code")
    codes = list(points.index[points["channel"] == code])
    line = _lines(code, scene_of(body, SIDES[0], sex).body)
    sides = [side for side in SIDES if _in_view(line, scene_of(body, side, sex))]
    title = f"{channels.loc[code, 'name']} channel, {len(codes)} points"
    plate = Plate(figsize=(PANEL[0] * len(sides), PANEL[1]), dpi=100)
    style = {"size": 17, "weight": "bold", "color": INK, "family": SANS}
    plate.text(0.01 / len(sides), 0.985, title, va="top", **style)
    for i, side in enumerate(sides):
        ax = plate.add_axes((i / len(sides), 0, 1 / len(sides), 0.95))
        plot_points(codes, side, body, ax, sex, lines=[code])
    plate.title = title
    return plate


def words_of(codes, scene, seen=None):
    """Say what a plate of many points shows (str)."""
    if seen is None:
        seen = [code for code, xyz in seen_on(codes, scene).items() if len(xyz)]
    said = f"{len(seen)} point{'s' * (len(seen) != 1)}: {shown_on(scene)}."
    named = f" {', '.join(seen)}." if 0 < len(seen) <= NAMED else ""
    rest = len(codes) - len(seen)
    return said + named + (f" {rest} more cannot be seen from this side." if rest else "")


@lru_cache(maxsize=64)
def _lines(channel, body):
    lines = atlas.channel_lines(body, only=channel)
    if channel not in lines:
        known = tables.read("channels").dropna(subset="points")["code"]
        hint = tables.nearest(str(channel), known) or f"; there are {', '.join(known)}"
        raise ValueError(f"there is no line of a channel {channel!r}{hint}")
    return lines[channel]


def _in_view(lines, scene):
    """Stretches (k, 2) of lines (k, 3) that are in sight."""
    seen = []
    for line in lines:
        seen += runs(scene.place(line)[:, :2], ~scene.hidden(line, UNDER))
    return seen


def _best(codes, body, sex):
    """Choose the view in which most points are seen; of equal ones, the closest."""
    table = load_points()
    views = ["front", "back", "left", *dict.fromkeys(table.loc[codes, "view"])]
    if not codes:
        return views[0]

    def seen(view):
        scene = scene_of(body, view, sex)
        left, right, bottom, top = scene.box
        shown = sum(len(xyz) > 0 for xyz in seen_on(codes, scene).values())
        return shown, -(right - left) * (top - bottom)

    return max(views, key=seen)


def seen_on(codes, scene):
    """Find places (k, 3) of each point that are in the frame and in sight, by code."""
    points, found = load_points(), atlas.locations(scene.body)
    drawn = [code for code in codes if points.loc[code, "drawn"]]
    return _in_sight({code: found[code].sites for code in drawn}, scene)


def _mirrored(places, scene):
    points = load_points()
    paired = {code: xyz for code, xyz in places.items() if points.loc[code, "paired"]}
    return _in_sight({code: xyz * (-1, 1, 1) for code, xyz in paired.items()}, scene)


def _in_sight(places, scene):
    if not places:
        return {}
    every = np.vstack([*places.values()])
    kept = scene.inside(scene.place(every).T) & ~scene.hidden(every)
    ends = np.cumsum([len(xyz) for xyz in places.values()])[:-1]
    parts = zip(np.split(every, ends), np.split(kept, ends), strict=True)
    return {code: xyz[shown] for code, (xyz, shown) in zip(places, parts, strict=True)}


def _dots(page, gid, places, size, colour):
    if any(map(len, places.values())):
        spots = page.scene.place(np.vstack([*places.values()]))
        page.dots(spots, gid, size, colour, PAPER, 0.8)


def _codes(page, places, mirrored):
    """Write the code beside each dot where there is room and no other dot is as near."""
    space = Space((2, page.low, page.size[0] - 2, page.high))
    every = np.vstack([np.empty((0, 3)), *places.values(), *mirrored.values()])
    spots, half = page.points(page.scene.place(every)), DOT * page.font / 2
    for x, y in spots:
        space.take((x - half, y - half, x + half, y + half))
    size = TYPE * page.font
    for code, xyz in places.items():
        own = page.points(page.scene.place(xyz[0]))[0]
        box = np.array([text_width(code, size, "bold") + 2, 1.1 * size])
        middle = space.find(own, box, AROUND, half + 1, must=False)
        if middle is not None and _only_near(own, spots, middle, box):
            style = {"weight": "bold", "ha": "center", "va": "center", "zorder": 9}
            page.text(middle, code, size, POINT, "code", path_effects=halo(2), **style)


def _only_near(own, spots, middle, box, clear=3):
    """Whether a box around a middle is nearer to its own spot than to any other, by some points."""
    away = np.hypot(*np.maximum(abs(spots - middle) - box / 2, 0).T)
    others = (abs(spots - own) > 1e-6).any(axis=1)
    return away[others].min(initial=np.inf) > away[~others].min() + clear

"""How long a cun is in real people: by the body's own lengths, and by the fingers."""

from acu import tables
from acu.plates.page import FAINT, INK, LANDMARK, PAPER, POINT, SANS
from acu.plates.plate import PAGE, Chart, Plate

FINGERS = "four_fingers"
SHOWN = [
    FINGERS,
    "leg_from_joint",
    "ankle_to_sole",
    "thigh_to_joint",
    "stature",
    "forearm",
    "trunk_front",
]
PEOPLE = {"female": ("Women", "o", -0.19), "male": ("Men", "s", 0.19)}  # mark, height in the row
FAR = 7  # cun above the ankle: GB36, and how far fingers lead astray on the way there
TITLE = "One cun is not one length"
NOTES = """\
Mark: the middle person. Line: 9 people of 10. {women:,} women and {men:,} men (ANSUR II, 2012).
Fingers were measured across the knuckles. WHO measures across the middle joints, where the hand is
narrower: the true gap is smaller than shown. This survey cannot say by how much."""


def plot_cun_spread(ax=None):
    """Show how a cun varies from person to person, region to region, and against the fingers.

    Parameters
    ----------
    ax : matplotlib.axes.Axes, optional
        Where to draw; it is emptied. Unless given, a new `Plate` is made.

    Returns
    -------
    matplotlib.axes.Axes
        x is the length of one cun, cm.

    Notes
    -----
    From ``data/cun_spread.csv``, worked out from the public measurements of ANSUR II (2012). The
    knee crease was not measured; the joint of the knee stands for it.

    Examples
    --------
    >>> acu.plot_cun_spread().figure.words[:25]
    'One cun is not one length'
    """
    if ax is None:
        ax = Plate(figsize=(8, 5.3), dpi=100).add_axes((0.315, 0.215, 0.5, 0.59))
    ax.clear()
    rows = tables.read("cun_spread").set_index(["measure", "sex"])
    for y, measure in enumerate(SHOWN):
        _row(ax, rows.loc[measure], y, POINT if measure == FINGERS else LANDMARK)
    _from_the_fingers(ax, rows.loc[FINGERS])
    ax.axhline(0.5, color=INK, linewidth=0.8)
    ax.set(xlim=(1.7, 3.3), ylim=(len(SHOWN) - 0.45, -0.55), yticks=[])
    ax.set_facecolor(PAPER)
    ax.set_xlabel("length of one cun, cm", color=INK, family=SANS, size=9)
    ax.tick_params(colors=INK, labelsize=9)
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)
    people = rows.loc[FINGERS, "people"]
    title = _text(ax, (-0.6, 1.22), TITLE, 15, LANDMARK, weight="bold")
    _legend(ax)
    notes = NOTES.format(women=people["female"], men=people["male"])
    _text(ax, (-0.6, -0.185), notes, 8, FAINT, va="top", linespacing=1.35)
    setattr(ax, PAGE, Chart(ax, title, _words(rows, notes)))
    return ax


def _row(ax, row, y, colour):
    """Draw one length: what it is, a line and a mark for each sex, and how far seven cun go."""
    plain, cun = row.iloc[0][["plain", "cun"]]
    what, where = plain.split(": ")
    fingers = colour == POINT
    style = {"transform": ax.get_yaxis_transform(), "color": colour, "family": SANS}
    ax.text(-0.6, y - 0.17, what.capitalize(), size=9.5, weight="bold", va="center", **style)
    style["color"] = FAINT
    ax.text(-0.6, y + 0.2, f"{where}, {cun:g} cun", size=8, va="center", **style)
    for sex, (_, mark, off) in PEOPLE.items():
        low, middle, high = row.loc[sex, ["low_cm", "median_cm", "high_cm"]]
        ax.plot([low, high], [y + off] * 2, color=colour, linewidth=3 if fingers else 2)
        fill = PAPER if sex == "female" else colour
        ax.plot(middle, y + off, mark, color=colour, markerfacecolor=fill, markersize=7, mew=1.6)
        style = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "center"}
        said = f"{FAR * middle:.1f}"
        weight = "bold" if fingers else "normal"
        x = 1.16 if sex == "female" else 1.33
        ax.text(x, y, said, size=9.5, color=colour, family=SANS, weight=weight, **style)


def _from_the_fingers(ax, row):
    """Lead from the fingers' marks down, so that the eye sees how far off they are."""
    for sex, (_, _, off) in PEOPLE.items():
        middle = row.loc[sex, "median_cm"]
        dash = (0, (1, 2)) if sex == "female" else (0, (4, 2))
        ends = [off, len(SHOWN) - 0.6]
        ax.plot([middle] * 2, ends, color=POINT, linewidth=1, linestyle=dash, zorder=1)


def _legend(ax):
    style = {"transform": ax.transAxes, "clip_on": False, "linewidth": 2, "color": INK}
    for x, (name, mark, _) in zip((-0.57, -0.3), PEOPLE.values(), strict=True):
        fill = PAPER if mark == "o" else INK
        ax.plot([x - 0.03, x + 0.03], [1.115] * 2, **style)
        ax.plot(x, 1.115, mark, markerfacecolor=fill, markersize=7, **style | {"mew": 1.6})
        _text(ax, (x + 0.05, 1.115), name, 9, INK, va="center")
    _text(ax, (1.33, 1.15), f"{FAR} cun would be, cm", 8.5, INK, ha="right", va="center")
    for x, (name, *_) in zip((1.16, 1.33), PEOPLE.values(), strict=True):
        _text(ax, (x, 1.06), name, 8.5, INK, ha="right", va="center")


def _text(ax, place, text, size, colour, **style):
    return ax.text(
        *place, text, size=size, color=colour, family=SANS, transform=ax.transAxes, **style
    )


def _words(rows, notes):
    """Say what the chart shows."""
    said = [f"{TITLE}. Length of one cun in cm, middle person and range of 9 people in 10."]
    for measure in SHOWN:
        row = rows.loc[measure]
        each = [
            f"{name.lower()} {row.loc[sex, 'median_cm']:.2f} "
            f"({row.loc[sex, 'low_cm']:.2f} to {row.loc[sex, 'high_cm']:.2f})"
            for sex, (name, *_) in PEOPLE.items()
        ]
        said.append(f"{row['plain'].iloc[0].replace(': ', ', ').capitalize()}: {', '.join(each)}.")
    far = FAR * rows["median_cm"].unstack()
    fingers, leg = (far.loc[measure, list(PEOPLE)].round(1).tolist() for measure in SHOWN[:2])
    said.append(
        f"{FAR} cun on the leg of the middle woman are {leg[0]} cm, and {fingers[0]} cm by the "
        f"fingers; of the middle man, {leg[1]} cm and {fingers[1]} cm."
    )
    return " ".join([*said, notes.replace("\n", " ")])

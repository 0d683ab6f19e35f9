"""How far from the right place finger widths lead, on the legs of real people."""

from math import pi, sqrt

from acu import precision, tables
from acu.plates.page import FAINT, INK, LANDMARK, PAPER, POINT, SANS
from acu.plates.plate import PAGE, WIDTH, Chart, Plate

FAR = 8  # cun down the leg: as far as BL57 lies below the knee crease
PEOPLE = {"female": ("woman", "o"), "male": ("man", "s")}
MARKED = {  # cm² that hold 95 in 100 marks of an invented point: Aird and others 2002
    "by fingers: almost": (13, POINT),
    "by a ruler: less than": (3, LANDMARK),
}
LIMITS = -3, 8.5  # cm
FLAT = {"solid_capstyle": "butt"}  # a line ends where its number says
TITLE = "By fingers you end elsewhere"
NOTES = """\
Mark: the middle person. Line: 9 people of 10. From the sizes of {people:,} people (ANSUR II, 2012);
that hand and leg go together by height alone is our guess. The survey measured across the knuckles,
WHO where the hand is narrower: all red marks belong further left, nobody knows how far.
Students: 72 of them, an invented point (Aird and others 2002), the area as a circle."""


def plot_finger_miss(cun=FAR, ax=None):
    """Show how far from the right place a way down the leg ends if it is measured by fingers.

    Parameters
    ----------
    cun : float
        How long the way is, cun; BL57's way from the knee crease unless given.
    ax : matplotlib.axes.Axes, optional
        Where to draw; it is emptied. Unless given, a new `Plate` is made.

    Returns
    -------
    matplotlib.axes.Axes
        x is how much too far one ends, cm; zero is a share of the leg's own length.

    Raises
    ------
    ValueError
        If the way is no way.

    Notes
    -----
    From `precision.finger_miss`. Below it, the areas of 95 in 100 marks that students set by
    fingers and by a ruler (Aird and others 2002), as the radius of a circle of that size.

    Examples
    --------
    >>> acu.plot_finger_miss().figure.words[:28]
    'By fingers you end elsewhere'
    """
    ways = [(sex, hand) for sex in PEOPLE for hand in (None, *PEOPLE)]
    misses = {(sex, hand): precision.finger_miss(sex, cun, hand) for sex, hand in ways}
    if ax is None:
        ax = Plate(figsize=(WIDTH, 5.2), dpi=100).add_axes((0.345, 0.25, 0.4, 0.6))
    ax.clear()
    said, y = [f"{TITLE}. {cun:g} cun down the leg, in cm past the right place."], 0
    for sex, (person, _) in PEOPLE.items():
        _text(ax, (-0.83, y), f"On a {person}'s leg", 10, INK, weight="bold")
        for hand in (None, *PEOPLE):
            y += 1
            whose = _whose(sex, hand)
            shape = PEOPLE[hand or sex][1]
            numbers = _range(ax, y, misses[sex, hand], f"by {whose} fingers", shape)
            said.append(f"On a {person}'s leg by {whose} fingers: {numbers}.")
        y += 1.35
    _text(ax, (-0.83, y), "95 in 100 marks of students", 10, INK, weight="bold")
    for tool, (area, colour) in MARKED.items():
        y += 1
        radius = sqrt(area / pi)
        _text(ax, (-0.79, y), f"{tool} {area} cm²", 9, colour)
        ax.plot([-radius, radius], [y, y], color=colour, linewidth=6, alpha=0.45, **FLAT)
        _text(ax, (1.03, y), f"{radius:.1f} cm around", 9, colour)
        said.append(f"95 in 100 marks of students {tool} {area} cm², {radius:.1f} cm around.")
    _frame(ax, y)
    notes = NOTES.format(people=_people())
    title = ax.text(-0.83, 1.13, TITLE, size=15, color=POINT, weight="bold", **_style(ax))
    small = (
        f"{cun:g} cun down the leg. Zero: the same share of the leg's own length, from bone to bone"
    )
    ax.text(-0.83, 1.065, small, size=9, color=FAINT, **_style(ax))
    ax.text(-0.83, -0.17, notes, size=8, color=FAINT, va="top", linespacing=1.35, **_style(ax))
    setattr(ax, PAGE, Chart(ax, title, " ".join([*said, notes.replace("\n", " ")])))
    return ax


def _whose(sex, hand):
    if hand is None:
        return "her own" if sex == "female" else "his own"
    return f"{'another' if hand == sex else 'a'} {PEOPLE[hand][0]}'s"


def _range(ax, y, miss, text, shape):
    """Draw a line from low to high with a mark in the middle; return the numbers in words."""
    numbers = f"{miss.middle:.1f} cm ({miss.low:.1f} to {miss.high:.1f})".replace("-", "−")
    fill = PAPER if shape == "o" else POINT
    ax.plot([miss.low, miss.high], [y, y], color=POINT, linewidth=2.4, **FLAT)
    ax.plot(miss.middle, y, shape, color=POINT, markerfacecolor=fill, markersize=7, mew=1.6)
    _text(ax, (-0.79, y), text, 9, POINT)
    _text(ax, (1.03, y), numbers, 9, POINT)
    return numbers


def _frame(ax, last):
    ax.axvline(0, color=LANDMARK, linewidth=1.6, zorder=0)
    ax.set(xlim=LIMITS, ylim=(last + 0.7, -0.6), yticks=[])
    ax.set_facecolor(PAPER)
    ax.set_xlabel("← not far enough, cm      too far, cm →", color=INK, family=SANS, size=9)
    ax.tick_params(colors=INK, labelsize=9)
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)


def _people():
    rows = tables.read("cun_spread")
    return int(rows.loc[rows["measure"] == precision.FINGERS, "people"].sum())


def _text(ax, place, text, size, colour, **style):
    """Write text beside the chart: across in widths of it, up in rows."""
    style |= {"transform": ax.get_yaxis_transform(), "va": "center", "family": SANS}
    ax.text(*place, text, size=size, color=colour, **style)


def _style(ax):
    return {"family": SANS, "transform": ax.transAxes}

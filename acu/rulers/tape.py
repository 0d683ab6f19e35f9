"""Measuring a ruler of the body with a tape: from where to where, how, and what to expect."""

from functools import cache
from numbers import Real

from acu import atlas, tables
from acu.body import Body
from acu.rulers.lengths import INCH

# How to hold the tape; how to find both ends stands in the table of landmarks.
TAPE = {
    "SEG_LEG_LAT": "Stand. Let the tape hang straight down the outer side of the leg, from the "
    "height of the crease to the ankle bone.",
    "SEG_THIGH_LAT": "Stand. Let the tape hang straight down the outer side of the thigh, from the "
    "bump to the height of the crease.",
    "SEG_BACK_WIDTH": "You need a helper. Let both arms hang, and have the tape laid straight "
    "across the back from edge to edge.",
    "SEG_LEG_MED": "Stand. Let the tape hang straight down the inner side of the leg, from the "
    "height of the kneecap's tip to the ankle bone.",
    "SEG_THIGH_ANT": "Stand. Let the tape hang straight down the front of the thigh, from the "
    "height of the edge of the bone to the kneecap.",
    "SEG_THIGH_POST": "You need a helper. Stand, and have the tape held straight down the back of "
    "the thigh, from the fold to the crease.",
    "SEG_FOOT_HEIGHT": "Stand. Hold the tape straight up from the floor beside the ankle bone.",
    "SEG_CHEST_WIDTH": "Lay the tape across the chest, from one nipple to the other. A woman "
    "takes it from below the middle of one collarbone to below that of the other.",
    "SEG_STERNUM": "Lay the tape straight down the breastbone.",
    "SEG_ABD_LOWER": "Lie on the back. Lay the tape straight down from the navel.",
    "SEG_HEAD_LONG": "You need a helper. Have the tape laid over the top of the head, from the "
    "hair in front to the hair at the neck.",
    "SEG_FOREHEAD": "Lay the tape straight up the middle of the forehead.",
    "SEG_FOREHEAD_WIDTH": "Lay the tape across the forehead, from one corner of the hair to the "
    "other.",
    "SEG_MASTOID_WIDTH": "You need a helper. Have the tape laid round the back of the head, from "
    "the bone behind one ear to that behind the other.",
    "SEG_UPPER_ARM": "Let the arm hang. Lay the tape from the front fold of the armpit straight "
    "down to the crease of the elbow.",
    "SEG_FOREARM": "Turn the palm up. Lay the tape straight from the crease of the elbow to that "
    "of the wrist.",
    "SEG_THUMB": "Hold a ruler across the end joint of the thumb.",
}


def check(ruler, cm):
    """Refuse a length that nobody can have.

    Parameters
    ----------
    ruler : str
        Id of a ruler.
    cm : float
        Its length on somebody, cm.

    Returns
    -------
    float
        The length.

    Raises
    ------
    ValueError
        If there is no such ruler, or the length lies more than three times as far from the average
        as `expected` does; says what was expected and how to measure.
    """
    _row(ruler)
    if isinstance(cm, bool) or not isinstance(cm, Real) or not abs(cm) < 1e9:
        raise ValueError(f"{ruler} is {cm!r:.40}: give its length in cm as a number, such as 40")
    low, high = _range(ruler, 3)
    if not low <= cm <= high:
        raise ValueError(f"{cm:g} cm is too {'short' if cm < low else 'long'}. {advice(ruler)}")
    return float(cm)


def expected(ruler):
    """Length that nearly every adult should have, cm.

    Parameters
    ----------
    ruler : str
        Id of a ruler.

    Returns
    -------
    low, high : float
        From the average woman's less, to the average man's more, by the widest range from the
        5th to the 95th percentile that ANSUR II shows of any ruler (14%; ``data/cun_spread.csv``).

    Raises
    ------
    ValueError
        If there is no such ruler.
    """
    return _range(ruler, 1)


def advice(ruler):
    """Say how long a ruler is likely to be, and how to measure it.

    Parameters
    ----------
    ruler : str
        Id of a ruler.

    Returns
    -------
    str
    """
    low, high = expected(ruler)
    inches = f"{low / INCH:.0f} to {high / INCH:.0f} inches"
    usual = f"We expect {_round(low)} to {_round(high)} cm ({inches})"
    return f"{usual} {span(ruler)}, with the tape held straight."


def span(ruler):
    """Say from where to where a ruler goes.

    Parameters
    ----------
    ruler : str
        Id of a ruler.

    Returns
    -------
    str
        Such as "from the middle of the crease behind the knee to the outer ankle bone".

    Raises
    ------
    ValueError
        If there is no such ruler.
    """
    start, end = _row(ruler)[["from_landmark", "to_landmark"]]
    plain = atlas.plain_names()
    if start == end:
        return f"from the {plain[start]} to the same place on the other side"
    return f"from the {plain[start]} to the {plain[end]}"


def _range(ruler, times):
    cun = _row(ruler)["cun"]
    lengths = [cun * Body(sex).cun[ruler] for sex in ("female", "male")]
    return min(lengths) * (1 - times * _spread()), max(lengths) * (1 + times * _spread())


@cache
def _spread():
    """Widest share by which one person in ten is off the middle one, on any ruler."""
    spread = tables.read("cun_spread")
    below, above = spread["low_cm"] / spread["median_cm"], spread["high_cm"] / spread["median_cm"]
    return float(max((1 - below).max(), (above - 1).max()))


def _round(cm):
    return f"{cm:.0f}" if cm >= 10 else f"{cm:.1f}"


def _row(ruler):
    """Row of a ruler, or an error that says which there are."""
    rulers = _rulers()
    if not isinstance(ruler, str) or ruler not in rulers.index:
        hint = tables.nearest(str(ruler), rulers.index) or f"; there are {', '.join(rulers.index)}"
        raise ValueError(f"there is no ruler {ruler!r}{hint}")
    return rulers.loc[ruler]


@cache
def _rulers():
    return tables.read("rulers").set_index("id")

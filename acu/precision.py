"""How well trained people find a point, and how near is near enough."""

from functools import cache
from math import inf, isnan, log, pi, sqrt
from numbers import Real
from typing import NamedTuple

import numpy as np

from acu import tables
from acu.points import row_of

SHARE = 0.95  # of the marks lie within the area that a study gives
OURS = "A ring of this workbook's own."
FINGERS, LEG = "four_fingers", "leg_from_joint"  # in data/cun_spread.csv
TAIL = 1.645  # standard deviations beyond which one in twenty lies on each side


class Scatter(NamedTuple):
    """How widely people's marks of one point scatter.

    Parameters
    ----------
    code : str
        WHO code.
    people : int
        How many marked it.
    area_95, area_68 : float
        Area of skin that holds 95 and 68 in 100 of their marks, cm².
    source : str
        Id in ``data/sources.csv``.
    """

    code: str
    people: int
    area_95: float
    area_68: float
    source: str

    @property
    def radius(self):
        """Radius (float, cm) of a circle as large as the area: sqrt(area_95 / pi).

        The circle is ours: the study may have had a longer shape.
        """
        return sqrt(self.area_95 / pi)

    @property
    def sigma(self):
        """Standard deviation (float, cm) along each way of round normal marks; see `simulated`."""
        return self.radius / sqrt(-2 * log(1 - SHARE))


class Tolerance(NamedTuple):
    """The ring within which a found point counts as found.

    Parameters
    ----------
    cm : float
        Its radius along the skin.
    said : str
        Whence it is, in one or two short sentences.
    source : str
        Id in ``data/sources.csv``; empty text if it rests on our own choice alone.
    """

    cm: float
    said: str
    source: str


class Miss(NamedTuple):
    """How far from the right place people end, cm: one in twenty below, the middle, one above.

    Parameters
    ----------
    low, middle, high : float
    """

    low: float
    middle: float
    high: float


def scatter(code):
    """Look up how widely trained people's marks of a point scatter.

    Parameters
    ----------
    code : str
        WHO code.

    Returns
    -------
    Scatter or None
        None if we know no published area.

    Raises
    ------
    ValueError
        If `code` is no WHO code in the table of points.

    Notes
    -----
    From ``data/scatter.csv``: 71 doctors trained in acupuncture marked 23 points on one man
    (Molsberger et al. 2012; we read its summary, which has the areas of five points).

    Examples
    --------
    >>> from acu.precision import scatter
    >>> round(scatter("BL23").radius, 1)
    2.7
    """
    row_of(code)
    return _measured().get(code)


def tolerance(code):
    """Say how near to a point a mark must lie to count as found.

    Parameters
    ----------
    code : str
        WHO code.

    Returns
    -------
    Tolerance
        The circle as large as the published area if there is one. Else the project's own ring,
        from ``data/tolerances.csv``: for the point, else for its region, else for all.

    Raises
    ------
    ValueError
        If `code` is no WHO code in the table of points.

    Examples
    --------
    >>> from acu.precision import tolerance
    >>> tolerance("BL40").cm
    1.0
    >>> tolerance("GB29").said
    "A ring of this workbook's own. Half-way between two bones that a hand can feel."
    """
    region = row_of(code)["region"]
    found = scatter(code)
    if found:
        said = f"As wide as 95 in 100 marks of {found.people} trained doctors."
        return Tolerance(found.radius, said, found.source)
    rings = tables.read("tolerances").set_index(["code", "region"])
    wanted = [(code, ""), ("", region), ("", "")]
    row = rings.loc[next(key for key in wanted if key in rings.index)]
    return Tolerance(float(row["ring_cm"]), f"{OURS} {row['why']}", row["source"])


def simulated(code, people=71, seed=0):
    """Simulate where trained people would mark a point.

    Parameters
    ----------
    code : str
        WHO code of a point with a published area.
    people : int
        How many marks.
    seed : int
        Another seed, other marks; the same seed, the same marks.

    Returns
    -------
    ndarray (people, 2)
        Offsets from the point along the skin, cm: across (to the right of who looks at the skin),
        up.

    Raises
    ------
    ValueError
        If we know no area for the point; names those that have one.

    Notes
    -----
    Round normal marks around the true point, as far apart as makes 95 in 100 of them lie within the
    area A on average: the share within a distance r is 1 - exp(-r² / 2s²), so s = r / sqrt(-2 ln
    0.05) = r / 2.45, with pi r² = A. Three things here are ours, as the study's summary does not
    say them: that the marks are round, that they are normal, and that they lie around the true
    point. Marks may also lie to one side of it, all together.

    The summary's areas for 95 and 68 in 100 are as 4 to 1. Of round normal marks they would be as
    2.6 to 1; as 4 to 1 are the ellipses of two and one standard deviations, which hold 86 and 39
    in 100. We take the 95 at its word. If two deviations were meant, the marks lie wider apart by
    2.45 / 2, about a fifth.

    Examples
    --------
    >>> from acu.precision import simulated
    >>> simulated("BL23").shape
    (71, 2)
    """
    row_of(code)
    found = scatter(code)
    if found is None:
        raise ValueError(f"we know no area of marks for {code}; there are {', '.join(_measured())}")
    chance = np.random.default_rng([seed, *code.encode()])  # so that no two points look alike
    return chance.normal(0, found.sigma, (people, 2))


def finger_miss(sex, cun, hand=None):
    """Say how far from the right place a way down the leg ends if it is measured by four fingers.

    Parameters
    ----------
    sex : {"female", "male"}
        Whose leg it is.
    cun : float
        How long the way is, cun of the leg.
    hand : {"female", "male"}, optional
        Sex of another person whose hand it is; the leg's owner's own hand unless given.

    Returns
    -------
    Miss
        cm; above zero is too far. By a share of the leg itself it would be zero.

    Raises
    ------
    ValueError
        If there is no such sex in ``data/cun_spread.csv``, or the way is no way.

    Notes
    -----
    A cun by fingers F and a cun by the leg L miss each other by n (F - L) after n cun. From the
    survey (ANSUR II, 2012; ``data/cun_spread.csv``) come their medians, their variations v, and
    those of F / S and L / S, where S is a cun of the same person's height. So the correlation of
    each with height is known: of F it is (v_F² + v_S² - v_F/S²) / (2 v_F v_S). How hand and leg go
    together in one person is not in the table: we take it that they do so by height alone, so
    r_FL = r_FS r_LS, about 0.4. Another person's hand and the leg do not go together at all. Low
    and high are 1.645 standard deviations from the median, as of a normal distribution.

    The survey measured the hand across the knuckles, where it is wider than where WHO measures.
    That shifts the median up, by how much is not known; the width of the range stays.

    Examples
    --------
    >>> from acu.precision import finger_miss
    >>> miss = finger_miss("female", 8)
    >>> f"{miss.middle:.1f} ({miss.low:.1f} to {miss.high:.1f})"
    '2.1 (0.1 to 4.1)'
    """
    rows = tables.read("cun_spread").set_index(["sex", "measure"])
    known = rows.index.unique("sex")
    for each in (sex, hand or sex):
        if each not in known:
            raise ValueError(f"there is no {each!r} in the survey; there are {', '.join(known)}")
    if isinstance(cun, bool) or not isinstance(cun, Real) or not 0 < cun < inf:
        raise ValueError(f"{cun!r:.40} cun are no way down the leg: give a number above 0")
    leg, fingers = rows.loc[(sex, LEG)], rows.loc[(hand or sex, FINGERS)]
    together = (
        0 if hand else _with_height(rows.loc[sex], LEG) * _with_height(rows.loc[sex], FINGERS)
    )
    a, b = (row["median_cm"] * row["variation"] / 100 for row in (leg, fingers))
    middle = cun * (fingers["median_cm"] - leg["median_cm"])
    off = TAIL * cun * sqrt(a * a + b * b - 2 * together * a * b)
    return Miss(float(middle - off), float(middle), float(middle + off))


def _with_height(rows, measure):
    """Correlation of a cun with the cun of the same person's height."""
    row = rows.loc[measure]
    own, height = row["variation"] / 100, rows.loc["stature", "variation"] / 100
    over = (row["relative_high"] - row["relative_low"]) / (2 * TAIL * row["relative_median"])
    return (own**2 + height**2 - over**2) / (2 * own * height)


@cache
def _measured():
    """Scatter of every point with a published area, by code."""
    rows = tables.read("scatter").itertuples()
    return {
        row.code: Scatter(row.code, row.people, row.area_95_cm2, row.area_68_cm2, row.source)
        for row in rows
        if not isnan(row.area_95_cm2)
    }

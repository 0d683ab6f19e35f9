"""A row of the table: ours, what a user would do instead, and the ratio; and how cost grows."""

import math
import statistics
from dataclasses import asdict, dataclass

import numpy as np
from scipy.optimize import nnls

MANY = 20  # values from which on a 95th percentile says something


@dataclass(frozen=True)
class Row:
    """One thing that was measured, in two ways.

    Parameters
    ----------
    what : str
        What is measured.
    unit : str
        Such as "ms". Of every unit used, less is better.
    ours, theirs : tuple of float
        All that was measured, in the order of measuring. None if a way cannot do it.
    instead : str
        What a user would do instead: the way that `theirs` are of.
    note : str
        What a reader must know to judge the row.
    """

    what: str
    unit: str
    ours: tuple[float, ...]
    instead: str
    theirs: tuple[float, ...]
    note: str = ""

    def __post_init__(self):
        """Keep five digits of each value: the table shows three."""
        for name in ("ours", "theirs"):
            values = tuple(float(f"{value:.5g}") for value in getattr(self, name))
            object.__setattr__(self, name, values)

    @property
    def ratio(self):
        """Median of ours divided by that of theirs (float); NaN where there is none."""
        mine, other = middle(self.ours), middle(self.theirs)
        return mine / other if other else math.nan

    def stored(self):
        """Return what a JSON file keeps (dict): all above, the medians and the ratio."""
        sums = {"ours_median": middle(self.ours), "theirs_median": middle(self.theirs)}
        sums |= {"ratio": self.ratio}
        known = {name: float(f"{x:.4g}") for name, x in sums.items() if not math.isnan(x)}
        return asdict(self) | known

    @classmethod
    def read(cls, stored):
        """Make a row from what `stored` gave."""
        return cls(**{name: stored[name] for name in cls.__dataclass_fields__})


def middle(values):
    """Return the median (float); NaN of no values."""
    return statistics.median(values) if values else math.nan


def spread(values):
    """Return how far values spread: ("p95", x) of many, ("to", least, most) of some, else ().

    Parameters
    ----------
    values : sequence of float

    Returns
    -------
    tuple
    """
    if len(values) >= MANY:
        return "p95", statistics.quantiles(values, n=20, method="inclusive")[-1]
    return ("to", min(values), max(values)) if len(values) > 1 else ()


@dataclass(frozen=True)
class Growth:
    """How the time to find points on bodies grows.

    Parameters
    ----------
    start, body, point : float
        Time once, for each body, and for each point on each body; the unit is that of the times.
    miss : float
        By how much the law is wrong for the cell that it fits worst, as a share of its time.
    """

    start: float
    body: float
    point: float
    miss: float


def growth(cells):
    """Fit the law time = start + bodies * (body + points * point).

    Least squares of the relative errors, with no cost below nought (Lawson and Hanson 1974, as
    in ``scipy.optimize.nnls``). If cost grew faster than the work, the misfit would be large.

    Parameters
    ----------
    cells : dict of (int, int) to float
        Time by number of points and number of bodies, at least three.

    Returns
    -------
    Growth
    """
    times = np.array(list(cells.values()), float)
    terms = np.array([(1, bodies, bodies * points) for points, bodies in cells], float)
    found = nnls(terms / times[:, None], np.ones(len(times)))[0]
    return Growth(*map(float, found), miss=float(abs(terms @ found / times - 1).max()))


def tenfold(cells, axis):
    """Return by what time is multiplied from one size to the next (list of float).

    Parameters
    ----------
    cells : dict of (int, int) to float
        As for `growth`.
    axis : {0, 1}
        0 for more points on the most bodies, 1 for more bodies with the most points.
    """
    most = max(size[1 - axis] for size in cells)
    line = [cells[size] for size in sorted(cells) if size[1 - axis] == most]
    return [later / earlier for earlier, later in zip(line, line[1:], strict=False)]

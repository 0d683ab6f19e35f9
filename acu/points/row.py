"""One row of the table of points."""

from acu.points.finding import find
from acu.points.loading import own


def row_of(code):
    """Return the row of a point.

    Parameters
    ----------
    code : str
        WHO code.

    Returns
    -------
    pandas.Series
        A copy: it may be changed.

    Raises
    ------
    ValueError
        If `code` is no WHO code in the table; says what it may mean.
    """
    if not isinstance(code, str) or code not in own().index:
        raise ValueError(f"{code!r} is no WHO code in the table. {find(str(code)).message}")
    return own().loc[code].copy()


def second_place(code):
    """Say whose the second place of a point is: only regular points are in WHO's book."""
    return "Second place" if code.startswith("EX") else "Second place WHO prints"

"""Points on a body: where each lies, how it is found, and how to say it."""

from contextlib import contextmanager

import numpy as np
import pandas as pd

from acu import rules, tables
from acu.points import find, load_points

NOWHERE = np.full(3, np.nan)


def locate(body, points=None):
    """Find every point of a table on a body.

    Parameters
    ----------
    body : Body
        The body to find them on.
    points : DataFrame, optional
        Points with `rule` and `second_rule`, indexed by code; the project's own unless given.

    Returns
    -------
    DataFrame
        One row per code, in the order of the table: `x`, `y`, `z` in cm, on the left side or
        (`x` exactly 0) on the midline; `x2`, `y2`, `z2` for a second location, NaN where the
        WHO gives none. Of a point with several sites, the middle one.

    Raises
    ------
    RuleError
        If a rule cannot be read or has no place on this body; names the cell.

    Examples
    --------
    >>> from acu.body import Body
    >>> bool(locate(Body("male")).loc["GV4", "x"] == 0)
    True
    """
    points = load_points() if points is None else points
    found = rules.Locations(_read(points, "rule"), body)
    second = _read(points, "second_rule")
    places = []
    for code in points.index:
        with _cell(code, "rule"):
            place = found[code].point
        with _cell(code, "second_rule"):
            other = rules.evaluate(second[code], body, found).point if code in second else NOWHERE
        places.append([*place, *other])
    return pd.DataFrame(places, points.index, ["x", "y", "z", "x2", "y2", "z2"])


def location(code, body, second=False, points=None):
    """Find one point on a body, with the construction that leads there.

    Parameters
    ----------
    code : str
        WHO code, such as "GB30".
    body : Body
        The body to find it on.
    second : bool
        Whether the WHO's second location is wanted instead of the first.
    points : DataFrame, optional
        As for `locate`.

    Returns
    -------
    rules.Location

    Raises
    ------
    ValueError
        If there is no such point in the table, or it has no second location.
    RuleError
        As for `locate`.
    """
    points = load_points() if points is None else points
    found = rules.Locations(_read(points, "rule"), body)
    column = "second_rule" if second else "rule"
    rule = _only(code, points, column)
    with _cell(code, column):
        return rules.evaluate(rule, body, found) if second else found[code]


def describe(code, second=False, points=None):
    """Say in one sentence how a point is found.

    Parameters
    ----------
    code : str
        WHO code, such as "GB29".
    second : bool
        Whether the WHO's second location is wanted instead of the first.
    points : DataFrame, optional
        As for `locate`.

    Returns
    -------
    str
        Such as "GB29 Jūliáo lies half-way between the front tip of the hip bone and the bump at
        the top of the thigh bone."

    Raises
    ------
    ValueError
        If there is no such point in the table, or it has no second location.
    RuleError
        If its rule cannot be read.
    """
    points = load_points() if points is None else points
    plain = _plain(points)
    rule = _only(code, points, "second_rule" if second else "rule")
    return f"{plain[code]} lies {rules.say(rule, plain)}."


def _read(points, column):
    """Read the rules of a column, by code; blank cells are left out."""
    found = {}
    for code, text in points[column].items():
        if column == "rule" or text:
            with _cell(code, column):
                found[code] = rules.read(text)
    return found


def _only(code, points, column):
    if not isinstance(code, str) or code not in points.index:
        raise ValueError(f"{code!r} is no WHO code in the table. {find(str(code)).message}")
    if column == "second_rule" and not points.loc[code, column]:
        raise ValueError(f"{code} has only one location.")
    with _cell(code, column):
        return rules.read(points.loc[code, column])


@contextmanager
def _cell(code, column):
    """Say in which cell of the table the rule stands that went wrong."""
    try:
        yield
    except rules.RuleError as error:
        code, column = (error.code, "rule") if error.code else (code, column)
        message = f"table of points, {code}, column {column}: {error.message}"
        raise rules.RuleError(message, error.position, code) from error


def _plain(points):
    landmarks = tables.read("landmarks").set_index("id")["plain"]
    return dict(landmarks) | {code: f"{code} {name}" for code, name in points["pinyin"].items()}

"""Points on a body: where each lies, how it is found, and how to say it."""

from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd

from acu import rules, tables
from acu.points import find
from acu.points.loading import own
from acu.skin import between

NOWHERE = np.full(3, np.nan)
OFF = 1.0  # cm from the skin within which a place is taken to lie on it


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
    >>> places = acu.locate(acu.Body("male"))
    >>> bool(places.loc["GV4", "x"] == 0)  # on the midline
    True
    >>> places.loc["BL40", ["x", "y", "z"]].round(1).tolist()  # cm
    [11.6, 46.6, -4.1]
    """
    found = locations(body, points)
    points = own() if points is None else points
    second = _read(points, "second_rule")
    places = []
    for code in points.index:
        with _cell(code, "rule"):
            place = found[code].point
        with _cell(code, "second_rule"):
            other = rules.evaluate(second[code], body, found).point if code in second else NOWHERE
        places.append([*place, *other])
    return pd.DataFrame(places, points.index, ["x", "y", "z", "x2", "y2", "z2"])


def locations(body, points=None):
    """Find points on a body, each with its construction, when they are asked for.

    Parameters
    ----------
    body : Body
        The body to find them on.
    points : DataFrame, optional
        As for `locate`.

    Returns
    -------
    rules.Locations
        Location by code.
    """
    return _own(body) if points is None else rules.Locations(_read(points, "rule"), body)


@lru_cache(maxsize=8)
def _own(body):
    return rules.Locations(_read(own(), "rule"), body)


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
    found = locations(body, points)
    points = own() if points is None else points
    column = "second_rule" if second else "rule"
    rule = _only(code, points, column)
    with _cell(code, column):
        return rules.evaluate(rule, body, found) if second else found[code]


def channel_lines(body, points=None, only=None):
    """Lay a line along each channel, from point to point over the skin.

    Parameters
    ----------
    body : Body
        The body to lay them on.
    points : DataFrame, optional
        As for `locate`. A line goes on past points that are not drawn.
    only : str, optional
        Code of the one channel that is wanted.

    Returns
    -------
    dict of str to list of ndarray (k, 3)
        Lines on the left side or the midline by channel, cm, in the order of
        ``data/channels.csv``. A line ends where the next point is not in the table.
    """
    found = locations(body, points)
    points = own() if points is None else points
    hidden = set(points.index[~points["drawn"]])
    lines = {}
    for row in tables.read("channels").dropna(subset="points").itertuples():
        if only and row.code != only:
            continue
        runs = (row.line or f"{row.code}1-{row.code}{row.points}").split("; ")
        orders = [[code for code in _codes(run) if code not in hidden] for run in runs]
        pairs = [pair for order in orders for pair in pairwise(order) if found.keys() >= {*pair}]
        laid = [_laid(body, found[a].point, found[b].point) for a, b in pairs]
        if laid := [line for line in laid if line is not None]:
            lines[row.code] = laid
    return lines


def _codes(run):
    """Codes of a run, as in "BL41-BL54 BL40"."""
    for word in run.split():
        first, _, last = word.partition("-")
        for number in range(int(first[2:]), int((last or first)[2:]) + 1):
            yield f"{first[:2]}{number}"


def _laid(body, a, b):
    """Line over the skin between two places; None where the skin between them is not one piece."""
    for skin in body.skins(a, b):
        with suppress(ValueError):
            return skin.string(a, b).points
    return None


def skin_distance(body, p, q):
    """Measure the shortest way over the skin between two places.

    The way goes over the skin as it is, into every hollow; over an arm only by way of the
    shoulder, even where the arm touches the trunk. Of 200 random ways none came out more than
    1.4 % too long: see `skin.Ways`.

    Parameters
    ----------
    body : Body
        On whose skin.
    p, q : array_like (3,) or str
        Places, cm, no more than 1 cm from the skin; or WHO codes, for points on the left side.

    Returns
    -------
    float
        Distance, cm.

    Raises
    ------
    ValueError
        If a place lies off the skin, or there is no such point in the table.

    Examples
    --------
    >>> round(acu.skin_distance(acu.Body("female"), "BL40", "BL39"), 1)
    3.3
    """
    start, end = (_place(body, each) for each in (p, q))
    return between(body.whole, start, end)


def _place(body, given):
    """Place on the skin that is meant, cm."""
    if isinstance(given, str):
        return body.whole.nearest(location(given, body).point)[0]
    given = np.asarray(given, float)
    if given.shape != (3,) or not np.isfinite(given).all():
        raise ValueError(f"a place is x, y and z in cm, or a WHO code; not {given}")
    place = body.whole.nearest(given)[0]
    if (off := np.linalg.norm(place - given)) > OFF:
        raise ValueError(f"the place {given} lies {off:.1f} cm off the skin: it must lie on it")
    return place


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
    plain = plain_names() if points is None else _plain(points)
    points = own() if points is None else points
    rule = _only(code, points, "second_rule" if second else "rule")
    return f"{plain[code]} lies {rules.say(rule, plain)}."


@cache
def plain_names():
    """Return the plain name of every landmark and point of the tables.

    Returns
    -------
    dict of str to str
        By id or WHO code: "front tip of the hip bone", "GB29 Jūliáo".
    """
    return _plain(own())


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

"""Which points match what is asked: no widget here, only tables."""

from functools import cache, lru_cache

import pandas as pd

from acu import safety
from acu.points import Found, find, load_points, naming


def matching(points, uses, channel="", region="", complaint="", kind="", who="", text=""):
    """List the points that match everything that is asked.

    Parameters
    ----------
    points : pandas.DataFrame
        Points with `channel` and `region`, indexed by code.
    uses : pandas.DataFrame
        What is said of points: `code`, `complaint`, `kind`.
    channel, region : str
        Code of a channel; part of the body.
    complaint, kind : str
        One and the same row of `uses` must have both.
    who : str
        One of `safety.situations`: leaves out what they should not press or should ask about
        first. What they may press lightly stays.
    text : str
        What a point is called, as `called` reads it.

        Empty text asks for nothing.

    Returns
    -------
    list of str
        Codes in the order of `points`.
    """
    fits = pd.Series(True, points.index)
    if channel:
        fits &= points["channel"] == channel
    if region:
        fits &= points["region"] == region
    if complaint or kind:
        said = uses["complaint"].eq(complaint) | (not complaint)
        said &= uses["kind"].eq(kind) | (not kind)
        fits &= points.index.isin(uses["code"][said])
    if who:
        fits &= ~points.index.isin(left_out(who))
    if text.strip():
        fits &= points.index.isin(called(text).codes)
    return list(points.index[fits])


def widening(points, uses, **asked):
    """Count, for each thing asked, the points that would match without it.

    Parameters
    ----------
    points, uses, **asked
        As for `matching`.

    Returns
    -------
    dict of str to int
        Only what would bring points. Never `who`: nobody is tempted to leave a caution aside.
    """
    lifted = {name: asked | {name: ""} for name in asked if asked[name] and name != "who"}
    counts = {name: len(matching(points, uses, **rest)) for name, rest in lifted.items()}
    return {name: count for name, count in counts.items() if count}


@cache
def left_out(who):
    """Return the codes of points that a person should not press, or ask about first.

    Parameters
    ----------
    who : str
        One of `safety.situations`.

    Returns
    -------
    frozenset of str
    """
    return frozenset(safety.not_for(who).query("verdict != 'light'").index)


@lru_cache(256)
def called(text):
    """Find the points that go by a text, or begin with it while it is being typed.

    Parameters
    ----------
    text : str

    Returns
    -------
    Found
        As from `find`; but if `find` knows no such point, its `codes` are those of which the code,
        a name or a word of the English name begins so.
    """
    found = find(text)
    begun = () if found.codes else tuple(code for code in _names() if _begins(code, text))
    if not begun:
        return found
    points = "1 point has" if len(begun) == 1 else f"{len(begun)} points have"
    return Found(text, begun, (), f'{points} a code or name that begins with "{text.strip()}".')


def _begins(code, text):
    typed = _squashed(text)
    if not typed or _squashed(code).startswith(typed):
        return bool(typed)
    start = "" if any(map(str.isdigit, typed)) else naming.spelled(text)[0]
    return any(start and name.startswith(start) for name in _names()[code])


def _squashed(text):
    return "".join(filter(str.isalnum, text)).casefold()


@cache
def _names():
    """Return, by code, all that a point's name can begin with, in bare letters."""
    names = {}
    for code, row in load_points().iterrows():
        whole = [*row[["pinyin", "traditional", "simplified", "english"]]]
        names[code] = [naming.spelled(name)[0] for name in whole + row["english"].split()]
    return names

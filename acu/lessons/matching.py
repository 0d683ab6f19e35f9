"""Which points match what is asked: no widget here, only tables."""

from functools import cache

import pandas as pd

from acu import safety
from acu.points import called


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

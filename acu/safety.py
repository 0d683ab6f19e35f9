"""Who may press which point: the cautions, read for a point or for a person."""

from acu import tables
from acu.points import find, load_points

VERDICTS = ["avoid", "ask", "light"]  # the strictest first


def stop_signs():
    """List the signs at which a press stops at once.

    Returns
    -------
    list of (str, str)
        The sign and what to do, in the order of ``data/cautions.csv``.
    """
    rows = tables.read("cautions").query("kind == 'stop'")
    return list(rows[["situation", "action"]].itertuples(index=False, name=None))


def cautions(code):
    """Return the cautions that hold for a point.

    Parameters
    ----------
    code : str
        WHO code.

    Returns
    -------
    pandas.DataFrame
        Rows of ``data/cautions.csv``: those of the point, of its region, then of every point.

    Raises
    ------
    ValueError
        If `code` is not a point of the table.
    """
    points = load_points()
    if code not in points.index:
        raise ValueError(f"{code!r} is no WHO code in the table. {find(str(code)).message}")
    rows = tables.read("cautions")
    return _held(points.loc[[code]], rows)[rows.columns].reset_index(drop=True)


def situations():
    """List the people that the cautions are about, by short names for a menu.

    Returns
    -------
    list of str
        Such as ``"pregnant"``, in the order of ``data/cautions.csv``.
    """
    names = tables.read("cautions")["who"].str.split("; ").explode()
    return [name for name in names.unique() if name]


def not_for(who):
    """Say which points a person should leave, ask about or press lightly.

    Parameters
    ----------
    who : str
        One of `situations`.

    Returns
    -------
    pandas.DataFrame
        Index `code` in the order of the points; `verdict`, `action` and `reason` of the strictest
        row that holds for the point: ``"avoid"`` before ``"ask"`` before ``"light"``, and of
        equally strict ones the narrowest. A point that is not there has no caution on record,
        which does not make it safe.

    Raises
    ------
    ValueError
        If `who` is none of the situations.
    """
    known = situations()
    if who not in known:
        hint = tables.nearest(str(who), known) or f"; there are: {'; '.join(known)}"
        raise ValueError(f"there is no caution about {who!r}{hint}")
    rows = tables.read("cautions")
    rows = rows[[who in names.split("; ") for names in rows["who"]]]
    points = load_points()
    held = _held(points, rows)
    held = held.sort_values(
        "verdict", key=lambda verdict: verdict.map(VERDICTS.index), kind="stable"
    )
    strictest = held.drop_duplicates("point").set_index("point").rename_axis("code")
    order = points.index[points.index.isin(strictest.index)]
    return strictest.loc[order, ["verdict", "action", "reason"]]


def _held(points, rows):
    """Pair each point with the rows that hold for it, the narrowest rows first."""
    places = points["region"].rename("place").rename_axis("point").reset_index()
    pairs = places.merge(rows, how="cross")
    own, near = pairs["code"] == pairs["point"], pairs["region"] == pairs["place"]
    holds = own | near | ((pairs["code"] == "") & (pairs["region"] == ""))
    width = 2 - 2 * own - near
    return pairs[holds].loc[width[holds].sort_values(kind="stable").index]

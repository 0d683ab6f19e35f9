"""How long each part of a class lasts, from ``data/class_times.csv``."""

import pandas as pd

from acu import tables


def lengths():
    """List how long a class can be.

    Returns
    -------
    list of int
        Minutes, the shortest first.
    """
    return sorted(tables.read("class_times")["minutes"].unique().tolist())


def lasting(codes, minutes):
    """List the parts of a class and how long each lasts.

    Where points ask for more time than there is, the longest gives up a minute at a time.

    Parameters
    ----------
    codes : sequence of str
        WHO codes.
    minutes : int
        One of `lengths`.

    Returns
    -------
    list of (str, str, int)
        Part, code (empty unless the part is a point) and minutes; together as long as the class.

    Raises
    ------
    ValueError
        If the points are too many for the time.
    """
    rows = tables.read("class_times").query("minutes == @minutes")
    fixed = rows[(rows["part"] != "point") & rows["lasts"].notna()]
    room = minutes - int(fixed["lasts"].sum())
    points = rows[rows["part"] == "point"]
    wanted = [_wanted(points, code) for code in codes]
    shared = _shared([row.lasts for row in wanted], [row.least for row in wanted], room)
    if shared is None:
        most = room // int(points["least"].min())
        raise ValueError(
            f"{minutes} minutes hold up to {most} points, not {len(codes)}: take fewer points, "
            "or a longer class"
        )
    left = _left(rows[(rows["part"] != "point") & rows["lasts"].isna()], room - sum(shared))
    found = []
    for row in rows.drop_duplicates("part").itertuples():
        if row.part == "point":
            found += [("point", code, time) for code, time in zip(codes, shared, strict=True)]
        else:
            found.append((row.part, "", left.get(row.part, 0) if pd.isna(row.lasts) else row.lasts))
    return [part for part in found if part[2]]


def _left(rows, spare):
    """Share what is left over among some parts: as many as get enough, in their order."""
    for count in range(len(rows), 0, -1):
        first, share = rows.head(count), spare // count
        if (first["least"] <= share).all():
            more = [spare - share * count, *[0] * (count - 1)]
            return dict(zip(first["part"], [share + each for each in more], strict=True))
    return {}


def _wanted(points, code):
    return next(points[points["code"].isin([code, ""])].itertuples())


def _shared(wanted, least, room):
    """Cut what each wants to the room there is, a minute of the longest at a time; None if not."""
    times = list(map(int, wanted))
    while sum(times) > room:
        spare = [at for at, low in enumerate(least) if times[at] > low]
        if not spare:
            return None
        # Of equally long ones the last: who comes first has the newcomers' questions.
        times[max(spare, key=lambda at: (times[at], at))] -= 1
    return times

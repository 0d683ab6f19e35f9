"""The items of a station: what is asked of the one who presses, filled in for one point."""

from functools import cache
from typing import NamedTuple

from acu import atlas, precision, rules, safety, tables
from acu.cards.route import route, rule_of
from acu.points import row_of
from acu.rulers import span
from acu.tables import capital

PASS = 8  # of the ten; our own choice, as the items are


class Item(NamedTuple):
    """One item of a station.

    Parameters
    ----------
    number : int
        1 to 10; 0 is the task that is read out.
    ask : str
        What the one who presses does.
    look : str
        By what the one who scores knows it; may be empty.
    must : str
        "first": nothing else is begun before it is a yes. "yes": without it the station is not
        passed. Empty: one of ten.
    answer : str
        "yes or no"; "cm": a distance, which is a yes inside the ring; empty for the task.
    source : str
        Id in ``data/sources.csv``; empty if it is our own choice alone, or from the card.
    """

    number: int
    ask: str
    look: str
    must: str
    answer: str
    source: str


@cache
def items(code):
    """Fill in the items of the station of a point.

    Parameters
    ----------
    code : str
        WHO code.

    Returns
    -------
    tuple of Item
        The task, then ten items, from ``data/stations.csv``. Of the rows of an item the first
        counts that fits the point and whose gaps its card can fill.

    Raises
    ------
    ValueError
        If `code` is no WHO code in the table of points.
    """
    known, point = facts(code), row_of(code)
    rows = tables.read("stations")
    for column, own in (("code", code), ("region", point["region"]), ("use", use_of(point))):
        rows = rows[rows[column].isin(["", own])]
    filled = {}
    for row in rows.itertuples():
        if row.item not in filled and tables.gaps(row.ask + row.look) <= known.keys():
            ask, look = tables.filled(row.ask, known), tables.filled(row.look, known)
            filled[row.item] = Item(row.item, ask, look, row.must, row.answer, row.source)
    return tuple(filled[number] for number in sorted(filled))


def ring(code):
    """Say how near to the examiner's mark the learner's place must lie.

    Parameters
    ----------
    code : str
        WHO code.

    Returns
    -------
    float
        Along the skin, cm, to a tenth; see `precision.tolerance`.
    """
    return round(precision.tolerance(code).cm, 1)


def facts(code):
    """Gather what the gaps of the table may name, from the card of a point.

    Parameters
    ----------
    code : str
        WHO code.

    Returns
    -------
    dict of str to str
        Without what is not known of the point, or does not belong to it.
    """
    point, plain = row_of(code), atlas.plain_names()
    known = {
        "name": plain[code],
        "posture": point["posture"],
        "region": point["region"],
        "rule": atlas.describe(code),
        "moves": "; then ".join(rules.tell(rule_of(code), plain).values()),
        "cun": " ".join(_counted(name) for name in rule_of(code).rulers),
        "beneath": _beneath(code),
        "how": _how(point["pressure"]),
        "ask_for": _asked(code),
        "caution": _heeded(code),
        "stops": "; ".join(sign.lower() for sign, _ in safety.stop_signs()),
    }
    for which, landmark in zip(("first", "second"), _starts(code), strict=False):
        known |= {which: plain[landmark], f"{which}_feel": _felt(landmark)}
    return {gap: words for gap, words in known.items() if words}


def use_of(point):
    """Say how a point is met.

    Parameters
    ----------
    point : pandas.Series
        Its row in the table of points.

    Returns
    -------
    str
        "pressed", "located" (and not pressed) or "private" (only described).
    """
    if point["pressure"] != "locate only":
        return "pressed"
    return "located" if point["drawn"] else "private"


def _starts(code):
    """List the landmarks from which the first place of a point is found."""
    stops = route(code)
    kinds = [stop.kind for stop in stops]
    return [stop.name for stop in stops[: kinds.index("point")] if stop.kind == "start"]


def _felt(landmark):
    row = tables.read("landmarks").set_index("id").loc[landmark]
    return row["feel"] or row["definition"]


def _counted(ruler):
    cun = tables.read("rulers").set_index("id").loc[ruler, "cun"]
    return f"{capital(span(ruler))} it is {cun:g} cun."


def _beneath(code):
    rows = tables.read("anatomy").query("code == @code")
    return "; ".join(rows[["muscles", "nerves", "vessels"]].to_numpy().ravel())


def _how(pressure):
    how = tables.read("technique").set_index("id")["teach"]
    # A straight arm and the weight of the body are too much where the press is gentle.
    told = {"firm": ["press", "firm"], "gentle": ["gentle"]}.get(pressure, [])
    return " ".join(how[step] for step in told)


def _asked(code):
    """Name who leaves the point out or asks first, the narrower words first."""
    held = safety.cautions(code)
    near = held["code"].ne("") | held["region"].ne("") | held["who"].eq("pregnant")
    named = held[near & held["verdict"].isin(["avoid", "ask"])]["who"]
    return "; ".join(dict.fromkeys(filter(None, named.str.split("; ").explode())))


def _heeded(code):
    """Say what everyone heeds at a point; at most of them that is one caution for every point."""
    held = safety.cautions(code).query("verdict == 'heed'").iloc[0]
    words = f"{held['action']} {held['reason']}"
    return words if held["situation"] == "Everyone" else f"{held['situation']}: {words}"

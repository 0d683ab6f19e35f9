"""Cards: what the body map says of each point, and the route by which it is found."""

from dataclasses import dataclass
from functools import cache

from acu import atlas, rules, tables
from acu.points import load_points

MANY = 4  # of more places to start from, only the first and the last are gone to


@dataclass(frozen=True)
class Stop:
    """One stop on the route to a point.

    Parameters
    ----------
    kind : str
        "start": a landmark to feel for. "move": what a hand does. "found": another point, which
        the route needs. "point": the point itself. "second": WHO's second place for it.
    name : str
        Landmark or point; of a move, the point whose rule it belongs to.
    second : bool
        Whether a move belongs to the second place.
    position : int
        Of a move, where in the rule it stands.
    """

    kind: str
    name: str
    second: bool = False
    position: int = 0


@cache
def route(code):
    """List the stops on the route to a point, from the bones up, none twice.

    Parameters
    ----------
    code : str
        WHO code.

    Returns
    -------
    tuple of Stop
    """
    points, stops = load_points(), []
    known = set(points.index)

    def reach(code, second=False):
        rule = _rule(code, second)
        names = rule.names if len(rule.names) <= MANY else (rule.names[0], rule.names[-1])
        for name in names:
            if any(stop.name == name for stop in stops if stop.kind in ("start", "found")):
                continue
            if name in known:
                reach(name)
            stops.append(Stop("found" if name in known else "start", name))
        stops.extend(Stop("move", code, second, position) for position in rules.tell(rule))

    reach(code)
    stops.append(Stop("point", code))
    if points.loc[code, "second_rule"]:
        reach(code, second=True)
        stops.append(Stop("second", code))
    return tuple(stops)


@cache
def cards():
    """Say of every point what the body map says of it.

    Returns
    -------
    dict of str to dict
        By code, in the order of the table: `name`, `characters`, `english`, `where`, `view`,
        `channel`, `drawn`, `rule`, `posture`, `notes`, and `steps`: title and more words for each
        stop of the `route`.
    """
    points, plain = load_points(), _plain()
    return {
        code: {
            "name": plain[code],
            "characters": row["traditional"],
            "english": row["english"],
            "where": row["region"],
            "view": row["view"],
            "channel": row["channel"],
            "drawn": bool(row["drawn"]),
            "rule": atlas.describe(code),
            "posture": row["posture"],
            "notes": _notes(code, row),
            "steps": _steps(code) if row["drawn"] else [],
        }
        for code, row in points.iterrows()
    }


def _notes(code, row):
    second = row["second_rule"] and atlas.describe(code, second=True).partition(" lies ")[2]
    said = [
        f"WHO prints a second place: {second}" if second else "",
        row["choice"],
        *_numbers(code),
    ]
    return [note for note in said if note]


def _numbers(code):
    """Say by which other numbers a point goes, and which point has that number in WHO's list."""
    points = load_points()
    for row in _numbered().get(code, ()):
        said = f"In {row.numbering} this point is {row.name}. {row.note}".strip()
        who = f"{points.loc[code, 'channel']}{row.name.split()[-1]}"
        if who in points.index and who != code:
            pinyin, region = points.loc[who, ["pinyin", "region"]]
            said += f" WHO's {who} is another point: {pinyin} ({region})."
        yield said


@cache
def _numbered():
    """Rows of the table of names that are numbers in other numberings, by code."""
    names = tables.read("names").query("kind == 'number'")
    return {code: list(rows.itertuples()) for code, rows in names.groupby("code")}


def _steps(code):
    """Title and more words of each stop; places that are named later carry their number."""
    named, steps = dict(_plain()), []
    for number, stop in enumerate(route(code), start=1):
        steps.append(_step(stop, named))
        if stop.kind in ("start", "found"):
            named[stop.name] += f" ({number})"
    return steps


def _step(stop, named):
    if stop.kind == "start":
        learned, feel = _felt()[stop.name]
        return {"title": _capital(named[stop.name]), "more": f"{_capital(learned)}. {feel}".strip()}
    if stop.kind == "move":
        told = rules.tell(_rule(stop.name, stop.second), named)[stop.position]
        return {"title": _capital(told), "more": ""}
    second = stop.kind == "second"
    title = "The second place that WHO prints" if second else named[stop.name]
    return {"title": title, "more": atlas.describe(stop.name, second)}


@cache
def _plain():
    """Plain name of every landmark and point."""
    landmarks, points = tables.read("landmarks").set_index("id"), load_points()
    named = {code: f"{code} {name}" for code, name in points["pinyin"].items()}
    return dict(landmarks["plain"]) | named


@cache
def _felt():
    """Learned name of every landmark, and how to feel for it."""
    landmarks = tables.read("landmarks")
    return dict(
        zip(landmarks["id"], zip(landmarks["name"], landmarks["feel"], strict=True), strict=True)
    )


@cache
def _rule(code, second=False):
    return rules.read(load_points().loc[code, "second_rule" if second else "rule"])


def _capital(text):
    return text[0].upper() + text[1:]

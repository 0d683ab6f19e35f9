"""The route to a point: the stops on the way to it, from the bones up."""

from dataclasses import dataclass
from functools import cache

from acu import rules
from acu.points.loading import own

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
    points, stops = own(), []
    known = set(points.index)

    def reach(code, second=False):
        rule = rule_of(code, second)
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
def rule_of(code, second=False):
    """Read the rule of a point of the table, or that of WHO's second place for it."""
    return rules.read(own().loc[code, "second_rule" if second else "rule"])

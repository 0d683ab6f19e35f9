"""Where points lie on bodies: by their rules, and by the ways that are used instead.

The first way instead is the one of charts and of most programs: on one body somebody picks a
vertex for each point, and on every other body the same vertex is taken. Nothing can be faster. The
second is a library for exact shortest ways over a mesh; it can do rules that are one string.
"""

import random
import statistics
import time
from functools import cache

import numpy as np

import acu
from acu import atlas, rules
from benches.processes import Way, by_turns
from benches.rows import Row, growth, tenfold

POINTS = (10, 100, 370)
BODIES = {"try": (1, 2), "quick": (1, 4), "whole": (1, 10, 100)}
TURNS = {1: 3, 10: 2}  # of the whole, by bodies; else one: many bodies are turns of their own
STRINGS = {"try": 2, "quick": 5, "whole": 20}
COPIED = "vertices picked once on one body, looked up on each"
EXACT = "pygeodesic: the exact shortest way over the mesh"


class Work:
    """So many bodies that nobody has seen, on which points are to be found.

    Parameters
    ----------
    bodies : int
    """

    def __init__(self, bodies):
        self.people = people(bodies)
        for count in POINTS:
            picked(count)
        acu.locate(acu.Body("male"), table(POINTS[0]))  # what is read once is read

    def ours(self, points):
        """Follow the rules of so many points on every body."""
        for person in self.people:
            acu.locate(acu.Body(*person), table(points))

    def copied(self, points):
        """Look up as many vertices on every body."""
        for person in self.people:
            acu.Body(*person).vertices[picked(points)]


def people(number):
    """Return sex, stature (cm) and build of so many bodies (list of tuple), the same each time."""
    chance = random.Random(number)
    return [
        (chance.choice(["female", "male"]), chance.uniform(150, 195), chance.uniform(-1, 1))
        for _ in range(number)
    ]


@cache
def table(number):
    """Return the rows of so many points, among them each that another's rule names (DataFrame)."""
    points = acu.load_points()
    rows = zip(points.index, points["rule"], points["second_rule"], strict=True)
    names = {
        code: {name for text in texts if text for name in rules.read(text).names}
        for code, *texts in rows
    }

    def over(code):
        """Return a point and all that its rules lead over."""
        return {code}.union(*(over(name) for name in names[code] if name in names))

    codes = list(names)
    random.Random(0).shuffle(codes)
    chosen = set()
    for code in codes:
        wanted = chosen | over(code)
        if len(wanted) <= number:
            chosen = wanted
    return points[points.index.isin(chosen)]


@cache
def picked(number):
    """Return the vertices nearest to so many points of the average woman (ndarray of int)."""
    body = acu.Body("female")
    places = acu.locate(body, table(number))[["x", "y", "z"]].to_numpy(float)
    return np.array([nearest(body, place) for place in places])


def nearest(body, place):
    """Return the number of the vertex that is nearest to a place (int)."""
    return int(((body.vertices - place) ** 2).sum(axis=1).argmin())


def rows(much):
    """Find points on bodies: cost by number of both, its growth, memory, and strings."""
    mine, other, notes = {}, {}, {POINTS[-1]: f"the other way is off by {misses(3)}"}
    for bodies in BODIES[much]:
        before = f"from benches.locating import Work; work = Work({bodies})"
        ways = [
            Way(before, tuple(f"work.{way}({points})" for points in POINTS))
            for way in ("ours", "copied")
        ]
        steps, peaks = by_turns(*ways, TURNS.get(bodies, 1) if much == "whole" else 1)
        many = "body" if bodies == 1 else "bodies"
        for points, (ours, theirs) in zip(POINTS, steps, strict=True):
            what = f"{points} points on {bodies} {many}"
            row = Row(what, "ms", ours, COPIED, theirs, notes.get(points, ""))
            mine[points, bodies] = statistics.median(ours)
            other[points, bodies] = statistics.median(theirs)
            yield row
        what = f"most memory held for {bodies} {many}"
        yield Row(what, "MB", peaks[0], COPIED, peaks[1])
    yield from grown(mine, other)
    yield from strings(STRINGS[much])


def grown(mine, other):
    """Say how cost grows with points and with bodies.

    Parameters
    ----------
    mine, other : dict of (int, int) to float
        Times by number of points and of bodies, ms.

    Yields
    ------
    Row
    """
    for axis, what in enumerate(("points", "bodies")):
        sizes = sorted({size[axis] for size in mine})
        steps = ", ".join(f"{a} to {b}" for a, b in zip(sizes, sizes[1:], strict=False))
        what = f"cost, times, for more {what}: {steps}"
        yield Row(what, "times", tenfold(mine, axis), COPIED, tenfold(other, axis))
    ours, theirs = growth(mine), growth(other)
    note = f"a straight law fits all {len(mine)} cells within {ours.miss:.0%}"
    note += f" (ours) and {theirs.miss:.0%}"
    yield Row("each further body", "ms", [ours.body], COPIED, [theirs.body])
    yield Row("each further point on a body", "ms", [ours.point], COPIED, [theirs.point], note)


def misses(number):
    """Say how far picked vertices lie from where the rules lead on other bodies (str)."""
    away = []
    for person in people(number):
        body = acu.Body(*person)
        places = acu.locate(body, table(POINTS[-1]))[["x", "y", "z"]].to_numpy(float)
        there = body.vertices[picked(POINTS[-1])]
        away += np.linalg.norm(places - there, axis=1).tolist()
    late = statistics.quantiles(away, n=20)[-1]
    return f"{statistics.median(away):.1f} cm (median), {late:.1f} cm (p95) on other bodies"


def strings(number):
    """Lay one string on each of some new bodies, ours and the exact way, by turns."""
    from pygeodesic.geodesic import PyGeodesicAlgorithmExact

    ours, theirs, lengths = [], [], []
    for person in people(number):
        body = acu.Body(*person)
        a, b = (atlas.location(code, body).point for code in ("GB29", "GB30"))
        near = [nearest(body, place) for place in (a, b)]
        start = time.perf_counter()
        mine = acu.skin_distance(acu.Body(*person), a, b)  # nothing of it is known yet
        ours.append(1000 * (time.perf_counter() - start))
        start = time.perf_counter()
        exact, _ = PyGeodesicAlgorithmExact(body.vertices, body.triangles).geodesicDistance(*near)
        theirs.append(1000 * (time.perf_counter() - start))
        lengths.append(abs(mine - exact))
    off = statistics.median(lengths)
    note = f"the two differ by {off:.1f} cm: the other goes from vertex to vertex"
    yield Row("distance over the skin, GB29 to GB30", "ms", ours, EXACT, theirs, note)

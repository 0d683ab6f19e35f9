"""How each verb is drawn on the skin.

Each function takes the skin and the arguments as found, and gives the place reached (or the Path
of a line) and the Step drawn. It raises ValueError if the verb has no place on this skin.
"""

import math
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

import numpy as np

from acu.skin import LEFT, UP, Path

FRONT = np.array([0.0, 0.0, 1.0])


@dataclass(frozen=True)
class Step:
    """One move of a construction, to be drawn.

    Parameters
    ----------
    path : ndarray (k, 3)
        Line on the skin, cm.
    ends : tuple of (str, ndarray (3,))
        Places it starts from, with their names; a place found by an earlier step has the name "".
    ticks : tuple of (ndarray (3,), str)
        Cun marks, or the ends of equal parts, with labels.
    marks : tuple of (str, ndarray (3,))
        Size of each part, such as "1/3", and the middle of that part.
    verb : str
        Such as "midpoint"; "at" for a bare name.
    position : int
        Where in the text of the rule the verb stands: the steps of each(...) share one.
    """

    path: np.ndarray
    ends: tuple = ()
    ticks: tuple = ()
    marks: tuple = ()
    verb: str = ""
    position: int = 0


@dataclass(frozen=True)
class Place:
    """A place on the skin and what it is called ("" if a step found it), and where (cm)."""

    name: str
    xyz: np.ndarray


def share(skin, a, b, taken, parts):
    """Share the string from a to b out in equal parts, and go so many of them along it."""
    path = skin.string(a.xyz, b.xyz)
    return part(path, taken, parts, _ends(a, b))


def part(path, taken, parts, ends=()):
    """Share a line out in equal parts, and go so many of them along it."""
    size = path.length / parts
    label = "{}/{}" if parts <= 4 else "{}"
    ticks = tuple((path.at(i * size), label.format(i, parts)) for i in range(1, parts))
    marks = (
        (f"{taken}/{parts}", path.at(taken * size / 2)),
        (f"{parts - taken}/{parts}", path.at((taken + parts) * size / 2)),
    )
    return Place("", path.at(taken * size)), Step(path.points, ends, ticks, marks)


def toward(skin, a, b, cun, cm):
    """Go so many cun along the string from a to b."""
    path = skin.string(a.xyz, b.xyz)
    if cun.value * cm > path.length:
        raise ValueError(f"{cun} cun is more than the {path.length / cm:.1f} cun between them")
    reached = Place("", path.at(cun.value * cm))
    return reached, Step(path.points, _ends(a, b), _cun_ticks(path, cun, cm))


def climb(sign, skin, a, cun, cm):
    """Go so many cun straight up (sign 1) or down (-1)."""
    path = skin.climb(a.xyz, a.xyz[1] + sign * cun.value * cm)
    levels = [a.xyz[1] + sign * count * cm for count in _counts(cun)[:-1]]
    places = [path.crossings(UP * level, UP)[0][0] for level in levels] + [path.points[-1]]
    ticks = tuple(zip(places, map("{:g}".format, _counts(cun)), strict=True))
    return Place("", path.points[-1]), Step(path.points, _ends(a), ticks)


def beside(skin, a, cun, cm):
    """Go so many cun out from the midline, on the level of a."""
    start = a.xyz if a.xyz[0] == 0 else skin.midline(a.xyz)
    path = skin.walk(start, LEFT, cun.value * cm)
    ends = _ends(a) if start is a.xyz else _ends(a, Place("midline", start))
    return Place("", path.points[-1]), Step(path.points, ends, _cun_ticks(path, cun, cm))


def level(direction, skin, a, cun, cm):
    """Go so many cun on the level, in a direction."""
    path = skin.walk(a.xyz, direction, cun.value * cm)
    return Place("", path.points[-1]), Step(path.points, _ends(a), _cun_ticks(path, cun, cm))


def plumb(sign, skin, a, b):
    """Go straight up (sign 1) or down (-1), to the level of b."""
    if sign * (b.xyz[1] - a.xyz[1]) <= 0:
        way = "above" if sign > 0 else "below"
        raise ValueError(f"{b.name or 'that place'} is not {way} {a.name or 'the first one'}")
    outward = skin.nearest(a.xyz)[1]
    across = LEFT if abs(outward[2]) >= abs(outward[0]) else FRONT
    path = skin.climb(a.xyz, b.xyz[1], across)
    return Place("", path.points[-1]), Step(path.points, _ends(a, b))


def sideways(skin, a, cun, cm):
    """Go so many cun to the left over the scalp."""
    outward = skin.nearest(a.xyz)[1]
    path = skin.walk(a.xyz, LEFT, cun.value * cm, np.cross(LEFT, outward))
    return Place("", path.points[-1]), Step(path.points, _ends(a), _cun_ticks(path, cun, cm))


def rearward(skin, a, cun, cm):
    """Go so many cun back over the head."""
    path = skin.walk(a.xyz, -FRONT, cun.value * cm, LEFT)
    return Place("", path.points[-1]), Step(path.points, _ends(a), _cun_ticks(path, cun, cm))


def curve(skin, *places):
    """Lay a string over several places."""
    path = reduce(Path.then, (skin.string(a.xyz, b.xyz) for a, b in pairwise(places)))
    return path, Step(path.points, _ends(*places))


def line(skin, a, b):
    """Lay a string from a to b."""
    path = skin.string(a.xyz, b.xyz)
    return path, Step(path.points, _ends(a, b))


def at_level(skin, line, c):
    """Find the place of a line that is level with c, the nearest one if there are several."""
    places, _ = line.crossings(c.xyz, UP)
    if not len(places):
        low, high = line.points[:, 1].min(), line.points[:, 1].max()
        raise ValueError(
            f"the line runs from {low:.1f} to {high:.1f} cm above the floor and does not reach "
            f"the level of {c.xyz[1]:.1f} cm"
        )
    reached = places[((places - c.xyz) ** 2).sum(axis=1).argmin()]
    try:
        way = skin.string(c.xyz, reached, UP).points
    except ValueError:  # the level falls apart into two legs, or the two places are one
        way = np.array([c.xyz, reached])
    return Place("", reached), Step(way, _ends(c))


def _ends(*places):
    return tuple((place.name, place.xyz) for place in places)


def _counts(cun):
    return [*range(1, math.ceil(cun.value)), cun.value]


def _cun_ticks(path, cun, cm):
    return tuple((path.at(count * cm), f"{count:g}") for count in _counts(cun))

"""The verbs of the rule language: one table says what each takes, does on the skin, and means."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial, reduce
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


def _share(skin, a, b, taken, parts):
    path = skin.string(a.xyz, b.xyz)
    return _shared(path, taken, parts, _ends(a, b))


def _shared(path, taken, parts, ends=()):
    """Share a string out in equal parts, and go so many of them along it."""
    part = path.length / parts
    label = "{}/{}" if parts <= 4 else "{}"
    ticks = tuple((path.at(i * part), label.format(i, parts)) for i in range(1, parts))
    marks = (
        (f"{taken}/{parts}", path.at(taken * part / 2)),
        (f"{parts - taken}/{parts}", path.at((taken + parts) * part / 2)),
    )
    return Place("", path.at(taken * part)), Step(path.points, ends, ticks, marks)


def _toward(skin, a, b, cun, cm):
    path = skin.string(a.xyz, b.xyz)
    if cun.value * cm > path.length:
        raise ValueError(f"{cun} cun is more than the {path.length / cm:.1f} cun between them")
    reached = Place("", path.at(cun.value * cm))
    return reached, Step(path.points, _ends(a, b), _cun_ticks(path, cun, cm))


def _climb(sign, skin, a, cun, cm):
    path = skin.climb(a.xyz, a.xyz[1] + sign * cun.value * cm)
    levels = [a.xyz[1] + sign * count * cm for count in _counts(cun)[:-1]]
    places = [path.crossings(UP * level, UP)[0][0] for level in levels] + [path.points[-1]]
    ticks = tuple(zip(places, map("{:g}".format, _counts(cun)), strict=True))
    return Place("", path.points[-1]), Step(path.points, _ends(a), ticks)


def _beside(skin, a, cun, cm):
    start = a.xyz if a.xyz[0] == 0 else skin.midline(a.xyz)
    path = skin.walk(start, LEFT, cun.value * cm)
    ends = _ends(a) if start is a.xyz else _ends(a, Place("midline", start))
    return Place("", path.points[-1]), Step(path.points, ends, _cun_ticks(path, cun, cm))


def _level(direction, skin, a, cun, cm):
    path = skin.walk(a.xyz, direction, cun.value * cm)
    return Place("", path.points[-1]), Step(path.points, _ends(a), _cun_ticks(path, cun, cm))


def _plumb(sign, skin, a, b):
    if sign * (b.xyz[1] - a.xyz[1]) <= 0:
        way = "above" if sign > 0 else "below"
        raise ValueError(f"{b.name or 'that place'} is not {way} {a.name or 'the first one'}")
    outward = skin.nearest(a.xyz)[1]
    across = LEFT if abs(outward[2]) >= abs(outward[0]) else FRONT
    path = skin.climb(a.xyz, b.xyz[1], across)
    return Place("", path.points[-1]), Step(path.points, _ends(a, b))


def _sideways(skin, a, cun, cm):
    outward = skin.nearest(a.xyz)[1]
    path = skin.walk(a.xyz, LEFT, cun.value * cm, np.cross(LEFT, outward))
    return Place("", path.points[-1]), Step(path.points, _ends(a), _cun_ticks(path, cun, cm))


def _rearward(skin, a, cun, cm):
    path = skin.walk(a.xyz, -FRONT, cun.value * cm, LEFT)
    return Place("", path.points[-1]), Step(path.points, _ends(a), _cun_ticks(path, cun, cm))


def _curve(skin, *places):
    path = reduce(Path.then, (skin.string(a.xyz, b.xyz) for a, b in pairwise(places)))
    return path, Step(path.points, _ends(*places))


def _line(skin, a, b):
    path = skin.string(a.xyz, b.xyz)
    return path, Step(path.points, _ends(a, b))


def _at_level(skin, line, c):
    places, _ = line.crossings(c.xyz, UP)
    if not len(places):
        low, high = line.points[:, 1].min(), line.points[:, 1].max()
        raise ValueError(
            f"the line runs from {low:.1f} to {high:.1f} cm above the floor and does not reach "
            f"the level of {c.xyz[1]:.1f} cm"
        )
    reached = places[((places - c.xyz) ** 2).sum(axis=1).argmin()]
    try:
        level = skin.string(c.xyz, reached, UP).points
    except ValueError:  # the level falls apart into two legs, or the two places are one
        level = np.array([c.xyz, reached])
    return Place("", reached), Step(level, _ends(c))


def _ends(*places):
    return tuple((place.name, place.xyz) for place in places)


def _counts(cun):
    return [*range(1, math.ceil(cun.value)), cun.value]


def _cun_ticks(path, cun, cm):
    return tuple((path.at(count * cm), f"{count:g}") for count in _counts(cun))


SHARES = {
    Fraction(1, 2): "half-way",
    Fraction(1, 3): "one third of the way",
    Fraction(2, 3): "two thirds of the way",
    Fraction(1, 4): "a quarter of the way",
    Fraction(3, 4): "three quarters of the way",
}
SHIFTS = {
    "above": "above",
    "below": "below",
    "outward": "outwards from",
    "inward": "inwards from",
    "in_front": "in front of",
    "behind": "behind",
}


def _say_share(noun, a, b, fraction):
    return f"{_worded(fraction)} from {noun(a)} to {noun(b)}"


def _do_share(noun, a, b, fraction):
    return f"{STRING.format(noun(a), noun(b))} and go {_worded(fraction)} along it"


def _edge(noun, a, b):
    """Name an edge of which two places are the upper and the lower part; None if they are not."""
    edges = {
        noun(end).removeprefix("the upper part of ").removeprefix("the lower part of ")
        for end in (a, b)
    }
    return edges.pop() if len(edges) == 1 else None


def _say_line(noun, a, b):
    return _edge(noun, a, b) or f"the line from {noun(a)} to {noun(b)}"


def _do_line(noun, a, b):
    edge = _edge(noun, a, b)
    return f"follow {edge}" if edge else STRING.format(noun(a), noun(b))


def _say_curve(noun, first, *others):
    *between, last = map(noun, others)
    return f"the curve from {noun(first)} over {' and '.join(between)} to {last}"


def _say_part(noun, line, fraction):
    return f"{_worded(fraction)} along {noun(line)}"


def _worded(fraction):
    return SHARES.get(Fraction(*fraction.over), "{}/{} of the way".format(*fraction.over))


def _say_at_level(noun, line, c):
    shifted = _shift_of(c)
    level = f"{shifted} {noun(c.arguments[0])}" if shifted else f"level with {noun(c)}"
    return f"on {noun(line)}, {level}"


def _say_each(noun, *places):
    if len(places) < 4:
        return " and ".join(map(noun, places))
    return f"each of the {len(places)} places from {noun(places[0])} to {noun(places[-1])}"


def _say_shift(verb):
    """Say "1 cun above and 0.5 cun behind the bump" of a shift from a shifted place."""

    def say(noun, a, cun, ruler):
        shifts = [f"{cun} cun {SHIFTS[verb]}"]
        while shift := _shift_of(a):
            shifts.insert(0, shift)
            a = a.arguments[0]
        return f"{' and '.join(shifts)} {noun(a)}"

    return say


def _shift_of(node):
    word = SHIFTS.get(getattr(node, "verb", None))
    return word and f"{node.arguments[1]} cun {word}"


@dataclass(frozen=True)
class Verb:
    """What a verb takes, what it gives, how it is drawn on the skin and how it is said.

    Parameters
    ----------
    takes : dict of str to str
        Kind of each argument by its name; "..." after the last allows more of the same.
    draw : callable
        From the skin and the arguments as found to the place reached and the Step drawn.
    say : callable
        From a function that says an argument, and the arguments as read, to words.
    do : callable
        The same, to what a hand does, as in "lay a string from a to b".
    gives : str
        "place", "places" or "line".
    """

    takes: dict[str, str]
    draw: Callable
    say: Callable
    do: Callable
    gives: str = "place"


def _shift(words):
    return lambda noun, a, cun, ruler: words.format(cun=cun, a=noun(a))


BETWEEN = {"a": "place", "b": "place"}
SHIFT = {"a": "place", "cun": "cun", "ruler": "ruler"}
STRING = "lay a string from {} to {}"

VERBS = {
    "midpoint": Verb(
        BETWEEN,
        lambda skin, a, b: _share(skin, a, b, 1, 2),
        lambda noun, a, b: f"half-way between {noun(a)} and {noun(b)}",
        lambda noun, a, b: STRING.format(noun(a), noun(b)) + " and fold it in half",
    ),
    "along": Verb(
        BETWEEN | {"fraction": "fraction"},
        lambda skin, a, b, fraction: _share(skin, a, b, *fraction.over),
        _say_share,
        _do_share,
    ),
    "toward": Verb(
        BETWEEN | {"cun": "cun", "ruler": "ruler"},
        _toward,
        lambda noun, a, b, cun, ruler: f"{cun} cun from {noun(a)} on the way to {noun(b)}",
        lambda noun, a, b, cun, ruler: (
            STRING.format(noun(a), noun(b)) + f" and go {cun} cun along it"
        ),
    ),
    "above": Verb(
        SHIFT, partial(_climb, 1), _say_shift("above"), _shift("go {cun} cun straight up from {a}")
    ),
    "below": Verb(
        SHIFT,
        partial(_climb, -1),
        _say_shift("below"),
        _shift("go {cun} cun straight down from {a}"),
    ),
    "beside": Verb(
        {"a": "places", "cun": "cun", "ruler": "ruler"},
        _beside,
        lambda noun, a, cun, ruler: f"{cun} cun out from the midline, level with {noun(a)}",
        _shift("go {cun} cun out from the midline, level with {a}"),
    ),
    **{
        verb: Verb(SHIFT, partial(_level, way), _say_shift(verb), _shift(words))
        for verb, way, words in (
            ("outward", LEFT, "go {cun} cun outwards from {a}, on the level"),
            ("inward", -LEFT, "go {cun} cun inwards from {a}, on the level"),
            ("in_front", FRONT, "go {cun} cun forwards from {a}, on the level"),
            ("behind", -FRONT, "go {cun} cun backwards from {a}, on the level"),
        )
    },
    **{
        f"{way}_to": Verb(
            BETWEEN,
            partial(_plumb, sign),
            lambda noun, a, b, way=way: f"straight {way} from {noun(a)}, level with {noun(b)}",
            lambda noun, a, b, way=way: (
                f"go straight {way} from {noun(a)} until you are level with {noun(b)}"
            ),
        )
        for way, sign in (("up", 1), ("down", -1))
    },
    "sideways": Verb(
        SHIFT,
        _sideways,
        _shift("{cun} cun sideways over the scalp from {a}"),
        _shift("go {cun} cun sideways over the scalp from {a}"),
    ),
    "rearward": Verb(
        SHIFT,
        _rearward,
        _shift("{cun} cun back over the head from {a}"),
        _shift("go {cun} cun straight back over the head from {a}"),
    ),
    "line": Verb(
        BETWEEN,
        _line,
        _say_line,
        _do_line,
        gives="line",
    ),
    "curve": Verb(
        BETWEEN | {"c": "place", "...": "place"},
        _curve,
        _say_curve,
        lambda noun, *places: f"lay a string along {_say_curve(noun, *places)}",
        gives="line",
    ),
    "share": Verb(
        {"line": "line", "fraction": "fraction"},
        lambda skin, line, fraction: _shared(line, *fraction.over),
        _say_part,
        lambda noun, line, fraction: f"go {_worded(fraction)} along that string",
    ),
    "at_level": Verb(
        {"line": "line", "c": "place"},
        _at_level,
        _say_at_level,
        lambda noun, line, c: f"find the place on that line level with {noun(c)}",
    ),
    "each": Verb(BETWEEN | {"...": "place"}, None, _say_each, _say_each, gives="places"),
}

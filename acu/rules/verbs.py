"""The verbs of the rule language: one table says what each takes, does on the skin, and means."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from acu.rules import drawing, wording
from acu.skin import LEFT


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


BETWEEN = {"a": "place", "b": "place"}
SHIFT = {"a": "place", "cun": "cun", "ruler": "ruler"}

VERBS = {
    "midpoint": Verb(
        BETWEEN,
        lambda skin, a, b: drawing.share(skin, a, b, 1, 2),
        lambda noun, a, b: f"half-way between {noun(a)} and {noun(b)}",
        lambda noun, a, b: wording.STRING.format(noun(a), noun(b)) + " and fold it in half",
    ),
    "along": Verb(
        BETWEEN | {"fraction": "fraction"},
        lambda skin, a, b, fraction: drawing.share(skin, a, b, *fraction.over),
        wording.say_share,
        wording.do_share,
    ),
    "toward": Verb(
        BETWEEN | {"cun": "cun", "ruler": "ruler"},
        drawing.toward,
        lambda noun, a, b, cun, ruler: f"{cun} cun from {noun(a)} on the way to {noun(b)}",
        lambda noun, a, b, cun, ruler: (
            wording.STRING.format(noun(a), noun(b)) + f" and go {cun} cun along it"
        ),
    ),
    "above": Verb(
        SHIFT,
        partial(drawing.climb, 1),
        wording.say_shift("above"),
        wording.shift("go {cun} cun straight up from {a}"),
    ),
    "below": Verb(
        SHIFT,
        partial(drawing.climb, -1),
        wording.say_shift("below"),
        wording.shift("go {cun} cun straight down from {a}"),
    ),
    "beside": Verb(
        {"a": "places", "cun": "cun", "ruler": "ruler"},
        drawing.beside,
        lambda noun, a, cun, ruler: f"{cun} cun out from the midline, level with {noun(a)}",
        wording.shift("go {cun} cun out from the midline, level with {a}"),
    ),
    **{
        verb: Verb(
            SHIFT, partial(drawing.level, way), wording.say_shift(verb), wording.shift(words)
        )
        for verb, way, words in (
            ("outward", LEFT, "go {cun} cun outwards from {a}, on the level"),
            ("inward", -LEFT, "go {cun} cun inwards from {a}, on the level"),
            ("in_front", drawing.FRONT, "go {cun} cun forwards from {a}, on the level"),
            ("behind", -drawing.FRONT, "go {cun} cun backwards from {a}, on the level"),
        )
    },
    **{
        f"{way}_to": Verb(
            BETWEEN,
            partial(drawing.plumb, sign),
            lambda noun, a, b, way=way: f"straight {way} from {noun(a)}, level with {noun(b)}",
            lambda noun, a, b, way=way: (
                f"go straight {way} from {noun(a)} until you are level with {noun(b)}"
            ),
        )
        for way, sign in (("up", 1), ("down", -1))
    },
    "sideways": Verb(
        SHIFT,
        drawing.sideways,
        wording.shift("{cun} cun sideways over the scalp from {a}"),
        wording.shift("go {cun} cun sideways over the scalp from {a}"),
    ),
    "rearward": Verb(
        SHIFT,
        drawing.rearward,
        wording.shift("{cun} cun back over the head from {a}"),
        wording.shift("go {cun} cun straight back over the head from {a}"),
    ),
    "line": Verb(
        BETWEEN,
        drawing.line,
        wording.say_line,
        wording.do_line,
        gives="line",
    ),
    "curve": Verb(
        BETWEEN | {"c": "place", "...": "place"},
        drawing.curve,
        wording.say_curve,
        lambda noun, *places: f"lay a string along {wording.say_curve(noun, *places)}",
        gives="line",
    ),
    "share": Verb(
        {"line": "line", "fraction": "fraction"},
        lambda skin, line, fraction: drawing.part(line, *fraction.over),
        wording.say_part,
        wording.do_part,
    ),
    "at_level": Verb(
        {"line": "line", "c": "place"},
        drawing.at_level,
        wording.say_at_level,
        lambda noun, line, c: f"find the place on that line level with {noun(c)}",
    ),
    "each": Verb(
        BETWEEN | {"...": "place"}, None, wording.say_each, wording.say_each, gives="places"
    ),
}

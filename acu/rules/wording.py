"""How each verb is said in words, and what a hand does to follow it.

Each function takes another that says an argument, and the arguments as read.
"""

from fractions import Fraction

STRING = "lay a string from {} to {}"
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


def say_share(noun, a, b, fraction):
    """Say a part of the way from a to b."""
    return f"{_worded(fraction)} from {noun(a)} to {noun(b)}"


def do_share(noun, a, b, fraction):
    """Tell how to find a part of the way from a to b."""
    return f"{STRING.format(noun(a), noun(b))} and go {_worded(fraction)} along it"


def _edge(noun, a, b):
    """Name an edge of which two places are the upper and the lower part; None if they are not."""
    edges = {
        noun(end).removeprefix("the upper part of ").removeprefix("the lower part of ")
        for end in (a, b)
    }
    return edges.pop() if len(edges) == 1 else None


def say_line(noun, a, b):
    """Say a line; an edge by its name."""
    return _edge(noun, a, b) or f"the line from {noun(a)} to {noun(b)}"


def do_line(noun, a, b):
    """Tell how to lay a line; an edge is followed."""
    edge = _edge(noun, a, b)
    return f"follow {edge}" if edge else STRING.format(noun(a), noun(b))


def say_curve(noun, first, *others):
    """Say a line over several places."""
    *between, last = map(noun, others)
    return f"the curve from {noun(first)} over {' and '.join(between)} to {last}"


def say_part(noun, line, fraction):
    """Say a part of a line."""
    return f"{_worded(fraction)} along {noun(line)}"


def do_part(noun, line, fraction):
    """Tell how to find a part of a line that is laid already."""
    return f"go {_worded(fraction)} along that string"


def _worded(fraction):
    return SHARES.get(Fraction(*fraction.over), "{}/{} of the way".format(*fraction.over))


def say_at_level(noun, line, c):
    """Say the place of a line that is level with c."""
    shifted = _shift_of(c)
    level = f"{shifted} {noun(c.arguments[0])}" if shifted else f"level with {noun(c)}"
    return f"on {noun(line)}, {level}"


def say_each(noun, *places):
    """Say several places."""
    if len(places) < 4:
        return " and ".join(map(noun, places))
    return f"each of the {len(places)} places from {noun(places[0])} to {noun(places[-1])}"


def say_shift(verb):
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


def shift(words):
    """Fill the cun and the place into words."""
    return lambda noun, a, cun, ruler: words.format(cun=cun, a=noun(a))

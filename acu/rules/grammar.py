"""The grammar of rules: text in, checked tree out, or an error that says what would be right.

Python's own `ast` reads the text; everything but names, numbers and known verbs is refused.
"""

import ast
import math
import warnings
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from acu.rules.verbs import VERBS
from acu.tables import nearest

LONGEST = 1000
MOST_PARTS = 100  # that a string is shared out in
FARTHEST = 100  # cun; nobody is so tall
KINDS = {
    "place": "a place (a landmark, a point, or a verb that finds one)",
    "places": "a place, or several as each(a, b)",
    "line": "a line such as line(a, b)",
    "fraction": "a fraction between 0 and 1 such as 1/3",
    "part": f"one or more of at most {MOST_PARTS} equal parts, such as 1/3",
    "cun": "a number of cun above 0 such as 1.5",
    "far": f"at most {FARTHEST} cun, such as 1.5",
    "ruler": "a ruler such as SEG_LEG_LAT",
}


class RuleError(ValueError):
    """A rule that cannot be read, or that has no place on a body.

    Parameters
    ----------
    message : str
        What is wrong and what would be right.
    position : int, optional
        Where in the rule's text, counted from 0.
    code : str, optional
        Point whose rule it is, if known.
    """

    def __init__(self, message, position=0, code=""):
        super().__init__(message)
        self.message, self.position, self.code = message, position, code


@dataclass(frozen=True)
class Name:
    """A landmark, a point or a ruler, as written at a position of the text."""

    id: str
    position: int

    @property
    def kind(self):
        """Say what it can stand for: "ruler" or "place"."""
        return "ruler" if self.id.startswith("SEG_") else "place"


@dataclass(frozen=True)
class Number:
    """A number as written: `over` is its numerator and denominator, so 8/16 is not 1/2."""

    value: float
    over: tuple[int, int]
    position: int
    kind = "number"

    def __str__(self):
        """Show it as a decimal number: 1.5, 2."""
        return f"{self.value:g}"


@dataclass(frozen=True)
class Call:
    """A verb with its arguments."""

    verb: str
    arguments: tuple
    position: int

    @property
    def kind(self):
        """What the verb gives: "place", "places", "line", or "sites" for several at once."""
        several = any(argument.kind == "places" for argument in self.arguments)
        return "sites" if several else VERBS[self.verb].gives


@dataclass(frozen=True)
class Rule:
    """A rule that has been read.

    Parameters
    ----------
    tree : Name or Call
        What it means.
    names : tuple of str
        Landmarks and points in it, in order, each once.
    rulers : tuple of str
        Rulers in it, in order, each once.
    """

    tree: Name | Call
    names: tuple[str, ...]
    rulers: tuple[str, ...]

    def position(self, name):
        """Where in the text a landmark, point or ruler first stands, counted from 0 (int)."""
        words = (leaf for leaf in _leaves(self.tree) if isinstance(leaf, Name))
        return next(word.position for word in words if word.id == name)


def read(text):
    """Read a rule.

    Parameters
    ----------
    text : str
        For example ``"midpoint(anterior_superior_iliac_spine, greater_trochanter)"``.

    Returns
    -------
    Rule

    Raises
    ------
    RuleError
        If the text is not a rule; says what is wrong, where, and what would be right.
    """
    if not isinstance(text, str) or not text.strip():
        raise RuleError("a rule is missing here; write one such as midpoint(a, b)")
    return _read(text)


@cache
def _read(text):
    if len(text) > LONGEST:
        raise RuleError(f"a rule has at most {LONGEST} characters, not {len(text)}", LONGEST)
    flat = text.replace("\n", " ").replace("\r", " ")
    indent = len(flat) - len(flat.lstrip())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as of 1or: it is refused all the same
            body = ast.parse(flat[indent:], mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        at = indent + max((getattr(error, "offset", None) or 1) - 1, 0)
        raise wrong("this cannot be read; are brackets and commas in place?", at) from None
    tree = _node(body, flat, indent)
    if tree.kind not in ("place", "sites"):
        raise wrong(f"a rule must lead to a place, and {_shown(tree)} does not", tree.position)
    names = tuple(dict.fromkeys(leaf.id for leaf in _leaves(tree) if leaf.kind == "place"))
    rulers = tuple(dict.fromkeys(leaf.id for leaf in _leaves(tree) if leaf.kind == "ruler"))
    return Rule(tree, names, rulers)


def _node(node, text, indent):
    """Turn a node of Python's syntax tree into a Name, Number or Call, or refuse it."""
    at = indent + len(text[indent:].encode()[: node.col_offset].decode())
    if isinstance(node, ast.Name):
        if node.id in VERBS:
            raise wrong(f"{node.id} is a verb; write {_signature(node.id)}", at)
        return Name(node.id, at)
    if isinstance(node, ast.Constant | ast.BinOp):
        return _number(node, at)
    if not isinstance(node, ast.Call):
        raise wrong("a rule holds only names, numbers and verbs, as in midpoint(a, b)", at)
    if not isinstance(node.func, ast.Name):
        raise wrong("a verb is a single word, as in midpoint(a, b)", at)
    verb = node.func.id
    if verb not in VERBS:
        raise wrong(f"there is no verb {verb}{meant(verb, VERBS)}", at)
    if node.keywords:
        named = node.keywords[0].arg or "**"
        raise wrong(f"arguments have no names here (found {named}); write {_signature(verb)}", at)
    call = Call(verb, tuple(_node(argument, text, indent) for argument in node.args), at)
    _check(call)
    return call


def _number(node, at):
    sides = (node.left, node.right) if isinstance(node, ast.BinOp) else (node,)
    plain = all(isinstance(n, ast.Constant) and type(n.value) in (int, float) for n in sides)
    if not plain or (len(sides) == 2 and not isinstance(node.op, ast.Div)):
        raise wrong("a number is written like 2, 0.5 or 1/3", at)
    try:
        value = float(sides[0].value) / (float(sides[1].value) if len(sides) == 2 else 1)
        share = Fraction(value).limit_denominator(100)
    except (ArithmeticError, ValueError):  # nothing, without end, or no number at all
        raise wrong("this number has no size; write one like 2, 0.5 or 1/3", at) from None
    whole = len(sides) == 2 and all(type(side.value) is int for side in sides)
    over = (sides[0].value, sides[1].value) if whole else (share.numerator, share.denominator)
    return Number(value, over, at)


def _check(call):
    """Refuse a call whose arguments are not what its verb takes."""
    takes = list(VERBS[call.verb].takes.values())
    got = len(call.arguments)
    if "..." in VERBS[call.verb].takes:
        takes = takes[:-1] + takes[-1:] * (got - len(takes) + 1)
    if got != len(takes):
        message = f"{call.verb} takes {len(takes)} arguments, not {got}"
        raise wrong(f"{message}: write {_signature(call.verb)}", call.position)
    for number, (argument, kind) in enumerate(zip(call.arguments, takes, strict=True), 1):
        kinds = {"places": ("place", "places"), "fraction": ("number",), "cun": ("number",)}
        right = argument.kind in kinds.get(kind, (kind,))
        if right and argument.kind == "number":
            right = 0 < argument.value < (1 if kind == "fraction" else math.inf)
        if right and kind == "fraction":
            taken, parts = argument.over
            right, kind = 0 < taken < parts <= MOST_PARTS, "part"
        if right and kind == "cun":
            right, kind = argument.value <= FARTHEST, "far"
        if not right:
            raise wrong(
                f"argument {number} of {call.verb} must be {KINDS[kind]}, not {_shown(argument)}: "
                f"write {_signature(call.verb)}",
                argument.position,
            )


def _leaves(node):
    if isinstance(node, Call):
        for argument in node.arguments:
            yield from _leaves(argument)
    else:
        yield node


def _shown(node):
    if isinstance(node, Call):
        return f"{node.verb}(...)"
    return node.id if isinstance(node, Name) else f"{node}"


def _signature(verb):
    return f"{verb}({', '.join(VERBS[verb].takes)})"


def meant(word, known):
    """Say which known word comes nearest to an unknown one, or else what is known."""
    return nearest(word, known) or f"; there are {', '.join(sorted(known)[:14])}"


def wrong(message, position):
    """Make a RuleError whose message ends with its place in the text, counted from 1."""
    return RuleError(f"{message} (character {position + 1})", position)

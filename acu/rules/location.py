"""Find the place of a rule on a body, and say the rule in words."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from acu.rules.drawing import Place, Step
from acu.rules.grammar import Call, Name, Number, RuleError, meant, wrong
from acu.rules.verbs import VERBS
from acu.skin import Path


@dataclass(frozen=True)
class Location:
    """Where a rule leads on one body.

    Parameters
    ----------
    point : ndarray (3,)
        The place on the skin, cm; the middle one if there are several.
    sites : ndarray (k, 3)
        All places; more than one only for a rule with each(...).
    steps : tuple of Step
        How to get there.
    """

    point: np.ndarray
    sites: np.ndarray
    steps: tuple[Step, ...]


def evaluate(rule, body, points=None):
    """Find the place of a rule on a body.

    Parameters
    ----------
    rule : Rule
        From `read`.
    body : Body
        Has `landmarks` (table of x, y, z in cm by id), `cun` (cm by ruler) and `skin`.
    points : mapping of str to Location, optional
        Points that the rule may name, by code; see `Locations`.

    Returns
    -------
    Location

    Raises
    ------
    RuleError
        If a name or ruler is unknown, or the construction has no place on this body.
    """
    points = {} if points is None else points
    steps = []

    def found(node):
        if isinstance(node, Number):
            return node
        if isinstance(node, Name):
            return _looked_up(node, body, points)
        arguments = [found(argument) for argument in node.arguments]
        if node.verb == "each":
            return arguments
        several = arguments[0] if isinstance(arguments[0], list) else [arguments[0]]
        reached = []
        for first in several:
            place, step = _drawn(node, body, first, *arguments[1:])
            steps.append(replace(step, verb=node.verb, position=node.position))
            reached.append(place)
        return reached if len(reached) > 1 else reached[0]

    end = found(rule.tree)
    if isinstance(rule.tree, Name):
        ends = ((end.name, end.xyz),)
        steps.append(Step(end.xyz[None], ends, verb="at"))
    sites = np.array([place.xyz for place in (end if isinstance(end, list) else [end])])
    # Rounding must not carry a point of the midline off it.
    sites[abs(sites[:, 0]) < 1e-6, 0] = 0.0
    return Location(sites[len(sites) // 2], sites, tuple(steps))


def say(rule, plain=None):
    """Say a rule in plain words.

    Parameters
    ----------
    rule : Rule
        From `read`.
    plain : mapping of str to str, optional
        Words for each landmark without an article ("navel"), and for each point ("BL40
        Weizhong"). A name that is missing is said as it is written.

    Returns
    -------
    str
        Such as "half-way between the front tip of the hip bone and the bump at the top of the
        thigh bone": it goes after "The point lies".
    """
    words = _phrase(rule.tree, plain)
    return f"at {words}" if isinstance(rule.tree, Name) else words


def tell(rule, plain=None):
    """Tell what a hand does to follow a rule, step by step.

    Parameters
    ----------
    rule : Rule
        From `read`.
    plain : mapping of str to str, optional
        As for `say`.

    Returns
    -------
    dict of int to str
        In the order of doing, by the position that the steps of a `Location` have, such as
        {0: "lay a string from the navel to the upper edge of the pubic bone and fold it in half"};
        empty for a rule that is a bare name.
    """
    told = {}

    def follow(node):
        if isinstance(node, Call):
            for argument in node.arguments:
                follow(argument)
            if VERBS[node.verb].gives != "places":
                noun = partial(_that, plain=plain)
                told[node.position] = VERBS[node.verb].do(noun, *node.arguments)

    follow(rule.tree)
    return told


class Locations(Mapping):
    """Points of a table on one body, each found when it is first asked for.

    Parameters
    ----------
    rules : mapping of str to Rule
        Rule by point code.
    body : Body
        The body to find them on.

    Raises
    ------
    RuleError
        When a point is asked for whose rule leads back to itself.
    """

    def __init__(self, rules, body):
        self._rules, self._body, self._found = rules, body, {}

    def __getitem__(self, code):
        """Location of a point."""
        trail = [code]  # each needs the next; no recursion, for a chain may be long
        while code not in self._found:
            last = trail[-1]
            rule = self._rules[last]
            needed = [name for name in rule.names if name in self and name not in self._found]
            if needed and needed[0] in trail:
                chain = " -> ".join([*trail[trail.index(needed[0]) :], needed[0]])
                raise RuleError(f"these points lead back to one another: {chain}", code=needed[0])
            if needed:
                trail.append(needed[0])
                continue
            try:
                self._found[last] = evaluate(rule, self._body, self)
            except RuleError as error:
                error.code = error.code or last
                raise
            trail.pop()
        return self._found[code]

    def __contains__(self, code):
        """Whether there is a rule for a point, found or not."""
        return code in self._rules

    def __iter__(self):
        """Codes in the order of the table."""
        return iter(self._rules)

    def __len__(self):
        """Count the points."""
        return len(self._rules)


def _drawn(node, body, *arguments):
    """Draw a verb on the first skin that it has a place on."""
    given = [a.xyz if isinstance(a, Place) else a.points[0] for a in arguments if _on_skin(a)]
    *rest, last = body.skins(*given)
    for skin in rest:
        with suppress(ValueError):
            return VERBS[node.verb].draw(skin, *arguments)
    try:
        return VERBS[node.verb].draw(last, *arguments)
    except ValueError as error:
        message = f"{node.verb} has no place on this body: {error}"
        raise wrong(message, node.position) from error


def _on_skin(argument):
    return isinstance(argument, Place | Path)


def _looked_up(node, body, points):
    landmarks = body.landmarks
    if node.kind == "ruler":
        if node.id in body.cun:
            return float(body.cun[node.id])
        known, what = list(dict(body.cun)), "ruler"
    elif node.id in landmarks.index:
        xyz = landmarks.to_numpy(float)[landmarks.index.get_loc(node.id)]
        if np.isnan(xyz).any():
            raise wrong(f"the landmark {node.id} has no place on this body", node.position)
        return Place(node.id, xyz)
    elif node.id in points:
        return Place(node.id, points[node.id].point)
    else:
        known, what = [*landmarks.index, *points], "landmark or point"
    raise wrong(f"there is no {what} called {node.id}{meant(node.id, known)}", node.position)


def _phrase(node, plain):
    if isinstance(node, Name):
        words = (plain or {}).get(node.id, node.id.replace("_", " "))
        return words if node.id[0].isupper() else f"the {words}"
    return VERBS[node.verb].say(partial(_noun, plain=plain), *node.arguments)


def _that(node, plain):
    """Say a name, or point to what an earlier step found."""
    found = isinstance(node, Call) and VERBS[node.verb].gives == "place"
    return "that place" if found else _phrase(node, plain)


def _noun(node, plain):
    place = isinstance(node, Call) and node.kind == "place"
    return f"the place {_phrase(node, plain)}" if place else _phrase(node, plain)

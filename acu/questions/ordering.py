"""Put the steps to a point in order."""

import re
from itertools import count

from acu.cards import card, route
from acu.cards.route import rule_of
from acu.questions.places import found
from acu.questions.question import Question, shuffled, standard

FEWEST, MOST = 3, 8
NUMBER = r" \(\d+\)"  # of the step where a place was found; it would tell the order


def order(code):
    """Ask for the order of the steps to a point (iterator of Question).

    Only if every order that works is one of those that count as right: where two bones are needed
    one after the other, a hand may as well begin with the second.
    """
    shown = card(code)
    before = steps_before(code)
    if not shown.facts["drawn"] or not FEWEST <= len(before) <= MOST or not _settled(before):
        return
    titles = [re.sub(NUMBER, "", step["title"]) for step in shown.facts["steps"]]
    steps = list(zip(titles, map(len, before), strict=False))
    key = f"order {code}"
    # The first order that is not right by chance.
    orders = (shuffled(key + "." * turn, steps) for turn in count())
    mixed = next(each for each in orders if [n for _, n in each] != sorted(map(len, before)))
    options, right = zip(*mixed, strict=True)
    ask = f"Put the steps to {shown.name} in order."
    yield Question(key, "order", code, ask, options, right, found(code), (standard(code),))


def steps_before(code):
    """Return what each step to a point stands on, directly or through other steps.

    Parameters
    ----------
    code : str
        WHO code.

    Returns
    -------
    list of set of int
        For each stop of the route to its first place, the numbers from 0 of the stops that must
        come before it.
    """
    stops = _main(code)
    at = {stop.name: i for i, stop in enumerate(stops) if stop.kind != "move"}
    moves = {(stop.name, stop.position): i for i, stop in enumerate(stops) if stop.kind == "move"}
    before = [set() for _ in stops]

    def stand(stop, node, on):
        """Note that the stop numbered `on` stands on what a part of its point's rule gives."""
        move = moves.get((stop, node.position))
        if hasattr(node, "arguments"):
            for argument in node.arguments:
                stand(stop, argument, on if move is None else move)
        else:
            move = at.get(getattr(node, "id", None))
        if move is not None:
            before[on] |= {move} | before[move]

    for i, stop in enumerate(stops):
        if stop.kind in ("found", "point"):
            stand(stop.name, rule_of(stop.name).tree, i)
    return before


def _main(code):
    """List the stops on the way to the first place of a point."""
    stops = route(code)
    return stops[: [stop.kind for stop in stops].index("point") + 1]


def _settled(before):
    """Say whether each step needs all steps that need fewer than it: then no other order works."""
    sizes = [len(steps) for steps in before]
    return all(
        steps == {i for i, size in enumerate(sizes) if size < len(steps)} for steps in before
    )

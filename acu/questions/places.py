"""Where a point lies, and which point lies here."""

from functools import cache

import numpy as np

from acu import atlas
from acu.body import Body
from acu.cards import card
from acu.points import row_of
from acu.points.loading import own
from acu.questions.alike import mixed_up
from acu.questions.question import Question, choice, standard

WRONG = 3
ARM = {"upper arm", "elbow", "forearm", "wrist", "hand", "fingers"}
APART = 0.8  # cm; what lies nearer cannot be told apart on a picture of the body


def found(code):
    """Say how a point is found, in which part of the body, and its second place (str)."""
    facts = card(code).facts
    second = facts["notes"][:1] if row_of(code)["second_rule"] else []
    return " ".join([facts["rule"], f"Part of the body: {facts['where']}.", *second])


def find(code):
    """Ask to point at a place (iterator of Question)."""
    shown = card(code)
    if shown.facts["drawn"]:
        ask = f"Find {shown.title}."
        yield Question(f"find {code}", "find", code, ask, (), None, found(code), (standard(code),))


def name(code):
    """Ask which point a dot on the body is (iterator of Question)."""
    if not card(code).facts["drawn"]:
        return
    alike, named = mixed_up(code)[:1], atlas.plain_names()
    others = list(dict.fromkeys([*alike, *_near(code)]))[:WRONG]
    told = [f"{named[other]} is another point ({own().loc[other, 'region']})." for other in alike]
    yield choice(
        f"name {code}",
        code,
        "Which point is the dot?",
        named[code],
        [named[other] for other in others],
        " ".join([found(code), *told]),
        (standard(code),),
    )


def _near(code):
    """List the points nearest to a point on its part of the body, the nearest first."""
    codes, places, hangs = _places()
    row = codes.index(code)
    apart = np.linalg.norm(places - places[row], axis=1)
    # An arm hangs beside the hip, and is no part of it.
    apart[(hangs != hangs[row]) | (apart < APART)] = np.inf
    return [codes[other] for other in np.argsort(apart, kind="stable")[: 2 * WRONG]]


@cache
def _places():
    """Codes of the drawn points, places (n, 3) on the average woman, cm, and whether on the arm."""
    points = own()[own()["drawn"]]
    sites = atlas.locate(Body("female")).loc[points.index, ["x", "y", "z"]]
    return list(points.index), sites.to_numpy(), points["region"].isin(ARM).to_numpy()

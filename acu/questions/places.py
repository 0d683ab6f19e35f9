"""Where is the point, and which point is here?"""

from functools import cache

from scipy.spatial import KDTree

from acu import atlas
from acu.body import Body
from acu.cards import card
from acu.points import load_points
from acu.points.loading import own
from acu.questions.alike import mixed_up
from acu.questions.question import Question, choice, standard

WRONG = 3
APART = 0.8  # cm; what lies nearer cannot be told apart on a picture of the body


def find(code):
    """Ask to point at a place (iterator of Question)."""
    shown = card(code)
    if shown.facts["drawn"]:
        why = shown.facts["rule"]
        ask = f"Find {shown.title}."
        yield Question(f"find {code}", "find", code, ask, (), None, why, (standard(code),))


def name(code):
    """Ask which point a dot on the body is (iterator of Question)."""
    shown = card(code)
    if not shown.facts["drawn"]:
        return
    others = mixed_up(code)[:1]
    others += [other for other in _near(code) if other not in others][: WRONG - len(others)]
    named = atlas.plain_names()
    why = shown.facts["rule"]
    for other in mixed_up(code)[:1]:
        why += f" {named[other]} is another point ({own().loc[other, 'region']})."
    yield choice(
        f"name {code}",
        code,
        "Which point is the dot?",
        named[code],
        [named[other] for other in others],
        why,
        (standard(code),),
    )


@cache
def _places():
    """Codes and places (n, 3) of the points that are drawn, on the average woman, in cm."""
    points = load_points()
    found = atlas.locate(Body("female")).loc[points.index[points["drawn"]], ["x", "y", "z"]]
    return list(found.index), found.to_numpy()


@cache
def _neighbours():
    """Codes of the points nearest to each point, the nearest first, as far apart as APART."""
    codes, places = _places()
    apart, near = KDTree(places).query(places, 4 * WRONG)
    return {
        code: [
            codes[index]
            for cm, index in zip(apart[row], near[row], strict=True)
            if cm >= APART and codes[index] != code
        ]
        for row, code in enumerate(codes)
    }


def _near(code):
    return _neighbours()[code]

"""An invented class, so that every drawing can be tried without anybody's data."""

from datetime import datetime, timedelta
from functools import cache

import numpy as np

from acu import atlas, precision
from acu.body import Body
from acu.bodymap.targets import REACH
from acu.plates.scatter import laid
from acu.plates.scene import scene_of
from acu.points import row_of
from acu.questions import questions
from acu.results.reading import read_results
from acu.results.sheet import written

INVENTED = "invented"  # how its files are named
WORDS = """
amber blue coral dusty ebony faded green hazel ivory jade khaki lilac mauve navy
ant bear crane deer eel fox goat hare ibis jay koala lynx mole newt owl
"""
COLOURS, ANIMALS = (line.split() for line in WORDS.strip().splitlines())
CODES = ("GB29", "GB30", "BL40", "BL23", "BL54", "SP6")  # the article's, and some that were studied
MIXED = {"GB30": "BL54", "BL54": "GB30", "GB29": "GB30", "BL23": "BL52"}  # taken for one another
PERSON = "average woman"  # as `scene_of` shows unless told otherwise
BEGUN = {"before": datetime(2026, 11, 23, 9), "after": datetime(2026, 11, 23, 10, 30)}
# Ours: how sure a learner is before and after, how much wider than trained people's their marks
# scatter then, how often a mark is put on another point, how often somebody is missing
# or stops early.
SURE = {"before": 0.45, "after": 0.78}
WIDER = {"before": 2.2, "after": 1.4}
ASTRAY = {"before": 0.18, "after": 0.04}
MISSING, HURRIED = {"before": 0.04, "after": 0.08}, 0.15


def example(learners=24, seed=0):
    """Invent the results of a class, before it and after it.

    No such people are there: chance answers. Plots of it say so.

    Parameters
    ----------
    learners : int
        From 1 to 500.
    seed : int
        Another seed, another class; the same seed, the same class.

    Returns
    -------
    pandas.DataFrame
        As from `read_results`; every `file` is called "invented ...".

    Raises
    ------
    ValueError
        If there are fewer or more learners.

    Notes
    -----
    Marks scatter as those of trained people (`precision.simulated`: an area that a study gives,
    shaped by us), made wider by a factor of our own; for points without a study, as our ring.
    How many answers are right is our own choice, too. So this class shows how the drawings read,
    and nothing about teaching.

    Examples
    --------
    >>> acu.results.example(3)["word"].nunique()
    3
    """
    if not isinstance(learners, int) or not 1 <= learners <= 500:
        raise ValueError(f"learners is {learners!r}: an invented class has 1 to 500")
    chance = np.random.default_rng([seed, learners])
    sheets = []
    for number in range(learners):
        skill = float(np.clip(chance.normal(0, 0.15), -0.4, 0.2))
        there = [stage for stage in BEGUN if chance.random() > MISSING[stage]] or ["after"]
        sheets += [written(_word(number), stage, _answers(stage, skill, chance)) for stage in there]
    frame = read_results("\n".join(sheets))
    part = frame["file"].str.extract(r"(\d+)$")[0].fillna("1").str.zfill(3)
    frame["file"] = f"{INVENTED} " + part
    return frame


def _word(number):
    turn, colour = divmod(number, len(COLOURS))
    again, turn = divmod(turn, len(ANIMALS))
    word = f"{COLOURS[colour]} {ANIMALS[(3 * colour + turn) % len(ANIMALS)]}"
    return f"{word} {again + 1}" if again else word


def _answers(stage, skill, chance):
    """Answer a question of each kind about each point, then what was wrong once more."""
    sure, when, given = SURE[stage] + skill, BEGUN[stage], []
    for code in CODES:
        given.append(_find(code, stage, skill, chance))
        given.append(_choice(_question(code, "name"), sure + 0.1, chance))
    given += [_choice(question, sure, chance) for question in _others()]
    if chance.random() < HURRIED:
        given = given[: int(chance.integers(4, len(given)))]
    wrong = [answer["question"] for answer in given if answer["grade"] == 1]
    for answer in given:
        when += timedelta(seconds=int(chance.integers(12, 40)))
        answer["when"] = when.isoformat()
    known = {question.key: question for question in _all()}
    for key in wrong:
        when += timedelta(seconds=int(chance.integers(8, 25)))
        again = known[key]
        answer = (
            _find(again.code, stage, skill, chance)
            if again.kind == "find"
            else _choice(again, 0.9, chance)
        )
        given.append(answer | {"when": when.isoformat()})
    return given


@cache
def _all():
    about = ("name", CODES), ("find", CODES), ("which", ["GB29", "BL40"]), ("press", ["GB29"])
    return [each for kind, codes in about for each in questions(codes, [kind])]


def _question(code, kind):
    return next(each for each in _all() if each.code == code and each.kind == kind)


@cache
def _others():
    """Choose a few questions of other kinds."""
    known = {question.key: question for question in _all()}
    press = [each for each in _all() if each.kind == "press" and each.code]
    return [known["which GB29 ST3"], known["which BL40 BL54"], *press[:2]]


def _choice(question, sure, chance):
    right = chance.random() < sure
    options = [i for i in range(len(question.options)) if (i == question.right) == right]
    at = int(chance.choice(options))
    return {"question": question.key, "grade": 3 if right else 1, "answer": question.options[at]}


def _find(code, stage, skill, chance):
    """Mark a point on the average woman, on its own plate."""
    scene, ring = scene_of(None, row_of(code)["view"]), precision.tolerance(code).cm
    body, view = scene.body, scene.view
    point = atlas.location(code, body).point
    other = MIXED.get(code)
    if other and chance.random() < ASTRAY[stage]:
        place = atlas.location(other, body).point + chance.normal(0, 0.3, 3)
        place = body.skins(place)[0].nearest(place)[0]
        cm = _apart(code, other)
    else:
        offset = _off(code, ring, chance) * (WIDER[stage] - 2 * skill)
        place = laid(body, point, offset[None])[0]
        cm = float(np.hypot(*offset))
    across, up = scene.place(place)[0, :2]
    x, y, cm = round(10 * across, 1), round(-10 * up, 1), None if cm is None else round(cm, 1)
    grade = 1 if cm is None or cm > 2 * ring else 2 if cm > ring else 3
    return {
        "question": f"find {code}",
        "grade": grade,
        "answer": f"{view} {x} {y}",
        "level": "landmarks",
        "person": PERSON,
        "view": view,
        "x": float(x),
        "y": float(y),
        "cm": cm,
    }


def _off(code, ring, chance):
    """Draw how far from a point a trained person marks it: offset (2,), cm."""
    if precision.scatter(code):
        return precision.simulated(code, 1, int(chance.integers(2**31)))[0]
    return chance.normal(0, ring / 2.45, 2)


@cache
def _apart(code, other):
    """How far two points are apart, cm along the skin; None if farther than the quiz measures."""
    cm = atlas.skin_distance(Body(), code, other)
    return cm if cm <= REACH else None

"""What may stand in a learner's results, value by value."""

from math import isfinite

from acu import tables
from acu.ledger import tidy, time
from acu.memory.history import LEVELS, LONGEST, History
from acu.plates import VIEWS
from acu.points.loading import own
from acu.questions import KINDS

STAGES = {"practice": "practice", "before": "before the class", "after": "after the class"}
WORD = 40  # characters by which a learner goes
MOST = 5_000  # answers of one learner
GRADES = {1: "wrong", 2: "near", 3: "right"}
WIDEST = 10_000  # mm: no sheet of a body is so large
FARTHEST = 1000  # cm: no body is so long
KEY, PERSON = History.VALUES["question"], History.VALUES["person"]


def learner(content):
    """Return word and stage (str, str) of a result; refuse what cannot be (ValueError)."""
    if not isinstance(content, dict) or not isinstance(content.get("answers"), list):
        raise ValueError("its second line is not what the workbook writes: there are no answers")
    word = _clean(content.get("word"), WORD, "the learner's word")
    if not word:
        raise ValueError("the learner's word is empty")
    stage = content.get("stage")
    if not isinstance(stage, str) or stage not in STAGES:
        raise ValueError(f"its stage is {_shown(stage)}: it must be one of {', '.join(STAGES)}")
    return word, stage


def checked(answers):
    """Read the answers of a learner.

    Parameters
    ----------
    answers : list

    Returns
    -------
    list of dict
        Of each: `when` (datetime), `question`, `kind`, `code`, `grade`, `answer`, `level`,
        `person`, `view`, `x`, `y`, `cm`. Only of a mark on the body the last six are given, else
        empty text and NaN. `code` is empty if the question is about no point.

    Raises
    ------
    ValueError
        At the first thing that cannot be; says which answer, and what would be right.
    """
    if not answers:
        raise ValueError("there are no answers in it")
    if len(answers) > MOST:
        raise ValueError(f"it has {len(answers):,} answers: the most is {MOST:,}")
    read = []
    for number, answer in enumerate(answers, 1):
        try:
            read.append(_read(answer))
        except ValueError as error:
            raise ValueError(f"answer {number}: {error}") from None
    return read


def _read(answer):
    if not isinstance(answer, dict):
        raise ValueError("it is not what the workbook writes")
    question = KEY(_text(answer.get("question"), 200, "its question"))
    kind, about = question.split()[:2]
    grade = answer.get("grade")
    if type(grade) is not int or grade not in GRADES:
        raise ValueError(f"its grade is {_shown(grade)}: it must be 1 (wrong), 2 (near), 3 (right)")
    return {
        "when": time(_text(answer.get("when"), 40, "its time")),
        "question": question,
        "kind": _kind(kind),
        "code": _code(kind, about),
        "grade": grade,
        "answer": _clean(answer.get("answer"), LONGEST, "its answer"),
        **(_mark(answer) if kind == "find" else NO_MARK),
    }


NO_MARK = dict.fromkeys(("level", "person", "view"), "") | dict.fromkeys(("x", "y", "cm"), None)


def _kind(kind):
    if kind not in KINDS:
        raise ValueError(f"there are no questions of the kind {kind!r}, only {', '.join(KINDS)}")
    return kind


def _code(kind, about):
    """Find the point a question is about: danger signs, which are of "press", are about none."""
    if about in own().index:
        return about
    if kind == "press" and about in set(tables.read("red_flags")["id"]):
        return ""
    raise ValueError(f"there is no point {about} in the table")


def _mark(answer):
    level = _text(answer.get("level"), 40, "its level")
    if level not in LEVELS:
        raise ValueError(f"there is no level {level!r}")
    view = _text(answer.get("view"), 40, "its view")
    if view not in VIEWS:
        raise ValueError(f"there is no view {view!r} of the body")
    x, y = (_number(answer.get(name), name, -WIDEST, WIDEST) for name in "xy")
    person = PERSON(_text(answer.get("person"), 40, "its person"))
    cm = answer.get("cm")
    cm = None if cm is None else _number(cm, "cm", 0, FARTHEST)
    return {"level": level, "person": person, "view": view, "x": x, "y": y, "cm": cm}


def _number(value, name, low, high):
    if type(value) not in (int, float) or not (low <= value <= high and isfinite(value)):
        raise ValueError(f"its {name} is {_shown(value)}: it must be a number, {low} to {high}")
    return float(value)


def _text(value, longest, what):
    if not isinstance(value, str):
        raise ValueError(f"{what} is {_shown(value)}, not words")
    if len(value) > longest:
        raise ValueError(f"{what} has up to {longest} characters, not {len(value):,}")
    return value


def _clean(value, longest, what):
    """Return words without what no eye can see."""
    value = _text(value, 2 * longest, what)
    seen = "".join(sign if sign.isprintable() else " " for sign in value)
    return " ".join(tidy(seen, longest, what).split())


def _shown(value):
    """Show a value that is refused, however long it is."""
    if value is None:
        return "missing"
    return repr(value)[:30] if isinstance(value, str | int | float) else f"a {type(value).__name__}"

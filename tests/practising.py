"""A round of questions without a page: what is put, laid out, answered and read."""

import json
from datetime import datetime, timedelta

from scripts import run

from acu.questions import questions

NOON = datetime(2026, 7, 27, 12)
DAY = timedelta(days=1)


def keys(practice):
    return [question.key for question in practice.quiz.questions]


def answered(key, grade=3, **more):
    """An entry of the log, as the page writes it."""
    return {"question": key, "answer": "as given", "grade": grade, **more}


def marked(practice):
    """What the page adds to an entry about a mark: where, on whom and how hard it was."""
    asked = next(each for each in practice.quiz._questions if each["kind"] == "find")
    return {"level": asked["level"], "person": asked["person"], "view": "back", "x": 1.0, "y": 2.0}


def give(practice, *entries):
    practice.quiz.log = [*practice.quiz.log, *entries]


def measures(quiz, asked):
    """What is measured for a question, by view."""
    name = f"{asked['code']} {asked['side'] or 'either'}"
    return {view: each[name] for view, each in quiz.targets.items() if name in each}


def laid(quiz, code="GB30", kind="find", level="landmarks", body=None):
    quiz.deal(questions([code], [kind]), level, body)
    return next(each for each in quiz._questions if each["code"] == code)


def plain(value):
    """JSON for a script: bytes as what a widget makes of them, which is a DataView."""
    if isinstance(value, bytes):
        return f"new DataView(Uint8Array.of({','.join(map(str, value))}).buffer)"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)}: {plain(v)}" for name, v in value.items()) + "}"
    return json.dumps(value)


def run_reading(quiz, target, *places, sites=()):
    """What the script reads at places (mm) of a target, cm, where sites of the point are seen."""
    read = f"reading({plain(target)}, x, y, {json.dumps(sites)})"
    found = run(quiz, f"{json.dumps(places)}.map(([x, y]) => {read})")
    return found if len(places) > 1 else found[0]

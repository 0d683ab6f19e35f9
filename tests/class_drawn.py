"""Answers of a class that is made up, and what is read off a drawing of them."""

from functools import cache

import numpy as np

import acu
from acu.body import Body
from acu.bodymap.store import sheet
from acu.points import row_of
from acu.results import written

RIGHT, NEAR, WRONG = 3, 2, 1


@cache
def dot(code, view, person="average woman"):
    """Where a sheet shows the left one of a point, mm."""
    body = Body("male") if person == "average man" else Body()
    dots = sheet(body, view)[0]["dots"]
    return next(place for at, side, *place in dots if at == code and side != "right")[:2]


def find(code, grade=RIGHT, at=None, view=None, cm=None, minute=0, **more):
    """An answer: a mark on the dot of a point, or of another one."""
    view = view or row_of(at or code)["view"]
    x, y = dot(at or code, view, more.get("person", "average woman"))
    known = {RIGHT: 0.2, NEAR: 3.0, WRONG: 9.0}[grade] if cm is None else cm
    answer = {"when": f"2026-11-23T10:{minute:02}:00", "question": f"find {code}", "grade": grade}
    answer |= {"answer": "", "level": "bare", "person": "average woman", "view": view}
    return answer | {"x": x, "y": y, "cm": known} | more


def chosen(question, answer, grade=WRONG, minute=0):
    when = f"2026-11-23T10:{minute:02}:00"
    return {"when": when, "question": question, "grade": grade, "answer": answer}


def class_of(*people):
    """Results of learners: (word, stage, answers)."""
    return acu.read_results("".join(written(*each) for each in people))


def marks(ax, gid):
    """Places of all marks with a name."""
    drawn = [each for each in ax.collections if each.get_gid() == gid]
    return np.vstack([each.get_offsets() for each in drawn]) if drawn else np.empty((0, 2))


def texts(ax):
    return [each.get_text() for each in ax.texts]


def place_of(ax, text):
    (found,) = [each for each in ax.texts if each.get_text() == text]
    return found.get_position()

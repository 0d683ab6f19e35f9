"""Every question about every point."""

from acu.points import load_points
from acu.questions import questions

POINTS = load_points()
ALL = questions(POINTS.index)
BY_KEY = {question.key: question for question in ALL}
ARTICLE = ["BL40", "GB29", "GB30"]


def of_kind(*kinds):
    return [question for question in ALL if question.kind in kinds]


def answer(key):
    (right,) = BY_KEY[key].answer
    return right

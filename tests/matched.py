"""Points that match a question."""

from acu import tables
from acu.lessons.matching import matching
from acu.points import load_points

POINTS, USES = load_points(), tables.read("uses")
LEGS = ["groin", "thigh", "knee", "leg", "ankle", "foot", "toes"]
LEG = set(POINTS.index[POINTS["region"].isin(LEGS)])


def match(**asked):
    return matching(POINTS, USES, **asked)

"""A class: what to do when, a clock for it, questions for the wall, and the papers to hand out."""

from acu.classroom.clock import ClassClock, class_clock
from acu.classroom.coldcall import ColdCall, cold_call
from acu.classroom.panel import TeachingDesk, teach
from acu.classroom.plan import ClassPlan, plan_class

__all__ = [
    "ClassClock",
    "ClassPlan",
    "ColdCall",
    "TeachingDesk",
    "class_clock",
    "cold_call",
    "plan_class",
    "teach",
]

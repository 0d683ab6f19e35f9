"""Lessons: widgets put together, for a learner to play with."""

from acu.lessons.course import plot_diary
from acu.lessons.explorer import explore
from acu.lessons.finder import find_a_point
from acu.lessons.journal import guided_session
from acu.lessons.ruler import my_ruler

__all__ = ["explore", "find_a_point", "guided_session", "my_ruler", "plot_diary"]

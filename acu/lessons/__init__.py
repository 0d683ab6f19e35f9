"""Lessons: widgets put together, for a learner to play with."""

from acu.lessons.explorer import explore
from acu.lessons.finder import find_a_point
from acu.lessons.ruler import my_ruler

__all__ = ["explore", "find_a_point", "my_ruler"]

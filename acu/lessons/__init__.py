"""Lessons: widgets put together, for a learner to play with."""

from acu.lessons.finder import find_a_point

__all__ = ["find_a_point"]

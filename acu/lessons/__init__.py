"""Lessons: widgets put together, for a learner to play with."""

from acu.lessons.claim_cards import sort_the_article
from acu.lessons.course import plot_diary
from acu.lessons.explorer import explore
from acu.lessons.finder import find_a_point
from acu.lessons.journal import guided_session
from acu.lessons.ruler import my_ruler
from acu.lessons.screening import check_first

__all__ = [
    "check_first",
    "explore",
    "find_a_point",
    "guided_session",
    "my_ruler",
    "plot_diary",
    "sort_the_article",
]

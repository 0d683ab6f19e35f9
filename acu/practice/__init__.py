"""Practice: questions that are put, judged and remembered."""

from acu.practice.clicks import clicks, plot_my_clicks
from acu.practice.deck import make_deck
from acu.practice.practise import Practice, practise
from acu.practice.progress import plot_progress

__all__ = ["Practice", "clicks", "make_deck", "plot_my_clicks", "plot_progress", "practise"]

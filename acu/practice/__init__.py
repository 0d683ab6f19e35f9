"""Practice: questions that are put, judged and remembered."""

from acu.practice.practise import Practice, practise
from acu.practice.progress import plot_progress

__all__ = ["Practice", "plot_progress", "practise"]

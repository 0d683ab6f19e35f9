"""Practice: questions that are put, judged and remembered."""

from acu.practice.practise import Practice, practise

__all__ = ["Practice", "practise"]

"""A learner's answers in a file of their own, and what to ask next."""

from acu.memory.history import LEVELS, History
from acu.memory.plan import plan

__all__ = ["LEVELS", "History", "plan"]

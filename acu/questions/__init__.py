"""What to ask a learner: questions made from the tables and the cards, with their answers."""

from acu.questions.asking import questions
from acu.questions.question import KINDS, Question

__all__ = ["KINDS", "Question", "questions"]

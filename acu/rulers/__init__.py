"""A learner's own cun, from lengths taken with a tape."""

from acu.rulers.lengths import INCH, length, read_length
from acu.rulers.own import Distance, OwnRuler
from acu.rulers.tape import TAPE, advice, check, expected, span

__all__ = [
    "INCH",
    "TAPE",
    "Distance",
    "OwnRuler",
    "advice",
    "check",
    "expected",
    "length",
    "read_length",
    "span",
]

"""A learner's own cun, from lengths taken with a tape."""

from acu.rulers.lengths import INCH, read_length
from acu.rulers.own import Distance, OwnRuler
from acu.rulers.tape import TAPE, check, expected, span

__all__ = ["INCH", "TAPE", "Distance", "OwnRuler", "check", "expected", "read_length", "span"]

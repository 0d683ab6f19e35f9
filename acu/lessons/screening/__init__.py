"""Before anybody presses: danger signs asked for, and what holds for whom."""

from acu.lessons.screening.widget import Screening, check_first

__all__ = ["Screening", "check_first"]

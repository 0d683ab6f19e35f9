"""A timer for pressing points, which counts in the browser from the clock."""

from acu.timer.widget import PressTimer

__all__ = ["PressTimer"]

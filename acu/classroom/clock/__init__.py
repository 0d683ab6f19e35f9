"""The class clock: which block it is, how long it still goes, and what to do when it is late."""

from acu.classroom.clock.widget import ClassClock, class_clock

__all__ = ["ClassClock", "class_clock"]

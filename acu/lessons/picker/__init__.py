"""One point out of all: from a list, or by any of its names."""

from acu.lessons.picker.widget import PointPicker

__all__ = ["PointPicker"]

"""The points: their table, and how to find one by any of its names and numbers."""

from acu.points.finding import Found, find
from acu.points.loading import load_points
from acu.points.row import row_of, second_place

__all__ = ["Found", "find", "load_points", "row_of", "second_place"]

"""The points: their table, and how to find one by any of its names and numbers."""

from acu.points.finding import Found, find
from acu.points.loading import load_points
from acu.points.lookup import called, lookup
from acu.points.row import row_of, second_place

__all__ = ["Found", "called", "find", "load_points", "lookup", "row_of", "second_place"]

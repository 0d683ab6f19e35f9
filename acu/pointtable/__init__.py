"""A table of points that is sorted and chosen from in the browser."""

from acu.pointtable.widget import PointTable

__all__ = ["PointTable"]

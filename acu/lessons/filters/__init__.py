"""What can be asked of the points, answered in the browser."""

from acu.lessons.filters.widget import Filters

__all__ = ["Filters"]

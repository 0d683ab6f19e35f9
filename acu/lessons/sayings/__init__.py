"""What is said of the chosen point, put together in the browser."""

from acu.lessons.sayings.widget import Sayings

__all__ = ["Sayings"]

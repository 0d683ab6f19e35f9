"""A map of the body to look at, point at and step through, in the browser."""

from acu.bodymap.widget import PAPER, BodyMap

__all__ = ["PAPER", "BodyMap"]

"""Plates: a body from one side, the construction of a point on it, and the same in words."""

from acu.plates.plate import Plate, plot_body, plot_point, words
from acu.plates.views import VIEWS, Scene

__all__ = ["VIEWS", "Plate", "Scene", "plot_body", "plot_point", "words"]

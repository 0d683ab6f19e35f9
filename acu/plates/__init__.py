"""Plates: a body from one side, points on it and how one is found, and the same in words."""

from acu.plates.crowd import plot_points, words_of
from acu.plates.plate import Plate, plot_body, plot_point, words
from acu.plates.views import VIEWS, Scene

__all__ = ["VIEWS", "Plate", "Scene", "plot_body", "plot_point", "plot_points", "words", "words_of"]

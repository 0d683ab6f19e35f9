"""Plates: a body from one side, points on it and how one is found, and the same in words."""

from acu.plates.crowd import plot_channel, plot_points, words_of
from acu.plates.fingers import plot_finger_miss
from acu.plates.gallery import plot_gallery
from acu.plates.landmarks import plot_landmarks
from acu.plates.plate import Plate, sized
from acu.plates.point import plot_body, plot_point, words
from acu.plates.ruler import plot_ruler
from acu.plates.scatter import plot_scatter
from acu.plates.scene import Scene, who
from acu.plates.spread import plot_cun_spread
from acu.plates.trials import plot_trials
from acu.plates.views import VIEWS

__all__ = [
    "VIEWS",
    "Plate",
    "Scene",
    "plot_body",
    "plot_channel",
    "plot_cun_spread",
    "plot_finger_miss",
    "plot_gallery",
    "plot_landmarks",
    "plot_point",
    "plot_points",
    "plot_ruler",
    "plot_scatter",
    "plot_trials",
    "sized",
    "who",
    "words",
    "words_of",
]

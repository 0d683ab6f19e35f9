"""The outer surface of a body: cut it, lay a string along the cut, find the shortest way.

All lengths are in cm; x points to the body's left, y up, z to the front.
"""

from acu.skin.geodesic import Distances, between, spread
from acu.skin.string import Path
from acu.skin.surface import LEFT, UP, Skin
from acu.skin.ways import Ways

__all__ = ["LEFT", "UP", "Distances", "Path", "Skin", "Ways", "between", "spread"]

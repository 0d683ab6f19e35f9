"""The outer surface of a body: cut it by a plane, and measure along the cut with a string.

All lengths are in cm; x points to the body's left, y up, z to the front.
"""

from acu.skin.string import Path
from acu.skin.surface import LEFT, UP, Skin

__all__ = ["LEFT", "UP", "Path", "Skin"]

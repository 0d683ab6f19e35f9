"""A body from one side as a picture: soft light on a warm neutral skin, and its outlines.

Everything here is in view coordinates, cm: ``u`` to the right of the page, ``v`` up, ``w`` towards
the reader.
"""

from acu.shading.light import INK, SECTION, shade
from acu.shading.pixels import coverage, silhouette
from acu.shading.solid import Solid

__all__ = ["INK", "SECTION", "Solid", "coverage", "shade", "silhouette"]

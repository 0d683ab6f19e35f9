"""The picture of a point that somebody makes with matplotlib alone: the mesh, shaded, and a dot."""

import io

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

SIZE, DPI = (8, 5.9), 100  # as a plate of the low back


class Back:
    """The back of a body with a dot on it.

    Parameters
    ----------
    vertices : ndarray (n, 3)
        cm.
    triangles : ndarray (m, 3) of int
    place : array_like (3,)
        Where the dot goes, cm.
    """

    def __init__(self, vertices, triangles, place):
        corners = vertices[triangles]
        normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        light = -normals[:, 2] / np.linalg.norm(normals, axis=1)
        seen = light > 0
        seen = np.flatnonzero(seen)[np.argsort(-corners[seen, :, 2].mean(axis=1))]
        outlines = corners[seen][:, :, :2] * (-1, 1)  # looked at from behind
        shades = np.repeat(0.55 + 0.4 * light[seen, None], 3, axis=1)
        self.figure = Figure(SIZE, dpi=DPI)
        self.canvas = FigureCanvasAgg(self.figure)
        ax = self.figure.add_subplot()
        ax.add_collection(PolyCollection(outlines, facecolors=shades, edgecolors="face"))
        self.dot = ax.scatter([], [], s=60, color="red", zorder=3)
        self.title = ax.set_title("")
        ax.set(xlim=(-40, 40), ylim=(place[1] - 30, place[1] + 30), aspect="equal")
        ax.axis("off")
        self.show("BL23", place)

    def show(self, name, place):
        """Put the dot elsewhere."""
        self.dot.set_offsets([(-place[0], place[1])])
        self.title.set_text(name)

    def png(self):
        """Return the picture as PNG (bytes)."""
        file = io.BytesIO()
        self.figure.savefig(file, format="png")
        return file.getvalue()

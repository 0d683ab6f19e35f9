"""A body on which landmarks are to be placed, and rays that find its skin."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from placing.heights import HEIGHTS


@dataclass
class Form:
    """A skin, with what is known of its bones.

    Parameters
    ----------
    vertices : (n, 3) array
        Skin, cm; the same vertex lies at the same feature of every form.
    triangles : (m, 3) array of int
    arm : (n,) array
        How much a vertex belongs to an arm, 0 to 1.
    sex : {"female", "male"}
    joints : dict of str to (3,) array
        Joint centres of the left side, cm.
    """

    vertices: np.ndarray
    triangles: np.ndarray
    arm: np.ndarray
    sex: str
    joints: dict

    @cached_property
    def stature(self):
        """Height of the top of the head, cm."""
        return self.vertices[:, 1].max()

    @cached_property
    def heights(self):
        """Published heights (cm) by name."""
        return {name: value * self.stature for name, value in HEIGHTS[self.sex].items()}

    @cached_property
    def skin(self):
        """Skin without the arms."""
        return Surface(self.vertices, self.triangles, self.arm < 0.5)

    @cached_property
    def whole(self):
        """Skin with the arms."""
        return Surface(self.vertices, self.triangles, np.ones(len(self.arm), bool))

    @cached_property
    def left_arm(self):
        """Skin of the left arm alone."""
        return Surface(self.vertices, self.triangles, (self.arm >= 0.5) & (self.vertices[:, 0] > 0))

    @cached_property
    def left_leg(self):
        """Skin of the left half without the arm: no ray inwards ends on the other leg."""
        return Surface(
            self.vertices, self.triangles, (self.arm < 0.5) & (self.vertices[:, 0] > 0.5)
        )

    def corner(self, vertex):
        """(triangle, weights) of a vertex."""
        triangle, which = np.argwhere(self.triangles == vertex)[0]
        return int(triangle), np.eye(3)[which]

    def point(self, where):
        """Place (3,) of a (triangle, weights) pair, cm."""
        return where[1] @ self.vertices[self.triangles[where[0]]]


class Surface:
    """Rays against a part of the skin: `kept` (n,) of bool says which vertices."""

    def __init__(self, vertices, triangles, kept):
        self.vertices, self.triangles = vertices, triangles
        self.index = np.nonzero(kept[triangles].all(1))[0]
        self.corners = vertices[triangles[self.index]]

    def hit(self, origin, direction):
        """Outermost skin on the line from origin (cm) towards direction: (triangle, weights)."""
        a, b, c = np.moveaxis(self.corners, 1, 0)
        d = np.asarray(direction, float) / np.linalg.norm(direction)
        origin = np.asarray(origin, float) + [1.3e-4, 1.1e-4, 0.7e-4]  # never exactly along an edge
        h = np.cross(d, c - a)
        area = ((b - a) * h).sum(1)
        flat = np.abs(area) < 1e-12
        inverse = 1 / np.where(flat, 1, area)
        s = origin - a
        u = inverse * (s * h).sum(1)
        q = np.cross(s, b - a)
        v = inverse * (q @ d)
        inside = ~flat & (u >= 0) & (v >= 0) & (u + v <= 1)
        if not inside.any():
            raise ValueError(f"no skin from {np.round(origin, 1)} towards {np.round(d, 2)}")
        far = np.where(inside, inverse * ((c - a) * q).sum(1), -np.inf)
        k = int(far.argmax())
        return int(self.index[k]), np.array([1 - u[k] - v[k], u[k], v[k]])

    def point(self, where):
        """Place (3,) of a (triangle, weights) pair, cm."""
        return where[1] @ self.vertices[self.triangles[where[0]]]

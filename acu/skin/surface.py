"""A surface of triangles that planes cut and strings are laid on."""

from functools import cached_property

import numpy as np

from acu.skin.nearest import Nearest
from acu.skin.section import section
from acu.skin.string import Path, across, cross, line_through, measured, opened, stretch, taut

UP = np.array([0.0, 1.0, 0.0])
LEFT = np.array([1.0, 0.0, 0.0])
LEVEL = 0.5  # cm: places whose heights differ less count as level


class Skin:
    """A triangle surface that can be cut by planes and measured with a string.

    Parameters
    ----------
    vertices : array_like (n, 3)
        Corners, cm.
    triangles : array_like (m, 3) of int
        Three corners each, anticlockwise when seen from outside.

    Raises
    ------
    ValueError
        If a shape is wrong, a triangle names a missing corner, or neighbouring triangles
        do not turn the same way.
    """

    def __init__(self, vertices, triangles):
        self.vertices = np.asarray(vertices, float)
        self.triangles = np.asarray(triangles, np.int64)
        for name, array in (("vertices", self.vertices), ("triangles", self.triangles)):
            if array.ndim != 2 or array.shape[1] != 3 or not len(array):
                raise ValueError(f"{name} must have the shape (n, 3), not {array.shape}")
        n = len(self.vertices)
        if self.triangles.min() < 0 or self.triangles.max() >= n:
            raise ValueError(f"triangles must name vertices 0 to {n - 1}")
        edges = np.sort((self.triangles * n + np.roll(self.triangles, -1, axis=1)).ravel())
        if (edges[1:] == edges[:-1]).any():
            twice = divmod(int(edges[1:][edges[1:] == edges[:-1]][0]), n)
            raise ValueError(
                f"two triangles run along the edge {twice} the same way; all triangles must "
                "turn anticlockwise when seen from outside, and no edge may have three"
            )

    @cached_property
    def normals(self):
        """Outward unit normal at every vertex (n, 3)."""
        a, b, c = (self.vertices[corner] for corner in self._corners)
        face = np.cross(b - a, c - a)
        total = np.zeros_like(self.vertices)
        for axis in range(3):
            for corner in self._corners:
                total[:, axis] += np.bincount(corner, face[:, axis], len(total))
        return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)

    @cached_property
    def _corners(self):
        """Which vertices are the first, second and third corner of each triangle."""
        return tuple(np.ascontiguousarray(column) for column in self.triangles.T)

    @cached_property
    def _search(self):
        return Nearest(self.vertices, self.triangles)

    @cached_property
    def _met(self):
        """What was nearest to places asked for before: strings start at the same ones again."""
        return {}

    def cut(self, origin, normal):
        """Lines in which a plane cuts the skin.

        Parameters
        ----------
        origin, normal : array_like (3,)
            A point of the plane, cm, and a direction across it.

        Returns
        -------
        list of ndarray (k, 3)
            Ordered places, cm. A closed line repeats its first place at its end. Seen with
            `normal` towards you, every line runs anticlockwise round the flesh.
        """
        return section(self.vertices, self._corners, origin, normal)

    def nearest(self, point):
        """Place on the skin nearest to a point, and the outward normal there.

        Parameters
        ----------
        point : array_like (3,)
            Anywhere, cm.

        Returns
        -------
        place, normal : ndarray (3,)
            Place in cm; normal of length 1, blended between the triangle's corners.
        """
        point = np.asarray(point, float)
        if (known := self._met.get(point.tobytes())) is not None:
            return known
        place, triangle, weights = self._search.find(point)
        normal = weights @ self.normals[self.triangles[triangle]]
        found = place, normal / np.linalg.norm(normal)
        for array in found:
            array.flags.writeable = False
        return self._met.setdefault(point.tobytes(), found)

    def on(self, point):
        """Place on the skin nearest to a point, and the triangle that it lies on.

        Parameters
        ----------
        point : array_like (3,)
            Anywhere, cm.

        Returns
        -------
        place : ndarray (3,)
            In cm.
        triangle : int
            Which of the triangles.
        """
        return self._search.find(np.asarray(point, float))[:2]

    def string(self, a, b, normal=None):
        """Stretch a string over the skin from one place to another.

        The string lies in the plane of the two places and the mean of their outward normals,
        and takes the shorter way round. It is pulled taut as a person pulls it, so it bridges
        a hollow such as the cleft of the buttocks instead of diving in; distances are measured
        on the taut string, then dropped from it straight onto the skin beneath.
        If the two normals cancel (front against back) the normal of the skin nearest to the
        middle of the chord is used instead. Two places of one height are joined on the level, as
        a crease or a tape round a limb runs; two places of the midline are joined on the midline.

        Parameters
        ----------
        a, b : array_like (3,)
            Two places on the skin, cm.
        normal : array_like (3,), optional
            Direction across the plane to use instead, for example straight up.

        Returns
        -------
        Path
            From `a` to `b`; both ends are exactly the places given.

        Raises
        ------
        ValueError
            If the places coincide, or no line of the cut joins them.
        """
        a, b = np.asarray(a, float), np.asarray(b, float)
        chord = b - a
        if np.linalg.norm(chord) < 1e-6:
            raise ValueError("a string needs two different places")
        if normal is None and a[0] == b[0] == 0:
            normal = LEFT
        elif normal is None and abs(chord[1]) < LEVEL:
            normal = across(UP, chord)
        elif normal is None:
            outward = across(self.nearest(a)[1] + self.nearest(b)[1], chord)
            if np.linalg.norm(outward) < 0.1:
                outward = across(self.nearest((a + b) / 2)[1], chord)
            normal = cross(chord, outward)
        normal = np.asarray(normal, float) / np.linalg.norm(normal)

        line, (i, j) = line_through(self.cut(a, normal), a, b)
        there, back = stretch(line, i, j, a, b), stretch(line, j, i, b, a)
        if back is None or (there is not None and measured(there).length <= measured(back).length):
            return taut(there, normal)
        return taut(back, normal).reversed()

    def walk(self, start, direction, distance, normal=UP):
        """Measure a distance along a cut through a place, with a taut string.

        Parameters
        ----------
        start : array_like (3,)
            Place on the skin, cm.
        direction : array_like (3,)
            Which of the two ways to go: the one that ends further in this direction.
        distance : float
            Length of string, cm.
        normal : array_like (3,)
            Direction across the cut; a level cut unless given.

        Returns
        -------
        Path
            From exactly `start` to the place reached.

        Raises
        ------
        ValueError
            If `start` is not on the skin, or the cut is too short.
        """
        normal = np.asarray(normal, float) / np.linalg.norm(normal)
        points, first = opened(self.cut(start, normal), start)
        line = taut(points, normal)
        here = line.along[first]
        room = min(here - line.along[0], line.along[-1] - here)
        if distance > room:
            raise ValueError(f"{distance:.1f} cm is too far: the skin ends after {room:.1f} cm")
        ways = [line.part(here, here - distance), line.part(here, here + distance)]
        path = max(ways, key=lambda way: (way.points[-1] - start) @ np.asarray(direction, float))
        path.points[0] = start
        return path

    def climb(self, start, height, normal=None):
        """Go straight up or down the skin until a height is reached.

        "Straight" means in the upright plane through `start` that faces the way the skin faces,
        by the shorter of the two ways round. The height decides, so no string is needed.

        Parameters
        ----------
        start : array_like (3,)
            Place on the skin, cm.
        height : float
            Height above the floor to reach, cm.
        normal : array_like (3,), optional
            Direction across the plane to use instead.

        Returns
        -------
        Path
            From exactly `start` to the place at that height, measured on the skin itself.

        Raises
        ------
        ValueError
            If the skin faces up or down at `start`, or the height is not reached.
        """
        if normal is None:
            outward = across(self.nearest(start)[1], UP)
            if np.linalg.norm(outward) < 0.05:
                raise ValueError("straight up is not defined where the skin faces up or down")
            normal = cross(UP, outward)
        points, first = opened(self.cut(start, normal), start)
        line = measured(points)
        here = line.along[first]
        places, along = line.crossings(UP * height, UP)
        if not len(along):
            raise ValueError(f"the skin there does not reach a height of {height:.1f} cm")
        best = abs(along - here).argmin()
        path = line.part(here, along[best])
        path.points[0], path.points[-1] = start, places[best]
        return path

    def midline(self, place):
        """Place on the midline (x exactly 0) level with a place and nearest to it, cm.

        Raises
        ------
        ValueError
            If there is no skin on the midline at that height.
        """
        lines = [Path(line, np.zeros(len(line))) for line in self.cut(place, UP)]
        found = np.vstack(
            [np.empty((0, 3)), *(line.crossings(np.zeros(3), LEFT)[0] for line in lines)]
        )
        if not len(found):
            raise ValueError(f"there is no skin on the midline at a height of {place[1]:.1f} cm")
        best = found[((found - place) ** 2).sum(axis=1).argmin()]
        return np.array([0.0, best[1], best[2]])

"""A surface of triangles that planes cut and strings are laid on."""

from functools import cached_property

import numpy as np

from acu.skin.string import Path, cross, line_through, measured, stretch, taut

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
        a, b, c = self._corners
        face = np.cross(b - a, c - a)
        total = np.zeros_like(self.vertices)
        for axis in range(3):
            for corner in self._corner_columns:
                total[:, axis] += np.bincount(corner, face[:, axis], len(total))
        return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)

    @cached_property
    def _corner_columns(self):
        return tuple(np.ascontiguousarray(column) for column in self.triangles.T)

    @cached_property
    def _met(self):
        """What was nearest to places asked for before: strings start at the same ones again."""
        return {}

    @cached_property
    def _columns(self):
        used = np.unique(self.triangles)
        return np.ascontiguousarray(self.vertices[used].T)

    @cached_property
    def _corners(self):
        return tuple(self.vertices[column] for column in self._corner_columns)

    @cached_property
    def _balls(self):
        corners = np.stack(self._corners)
        centre = corners.mean(axis=0)
        return centre.T.copy(), np.linalg.norm(corners - centre, axis=2).max(axis=0)

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
        normal = np.asarray(normal, float)
        height = self.vertices @ normal - np.asarray(origin, float) @ normal
        above = height >= 0
        a, b, c = (above[corner] for corner in self._corner_columns)
        hit = np.nonzero((a != b) | (b != c))[0]
        if not len(hit):
            return []
        # A cut triangle has one edge that goes down through the plane and one that goes up.
        # The line enters by the first and leaves by the second, where the neighbour's first is.
        corner, up = self.triangles[hit], above[self.triangles[hit]]
        following, following_up = corner[:, [1, 2, 0]], up[:, [1, 2, 0]]
        falls, rises = up & ~following_up, ~up & following_up
        enter = self._edge_place(corner[falls], following[falls], height)
        leave = self._edge_place(following[rises], corner[rises], height)

        order = np.argsort(enter[0])
        there = np.minimum(np.searchsorted(enter[0], leave[0], sorter=order), len(hit) - 1)
        after = np.where(enter[0][order[there]] == leave[0], order[there], -1)
        entered = np.zeros(len(hit), bool)
        entered[after[after >= 0]] = True
        open_starts, after = np.nonzero(~entered)[0], after.tolist()
        lines, left = [], set(range(len(hit)))
        for start in (*open_starts.tolist(), *range(len(hit))):
            if start in left:
                line = [start]
                while (i := after[line[-1]]) not in (-1, start):
                    line.append(i)
                left.difference_update(line)
                lines.append(np.vstack([enter[1][line], leave[1][line[-1:]]]))
        return [_without_repeats(line) for line in lines]

    def _edge_place(self, high, low, height):
        """Names of edges, and where a plane crosses them, given corner heights above it."""
        share = height[high] / (height[high] - height[low])
        top = self.vertices[high]
        places = top + share[:, None] * (self.vertices[low] - top)
        return high * len(self.vertices) + low, places

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
        place, triangle, weights = self._nearest(point)
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
        return self._nearest(np.asarray(point, float))[:2]

    def _nearest(self, point):
        """Nearest place, its triangle, and its weights of the three corners."""
        centre, radius = self._balls
        x, y, z = self._columns - point[:, None]
        reach = radius + np.sqrt((x * x + y * y + z * z).min())  # no further than the next corner
        x, y, z = centre - point[:, None]
        near = np.nonzero(x * x + y * y + z * z <= reach * reach)[0]
        places, weights = _nearest_in_triangles(point, *(c[near] for c in self._corners))
        best = ((places - point) ** 2).sum(axis=1).argmin()
        return places[best], int(near[best]), weights[best]

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
            normal = _across(UP, chord)
        elif normal is None:
            outward = _across(self.nearest(a)[1] + self.nearest(b)[1], chord)
            if np.linalg.norm(outward) < 0.1:
                outward = _across(self.nearest((a + b) / 2)[1], chord)
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
        points, first = self._around(start, normal)
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
            outward = _across(self.nearest(start)[1], UP)
            if np.linalg.norm(outward) < 0.05:
                raise ValueError("straight up is not defined where the skin faces up or down")
            normal = cross(UP, outward)
        points, first = self._around(start, normal)
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

    def _around(self, start, normal):
        """Whole cut through `start`, opened opposite to it, and which of its points `start` is."""
        start = np.asarray(start, float)
        line, (i,) = line_through(self.cut(start, normal), start)
        before, after = line[: int(i) + 1], line[int(i) + 1 :]
        if (line[0] == line[-1]).all():
            ring = np.vstack([after, before[1:]])
            half = len(ring) // 2
            before, after = ring[half:], ring[: half + 1]
        return np.vstack([before, start, after]), len(before)


def _across(vector, axis):
    """Part of a vector that is at right angles to an axis."""
    axis = axis / np.linalg.norm(axis)
    return vector - (vector @ axis) * axis


def _without_repeats(line):
    moved = (line[1:] != line[:-1]).any(axis=1)
    return line[np.hstack([True, moved])]


def _nearest_in_triangles(point, a, b, c):
    """Nearest place of every triangle and its weights of the three corners (k, 3)."""
    ab, ac, ap = b - a, c - a, point - a
    d00, d01, d11 = (ab * ab).sum(1), (ab * ac).sum(1), (ac * ac).sum(1)
    d20, d21 = (ap * ab).sum(1), (ap * ac).sum(1)
    area = np.maximum(d00 * d11 - d01 * d01, 1e-30)
    v, w = (d11 * d20 - d01 * d21) / area, (d00 * d21 - d01 * d20) / area
    inside = np.column_stack([1 - v - w, v, w])
    corners = (a, b, c)
    options = [np.where((inside >= 0).all(axis=1)[:, None], inside, np.nan)]
    for i in range(3):
        j = (i + 1) % 3
        edge = corners[j] - corners[i]
        share = ((point - corners[i]) * edge).sum(1) / np.maximum((edge * edge).sum(1), 1e-30)
        weights = np.zeros_like(a)
        weights[:, j] = np.clip(share, 0, 1)
        weights[:, i] = 1 - weights[:, j]
        options.append(weights)
    weights = np.stack(options)
    places = sum(weights[..., i, None] * corner for i, corner in enumerate(corners))
    away = np.nan_to_num(((places - point) ** 2).sum(axis=2), nan=np.inf)
    best, each = away.argmin(axis=0), np.arange(len(a))
    return places[best, each], weights[best, each]

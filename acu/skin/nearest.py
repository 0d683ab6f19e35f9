"""The place of a surface that lies nearest to a point."""

import numpy as np


class Nearest:
    """Finds the nearest place of a surface.

    Parameters
    ----------
    vertices : ndarray (n, 3)
        In cm.
    triangles : ndarray (m, 3) of int
        Three corners each.
    """

    def __init__(self, vertices, triangles):
        self._places = np.ascontiguousarray(vertices[np.unique(triangles)].T)
        self._corners = tuple(vertices[column] for column in triangles.T)
        # A ball around each triangle: only those that come near enough are looked at closely.
        corners = np.stack(self._corners)
        centre = corners.mean(axis=0)
        self._centres = centre.T.copy()
        self._radii = np.linalg.norm(corners - centre, axis=2).max(axis=0)

    def find(self, point):
        """Find the nearest place.

        Parameters
        ----------
        point : ndarray (3,)
            Anywhere, cm.

        Returns
        -------
        place : ndarray (3,)
            In cm.
        triangle : int
            Which of the triangles it lies on.
        weights : ndarray (3,)
            How near it is to each corner of that triangle; they add up to 1.
        """
        x, y, z = self._places - point[:, None]
        # The nearest place is no further than the nearest corner.
        reach = self._radii + np.sqrt((x * x + y * y + z * z).min())
        x, y, z = self._centres - point[:, None]
        near = np.nonzero(x * x + y * y + z * z <= reach * reach)[0]
        places, weights = _in_triangles(point, *(c[near] for c in self._corners))
        best = ((places - point) ** 2).sum(axis=1).argmin()
        return places[best], int(near[best]), weights[best]


def _in_triangles(point, a, b, c):
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

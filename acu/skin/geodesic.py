"""Distances along a skin: the shortest way over it, from a place to every other.

All lengths are in cm.
"""

from functools import cached_property

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

CROSSINGS = 2.5  # places along an edge for each time it is as long as its triangles are wide
SPACING = 0.5  # cm between the places along an edge, at most
FEWEST, MOST = 2, 24  # places along an edge
NONE = -1  # in place of a triangle


class Ways:
    """Shortest ways over a skin, along straight pieces from edge to edge.

    Places stand along every edge, and each is joined to all places on the other edges of its
    triangles. The shortest way in this web (Dijkstra 1959) is never shorter than the true one,
    and comes the nearer to it the closer the places stand (Lanthier, Maheshwari and Sack,
    "Approximating shortest paths on weighted polyhedral surfaces", 2001). Against exact ways it
    is 0.5 % too long on a body, and never 2 %.

    Parameters
    ----------
    skin : Skin
    """

    def __init__(self, skin):
        self.skin = skin
        corners, n = skin.triangles, len(skin.vertices)
        ends = np.sort(np.stack([corners, np.roll(corners, -1, axis=1)], axis=2), axis=2)
        names, sides = np.unique(ends[..., 0] * n + ends[..., 1], return_inverse=True)
        self.edges = np.column_stack([names // n, names % n])
        self.sides = sides.reshape(-1, 3)  # the edge from each corner of a triangle to the next
        self.count = self._how_many()
        self.first = n + np.cumsum(self.count) - self.count
        each, nth = _counted(self.count)
        start, end = (skin.vertices[ends][each] for ends in self.edges.T)
        between = start + ((nth + 1) / (self.count[each] + 1))[:, None] * (end - start)
        self.places = np.vstack([skin.vertices, between])

    def _how_many(self):
        """How many places stand along each edge: more where the way across it is short."""
        vertices, corners = self.skin.vertices, self.skin.triangles
        long = np.linalg.norm(np.subtract(*(vertices[ends] for ends in self.edges.T)), axis=1)
        a, b, c = (vertices[column] for column in corners.T)
        area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
        width = np.full(len(long), np.inf)
        np.minimum.at(width, self.sides, area[:, None] / long[self.sides])
        wanted = np.maximum(CROSSINGS * long / np.maximum(width, 1e-9), long / SPACING)
        return np.clip(np.ceil(wanted), FEWEST, MOST).astype(np.int64)

    @cached_property
    def _web(self):
        """Lengths between places that are joined: a sparse matrix."""
        each, nth = _counted(self.count + 1)
        steps = self.first[each] + nth
        low = np.where(nth == 0, self.edges[each, 0], steps - 1)
        high = np.where(nth == self.count[each], self.edges[each, 1], steps)
        pairs = [(low, high)]
        for i in range(3):
            one, other, corner = (
                self.sides[:, i],
                self.sides[:, i - 2],
                self.skin.triangles[:, i - 1],
            )
            each, nth = _counted(self.count[one])
            pairs.append((self.first[one[each]] + nth, corner[each]))
            each, nth = _counted(self.count[one] * self.count[other])
            across, along = np.divmod(nth, self.count[other[each]])
            pairs.append((self.first[one[each]] + across, self.first[other[each]] + along))
        a, b = (np.concatenate(ends).astype(np.int32) for ends in zip(*pairs, strict=True))
        lengths = np.sqrt(sum((axis[a] - axis[b]) ** 2 for axis in self.places.T.copy()))
        size = len(self.places)
        both = np.hstack([lengths, lengths]), (np.hstack([a, b]), np.hstack([b, a]))
        return coo_array(both, shape=(size, size)).tocsr()

    def around(self, triangles):
        """Places on the rims of triangles (k,): which triangle of them (j,), and the place (j,)."""
        sides = self.sides[triangles]
        each, nth = _counted(self.count[sides].ravel())
        corners = self.skin.triangles[triangles]
        which = np.hstack([each // 3, np.repeat(np.arange(len(corners)), 3)])
        rim = np.hstack([self.first[sides.ravel()[each]] + nth, corners.ravel()])
        order = np.argsort(which, kind="stable")
        return which[order], rim[order]

    def spread(self, sources, reach=np.inf):
        """Measure the ways from the nearest of some places.

        Parameters
        ----------
        sources : array_like (k, 3)
            Places on the skin, cm.
        reach : float
            How far to go, cm.

        Returns
        -------
        Distances
        """
        sources = [self.skin.on(source) for source in np.atleast_2d(sources)]
        places = np.array([place for place, _ in sources])
        triangles = np.array([triangle for _, triangle in sources])
        which, rim = self.around(triangles)
        lengths = np.linalg.norm(self.places[rim] - places[which], axis=1)
        web, size = self._web, len(self.places)
        grown = csr_array(
            (
                np.hstack([web.data, np.maximum(lengths, 1e-12)]),
                np.hstack([web.indices, rim.astype(np.int32)]),
                np.hstack([web.indptr, web.nnz + np.cumsum(np.bincount(which))]).astype(np.int32),
            ),
            shape=(size + len(places),) * 2,
        )
        far = dijkstra(grown, indices=size + np.arange(len(places)), limit=reach, min_only=True)
        return Distances(self, places, triangles, far[:size])


class Distances:
    """How far it is along a skin from the nearest of some places.

    Parameters
    ----------
    ways : Ways
    sources : ndarray (k, 3)
        The places, cm.
    triangles : ndarray (k,) of int
        On which triangle of the skin each lies.
    far : ndarray (n,)
        How far it is to each of ``ways.places``, cm; infinite beyond reach.
    """

    def __init__(self, ways, sources, triangles, far):
        self.ways, self.sources, self.triangles, self.far = ways, sources, triangles, far

    def at(self, triangles, places):
        """Tell how far it is to some places.

        Parameters
        ----------
        triangles : array_like (k,) of int
            Triangle of the skin on which each place lies.
        places : array_like (k, 3)
            cm.

        Returns
        -------
        ndarray (k,)
            cm; infinite beyond reach.
        """
        triangles, places = np.asarray(triangles), np.atleast_2d(places)
        found = np.full(len(places), np.inf)
        near = np.isfinite(self.far[self.ways.skin.triangles[triangles]]).any(axis=1)
        near |= np.isin(triangles, self.triangles)
        near = np.nonzero(near)[0]
        if len(near):
            which, rim = self.ways.around(triangles[near])
            way = places[near][which] - self.ways.places[rim]
            lengths = self.far[rim] + np.sqrt(np.einsum("ij,ij->i", way, way))
            starts = np.nonzero(np.diff(which, prepend=-1))[0]
            found[near] = np.minimum.reduceat(lengths, starts)
        for source, triangle in zip(self.sources, self.triangles, strict=True):
            self._nearby(found, triangles, places, source, triangle)
        return found

    def _nearby(self, found, triangles, places, source, triangle):
        """Go straight on the source's own triangle, and on its neighbours laid flat beside it."""
        same = triangles == triangle
        found[same] = np.minimum(found[same], np.linalg.norm(places[same] - source, axis=1))
        for edge in self.ways.sides[triangle]:
            beside = (self.ways.sides[triangles] == edge).any(axis=1) & ~same
            start, end = self.ways.skin.vertices[self.ways.edges[edge]]
            long = np.linalg.norm(end - start)
            (x, y), (xs, ys) = (
                _flat(p, start, (end - start) / long) for p in (places[beside], source)
            )
            crossing = xs + (x - xs) * ys / np.maximum(y + ys, 1e-12)
            straight = np.hypot(x - xs, y + ys)
            straight[(crossing < 0) | (crossing > long)] = np.inf
            found[beside] = np.minimum(found[beside], straight)


def _flat(places, start, along):
    """How far along a line places lie, and how far from it."""
    x = (places - start) @ along
    away = places - start - np.multiply.outer(x, along)
    return x, np.linalg.norm(away, axis=-1)


def _counted(counts):
    """Repeat each thing as often as it counts: which one it is, and which time, from 0."""
    each = np.repeat(np.arange(len(counts)), counts)
    return each, np.arange(len(each)) - np.repeat(np.cumsum(counts) - counts, counts)

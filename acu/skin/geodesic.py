"""Distances along a skin: the shortest way over it, from a place to every other.

All lengths are in cm.
"""

from functools import cached_property

import numpy as np

from acu.skin.ways import Ways

SHORT, FINER = 4.0, 12  # cm; of shorter ways the web has so many crossings


class Distances:
    """How far it is along a skin from the nearest of some places.

    Parameters
    ----------
    ways : Ways
    sources : array_like (k, 3)
        The places, on the skin, cm.
    reach : float
        How far to go, cm.
    """

    def __init__(self, ways, sources, reach=np.inf):
        self.ways, self.skin = ways, ways.skin
        self.sources = [ways.skin.on(source) for source in sources]
        self.far = far = ways.far(self.sources, reach)
        self.reached = np.isfinite(far[ways.skin.triangles]).any(axis=1)
        self.reached[[triangle for _, triangle in self.sources]] = True

    def at(self, triangles, places):
        """Tell how far it is to some places.

        Parameters
        ----------
        triangles : array_like (k,) of int
            Triangle of the whole skin on which each place lies.
        places : array_like (k, 3)
            cm.

        Returns
        -------
        ndarray (k,)
            cm; infinite beyond reach.
        """
        triangles, places = np.asarray(triangles), np.atleast_2d(places)
        if self.ways.names is not None:
            triangles = self.ways.names[triangles]
        found = np.full(len(places), np.inf)
        near = np.nonzero((triangles >= 0) & self.reached[triangles])[0]
        if not len(near):
            return found
        triangles, places = triangles[near], places[near]
        which, piece = self.ways.pieces(triangles)
        nearest = np.full(len(near), np.inf)
        np.minimum.at(nearest, which, self._over(piece, places[which]))
        for where, straight in self._nearby:
            here = np.nonzero(triangles == where)[0]
            if len(here):
                nearest[here] = np.minimum(nearest[here], straight(places[here]))
        found[near] = nearest
        return found

    @cached_property
    def _nearby(self):
        return [near for source in self.sources for near in self.ways.beside(*source)]

    def _over(self, piece, places):
        """How far it is to places (k, 3) over a piece of edge (k,), crossed where that is best.

        Along a piece the distance is taken to grow evenly, at a rate r: the best way comes in
        with the same slant, r being the cosine of its angle with the edge.
        """
        ways = self.ways
        start, end, long = self.far[ways.low[piece]], self.far[ways.high[piece]], ways.long[piece]
        known = np.isfinite(start) & np.isfinite(end)
        start, end = (np.where(known, each, 0) for each in (start, end))
        rate = (end - start) / np.maximum(long, 1e-12)
        rate = rate.clip(-0.999999, 0.999999)
        away = places - ways.places[ways.low[piece]]
        x = np.einsum("ij,ij->i", away, ways.along[piece])
        y = np.sqrt(np.maximum(np.einsum("ij,ij->i", away, away) - x * x, 0))
        crossing = (x - y * rate / np.sqrt(1 - rate * rate)).clip(0, long)
        lengths = start + rate * crossing + np.hypot(x - crossing, y)
        return np.where(known, lengths, np.inf)


def spread(skin, source, reach):
    """Measure the ways over a skin from a place, as far as they matter.

    Parameters
    ----------
    skin : Skin
    source : array_like (3,)
        Place on the skin, cm.
    reach : float
        How far to go, cm.

    Returns
    -------
    Distances
    """
    return Distances(Ways.around(skin, source, source, 2 * reach), [source], reach)


def between(skin, p, q):
    """Measure the shortest way over a skin between two places.

    Parameters
    ----------
    skin : Skin
    p, q : array_like (3,)
        Places on the skin, cm.

    Returns
    -------
    float
        Length, cm.

    Raises
    ------
    ValueError
        If no skin joins them.
    """
    (p, _), (q, end) = skin.on(p), skin.on(q)
    for reach in (1.5 * np.linalg.norm(p - q) + 1, np.inf):
        ways = Ways.around(skin, p, q, reach)
        found = float(Distances(ways, [p], reach).at([end], [q])[0])
        if found <= reach:
            break
    if not np.isfinite(found):
        raise ValueError("no skin joins these two places")
    if found > SHORT:
        return found
    return float(Distances(Ways.around(skin, p, q, found, FINER), [p]).at([end], [q])[0])

"""Rings: the places on a plate that lie so many cm along the skin from a point."""

from functools import lru_cache

import numpy as np

from acu import atlas
from acu.plates.construction import runs
from acu.plates.views import CLOSE, HEAD, VIEWS, WHOLE

STEPS = {WHOLE: 0.8, CLOSE: 0.4, HEAD: 0.3}  # cm between the places of a grid, by px per cm
FINEST = 0.25  # cm, on the views of hand, foot and face


@lru_cache(maxsize=160)
class Grid:
    """Places at equal steps over a view, and the skin that is seen at each.

    Parameters
    ----------
    scene : Scene

    Attributes
    ----------
    step : float
        cm.
    u, v : ndarray (columns,), (rows,)
        View coordinates, cm; ``v`` from the top down.
    """

    def __init__(self, scene):
        self.scene = scene
        self.step = STEPS.get(VIEWS[scene.view].px_per_cm, FINEST)
        left, right, bottom, top = scene.box
        self.u = np.arange(left, right + self.step, self.step)
        self.v = np.arange(top, bottom - self.step, -self.step)
        places = np.stack(np.meshgrid(self.u, self.v), axis=2).reshape(-1, 2)
        triangles, skin = scene.seen(places)
        self._cells = np.nonzero(triangles >= 0)[0]
        self._triangles, self._skin = triangles[self._cells], skin[self._cells]

    def distances(self, spread):
        """How far along the skin it is to the place that is seen at each place of the grid.

        Parameters
        ----------
        spread : skin.Distances

        Returns
        -------
        ndarray (rows, columns)
            cm; infinite where there is no skin, or beyond reach.
        """
        found = np.full(len(self.u) * len(self.v), np.inf)
        found[self._cells] = spread.at(self._triangles, self._skin)
        return found.reshape(len(self.v), len(self.u))

    def steep(self, distances):
        """Whether one part stands before another in each square (rows - 1, columns - 1)."""
        skin = np.full((len(self.v) * len(self.u), 3), np.nan)
        skin[self._cells] = self._skin
        skin = skin.reshape(len(self.v), len(self.u), 3)
        torn = np.zeros((len(self.v) - 1, len(self.u) - 1), bool)
        for axis in (0, 1):
            with np.errstate(invalid="ignore"):
                rise = abs(np.diff(distances, axis=axis))
                far = np.linalg.norm(np.diff(skin, axis=axis), axis=2)
                sides = rise > 1.2 * far + 0.1
            torn |= (sides[:, 1:] | sides[:, :-1]) if axis == 0 else (sides[1:] | sides[:-1])
        return torn


def rings(scene, places, radii):
    """Draw the places that lie so far along the skin from the nearest of some places.

    Parameters
    ----------
    scene : Scene
    places : array_like (k, 3)
        On the body, cm.
    radii : iterable of float
        cm along the skin.

    Returns
    -------
    list of list of ndarray (k, 2)
        For each radius, lines in view coordinates, cm, where the skin there is seen.
    """
    radii = list(radii)
    spread = atlas.ways(scene.body).spread(places, max(radii, default=0) + 2)
    grid = Grid(scene)
    return traced(grid, grid.distances(spread), radii)


def traced(grid, distances, radii):
    """Trace lines of equal distance over a grid, as of `rings`."""
    from contourpy import contour_generator

    levels = np.ma.masked_invalid(distances)
    contours = contour_generator(grid.u, grid.v, levels, corner_mask=True)
    torn = grid.steep(distances)
    return [[run for line in contours.lines(r) for run in _whole(grid, line, torn)] for r in radii]


def _whole(grid, line, torn):
    """Stretches of a line that do not lead over the edge of one part onto another."""
    middles = (line[1:] + line[:-1]) / 2
    column = ((middles[:, 0] - grid.u[0]) / grid.step).astype(int).clip(0, torn.shape[1] - 1)
    row = ((grid.v[0] - middles[:, 1]) / grid.step).astype(int).clip(0, torn.shape[0] - 1)
    good = ~torn[row, column]
    if good.all():
        return [line]
    return runs(line, np.hstack([good, False]))

"""A grid over a view: how far along the skin each place is, and rings of one distance."""

import numpy as np

from acu.plates.construction import runs
from acu.plates.views import CLOSE, HEAD, VIEWS, WHOLE

STEPS = {WHOLE: 0.5, CLOSE: 0.4, HEAD: 0.3}  # cm between the places of a grid, by px per cm
FINEST = 0.25  # cm, on the views of hand, foot and face
TEAR, SLACK = 1.2, 0.1  # how much faster (and cm) than the skin a distance may grow in a step


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

    def trace(self, distances, radii):
        """Lines of equal distance over the grid.

        Parameters
        ----------
        distances : ndarray (rows, columns)
            From `distances`, cm.
        radii : sequence of float
            cm.

        Returns
        -------
        list of list of ndarray (k, 2)
            For each radius, lines in view coordinates, cm. A line ends where one part of the
            body stands before another.
        """
        from contourpy import contour_generator

        if not len(radii):
            return []
        masked = np.ma.masked_invalid(distances)
        contours = contour_generator(self.u, self.v, masked, corner_mask=True)
        torn = self._torn(distances)
        return [
            [run for line in contours.lines(r) for run in self._whole(line, torn)] for r in radii
        ]

    def _torn(self, distances):
        """Whether one part stands before another in each square (rows - 1, columns - 1).

        Between two places of one piece of skin the distance cannot change by much more than
        they are apart.
        """
        skin = np.full((distances.size, 3), np.nan)
        skin[self._cells] = self._skin
        skin = skin.reshape(*distances.shape, 3)
        known = np.where(np.isfinite(distances), distances, np.nan)
        down, across = (
            abs(np.diff(known, axis=axis))
            > TEAR * np.linalg.norm(np.diff(skin, axis=axis), axis=2) + SLACK
            for axis in (0, 1)
        )
        return down[:, 1:] | down[:, :-1] | across[1:] | across[:-1]

    def _whole(self, line, torn):
        """Stretches of a line that do not lead over the edge of one part onto another."""
        middles = (line[1:] + line[:-1]) / 2
        rows, columns = (np.array(torn.shape) - 1).tolist()
        column = ((middles[:, 0] - self.u[0]) / self.step).astype(int).clip(0, columns)
        row = ((self.v[0] - middles[:, 1]) / self.step).astype(int).clip(0, rows)
        good = ~torn[row, column]
        whole = [line] if good.all() else runs(line, np.hstack([good, False]))
        return [rounded(run) for run in whole]


def rounded(line, times=2):
    """Cut the corners of a line between places of a grid (Chaikin 1974).

    Parameters
    ----------
    line : ndarray (k, 2)
        Closed if its last place is its first.
    times : int
        How often; each time leaves twice as many places.

    Returns
    -------
    ndarray (j, 2)
    """
    for _ in range(times if len(line) > 3 else 0):
        closed = (line[0] == line[-1]).all()
        start, end = line[:-1], line[1:]
        cut = np.stack([0.75 * start + 0.25 * end, 0.25 * start + 0.75 * end], axis=1)
        cut = cut.reshape(-1, 2)
        line = np.vstack([cut, cut[:1]] if closed else [line[:1], cut[1:-1], line[-1:]])
    return line

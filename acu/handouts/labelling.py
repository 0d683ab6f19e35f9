"""Where codes stand beside dots: as near as there is room, with a line where they stand off."""

from itertools import product

import numpy as np

from acu.plates.labels import distance

WAYS = [(np.cos(a), np.sin(a)) for a in np.arange(24) * np.pi / 12]
REACHES = (0.2, 0.6, 1.2, 2, 3, 4.5, 6, 8, 10, 13, 16, 20, 25, 30)  # mm from the rim of the dot
STAND_OFF = 0.9  # mm beyond which a line leads from the dot to its code
DETOUR = 5  # mm that a line goes out of its way rather than pass over another dot


class Labelling:
    """Room for words among dots. Places are in mm, x to the right and y down.

    Parameters
    ----------
    limits : (float, float, float, float)
        Left, top, right and bottom of the room.
    dots : array_like (k, 2)
        Middles of all dots.
    radius : float
        Of a dot.
    """

    def __init__(self, limits, dots, radius):
        self.limits, self.radius = np.array(limits, float), radius
        self.dots = np.reshape(dots, (-1, 2)).astype(float)
        self.boxes = np.hstack([self.dots - radius, self.dots + radius])
        self.lines = np.empty((0, 2, 2))

    def place(self, dot, size):
        """Find room for a word of a size (width, height) for a dot (2,), and take it.

        Returns
        -------
        middle : ndarray (2,) or None
            None if there is no room.
        end : ndarray (2,) or None
            Where the line from the dot ends; None if the word stands close enough without one.
        """
        half = np.array(size) / 2
        options = [
            dot + np.multiply(way, self.radius + reach) + np.sign(np.round(way, 6)) * half
            for way, reach in product(WAYS, REACHES)
        ]
        options = np.array(options)
        boxes = np.hstack([options - half, options + half])
        best, least = None, np.inf
        for i in np.nonzero(self._free(boxes))[0]:
            cost = self._cost(dot, np.clip(dot, boxes[i, :2], boxes[i, 2:]), least)
            if cost < least:
                best, least = i, cost
        if best is None:
            return None, None
        self.boxes = np.vstack([self.boxes, boxes[best]])
        near = np.clip(dot, boxes[best, :2], boxes[best, 2:])
        if np.hypot(*(near - dot)) - self.radius <= STAND_OFF:
            return options[best], None
        self.lines = np.concatenate([self.lines, [[dot, near]]])
        return options[best], near

    def _free(self, boxes):
        """Whether each box (m, 4) lies in the room, and on no dot, word or line."""
        low, high = boxes[:, :2], boxes[:, 2:]
        free = (low >= self.limits[:2]).all(1) & (high <= self.limits[2:]).all(1)
        apart = (low[:, None] >= self.boxes[None, :, 2:]).any(2)
        apart |= (high[:, None] <= self.boxes[None, :, :2]).any(2)
        free &= apart.all(1)
        for a, b in self.lines:
            steps = a + (b - a) * np.linspace(0, 1, 30)[:, None]
            under = (steps[:, None] > low).all(2) & (steps[:, None] < high).all(2)
            free &= ~under.any(0)
        return free

    def _cost(self, dot, near, least):
        """How far a word stands from its dot, with fines; infinite if its line crosses something."""
        away = np.hypot(*(near - dot)) - self.radius
        if away >= least:
            return np.inf
        others = self.dots[(abs(self.dots - dot) > 0.01).any(1)]
        if away <= STAND_OFF:
            # Beside another dot as near, nobody could tell whose word it is.
            rival = np.hypot(*(others - near).T).min(initial=np.inf) - self.radius
            return away + 3 * (rival < away + 0.4)
        over = (distance(others, dot, near) < self.radius + 0.2).sum()
        return np.inf if self._crosses(dot, near) else away + 1 + DETOUR * over

    def _crosses(self, a, b):
        """Whether the line from a to b crosses a line or a word."""
        words = self.boxes[len(self.dots) :]
        steps = a + (b - a) * np.linspace(0, 0.98, 30)[:, None]
        inside = (steps[:, None] > words[:, :2]).all(2) & (steps[:, None] < words[:, 2:]).all(2)
        starts, ends = self.lines[:, 0], self.lines[:, 1]
        apart = _side(a, b, starts) * _side(a, b, ends) < 0
        return inside.any() or (apart & (_side(starts, ends, a) * _side(starts, ends, b) < 0)).any()


def _side(a, b, c):
    """On which side of the line from a to b the place c lies: above or below 0."""
    ab, ac = np.asarray(b - a), np.asarray(c - a)
    return ab[..., 0] * ac[..., 1] - ab[..., 1] * ac[..., 0]

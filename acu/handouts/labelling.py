"""Where codes stand beside dots: as near as there is room, with a line where they stand off."""

import numpy as np

from acu.plates.labels import distance

REACHES = np.array(
    [0.2, 0.6, 1.2, 2, 3, 4.5, 6, 8, 10, 13, 16, 20, 25, 30]
)  # mm from the dot's rim
ANGLES = np.arange(24) * np.pi / 12
WAYS = np.repeat(np.column_stack([np.cos(ANGLES), np.sin(ANGLES)]).round(6), len(REACHES), axis=0)
STAND_OFF = 0.9  # mm beyond which a line leads from the dot to its code
ASLANT = 0.5  # mm that a word rather stands off than above, below or aslant instead of beside
DETOUR, CROSSING = 12, 15  # mm that a line goes out of its way not to pass over a dot, or a line


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

    def place(self, dot, size, radius=None):
        """Find room for a word of a size (width, height) for a dot (2,), and take it.

        `radius` is that of the dot if it is not as large as the others.

        Returns
        -------
        middle : ndarray (2,) or None
            None if there is no room.
        end : ndarray (2,) or None
            Where the line from the dot ends; None if the word stands close enough without one.
        """
        half = np.array(size) / 2
        radius = self.radius if radius is None else radius
        out = np.tile(REACHES, len(ANGLES))[:, None] + radius
        options = dot + WAYS * out + np.sign(WAYS) * half
        boxes = np.hstack([options - half, options + half])
        best, least = None, np.inf
        for i in np.nonzero(self._free(boxes))[0]:
            slant = ASLANT * abs(WAYS[i, 1])
            near = np.clip(dot, boxes[i, :2], boxes[i, 2:])
            cost = slant + self._cost(dot, near, radius, least - slant)
            if cost < least:
                best, least = i, cost
        if best is None:
            return None, None
        self.boxes = np.vstack([self.boxes, boxes[best]])
        near = np.clip(dot, boxes[best, :2], boxes[best, 2:])
        if np.hypot(*(near - dot)) - radius <= STAND_OFF:
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

    def _cost(self, dot, near, radius, least):
        """How far a word stands from its dot, with fines; infinite if its line meets a word."""
        away = np.hypot(*(near - dot)) - radius
        if away >= least:
            return np.inf
        others = self.dots[(abs(self.dots - dot) > 0.01).any(1)]
        if away <= STAND_OFF:
            # Beside another dot as near, nobody could tell whose word it is.
            rival = np.hypot(*(others - near).T).min(initial=np.inf) - self.radius
            return away + 3 * (rival < away + 0.4)
        over = (distance(others, dot, near) < self.radius + 0.2).sum()
        if self._meets(dot, near):
            return np.inf
        return away + 1 + DETOUR * over + CROSSING * self._crossed(dot, near)

    def _meets(self, a, b):
        """Whether the line from a to b runs into a word."""
        words = self.boxes[len(self.dots) :]
        steps = a + (b - a) * np.linspace(0, 0.98, 30)[:, None]
        inside = (steps[:, None] > words[:, :2]).all(2) & (steps[:, None] < words[:, 2:]).all(2)
        return inside.any()

    def _crossed(self, a, b):
        """How many lines the one from a to b crosses."""
        starts, ends = self.lines[:, 0], self.lines[:, 1]
        apart = _side(a, b, starts) * _side(a, b, ends) < 0
        return (apart & (_side(starts, ends, a) * _side(starts, ends, b) < 0)).sum()


def _side(a, b, c):
    """On which side of the line from a to b the place c lies: above or below 0."""
    ab, ac = np.asarray(b - a), np.asarray(c - a)
    return ab[..., 0] * ac[..., 1] - ab[..., 1] * ac[..., 0]

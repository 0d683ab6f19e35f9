"""A string laid along a line on the skin: how long it is, and what lies under it."""

from dataclasses import dataclass

import numpy as np

# A point that should lie on the skin may miss it by this much (cm): rounding, or a landmark
# that was placed on a slightly smoother surface.
REACH = 0.5


@dataclass(frozen=True)
class Path:
    """A line on the skin, with the length of a taut string laid along it.

    Parameters
    ----------
    points : ndarray (k, 3)
        Places on the skin, in order, cm.
    along : ndarray (k,)
        Length of string used up to each place, cm; never falls.
    """

    points: np.ndarray
    along: np.ndarray

    @property
    def length(self):
        """Length of the string from end to end, cm."""
        return float(self.along[-1] - self.along[0])

    def at(self, distance):
        """Place on the skin (3,) that lies `distance` cm of string from where `along` is 0."""
        return np.array([np.interp(distance, self.along, axis) for axis in self.points.T])

    def part(self, start, stop):
        """Path from `start` to `stop` (cm along this one); backwards if `stop` is less."""
        low, high = sorted((start, stop))
        inside = (self.along > low) & (self.along < high)
        points = np.vstack([self.at(low), self.points[inside], self.at(high)])
        part = Path(points, np.hstack([low, self.along[inside], high]) - low)
        return part if start <= stop else part.reversed()

    def reversed(self):
        """Turn the line round."""
        return Path(self.points[::-1], self.along[-1] - self.along[::-1])

    def crossings(self, origin, normal):
        """Where the line passes a plane: places (j, 3) and how far along they are (j,)."""
        height = (self.points - origin) @ np.asarray(normal, float)
        i = np.nonzero((height[:-1] >= 0) != (height[1:] >= 0))[0]
        part = height[i] / (height[i] - height[i + 1])
        points = self.points[i] + part[:, None] * (self.points[i + 1] - self.points[i])
        return points, self.along[i] + part * (self.along[i + 1] - self.along[i])


def line_through(lines, *places):
    """Line that passes nearest to all places, and where on it (segment + share) each lies."""
    best, best_miss = None, np.inf
    for line in lines:
        if len(line) < 2:
            continue
        step = np.diff(line, axis=0)
        found, miss = [], 0.0
        for place in places:
            size = np.maximum((step**2).sum(axis=1), 1e-30)
            share = ((place - line[:-1]) * step).sum(axis=1) / size
            foot = line[:-1] + np.clip(share, 0, 1)[:, None] * step
            away = np.linalg.norm(foot - place, axis=1)
            i = away.argmin()
            found.append(i + min(max(share[i], 0), 1 - 1e-9))
            miss = max(miss, away[i])
        if miss < best_miss:
            best, best_miss = (line, found), miss
    if best_miss > REACH:
        raise ValueError(
            "the plane through these places cuts the skin in lines that do not join them"
            if len(places) > 1
            else f"the place is not on the skin: it lies {best_miss:.1f} cm away"
        )
    return best


def line_size(points):
    """Length of a line as drawn, cm."""
    return np.linalg.norm(np.diff(points, axis=0), axis=1).sum()


def stretch(line, i, j, a, b):
    """Part of a line from `a` (at position i) forwards to `b` (at position j), or None."""
    if i <= j:
        return np.vstack([a, line[int(i) + 1 : int(j) + 1], b])
    if (line[0] == line[-1]).all():
        return np.vstack([a, line[int(i) + 1 : -1], line[: int(j) + 1], b])
    return None


def taut(points, normal):
    """Measure a line of a cut by the string that bridges its hollows.

    The string is found by walking along and dropping every place that makes it bend outwards
    (a Graham scan, with the line's own order in place of a sort).
    """
    x_axis = np.cross(np.eye(3)[abs(normal).argmin()], normal)
    x_axis = x_axis / np.linalg.norm(x_axis)
    xs, ys = (points @ x_axis).tolist(), (points @ np.cross(normal, x_axis)).tolist()
    kept = []
    for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
        while len(kept) > 1:
            p, q = kept[-2], kept[-1]
            if (xs[q] - xs[p]) * (y - ys[q]) - (ys[q] - ys[p]) * (x - xs[q]) > 0:
                break
            kept.pop()
        kept.append(i)
    kept = np.array(kept)
    edge = np.diff(points[kept], axis=0)
    long = np.maximum(np.linalg.norm(edge, axis=1), 1e-12)
    used = np.hstack([0, np.cumsum(long)])
    under = np.minimum(np.searchsorted(kept, np.arange(len(points)), "right") - 1, len(long) - 1)
    share = ((points - points[kept[under]]) * edge[under]).sum(axis=1) / long[under]
    along = used[under] + np.clip(share, 0, long[under])
    return Path(points, np.maximum.accumulate(along))

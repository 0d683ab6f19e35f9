"""A string laid along a line on the skin: how long it is, and what lies under it."""

from dataclasses import dataclass

import numpy as np

# A point that should lie on the skin may miss it by this much (cm): rounding, or a landmark
# that was placed on a slightly smoother surface.
REACH = 0.5


@dataclass(frozen=True)
class Path:
    """A line on the skin, and how long it is up to each of its points.

    Parameters
    ----------
    points : ndarray (k, 3)
        Places on the skin, in order, cm.
    along : ndarray (k,)
        Length up to each place, cm, of a taut string laid along the line, or of the line
        itself; never falls.
    """

    points: np.ndarray
    along: np.ndarray

    @property
    def length(self):
        """Length from end to end, cm (float)."""
        return float(self.along[-1] - self.along[0])

    def at(self, distance):
        """Find the place at a distance.

        Parameters
        ----------
        distance : float
            How far along, cm; past an end, the end is meant.

        Returns
        -------
        ndarray (3,)
            Place on the skin, cm.
        """
        return np.array([np.interp(distance, self.along, axis) for axis in self.points.T])

    def part(self, start, stop):
        """Take the part between two distances.

        Parameters
        ----------
        start, stop : float
            How far along this path it starts and stops, cm; backwards if `stop` is less.

        Returns
        -------
        Path
            Its `along` starts from 0.
        """
        low, high = sorted((start, stop))
        inside = (self.along > low) & (self.along < high)
        points = np.vstack([self.at(low), self.points[inside], self.at(high)])
        part = Path(points, np.hstack([low, self.along[inside], high]) - low)
        return part if start <= stop else part.reversed()

    def reversed(self):
        """Turn the line round."""
        return Path(self.points[::-1], self.along[-1] - self.along[::-1])

    def then(self, other):
        """Go on along another path, which starts where this one ends."""
        along = self.along[-1] + other.along - other.along[0]
        return Path(np.vstack([self.points, other.points]), np.hstack([self.along, along]))

    def crossings(self, origin, normal):
        """Find where the line passes through a plane.

        Parameters
        ----------
        origin, normal : array_like (3,)
            A point of the plane, cm, and a direction across it.

        Returns
        -------
        places : ndarray (j, 3)
            In order along the line, cm; none if the line stays on one side.
        along : ndarray (j,)
            How far along they are, cm.
        """
        height = (self.points - origin) @ np.asarray(normal, float)
        i = np.nonzero((height[:-1] >= 0) != (height[1:] >= 0))[0]
        part = height[i] / (height[i] - height[i + 1])
        points = self.points[i] + part[:, None] * (self.points[i + 1] - self.points[i])
        return points, self.along[i] + part * (self.along[i + 1] - self.along[i])


def cross(a, b):
    """Vector product of two vectors (3,); numpy's own takes ten times as long for so few."""
    (a1, a2, a3), (b1, b2, b3) = a.tolist(), b.tolist()
    return np.array([a2 * b3 - a3 * b2, a3 * b1 - a1 * b3, a1 * b2 - a2 * b1])


def across(vector, axis):
    """Part of a vector that is at right angles to an axis."""
    axis = axis / np.linalg.norm(axis)
    return vector - (vector @ axis) * axis


def line_through(lines, *places):
    """Choose the line that passes nearest to all of some places.

    Parameters
    ----------
    lines : list of ndarray (k, 3)
        From `Skin.cut`, cm.
    *places : ndarray (3,)
        Places on one of the lines, cm.

    Returns
    -------
    line : ndarray (k, 3)
        One of `lines`.
    positions : list of float
        Where each place lies: 2.5 is half-way from the third point of the line to the fourth.

    Raises
    ------
    ValueError
        If no line passes within half a centimetre of all places.
    """
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


def opened(lines, start):
    """Take the whole line through a place, opened opposite to it.

    Parameters
    ----------
    lines : list of ndarray (k, 3)
        From `Skin.cut`, cm.
    start : array_like (3,)
        A place on one of them, cm.

    Returns
    -------
    line : ndarray (k, 3)
        With `start` as one of its points.
    first : int
        Which of its points `start` is.

    Raises
    ------
    ValueError
        If no line passes within half a centimetre of `start`.
    """
    start = np.asarray(start, float)
    line, (i,) = line_through(lines, start)
    before, after = line[: int(i) + 1], line[int(i) + 1 :]
    if (line[0] == line[-1]).all():
        ring = np.vstack([after, before[1:]])
        half = len(ring) // 2
        before, after = ring[half:], ring[: half + 1]
    return np.vstack([before, start, after]), len(before)


def measured(points):
    """Measure a line (k, 3) on the skin itself, cm, into every hollow.

    Parameters
    ----------
    points : ndarray (k, 3)
        Places in order, cm.

    Returns
    -------
    Path
    """
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    return Path(points, np.hstack([0, np.cumsum(steps)]))


def stretch(line, i, j, a, b):
    """Take the part of a line that leads forwards from one place to another.

    Parameters
    ----------
    line : ndarray (k, 3)
        Closed if its last point is its first.
    i, j : float
        Positions of the two places, as from `line_through`.
    a, b : ndarray (3,)
        The two places, cm.

    Returns
    -------
    ndarray (k, 3) or None
        None if the line is open and leads only from `b` to `a`.
    """
    if i <= j:
        return np.vstack([a, line[int(i) + 1 : int(j) + 1], b])
    if (line[0] == line[-1]).all():
        return np.vstack([a, line[int(i) + 1 : -1], line[: int(j) + 1], b])
    return None


def taut(points, normal):
    """Measure a line of a cut by the string that bridges its hollows.

    The string is found by walking along and dropping every place that would make it bend
    inwards (the scan of Graham 1972, with the line's own order in place of a sort).

    Parameters
    ----------
    points : ndarray (k, 3)
        Part of a line from `Skin.cut`, in the line's own direction, cm.
    normal : ndarray (3,)
        Direction across the cut, of length 1.

    Returns
    -------
    Path
        The same points; each is measured at the place of the string straight above it.
    """
    x_axis = cross(np.eye(3)[abs(normal).argmin()], normal)
    x_axis = x_axis / np.linalg.norm(x_axis)
    xs, ys = (points @ x_axis).tolist(), (points @ cross(normal, x_axis)).tolist()
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

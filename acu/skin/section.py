"""The lines in which a plane cuts a surface."""

import numpy as np


def section(vertices, corners, origin, normal):
    """Cut triangles by a plane, and join the cuts to lines.

    Parameters
    ----------
    vertices : ndarray (n, 3)
        In cm.
    corners : sequence of three ndarray (m,) of int
        Which vertices are the first, second and third corner of each triangle.
    origin, normal : array_like (3,)
        A point of the plane, cm, and a direction across it.

    Returns
    -------
    list of ndarray (k, 3)
        As of `Skin.cut`.
    """
    normal = np.asarray(normal, float)
    height = vertices @ normal - np.asarray(origin, float) @ normal
    above = height >= 0
    a, b, c = (above[corner] for corner in corners)
    hit = np.nonzero((a != b) | (b != c))[0]
    if not len(hit):
        return []
    # A cut triangle has one edge that goes down through the plane and one that goes up.
    # The line enters by the first and leaves by the second, where the neighbour's first is.
    corner = np.column_stack([each[hit] for each in corners])
    up = above[corner]
    following, following_up = corner[:, [1, 2, 0]], up[:, [1, 2, 0]]
    falls, rises = up & ~following_up, ~up & following_up
    enter = _crossed(vertices, corner[falls], following[falls], height)
    leave = _crossed(vertices, following[rises], corner[rises], height)

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


def _crossed(vertices, high, low, height):
    """Names of edges, and where a plane crosses them, given corner heights above it."""
    share = height[high] / (height[high] - height[low])
    top = vertices[high]
    places = top + share[:, None] * (vertices[low] - top)
    return high * len(vertices) + low, places


def _without_repeats(line):
    moved = (line[1:] != line[:-1]).any(axis=1)
    return line[np.hstack([True, moved])]

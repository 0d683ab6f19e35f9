"""What each pixel shows of a surface, and the outline of what is shown."""

import numpy as np

_FAR = -1e9


def rasterise(solid, box, px_per_cm):
    """Find what each pixel shows, bottom row first.

    Returns
    -------
    body : ndarray (rows, columns) of bool
    corners, weights : ndarray (body.sum(), 3)
        The nearest triangle of each pixel of the body and how near it is to each corner.
    depth : ndarray (rows, columns)
        Towards the reader, cm.
    """
    left, right, bottom, top = box
    columns, rows = round((right - left) * px_per_cm), round((top - bottom) * px_per_cm)
    facing = solid.facing()
    x = ((solid.places[:, 0] - left) * px_per_cm - 0.5)[facing]
    y = ((solid.places[:, 1] - bottom) * px_per_cm - 0.5)[facing]
    # A corner's weight is linear over the page: base + slope_x * column + slope_y * row.
    slope_x, slope_y = np.roll(y, -1, 1) - np.roll(y, -2, 1), np.roll(x, -2, 1) - np.roll(x, -1, 1)
    area = (slope_x * x).sum(axis=1, keepdims=True)
    slope_x, slope_y = slope_x / area, slope_y / area
    base = 1 / 3 - slope_x * x.mean(1, keepdims=True) - slope_y * y.mean(1, keepdims=True)

    first_x, first_y = (np.ceil(np.maximum(t.min(1), 0)).astype(int) for t in (x, y))
    last_x = np.floor(np.minimum(x.max(1), columns - 1)).astype(int)
    last_y = np.floor(np.minimum(y.max(1), rows - 1)).astype(int)
    wide, high = np.maximum(last_x - first_x + 1, 0), np.maximum(last_y - first_y + 1, 0)
    which = np.repeat(np.arange(len(facing)), wide * high)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(wide * high) - wide * high, wide * high)
    row, column = first_y[which] + nth // wide[which], first_x[which] + nth % wide[which]
    weights = base[which] + slope_x[which] * column[:, None] + slope_y[which] * row[:, None]
    inside = (weights > -1e-6).all(axis=1)
    if solid.missing.any():
        inside &= (weights * solid.missing[facing[which]]).sum(axis=1) < 0.5
    corners, weights = facing[which[inside]], weights[inside]
    pixel = (row * columns + column)[inside]

    near = (weights * solid.places[corners, 2]).sum(axis=1)
    depth = np.full(rows * columns, _FAR)
    np.maximum.at(depth, pixel, near)
    nearest = np.full(rows * columns, -1)
    wins = near == depth[pixel]
    nearest[pixel[wins]] = np.nonzero(wins)[0]
    shown = nearest[nearest >= 0]
    shape = (rows, columns)
    return (nearest >= 0).reshape(shape), corners[shown], weights[shown], depth.reshape(shape)


def coverage(solid, box, px_per_cm):
    """Where a surface shows in a box: (rows, columns) of 0 and 1, the first row at the top."""
    return rasterise(solid.within(box), box, px_per_cm)[0][::-1].astype(np.uint8)


def silhouette(alpha, box):
    """Outline of a picture as smooth lines.

    Parameters
    ----------
    alpha : array_like (rows, columns)
        Coverage, 0 to 1 or 0 to 255; the first row is the top.
    box : tuple of float
        ``(left, right, bottom, top)`` of the picture, cm.

    Returns
    -------
    list of ndarray (k, 2)
        Lines in view coordinates, cm; open where the picture's edge cuts the body.
    """
    from contourpy import contour_generator

    alpha = np.asarray(alpha, np.float32)[::-1]
    rows, columns = alpha.shape
    left, right, bottom, top = box
    u = left + (np.arange(columns) + 0.5) * (right - left) / columns
    v = bottom + (np.arange(rows) + 0.5) * (top - bottom) / rows
    smooth = _binomial(_binomial(alpha / alpha.max()).T).T
    return [line for line in contour_generator(u, v, smooth).lines(0.5) if len(line) > 12]


def _binomial(rows):
    """Blur along the first axis with weights 1 6 15 20 15 6 1, nearly a normal curve of 1.2 px."""
    padded = np.pad(rows, ((3, 3), (0, 0)), mode="edge")
    for _ in range(6):
        padded = (padded[1:] + padded[:-1]) / 2
    return padded

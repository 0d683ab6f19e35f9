"""A body from one side as a picture: soft light on a warm neutral skin, and its outlines.

Everything here is in view coordinates, cm: ``u`` to the right of the page, ``v`` up, ``w`` towards
the reader.
"""

from dataclasses import dataclass, replace

import numpy as np

# Colours of the skin from deep shade to full light (RGB), one neutral warm hue for everybody.
TONES = np.array([[0.50, 0.415, 0.37], [0.845, 0.765, 0.70], [0.985, 0.952, 0.915]])
TONE_AT = (0.0, 0.55, 1.0)
SECTION = np.array([0.855, 0.79, 0.735])
INK = np.array([0.26, 0.20, 0.175])

LIGHT = np.array([-0.42, 0.55, 0.72])
_FAR = -1e9


@dataclass(frozen=True)
class Solid:
    """A surface turned towards the reader.

    Parameters
    ----------
    places : ndarray (n, 3)
        Corners in view coordinates, cm.
    triangles : ndarray (m, 3) of int
        Anticlockwise where they face the reader.
    normals : ndarray (n, 3)
        Outward unit normals in view coordinates.
    missing : ndarray (n,)
        The surface ends where this passes 0.5: a cut that needs no new triangles.
    flat : ndarray (n,) of bool
        Corners of a cut face, which is shown in one flat tone.
    """

    places: np.ndarray
    triangles: np.ndarray
    normals: np.ndarray
    missing: np.ndarray
    flat: np.ndarray

    def facing(self):
        """Triangles (k, 3) that face the reader."""
        u, v = self.places[:, 0], self.places[:, 1]
        a, b, c = self.triangles.T
        area = (u[b] - u[a]) * (v[c] - v[a]) - (u[c] - u[a]) * (v[b] - v[a])
        return self.triangles[area > 1e-9]

    def softened(self, times=2):
        """Average every normal with its neighbours, which calms the light."""
        normals = self.normals
        around = [np.roll(self.triangles, shift, axis=1) for shift in (1, 2)]
        ends = np.column_stack([np.tile(self.triangles.ravel(), 2), np.ravel(around)])
        for _ in range(times):
            total = np.stack(
                [np.bincount(ends[:, 0], axis[ends[:, 1]], len(normals)) for axis in normals.T], 1
            )
            count = np.maximum(np.bincount(ends[:, 0], minlength=len(normals)), 1)[:, None]
            mixed = normals + total / count
            normals = mixed / np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-12)
        return replace(self, normals=np.where(self.flat[:, None], self.normals, normals))

    def within(self, box):
        """Return the part that may show in a box ``(left, right, bottom, top)``, cm."""
        corners = self.places[self.triangles]
        low, high = corners.min(axis=1), corners.max(axis=1)
        left, right, bottom, top = box
        shows = (
            (high[:, 0] > left) & (low[:, 0] < right) & (high[:, 1] > bottom) & (low[:, 1] < top)
        )
        used, triangles = np.unique(self.triangles[shows], return_inverse=True)
        each = (self.places, self.normals, self.missing, self.flat)
        places, normals, missing, flat = (values[used] for values in each)
        return Solid(places, triangles.reshape(-1, 3), normals, missing, flat)

    def refined(self):
        """Every triangle in four, the new corners on the curve that the normals ask for.

        The middle of an edge is that of the cubic of Vlachos and others, "Curved PN triangles"
        (2001); corners stay where they are.
        """
        n = len(self.places)
        edges = np.sort(np.stack([self.triangles, np.roll(self.triangles, -1, 1)], axis=2), axis=2)
        name, index = np.unique(edges[..., 0] * n + edges[..., 1], return_inverse=True)
        a, b = name // n, name % n
        chord = self.places[b] - self.places[a]
        bulge = sum(
            sign * np.einsum("ij,ij->i", chord, self.normals[end])[:, None] * self.normals[end]
            for end, sign in ((a, 1), (b, -1))
        )
        middles = (self.places[a] + self.places[b]) / 2 - bulge / 8 * ~self.flat[a, None]
        between = self.normals[a] + self.normals[b]
        between /= np.maximum(np.linalg.norm(between, axis=1, keepdims=True), 1e-12)
        (p, q, r), (pq, qr, rp) = self.triangles.T, (index.reshape(-1, 3) + n).T
        parts = [(p, pq, rp), (q, qr, pq), (r, rp, qr), (pq, qr, rp)]
        return Solid(
            np.vstack([self.places, middles]),
            np.vstack([np.column_stack(part) for part in parts]),
            np.vstack([self.normals, between]),
            np.hstack([self.missing, (self.missing[a] + self.missing[b]) / 2]),
            np.hstack([self.flat, self.flat[a] & self.flat[b]]),
        )


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


def shade(solid, box, px_per_cm):
    """Draw a surface with soft light.

    A wrapped Lambert light from the upper left, light from the sky, darkening by depth (Luft,
    Colditz and Deussen, "Image enhancement by unsharp masking the depth buffer", 2006), ink in
    narrow valleys, and a soft line where one part passes in front of another.

    Parameters
    ----------
    solid : Solid
    box : tuple of float
        ``(left, right, bottom, top)`` to show, cm.
    px_per_cm : float

    Returns
    -------
    ndarray (rows, columns, 4) of uint8
        RGBA, the first row at the top; clear outside the body.
    """
    from scipy.ndimage import gaussian_filter

    solid = solid.within(box).refined().softened()
    body, corners, weights, depth = _rasterise(solid, box, px_per_cm)
    normal = np.zeros((*body.shape, 3), np.float32)
    normal[body] = np.einsum("pk,pkx->px", weights, solid.normals[corners])
    flat = np.zeros(body.shape, bool)
    flat[body] = solid.flat[corners].all(axis=1)
    normal /= np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-6)

    light = normal @ (LIGHT / np.linalg.norm(LIGHT)).astype(np.float32) * 0.5 + 0.5
    sky = normal[..., 1] * 0.5 + 0.5
    towards = np.clip(normal[..., 2], 0, 1)
    tone = (0.30 + 0.54 * light**1.15 + 0.16 * sky) * (0.76 + 0.24 * towards**0.7)
    tone *= 1 - 0.55 * _crowding(depth, body, px_per_cm)
    place = np.clip((tone - 0.30) / 0.62, 0, 1)
    colour = np.stack([np.interp(place, TONE_AT, channel) for channel in TONES.T], axis=2)
    colour[flat] = SECTION
    ink = np.maximum(_valleys(depth, body, px_per_cm), _edges(depth, towards, body, px_per_cm))
    ink[flat] = 0
    colour += ink[..., None] * (INK - colour)

    closed = body | _slits(body, px_per_cm)
    alpha = np.clip((gaussian_filter(closed.astype(np.float32), 0.7) - 0.1) / 0.8, 0, 1)
    colour = _bleed(colour, body)
    picture = np.concatenate([colour, alpha[..., None]], axis=2)
    return np.round(np.clip(picture, 0, 1) * 255).astype(np.uint8)[::-1]


def coverage(solid, box, px_per_cm):
    """Where a surface shows in a box: (rows, columns) of 0 and 1, the first row at the top."""
    return _rasterise(solid.within(box), box, px_per_cm)[0][::-1].astype(np.uint8)


def _slits(body, px_per_cm):
    """Small gaps in a body, such as between two thighs: (rows, columns) of bool.

    Left open they would be the brightest thing on the page, and mean nothing.
    """
    from scipy.ndimage import binary_fill_holes, label

    parts, _ = label(binary_fill_holes(body) & ~body)
    small = np.bincount(parts.ravel()) < 12 * px_per_cm**2
    small[0] = False
    return small[parts]


def _rasterise(solid, box, px_per_cm):
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


def _crowding(depth, body, px_per_cm):
    """How much each place is shut in by what stands nearer the reader around it, -0.15 to 0.38."""
    from scipy.ndimage import gaussian_filter, zoom

    total = np.zeros(depth.shape, np.float32)
    for reach, share in ((0.6, 0.55), (1.8, 0.55), (5.0, 0.35)):
        step = max(1, int(reach * px_per_cm / 4))
        weight = body[::step, ::step].astype(np.float32)
        coarse = np.where(weight > 0, depth[::step, ::step], 0).astype(np.float32)
        sigma = reach * px_per_cm / step
        around = gaussian_filter(coarse, sigma) / np.maximum(gaussian_filter(weight, sigma), 1e-6)
        rise = np.where(weight > 0, around - coarse, 0)
        if step > 1:
            inside = gaussian_filter(weight, 0.7)
            rise = gaussian_filter(rise, 0.7) / np.maximum(inside, 1e-6)
            scale = np.array(depth.shape) / coarse.shape
            rise = zoom(rise, scale, order=1, grid_mode=True, mode="nearest")
        total += share * np.clip(rise / (2.2 * reach), -0.35, 1)
    return np.where(total > 0, 0.38 * np.tanh(total / 0.38), 0.3 * total)


def _valleys(depth, body, px_per_cm):
    """Ink (0 to 0.7) where a groove is too narrow for a fingertip of 0.7 cm."""
    from scipy.ndimage import grey_closing

    filled = np.where(body, depth, depth[body].min() - 60).astype(np.float32)
    deep = grey_closing(filled, size=max(3, int(0.7 * px_per_cm))) - filled
    return np.where(body, np.clip((deep - 0.12) / 0.55, 0, 1) * 0.7, 0)


def _edges(depth, towards, body, px_per_cm):
    """Soft line (0 to 0.8) along the nearer side of a step in depth inside the body."""
    from scipy.ndimage import gaussian_filter, label, minimum_filter

    filled = np.where(body, depth, 1e3)
    step = filled - minimum_filter(filled, size=3)
    slope = np.sqrt(np.maximum(1 - towards**2, 0)) / np.maximum(towards, 0.04) * 2 / px_per_cm
    line = np.where(body, np.clip((step - slope - 0.35) / 0.5, 0, 1), 0)
    piece, _ = label(line > 0, np.ones((3, 3)))
    line[np.bincount(piece.ravel())[piece] < px_per_cm] = 0
    return np.clip(gaussian_filter(line.astype(np.float32), 0.07 * px_per_cm) * 1.4, 0, 0.8)


def _bleed(colour, body):
    """Spread the colour of the rim outwards, so that no dark fringe shows when it is resized."""
    from scipy.ndimage import distance_transform_edt

    row, column = distance_transform_edt(~body, return_distances=False, return_indices=True)
    return colour[row, column]

"""Soft light on a warm neutral skin."""

import numpy as np

from acu.shading.pixels import rasterise

# Colours of the skin from deep shade to full light (RGB), one neutral warm hue for everybody.
TONES = np.array([[0.50, 0.415, 0.37], [0.845, 0.765, 0.70], [0.985, 0.952, 0.915]])
TONE_AT = (0.0, 0.55, 1.0)
SECTION = np.array([0.855, 0.79, 0.735])
INK = np.array([0.26, 0.20, 0.175])

LIGHT = np.array([-0.42, 0.55, 0.72])


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
    body, corners, weights, depth = rasterise(solid, box, px_per_cm)
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


def _slits(body, px_per_cm):
    """Small gaps in a body, such as between two thighs: (rows, columns) of bool.

    Left open they would be the brightest thing on the page, and mean nothing.
    """
    from scipy.ndimage import binary_fill_holes, label

    parts, _ = label(binary_fill_holes(body) & ~body)
    small = np.bincount(parts.ravel()) < 12 * px_per_cm**2
    small[0] = False
    return small[parts]


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

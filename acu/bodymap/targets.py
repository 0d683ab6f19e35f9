"""Targets: how far from a point each place is that a learner may press on the map."""

from functools import lru_cache

import numpy as np

from acu import atlas
from acu.bodymap.grid import Grid
from acu.bodymap.sheets import MIRROR, millimetres, path_data
from acu.plates import VIEWS, Scene
from acu.points import row_of
from acu.skin import spread

REACH = 20.0  # cm along the skin, beyond which a place is just far away
FAR = 255  # in a grid: beyond reach, or no skin
SIDES = ("either", "left", "right")


def targets(body, code, side="either", rings=(), reach=REACH):
    """Lay out how far from a point every place is that is seen, view by view.

    Parameters
    ----------
    body : Body
    code : str
        WHO code of a point that is drawn, such as "BL40".
    side : {"either", "left", "right"}
        Which of a pair is meant; in a view of the left half alone it is always the left one.
    rings : sequence of float
        cm along the skin at which to draw a line round the point.
    reach : float
        How far from the point to measure, cm; up to 25.

    Returns
    -------
    dict of str to dict
        By view, where skin within reach of the point is seen: ``x``, ``y`` (mm, y down) of the
        first place of a grid, ``step`` (mm), ``columns``, ``cm`` (bytes, row by row: distance
        along the skin in 0.1 cm, 255 where there is no skin or it is out of reach) and ``rings``
        (SVG path data in mm for each, "" where none of it is seen).

    Notes
    -----
    Read between four places of the grid (bilinear), a distance is right within 0.15 cm, where
    the skin faces the reader and the point is more than a step away; nearer to it, up to 0.7 of
    a step is read. Where a corner is 255, take the nearest place of the grid.

    Raises
    ------
    ValueError
        If there is no such point, it is not drawn, or there is no such side.
    """
    if side not in SIDES:
        raise ValueError(f"side is {side!r}: it must be one of {', '.join(SIDES)}")
    if not row_of(code)["drawn"]:
        raise ValueError(f"{code} is not drawn on the body, so there is no place to find")
    laid = _laid(body, code, side, tuple(float(radius) for radius in rings), float(reach))
    return {view: target | {"rings": [*target["rings"]]} for view, target in laid.items()}


@lru_cache(maxsize=128)
def _laid(body, code, side, rings, reach):
    """Targets by view; not to be changed."""
    found = {}
    for view in VIEWS:
        scene = _scene(body, view)
        sides = _sides(code, side if scene.both_sides else "left")
        spreads = [each for name in sides for each in _spread(body, code, name, reach)]
        if not any(scene.inside(scene.place(each.skin.vertices).T).any() for each in spreads):
            continue
        grid = _grid(body, view)
        distances = np.min([grid.distances(each) for each in spreads], axis=0)
        if not (near := np.isfinite(distances)).any():
            continue
        (top, left), (bottom, right) = (end(np.argwhere(near), axis=0) for end in (np.min, np.max))
        window = distances[top : bottom + 1, left : right + 1]
        tenths = np.where(np.isfinite(window), np.rint(10 * np.minimum(window, 25.5)), FAR)
        found[view] = {
            "x": millimetres(grid.u[left]),
            "y": millimetres(-grid.v[top]),
            "step": millimetres(grid.step),
            "columns": int(right - left + 1),
            "cm": tenths.astype(np.uint8).tobytes(),
            "rings": ["".join(map(path_data, lines)) for lines in grid.trace(distances, rings)],
        }
    return found


_scene = lru_cache(maxsize=4 * len(VIEWS))(Scene)


@lru_cache(maxsize=4 * len(VIEWS))
def _grid(body, view):
    return Grid(_scene(body, view))


def _sides(code, side):
    """Which of a pair are meant; the one of the midline counts as left."""
    if not row_of(code)["paired"]:
        return ["left"]
    return ["left", "right"] if side == "either" else [side]


@lru_cache(maxsize=2)  # each holds its web over the skin, up to 100 MB
def _spread(body, code, side, reach):
    """Distances from each site of a point on one side (list of skin.Distances)."""
    sites = atlas.location(code, body).sites
    mirror = MIRROR if side == "right" else 1
    return [spread(body.whole, site * mirror, reach) for site in sites]

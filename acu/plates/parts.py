"""Parts of a body that are drawn alone, the faces that close their cuts, the ghost of an arm."""

from functools import cache, lru_cache

import numpy as np

from acu import body as bodies
from acu import shading
from acu.skin import Skin


def scale(body):
    """How tall a body is beside the average one of its sex."""
    return body.stature / _average(body.sex)


@cache
def _average(sex):
    return bodies.Body(sex).stature


def _under(body, landmark, off):
    """How far (n,) each vertex lies below a place that is so many cm above a landmark, plus 0.5."""
    level = body.landmarks.loc[landmark, "y"] + off * scale(body)
    return 0.5 + level - body.vertices[:, 1]


@cache
def _across(sex):
    """How far left each vertex lies (n,), cm, on a thin body, whose thighs do not touch."""
    return bodies.Body(sex, build=-1).vertices[:, 0]


def _left(body, missing):
    return np.where(_across(body.sex) > 0, missing, 1)


# How far a vertex (n,) is left out of a part: the skin is cut where this passes 0.5.
PARTS = {
    "all": lambda body: np.zeros(len(body.vertices)),
    "no arms": lambda body: body.arm,
    "head": lambda body: _under(body, "c7_spine_lower", 5),
    "left arm": lambda body: _left(body, 1 - body.arm),
    "left half": lambda body: np.maximum(body.arm, 0.5 - _across(body.sex)),
    "left foot": lambda body: _left(body, 1 - _under(body, "medial_malleolus", 7)),
}
# Parts that end at the cut of the left arm, and whether the cut faces left (1) or right (-1).
CUT_ARM = {"no arms": 1, "left arm": -1}
MIRROR = np.array([-1, 1, 1])


@lru_cache(maxsize=16)
def apart(body, part):
    """Part a body: the skin that is drawn, and trees of its corners and of all others.

    Parameters
    ----------
    body : Body
    part : str
        A key of `PARTS`, but not "all".

    Returns
    -------
    skin : Skin
    corners, others : scipy.spatial.cKDTree
    """
    from scipy.spatial import cKDTree

    drawn = PARTS[part](body) < 0.5
    skin = Skin(body.vertices, body.triangles[drawn[body.triangles].any(axis=1)])
    return skin, cKDTree(body.vertices[drawn]), cKDTree(body.vertices[~drawn])


def arm(body):
    """Go round the cut of the left arm: ends, in turn, of short lines (2k, 3), cm."""
    corners = body.triangles[(body.vertices[body.triangles, 0] > 0).all(axis=1)]
    inside = body.arm[corners] >= 0.5
    corners = corners[inside.any(axis=1) & ~inside.all(axis=1)]
    following = np.roll(corners, -1, axis=1)
    start, end = body.arm[corners], body.arm[following]
    cut = (start >= 0.5) != (end >= 0.5)
    share = ((0.5 - start) / np.where(cut, end - start, 1))[..., None]
    crossing = body.vertices[corners] * (1 - share) + body.vertices[following] * share
    return crossing[cut]


def pelvis(body):
    """Go down and up the midline below the navel: short lines (2k, 3), and a middle (3,), cm."""
    navel = body.landmarks.loc["umbilicus", "y"]
    y, z = body.vertices[:, 1:].T
    midline = (np.abs(_across(body.sex)) < 0.01) & (y < navel)
    edges = np.vstack([np.roll(body.triangles, k, axis=1)[:, :2] for k in range(3)])
    edges = edges[midline[edges].all(axis=1)]
    return body.vertices[edges[edges[:, 0] < edges[:, 1]].ravel()], (0, navel, z[midline].mean())


def closed(solid, rim, middle):
    """Close the cut of a Solid with flat faces from its rim (2k, 3) to a middle, in view cm."""
    n, count = len(solid.places), len(rim)
    start, end = n + np.arange(0, count, 2), n + np.arange(1, count, 2)
    fan = np.column_stack([start, end, np.full(count // 2, n + count)])
    towards = np.tile([0.0, 0.0, 1.0], (count + 1, 1))
    return shading.Solid(
        np.vstack([solid.places, rim, middle]),
        np.vstack([solid.triangles, fan, fan[:, ::-1]]),
        np.vstack([solid.normals, towards]),
        np.hstack([solid.missing, np.zeros(count + 1)]),
        np.hstack([solid.flat, np.ones(count + 1, bool)]),
    )


def loop(rim):
    """Round the rim (2k, 3), in view coordinates, off to one smooth closed line (n, 2)."""
    rim = rim[:, :2]
    middle = rim.mean(axis=0)
    around, out = np.arctan2(*(rim - middle).T), np.linalg.norm(rim - middle, axis=1)
    order = np.argsort(around)
    angles = np.linspace(-np.pi, np.pi, 180, endpoint=False)
    radius = np.interp(angles, around[order], out[order], period=2 * np.pi)
    for _ in range(60):
        radius = (np.roll(radius, 1) + 2 * radius + np.roll(radius, -1)) / 4
    line = middle + radius[:, None] * np.column_stack([np.sin(angles), np.cos(angles)])
    return np.vstack([line, line[:1]])


def ghost(scene, px_per_cm):
    """Outline of the left arm of a scene below its cut: list of lines (k, 2), cm."""
    body = scene.body
    left = (body.arm[body.triangles] > 0.45).all(axis=1)
    left &= (body.vertices[body.triangles, 0] > 0).all(axis=1)
    whole = np.zeros(len(body.vertices))
    places, normals = scene.place(body.vertices), scene.place(body.normals)
    solid = shading.Solid(places, body.triangles[left], normals, whole, whole > 0)
    outline = shading.silhouette(shading.coverage(solid, scene.box, px_per_cm), scene.box)
    return _below(outline, loop(scene.rim)[:, 1].min())


def _below(lines, height):
    """Stretches of lines (k, 2) that lie below a height."""
    kept = []
    for line in lines:
        low = line[:, 1] < height
        ends = np.nonzero(low[1:] != low[:-1])[0] + 1
        kept += [part for part in np.split(line, ends) if len(part) > 1 and part[0, 1] < height]
    return kept

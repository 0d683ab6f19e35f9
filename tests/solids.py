"""Bodies so simple that every answer is known beforehand."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from acu.skin import Skin

RADIUS, HEIGHT, SIDES = 10.0, 100.0, 360


def pillar(outline, height=HEIGHT, floors=51, closed=True):
    """An upright pillar over an outline (n, 2) of x and z, anticlockwise seen from above."""
    n = len(outline)
    y = np.linspace(0, height, floors)
    ring = np.column_stack([outline[:, 0], np.zeros(n), outline[:, 1]])
    vertices = (ring + y[:, None, None] * [0.0, 1.0, 0.0]).reshape(-1, 3)
    here = np.arange(n * (floors - 1)).reshape(floors - 1, n)
    right = np.roll(here, -1, axis=1)
    walls = [(here, right, here + n), (right, right + n, here + n)]
    triangles = [np.stack(corners, axis=-1).reshape(-1, 3) for corners in walls]
    if closed:
        bottom, top = len(vertices), len(vertices) + 1
        vertices = np.vstack([vertices, [[0, 0, 0], [0, height, 0]]])
        i, j, lift = np.arange(n), np.roll(np.arange(n), -1), n * (floors - 1)
        triangles += [
            np.column_stack([j, i, np.full(n, bottom)]),
            np.column_stack([i + lift, j + lift, np.full(n, top)]),
        ]
    return vertices, np.vstack(triangles)


def circle(radius=RADIUS, centre=0.0):
    turn = np.linspace(0, 2 * np.pi, SIDES, endpoint=False)
    return np.column_stack([centre + radius * np.sin(turn), radius * np.cos(turn)])


def bean():
    """A rounded outline with a cleft at the midline in front and behind."""
    turn = np.linspace(0, 2 * np.pi, SIDES, endpoint=False)
    reach = 10 * (1 - 0.8 * np.cos(turn) ** 2)
    return np.column_stack([reach * np.sin(turn), reach * np.cos(turn)])


def on_cylinder(degrees, y):
    """Place on the cylinder, turned from the front towards the left."""
    turn = np.radians(degrees)
    return np.array([RADIUS * np.sin(turn), y, RADIUS * np.cos(turn)])


def degrees_of(place):
    return np.degrees(np.arctan2(place[0], place[2]))


LANDMARKS = {
    "front_low": on_cylinder(30, 20),
    "front_high": on_cylinder(30, 80),
    "side": on_cylinder(90, 40),
    "back_side": on_cylinder(120, 20),
    "spine": on_cylinder(180, 50) * [0, 1, 1],
    "spine_upper": on_cylinder(180, 60) * [0, 1, 1],
}
CUN = 2.0


def column_body():
    """A cylinder with landmarks on it and a cun of 2 cm."""
    skin = Skin(*pillar(circle()))
    return SimpleNamespace(
        landmarks=pd.DataFrame.from_dict(LANDMARKS, orient="index", columns=["x", "y", "z"]),
        cun=pd.Series({"SEG_COLUMN": CUN}),
        skins=lambda *places: (skin,),
    )

"""Where trained people's marks of a point scatter, and where a learner's own marks lie."""

import numpy as np
import pandas as pd

from acu import atlas, precision
from acu.plates.construction import UNDER, runs
from acu.plates.marks import CIRCLE, close_up, legend, mark, ring
from acu.plates.page import POINT
from acu.plates.plate import open_page
from acu.plates.scene import scene_of, shown_on
from acu.points import row_of
from acu.skin import UP

FRONT = np.array([0.0, 0.0, 1.0])
ON_BODY = 0.7  # how large marks are there, beside those of the close-up
STEP = 0.25  # cm, of a way over the skin: with shorter steps it ends no more than 1 % elsewhere


def plot_scatter(code, clicks=None, body=None, view=None, ax=None, sex="female"):
    """Show how widely trained people's marks of a point scatter, and your own marks among them.

    Parameters
    ----------
    code : str
        WHO code, such as "BL23".
    clicks : array_like (k, 3) or DataFrame, optional
        Your own marks: places on the skin of this body, cm; of a table, the columns `x`, `y`, `z`.
        Those on the right side are shown on the left if the point lies on both.
    body, ax, sex
        As for `plot_body`.
    view : str, optional
        A key of `plates.VIEWS`; the view that suits the point unless given.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If `code` is no WHO code in the table or is not drawn, there is no such view, the point lies
        outside it, or the clicks are no places on the skin.

    Notes
    -----
    The marks of trained people are simulated (`precision.simulated`) and laid along the skin of
    this body. The ring is that of `precision.tolerance`.

    Examples
    --------
    >>> acu.plot_scatter("BL23").figure.words[:36]
    'BL23 Shènshū, how marks scatter: low'
    """
    row, asked, clicks = row_of(code), clicks is not None, _places(clicks)
    if not row["drawn"]:
        raise ValueError(f"{code} is described, not drawn: it has no one place to mark")
    scene = scene_of(body, view or row["view"], sex)
    point = atlas.location(code, scene.body).point
    if not scene.inside(scene.place(point)[0]):
        raise ValueError(f"{code} is not in the view {scene.view!r}; try {row['view']!r}")
    if row["paired"]:
        clicks = np.column_stack([abs(clicks[:, 0]), clicks[:, 1:]])
    near, found = precision.tolerance(code), precision.scatter(code)
    offsets = precision.simulated(code, found.people) if found else np.empty((0, 2))
    shown = {"doctors": laid(scene.body, point, offsets), "own": clicks, "point": point[None]}
    flat = {"doctors": offsets, "own": offset(scene.body, point, clicks), "point": np.zeros((1, 2))}
    page = open_page(scene, ax)
    _ring(page, point, near.cm)
    out = {kind: _marks(page, kind, places) for kind, places in shown.items()}
    turn = _turn(scene, point)
    seen = {kind: offsets @ turn for kind, offsets in flat.items()}
    close_up(page, scene.place(point)[0, :2], near.cm, seen)
    said = [f"Ring: {near.cm:.1f} cm along the skin. {near.said}"]
    of = "95 in 100 marks" if found else "ring of this workbook"
    names = {"point": f"{code}, by its rule", "ring": f"{of}: {near.cm:.1f} cm"}
    if found:
        names["doctors"] = f"{found.people} trained doctors, simulated"
        said[0] += f" The area is {found.area_95:g} cm²."
        said += [f"In the ring: {_inside(offsets, near.cm)} simulated marks."]
    else:
        said += ["We know no figure of how widely doctors scatter here."]
    if len(clicks):
        names["own"] = f"your own marks: {len(clicks)}"
        middle = f"the middle one lies {np.median(np.hypot(*flat['own'].T)):.1f} cm away"
        said += [f"In the ring: {_inside(flat['own'], near.cm)} marks of your own; {middle}."]
    elif asked:
        said += ["None of yours is kept yet."]
    said += ["The point itself is out of sight here."] if out["point"] else []
    rest = out["doctors"] + out["own"]
    said += [f"Marks out of sight on the body: {rest}."] if rest else []
    legend(page, names)
    small = f"how marks scatter  ·  {shown_on(scene)}"
    page.head(f"{code}  {row['pinyin']}", small, row["traditional"], POINT)
    page.caption(said)
    page.words = f"{code} {row['pinyin']}, how marks scatter: {shown_on(scene)}. {' '.join(said)}"
    return page.ax


def laid(body, point, offsets):
    """Lay offsets from a point along the skin.

    The way leads straight on over the skin, in short steps, each from where the last one touched.

    Parameters
    ----------
    body : Body
    point : ndarray (3,)
        On the skin, cm.
    offsets : ndarray (k, 2)
        Across (to the right of who looks at the skin) and up the skin, cm.

    Returns
    -------
    ndarray (k, 3)
        Places on the skin, cm.
    """
    skin = body.skins(point)[0]
    start, normal = skin.nearest(point)
    ways = offsets @ _ways(normal)
    return np.array([_walked(skin, start, normal, way) for way in ways]).reshape(-1, 3)


def offset(body, point, places):
    """Say how far places (k, 3) lie from a point, as offsets (k, 2) for `laid`, cm."""
    _, normal = body.skins(point)[0].nearest(point)
    flat = (places - point) @ _ways(normal).T
    far = np.array([atlas.skin_distance(body, point, place) for place in places])
    return flat * (far / np.maximum(np.hypot(*flat.T), 1e-9))[:, None]


def _turn(scene, point):
    """Rotation (2, 2) of offsets on the skin so that they lie as the picture shows them."""
    _, normal = scene.body.skins(point)[0].nearest(point)
    shown = scene.place(_ways(normal))[:, :2]
    a, _, b = np.linalg.svd(shown)
    return a @ np.diag([1, np.linalg.det(a @ b)]) @ b


def _ways(normal):
    """Ways across and up the skin (2, 3), each of length 1."""
    up = _flat(UP if abs(normal[1]) < 0.99 else FRONT, normal)
    return np.array([np.cross(up, normal), up])


def _walked(skin, place, normal, way):
    far = np.linalg.norm(way)
    steps = int(np.ceil(far / STEP))
    for _ in range(steps):
        way = _flat(way, normal)
        place, normal = skin.nearest(place + way * far / steps)
    return place


def _flat(way, normal):
    """Lay a way along the skin, and make it of length 1."""
    way = way - (way @ normal) * normal
    return way / np.linalg.norm(way)


def _places(clicks):
    """Places (k, 3) of clicks, cm."""
    if isinstance(clicks, pd.DataFrame):
        clicks = clicks.reindex(columns=["x", "y", "z"])
    places = np.array([] if clicks is None else clicks, float)
    places = places if places.size else np.empty((0, 3))
    if places.ndim != 2 or places.shape[1] != 3 or not np.isfinite(places).all():
        raise ValueError("clicks are places on the body: rows of x, y, z in cm, none missing")
    return places


def _ring(page, point, cm):
    """Draw the curve so many cm along the skin from a point, as far as it is in sight."""
    curve = laid(page.scene.body, point, cm * CIRCLE)
    ring(page, runs(page.scene.place(curve)[:, :2], ~page.scene.hidden(curve, UNDER)))


def _marks(page, kind, places):
    """Draw marks at places (k, 3) that are in sight; return how many are not."""
    if not len(places):
        return 0
    spots = page.scene.place(places)
    seen = page.scene.inside(spots.T) & ~page.scene.hidden(places)
    mark(page, kind, spots[seen, :2], ON_BODY)
    return int((~seen).sum())


def _inside(offsets, cm):
    return f"{(np.hypot(*offsets.T) <= cm).sum()} of {len(offsets)}"

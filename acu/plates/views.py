"""The sides from which plates show a body, and what is seen from each of them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from acu import body as bodies
from acu import shading
from acu.plates import arms

WHOLE, CLOSE, CLOSER = 10, 18, 32  # px per cm
CELL = 1.0  # cm: of the grid that says which triangles may lie over a place

# Rows: right of the page, up, towards the reader; in the body's x (its left), y (up), z (front).
FRONT = np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1]])
BACK = np.array([[-1.0, 0, 0], [0, 1, 0], [0, 0, -1]])
LEFT = np.array([[0.0, 0, -1], [0, 1, 0], [1, 0, 0]])
RIGHT = np.array([[0.0, 0, 1], [0, 1, 0], [-1, 0, 0]])
LEFT_BEHIND = np.array([[-0.5, 0, -np.sqrt(0.75)], [0, 1, 0], [np.sqrt(0.75), 0, -0.5]])


@dataclass(frozen=True)
class View:
    """A side of the body and the part of it that is shown.

    Parameters
    ----------
    title : str
        What it shows, in plain words.
    turn : ndarray (3, 3)
        From body to view coordinates.
    top, bottom : (str, float)
        Where the picture ends: so many cm above or below a landmark, on a body of average height.
    part : {"all", "no arms", "left leg"}
        What is drawn; the rest would stand in the way.
    px_per_cm : int
    side : (str, float), optional
        Where it ends to both sides: so many cm outside a landmark. Unless given, the whole width
        is shown.
    """

    title: str
    turn: np.ndarray
    top: tuple[str, float]
    bottom: tuple[str, float]
    part: str = "no arms"
    px_per_cm: int = CLOSE
    side: tuple[str, float] | None = None


GROUND = ("sole", -1.5)

VIEWS = {
    "front": View("front", FRONT, ("vertex", 1.5), GROUND, "all", WHOLE),
    "back": View("back", BACK, ("vertex", 1.5), GROUND, "all", WHOLE),
    "left": View("left side", LEFT, ("vertex", 1.5), GROUND, "no arms", WHOLE),
    "upper_back": View(
        "upper back",
        BACK,
        ("c7_spine_lower", 8),
        ("l1_spine_lower", -4),
        "all",
        CLOSE,
        ("acromion", 2.5),
    ),
    "low_back": View("low back and buttocks", BACK, ("l1_spine_lower", 7), ("gluteal_fold", -6)),
    "hip": View("left hip from the side", LEFT, ("iliac_crest_top", 9), ("gluteal_fold", -7)),
    "buttock": View(
        "left buttock from the side and behind",
        LEFT_BEHIND,
        ("iliac_crest_top", 9),
        ("gluteal_fold", -7),
    ),
    "thigh_back": View("back of the thighs", BACK, ("gluteal_fold", 9), ("popliteal_crease", -8)),
    "thigh_outer": View(
        "outer side of the left thigh", LEFT, ("greater_trochanter", 8), ("popliteal_crease", -8)
    ),
    "knee_back": View(
        "back of the left knee and leg", BACK, ("popliteal_crease", 10), GROUND, "left leg"
    ),
    "thigh_front": View(
        "front of the thighs", FRONT, ("anterior_superior_iliac_spine", 6), ("patella_apex", -9)
    ),
    "leg_front": View("front of the left leg", FRONT, ("patella_base", 7), GROUND, "left leg"),
    "leg_outer": View(
        "outer side of the left leg", LEFT, ("lateral_femoral_epicondyle", 10), GROUND, "left leg"
    ),
    "leg_inner": View("inner side of the left leg", RIGHT, ("patella_base", 7), GROUND, "left leg"),
    "ankle_outer": View(
        "outer side of the left ankle", LEFT, ("lateral_malleolus", 12), GROUND, "left leg", CLOSER
    ),
    "ankle_inner": View(
        "inner side of the left ankle", RIGHT, ("medial_malleolus", 12), GROUND, "left leg", CLOSER
    ),
}


@dataclass(frozen=True)
class Scene:
    """A body turned to one side, and the frame that is cut out of it.

    Parameters
    ----------
    body : Body
    view : str
        A key of `VIEWS`.
    """

    body: object
    view: str

    def __post_init__(self):
        """Refuse what is no body, and a view that does not exist."""
        if not isinstance(self.body, bodies.Body):
            raise TypeError(f"{self.body!r} is no body: make one, such as acu.Body('male')")
        if self.view not in VIEWS:
            raise ValueError(f"there is no view {self.view!r}; views are {', '.join(VIEWS)}")

    def place(self, xyz):
        """View coordinates (k, 3) of places (k, 3) on the body: right, up, towards, cm."""
        return np.atleast_2d(np.asarray(xyz, float)) @ VIEWS[self.view].turn.T

    def inside(self, place):
        """Whether a place (2+,) in view coordinates lies in the frame; or places (2+, k), each."""
        left, right, bottom, top = self.box
        across, up = place[0], place[1]
        return (left <= across) & (across <= right) & (bottom <= up) & (up <= top)

    @cached_property
    def box(self):
        """Frame ``(left, right, bottom, top)``, cm."""
        view, marks = VIEWS[self.view], self.body.landmarks
        scale = self.body.stature / _average(self.body.sex)
        top, bottom = (marks.loc[name, "y"] + off * scale for name, off in (view.top, view.bottom))
        if view.side:
            half = marks.loc[view.side[0], "x"] + view.side[1] * scale
            return -float(half), float(half), float(bottom), float(top)
        shown = np.zeros(len(self.solid.places), bool)
        shown[self.solid.triangles] = True
        places = self.solid.places[shown]
        across = places[(places[:, 1] < top) & (places[:, 1] > bottom), 0]
        pad = 0.8 * scale
        return tuple(float(x) for x in (across.min() - pad, across.max() + pad, bottom, top))

    @cached_property
    def solid(self):
        """What is drawn, as a `shading.Solid`; a cut arm is closed by a flat face."""
        body, view = self.body, VIEWS[self.view]
        triangles, missing = body.triangles, np.zeros(len(body.vertices))
        if view.part == "left leg":
            triangles = triangles[(body.vertices[triangles, 0] > 0).all(axis=1)]
        places, normals = body.vertices, body.normals
        if view.part == "no arms":
            missing = body.arm
            triangles = triangles[(body.arm[triangles] < 0.5).any(axis=1)]
        flat = np.zeros(len(places), bool)
        solid = shading.Solid(self.place(places), triangles, self.place(normals), missing, flat)
        if view.part == "no arms":
            solid = arms.closed(solid, self.place(arms.rim(body)))
        return solid

    def hidden(self, xyz, slack=0.4):
        """Whether something stands between each place (k, 3) and the reader: (k,) of bool.

        `slack` is how far (cm) a place may lie under the skin that is drawn.
        """
        places = self.place(xyz)
        each, corners = self._over(places)
        place, towards = places[each], self._height(corners, places[each])
        over = towards > place[:, 2] + slack
        return np.bincount(each, over, len(places)) > 0

    def surface(self, places):
        """Find the skin that the reader sees at places (k, 2+) of the page.

        Parameters
        ----------
        places : array_like (k, 2) or (k, 3)
            In view coordinates, cm; how far towards the reader does not matter.

        Returns
        -------
        ndarray (k, 3)
            Places on the body (x, y, z), cm; NaN where there is none.
        """
        places = np.atleast_2d(np.asarray(places, float))[:, :2]
        each, corners = self._over(places)
        towards = np.full(len(places), -np.inf)
        np.fmax.at(towards, each, self._height(corners, places[each]))
        towards[np.isinf(towards)] = np.nan
        return np.column_stack([places, towards]) @ VIEWS[self.view].turn

    def _over(self, places):
        """Pair places (k, 2+) with triangles that may lie over them: which, corners (p, 3, 3)."""
        corners, cells, triangles = self._cells
        wanted = _cell(np.floor(places[:, :2] / CELL))
        start, stop = (np.searchsorted(cells, wanted, side) for side in ("left", "right"))
        each, nth = _counted(stop - start)
        return each, corners[triangles[start[each] + nth]]

    @cached_property
    def _cells(self):
        """Triangles that face the reader (m, 3, 3), and which of them touch each cell of a grid."""
        facing = self.solid.facing()
        kept = (self.solid.missing[facing] < 0.5).all(axis=1)
        corners = self.solid.places[facing[kept]]
        low, high = (np.floor(end / CELL) for end in (corners.min(1), corners.max(1)))
        wide, high = (high - low + 1).astype(int)[:, :2].T
        triangles, nth = _counted(wide * high)
        across, up = nth % wide[triangles], nth // wide[triangles]
        cells = _cell(low[triangles, :2] + np.column_stack([across, up]))
        order = np.argsort(cells, kind="stable")
        return corners, cells[order], triangles[order]

    @staticmethod
    def _height(corners, places):
        """How far towards the reader triangles (p, 3, 3) stand at places (p, 2+); NaN beside."""
        a, b, c = (corners[:, k] for k in range(3))
        ab, ac, ap = b - a, c - a, places[:, :2] - a[:, :2]
        area = ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0]
        s = (ap[:, 0] * ac[:, 1] - ap[:, 1] * ac[:, 0]) / area
        t = (ab[:, 0] * ap[:, 1] - ab[:, 1] * ap[:, 0]) / area
        inside = (s >= 0) & (t >= 0) & (s + t <= 1)
        return np.where(inside, a[:, 2] + s * ab[:, 2] + t * ac[:, 2], np.nan)

    @property
    def both_sides(self):
        """Whether the left and the right half of the body are side by side."""
        view = VIEWS[self.view]
        return view.part != "left leg" and view.turn[2, 0] == 0


def _average(sex):
    return bodies.Body(sex).stature


def _cell(column_row):
    """Give each cell of the grid a number, from its column and row (k, 2)."""
    return (column_row[:, 1] * 10_000 + column_row[:, 0]).astype(np.int64)


def _counted(counts):
    """Repeat each thing as often as it counts: which one it is, and which time, from 0."""
    each = np.repeat(np.arange(len(counts)), counts)
    return each, np.arange(len(each)) - np.repeat(np.cumsum(counts) - counts, counts)

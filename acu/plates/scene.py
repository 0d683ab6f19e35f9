"""A body from one side: what is seen of it, and of places on it."""

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np

from acu import body as bodies
from acu import shading
from acu.plates import parts
from acu.plates.views import ENDS, VIEWS

PAD = 1.0  # cm of paper around what ends within the frame
OUTWARDS = np.array([-1, 1, -1, 1])  # along its axis, for each of ENDS
SLACK = 1.5  # cm beyond a faded end in which the part may still be wider than in the frame
ON = 0.03  # cm from the skin within which a place is on it
UNSURE = 2.0  # cm: where the next corners of two parts are as far, the skin itself decides
CELL = 1.0  # cm: of the grid that says which triangles may lie over a place


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
        scale = parts.scale(self.body)
        drawn = (self.solid.missing[self.solid.triangles] < 0.5).all(axis=1)
        places = self.solid.places[np.unique(self.solid.triangles[drawn]), :2]
        frame = np.array([self._end(i, scale, _ends(places)) for i in range(len(ENDS))])
        left, right, bottom, top = frame + SLACK * scale * OUTWARDS
        across, up = places.T
        seen = (left < across) & (across < right) & (bottom < up) & (up < top)
        natural = _ends(places[seen]) + PAD * scale * OUTWARDS
        return tuple(float(x) for x in np.where(np.isinf(frame), natural, frame))

    def _end(self, i, scale, whole):
        """Where an end of the frame is given to lie; infinite if it is not given."""
        end = getattr(VIEWS[self.view], ENDS[i])
        if end is None:
            return OUTWARDS[i] * np.inf
        if not isinstance(end, tuple):
            return whole[i ^ 1] + end * scale
        landmark, off = end
        side = parts.MIRROR if landmark.startswith("right ") else 1
        xyz = self.body.landmarks.loc[landmark.removeprefix("right ")].to_numpy() * side
        return self.place(xyz)[0, i // 2] + off * scale

    @cached_property
    def solid(self):
        """What is drawn, as a `shading.Solid`; where it is cut off, a flat face closes it."""
        body, part = self.body, VIEWS[self.view].part
        missing = parts.PARTS[part](body)
        triangles = body.triangles[(missing[body.triangles] < 0.5).any(axis=1)]
        places, normals = self.place(body.vertices), self.place(body.normals)
        solid = shading.Solid(places, triangles, normals, missing, np.zeros(len(places), bool))
        if part in parts.CUT_ARM:
            solid = parts.closed(solid, self.rim, self.rim.mean(axis=0))
        if part == "left half":
            solid = parts.closed(solid, *map(self.place, parts.pelvis(body)))
        return solid

    @cached_property
    def rim(self):
        """Rim of the cut of the left arm: ends, in turn, of short lines (2k, 3), view cm."""
        return self.place(parts.arm(self.body))

    @property
    def section(self):
        """Outline (n, 2) of the cut of the left arm if it faces the reader, in view cm; or None."""
        view = VIEWS[self.view]
        faces = parts.CUT_ARM.get(view.part, 0) * view.turn[2, 0] > 0.5
        return parts.loop(self.rim) if faces and self.inside(self.rim.T).all() else None

    def hidden(self, xyz, slack=0.4):
        """Whether each place (k, 3) is out of sight: (k,) of bool.

        Something stands between it and the reader, or it lies on a part that is not drawn. `slack`
        is how far (cm) a place may lie under the skin that is drawn.
        """
        places = self.place(xyz)
        each, over = self._over(places)
        place, towards = places[each], self._height(self._cells[0][over], places[each])
        over = towards > place[:, 2] + slack
        return (np.bincount(each, over, len(places)) > 0) | self._elsewhere(xyz)

    def _elsewhere(self, xyz):
        """Whether each place (k, 3) lies on a part that is not drawn: (k,) of bool."""
        xyz, part = np.atleast_2d(np.asarray(xyz, float)), VIEWS[self.view].part
        if part == "all":
            return np.zeros(len(xyz), bool)
        skin, corners, others = parts.apart(self.body, part)
        near, far = corners.query(xyz)[0], others.query(xyz)[0]
        elsewhere = far < near
        for i in np.nonzero(abs(far - near) < UNSURE)[0]:  # an arm may touch the trunk
            elsewhere[i] = np.linalg.norm(skin.nearest(xyz[i])[0] - xyz[i]) > ON
        return elsewhere

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
        return self.seen(places)[1]

    def seen(self, places):
        """Find the triangle of the skin that the reader sees at places (k, 2+) of the page.

        Parameters
        ----------
        places : array_like (k, 2) or (k, 3)
            As for `surface`.

        Returns
        -------
        triangles : ndarray (k,) of int
            Which of the body's triangles; -1 where there is none, and on a cut face.
        surface : ndarray (k, 3)
            As of `surface`.
        """
        places = np.atleast_2d(np.asarray(places, float))[:, :2]
        each, over = self._over(places)
        heights = self._height(self._cells[0][over], places[each])
        towards = np.full(len(places), -np.inf)
        np.fmax.at(towards, each, heights)
        shown = heights == towards[each]
        triangles = np.full(len(places), -1)
        triangles[each[shown]] = self._numbers[over[shown]]
        towards[np.isinf(towards)] = np.nan
        return triangles, np.column_stack([places, towards]) @ VIEWS[self.view].turn

    @cached_property
    def _numbers(self):
        """Which of the body's triangles each triangle of the grid is; -1 for a cut face."""
        n = len(self.solid.places)
        names = self.body.triangles[:, 0] * n + self.body.triangles[:, 1]
        order = np.argsort(names)
        wanted = self._facing[:, 0] * n + self._facing[:, 1]
        found = order[np.searchsorted(names, wanted, sorter=order).clip(max=len(order) - 1)]
        return np.where(names[found] == wanted, found, -1)

    @cached_property
    def _facing(self):
        """Triangles (m, 3) that face the reader and are drawn."""
        facing = self.solid.facing()
        return facing[(self.solid.missing[facing] < 0.5).all(axis=1)]

    def _over(self, places):
        """Pair places (k, 2+) with triangles of the grid that may lie over them, by number."""
        _, cells, triangles = self._cells
        wanted = _cell(np.floor(places[:, :2] / CELL))
        start, stop = (np.searchsorted(cells, wanted, side) for side in ("left", "right"))
        each, nth = _counted(stop - start)
        return each, triangles[start[each] + nth]

    @cached_property
    def _cells(self):
        """Triangles that face the reader (m, 3, 3), and which of them touch each cell of a grid."""
        corners = self.solid.places[self._facing]
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
        left, right, _, _ = self.box
        return abs(VIEWS[self.view].turn[0, 0]) == 1 and abs(left + right) < PAD


_average = cache(bodies.Body)
_scene = lru_cache(maxsize=16)(Scene)


def scene_of(body, view, sex="female"):
    """Scene of a body, or of the average one, from one side."""
    return _scene(_average(sex) if body is None else body, view)


def shown_on(scene):
    """Say what is shown of whom."""
    return f"{VIEWS[scene.view].title}, {who(scene.body)}"


def who(body):
    """Say whose body it is, such as "average woman"."""
    person = {"female": "woman", "male": "man"}[body.sex]
    if body.stature != _average(body.sex).stature:
        person += f" of {body.stature:.0f} cm"
    elif not body.build:
        return f"average {person}"
    way = "thin" if body.build < 0 else "heavy" if body.build > 0 else ""
    less = "slightly " if 0 < abs(body.build) < 0.5 else "rather " if abs(body.build) < 1 else ""
    return f"{less}{way} {person}" if way else person


def _ends(places):
    """Left, right, lower and upper end (4,) of places (k, 2)."""
    (left, bottom), (right, top) = places.min(axis=0), places.max(axis=0)
    return np.array([left, right, bottom, top])


def _cell(column_row):
    """Give each cell of the grid a number, from its column and row (k, 2)."""
    return (column_row[:, 1] * 10_000 + column_row[:, 0]).astype(np.int64)


def _counted(counts):
    """Repeat each thing as often as it counts: which one it is, and which time, from 0."""
    each = np.repeat(np.arange(len(counts)), counts)
    return each, np.arange(len(each)) - np.repeat(np.cumsum(counts) - counts, counts)

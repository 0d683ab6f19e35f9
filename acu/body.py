"""A body: its skin, its landmarks and its cun, for a sex, a stature and a build."""

from functools import cache, cached_property
from numbers import Real

import numpy as np
import pandas as pd

from acu import tables
from acu.skin import Skin

SHORTEST, TALLEST = 140, 205  # cm
FILE = tables.DATA / "body.npz"


class Body:
    """A standing human body, as large and as thin or heavy as you like.

    Coordinates are in cm: ``x`` to the subject's left, ``y`` up from the floor, ``z`` to the front.
    The body is its own mirror image, so paired landmarks are given for the left side only.

    Parameters
    ----------
    sex : {"female", "male"}
        Which of the two average bodies to start from.
    stature : float, optional
        Height in cm, 140 to 205. Unless given, the mean of ANSUR II (2012): 162.85 for a woman,
        175.62 for a man.
    build : float
        From -1 (thin, body mass index about 19) over 0 (average, about 24) to 1 (heavy, about 31).

    Attributes
    ----------
    sex, stature, build
        As above; ``stature`` in cm.
    vertices : (n, 3) array of float
        The skin, in cm.
    triangles : (m, 3) array of int
        Its faces, as indices of vertices, counter-clockwise seen from outside.
    arm : (n,) array of float
        How far a vertex belongs to an arm, 0 to 1.

    Raises
    ------
    ValueError
        If sex, stature or build is none of these.

    Notes
    -----
    The mesh is MakeHuman's (CC0), an artist's body. ``tools/build_body.py`` brings it to the mean
    proportions of ANSUR II and puts the landmarks on it; what each landmark rests on, and how
    uncertain it is, stands in ``data/landmarks.csv``. Positions are constructed, not clinically
    validated.

    Examples
    --------
    >>> body = acu.Body("female", stature=170, build=0.5)
    >>> round(float(body.landmarks.loc["greater_trochanter", "y"]) / body.stature, 3)
    0.513
    >>> round(float(body.cun["SEG_LEG_LAT"]), 2)  # cm
    2.39
    """

    def __init__(self, sex="female", stature=None, build=0.0):
        if sex not in ("female", "male"):
            raise ValueError(f"sex is {sex!r}: it must be 'female' or 'male'")
        if not _within(build, -1, 1):
            raise ValueError(f"build is {build!r}: it must lie between -1 (thin) and 1 (heavy)")
        self.sex, self.build = sex, float(build)
        shape = self._blend("")
        floor, height = shape[:, 1].min(), np.ptp(shape[:, 1])
        if stature is not None and not _within(stature, SHORTEST, TALLEST):
            raise ValueError(
                f"stature is {stature!r}: it must lie between {SHORTEST} and {TALLEST} cm"
            )
        self.stature = float(_shapes()[sex][:, 1].max() if stature is None else stature)
        self._scale, self._floor = self.stature / height, np.array([0, floor, 0])
        self.vertices = (shape - self._floor) * self._scale
        self.triangles = _shapes()["triangles"]
        self.arm = _shapes()["arm"]

        for array in (self.vertices, self.triangles, self.arm):
            array.flags.writeable = False  # bodies that are alike are taken for one another

    def __eq__(self, other):
        """Whether this is the same person: sex, stature and build."""
        return isinstance(other, Body) and self._person == other._person

    def __hash__(self):
        """Go by the person."""
        return hash(self._person)

    @property
    def _person(self):
        return self.sex, self.stature, self.build

    def _blend(self, what):
        """Vertices, or landmarks, of this sex and build before they are scaled (cm)."""
        shapes, end = _shapes(), "thin" if self.build < 0 else "heavy"
        return shapes[f"{self.sex}{what}"] + abs(self.build) * shapes[f"{self.sex}_{end}{what}"]

    def __repr__(self):
        """Say which body this is."""
        return f"Body({self.sex!r}, stature={self.stature:g}, build={self.build:g})"

    @cached_property
    def normals(self):
        """Outward unit normals of the vertices, (n, 3)."""
        return self.whole.normals

    @cached_property
    def whole(self):
        """The skin with the arms."""
        return Skin(self.vertices, self.triangles)

    @cached_property
    def skin(self):
        """The skin without the arms, which hang in front of hip and thigh."""
        bare = (self.arm[self.triangles] < 0.5).all(axis=1)
        return Skin(self.vertices, self.triangles[bare])

    def skins(self, *places):
        """Return the skins on which to lay a string between places, the one to try first first.

        Parameters
        ----------
        *places : ndarray (3,)
            On the skin, cm.

        Returns
        -------
        tuple of Skin
            The whole skin if one of the places lies on an arm; else the skin without the arms,
            and the whole one in case the way leads onto an arm.
        """
        return (self.whole,) if any(map(self._on_arm, places)) else (self.skin, self.whole)

    def _on_arm(self, place):
        if abs(place[0]) < self._armpit:
            return False
        away = self.vertices - place
        return self.arm[np.einsum("ij,ij->i", away, away).argmin()] >= 0.5

    @cached_property
    def _armpit(self):
        """Distance (cm) from the midline within which there is no arm."""
        return np.abs(self.vertices[self.arm >= 0.5, 0]).min()

    @cached_property
    def landmarks(self):
        """Landmarks by id: ``x``, ``y``, ``z`` in cm, on the left side or the midline."""
        places = (self._blend("_landmarks") - self._floor) * self._scale
        index = pd.Index(_shapes()["landmarks"], name="id")
        table = pd.DataFrame(places, index=index, columns=["x", "y", "z"])
        paired = tables.read("landmarks").set_index("id")["paired"]
        table.loc[~paired.reindex(table.index), "x"] = 0.0
        return table.reindex(paired.index)

    @cached_property
    def cun(self):
        """Length of one cun (cm) of each of WHO's rulers, by ruler id.

        A longitudinal ruler is the difference in height of its two landmarks, a transverse one
        their distance, and one over the skin the length of a string laid between them, shared out
        over the ruler's cun (WHO 2008, pages 12-13; ``data/rulers.csv``). A ruler that names one
        landmark twice goes from it to its mirror image.
        """
        rulers = tables.read("rulers").set_index("id")
        return pd.Series(
            [self._length(row) / row.cun for row in rulers.itertuples()],
            rulers.index,
            name="cm per cun",
        )

    def _length(self, ruler):
        """Length (cm) of a row of the table of rulers."""
        names = [ruler.from_landmark, ruler.to_landmark]
        start, end = self.landmarks.loc[names].to_numpy()
        if names[0] == names[1]:
            end = end * (-1, 1, 1)
        if ruler.direction == "longitudinal":
            return abs(start[1] - end[1])
        if ruler.direction == "transverse":
            return np.linalg.norm(end - start)
        return self.skins(start, end)[0].string(start, end).length


def _within(value, low, high):
    return isinstance(value, Real) and low <= value <= high


@cache
def _shapes():
    """Everything in body.npz, in cm; never written to."""
    with np.load(FILE) as file:
        stored = dict(file)
    step = float(stored.pop("step"))
    quads = stored.pop("quads").astype(np.int64)
    shapes = {
        name: values * step if values.dtype == np.int16 else values
        for name, values in stored.items()
    }
    shapes["triangles"] = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    shapes["arm"] = stored["arm"] / 255
    return shapes

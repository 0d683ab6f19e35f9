"""Shape MakeHuman's mesh like people: symmetric, smooth, and of published proportions."""

import numpy as np
from makehuman import SKIN, limit_surface, stand
from placing.heights import CREASE, HEIGHTS, STATURE
from scipy import sparse
from scipy.interpolate import PchipInterpolator
from scipy.sparse.linalg import spsolve
from scipy.spatial import cKDTree

# Height of the fingertips of a hanging arm, as a share of stature: 0.377 (Drillis and Contini 1966,
# recalled), a little more for arms that are held out.
FINGERTIP = 0.385
CLOSED_EYES = {
    f"expression/units/{origin}/eye-{side}-closure": 1 / 3
    for origin in ("african", "asian", "caucasian")
    for side in ("left", "right")
}


def mirror_pairs(mesh):
    """Index of the mirror image of each skin vertex."""
    rest = mesh.rest[:SKIN]
    return cKDTree(rest).query(rest * [-1, 1, 1])[1]


def symmetric(vertices, mirror):
    """Mean of a surface and its mirror image: x = 0 is the midline."""
    return 0.5 * (vertices + vertices[mirror] * [-1, 1, 1])


def smooth_patch(vertices, patch, laplacian):
    """Replace a patch by the skin that bends least between its borders (bi-Laplacian zero)."""
    bending = (laplacian @ laplacian).tocsr()
    inner = bending[patch][:, patch].tocsc()
    fixed = vertices.copy()
    fixed[patch] = 0
    out = vertices.copy()
    out[patch] = spsolve(inner, -(bending[patch] @ fixed))
    return out


def nipples(vertices, neighbours, arm):
    """Vertices around the foremost point of each breast, three rings wide."""
    chest = (vertices[:, 1] > 0.68 * vertices[:, 1].max()) & (
        vertices[:, 1] < 0.78 * vertices[:, 1].max()
    )
    ring = np.zeros(len(vertices), bool)
    for side in (1, -1):
        here = chest & (side * vertices[:, 0] > 3) & (arm < 0.1)
        ring[np.nonzero(here)[0][vertices[here, 2].argmax()]] = True
    for _ in range(3):
        ring |= np.asarray(neighbours @ ring).ravel() > 0
    return np.nonzero(ring)[0]


def hollow_of_knee(vertices, knee):
    """Height (cm) of the strongest hollow in the profile of the back of the left knee."""
    stature = vertices[:, 1].max()
    back = vertices[
        (np.abs(vertices[:, 0] - knee[0]) < 0.012 * stature) & (vertices[:, 2] < knee[2])
    ]
    back = back[(back[:, 1] > 0.22 * stature) & (back[:, 1] < 0.42 * stature)]
    profile = np.polynomial.Polynomial.fit(back[:, 1], back[:, 2], 7)
    heights = np.linspace(0.27, 0.345, 151) * stature
    return heights[profile.deriv(2)(heights).argmin()]


def to_published_heights(vertices, sex, joints, crotch, navel, hollow):
    """Stretch a body along its height until its parts lie where ANSUR II's mean puts them.

    Pins: ankle joint at the lateral malleolus, knee joint at the middle of the kneecap, crotch,
    navel, base of the neck (C7), top of the head; between them a smooth monotone curve.  The
    artist's knee is bent out of true: the hollow behind it lies 5 cm above the tip of the kneecap,
    where WHO has them level.  So the back of the knee comes down further than the front, fading
    out towards buttock and heel.

    joints, crotch, navel, hollow: heights (cm) on this body. Returns heights (cm), one per vertex.
    """
    stature = vertices[:, 1].max()
    h = HEIGHTS[sex]
    pins = {
        0: 0,
        joints["ankle"][1]: h["lateral_malleolus"],
        joints["knee"][1]: h["patella"],
        crotch: h["crotch"],
        navel: h["omphalion"],
        joints["neck"][1] + 0.004 * stature: h["cervicale"],
        stature: 1,
    }
    raise_to = PchipInterpolator(list(pins), np.array(list(pins.values())) * stature)
    y = vertices[:, 1]
    drop = raise_to(hollow) - CREASE[sex] * stature
    fade = np.interp(y, [0.09 * stature, hollow, 0.45 * stature], [0, 1, 0])
    axis = np.interp(
        y,
        [joints[j][1] for j in ("ankle", "knee", "hip")],
        [joints[j][2] for j in ("ankle", "knee", "hip")],
    )
    behind = np.clip(0.5 - (vertices[:, 2] - axis) / (0.075 * stature), 0, 1)
    for share in (fade, behind):
        share *= share * (3 - 2 * share)  # eases in and out
    return raise_to(y) - drop * fade * behind


ARM = {"elbow": "l-elbow", "wrist": "l-hand"} | {
    f"finger{n}_{k}": f"l-finger-{n}-{k}" for n in range(1, 6) for k in range(1, 5)
}
JOINTS = {
    "ankle": "l-ankle",
    "knee": "l-knee",
    "hip": "l-upper-leg",
    "shoulder": "l-shoulder",
    "neck": "neck",
    "eye": "l-eye",
    **ARM,
    **{f"toe{n}_{k}": f"l-toe-{n}-{k}" for n in range(1, 6) for k in range(1, 4)},
}


class Sculptor:
    """Makes skins of one mesh: shape, pose, symmetry, published heights.

    Parameters
    ----------
    mesh : BaseMesh
    """

    def __init__(self, mesh):
        self.mesh = mesh
        self.mirror = mirror_pairs(mesh)
        self.smooth = limit_surface(mesh.quads, SKIN)
        self.triangles = np.concatenate([mesh.quads[:, [0, 1, 2]], mesh.quads[:, [0, 2, 3]]])
        parts = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
        of_arm = [i for i, bone in enumerate(mesh.rig) if any(part in bone for part in parts)]
        arm = mesh.skinning[:SKIN, of_arm].sum(1)
        self.arm = 0.5 * (arm + arm[self.mirror])
        moved = np.linalg.norm(mesh.target("stomach/stomach-navel-in")[:SKIN], axis=1)
        self.navel = moved > 0.9 * moved.max()
        edges = np.concatenate([mesh.quads[:, [k, (k + 1) % 4]] for k in range(4)])
        near = sparse.csr_matrix((np.ones(len(edges)), edges.T), (SKIN, SKIN))
        self.neighbours = ((near + near.T) > 0).astype(float)
        count = np.asarray(self.neighbours.sum(1)).ravel()
        self.laplacian = sparse.diags(count) - self.neighbours

    def pose(self, sex, extra, **macro):
        """Skin (n, 3) and joints {name: (3,)} of a standing shape, in the size of the mesh, cm."""
        whole = stand(self.mesh, self.mesh.shape(CLOSED_EYES | extra, sex=sex, **macro))
        skin = symmetric(self.smooth @ whole[:SKIN], self.mirror)
        joints = {name: self.mesh.joint(whole, cube) for name, cube in JOINTS.items()}
        floor = skin[:, 1].min()
        for places in (skin, *joints.values()):
            places[..., 1] -= floor
        return skin, joints

    def marks(self, skin, joints):
        """Look up crotch, patch of each breast and hollow of the knee, on the average body."""
        stature = skin[:, 1].max()
        groin = (np.abs(skin[:, 0]) < 1e-6) & (np.abs(skin[:, 1] / stature - 0.5) < 0.1)
        groin &= np.abs(skin[:, 2] - joints["hip"][2]) < 0.03 * stature
        return {
            "crotch": np.nonzero(groin)[0][skin[groin, 1].argmin()],
            "breast": nipples(skin, self.neighbours, self.arm),
            "hollow": hollow_of_knee(skin, joints["knee"]) / stature,
        }

    def fit(self, skin, joints, marks, sex):
        """Bring a skin and its joints to the published heights and the mean stature, in place."""
        stature = skin[:, 1].max()
        skin[:] = smooth_patch(skin, marks["breast"], self.laplacian)
        pins = joints, skin[marks["crotch"], 1], skin[self.navel, 1].mean()
        at = np.stack(list(joints.values()))
        heights = to_published_heights(
            np.concatenate([skin, at]), sex, *pins, marks["hollow"] * stature
        )
        skin[:, 1] = heights[:SKIN]
        skin *= STATURE[sex] / stature
        for place, height in zip(joints.values(), heights[SKIN:], strict=True):
            place[1] = height
            place *= STATURE[sex] / stature
        self.lengthen_arms(skin, joints, STATURE[sex])

    def lengthen_arms(self, skin, joints, stature):
        """Stretch both arms along themselves until the fingertips hang at FINGERTIP, in place.

        The arms of MakeHuman's woman are too short for her.
        """
        shoulder = joints["shoulder"]
        hand = skin[(self.arm > 0.9) & (skin[:, 0] > 0)]
        tip = hand[hand[:, 1].argmin()]
        along = (tip - shoulder) / np.linalg.norm(tip - shoulder)
        more = (shoulder[1] - FINGERTIP * stature) / (shoulder[1] - tip[1]) - 1
        for mirror in ([1, 1, 1], [-1, 1, 1]):
            down = np.clip((skin - shoulder * mirror) @ (along * mirror), 0, None)
            side = np.sign(skin[:, 0]) == mirror[0]
            skin += np.outer(side * self.arm * more * down, along * mirror)
        for name in ARM:
            joints[name] += more * ((joints[name] - shoulder) @ along) * along

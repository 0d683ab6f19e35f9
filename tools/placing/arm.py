"""Where the landmarks of shoulder, shoulder blade, upper arm and elbow lie on an average body.

Everything is a published height, measured on the mesh, or an estimate whose uncertainty stands in
``uncertainty_cm`` of data/landmarks.csv.
"""

import numpy as np

# Vertices of the mesh: the ends of the creases between arm and trunk, and the top of the armpit.
FOLD_FRONT, FOLD_REAR, ARMPIT = 8350, 10514, 8325


def place(form, places):
    """Place the landmarks of shoulder, shoulder blade, upper arm and elbow.

    Parameters
    ----------
    form : Form
    places : dict
        Landmarks placed so far: those of spine, trunk and leg.

    Returns
    -------
    dict of landmark id to (triangle, weights (3,))
    """
    stature, skin, arm = form.stature, form.whole, form.left_arm
    shoulder, elbow = form.joints["shoulder"], form.joints["elbow"]
    place = {}

    def at(name):
        return form.point(place[name] if name in place else places[name])

    def back(y, x=0.0):
        return skin.hit([x, y, 0], [0, 0, -1])

    down = (elbow - shoulder) / np.linalg.norm(elbow - shoulder)
    front = np.array([0, 0, 1]) - down[2] * down
    front /= np.linalg.norm(front)
    outer = np.cross(front, down)

    def way(angle):
        """Direction round the arm: 0 to the front, 90 outwards, 180 back, 270 inwards."""
        return np.cos(np.deg2rad(angle)) * front + np.sin(np.deg2rad(angle)) * outer

    middle = elbow
    for one, other in ((0, 180), (90, 270)):
        middle = (arm.point(arm.hit(middle, way(one))) + arm.point(arm.hit(middle, way(other)))) / 2

    def round_arm(above, angle):
        """Skin of the arm so far above the middle of the elbow (cm), in a direction."""
        return arm.hit(middle - above * down, way(angle))

    # spine
    place["c7_spine_tip"] = back(form.heights["cervicale"])
    place["t2_spine_tip"] = back((at("t1_spine_lower")[1] + at("t2_spine_lower")[1]) / 2)

    # armpit
    place["axillary_fold_anterior"] = form.corner(FOLD_FRONT)
    place["axillary_fold_posterior"] = form.corner(FOLD_REAR)
    place["axilla_centre"] = form.corner(ARMPIT)

    # top of the shoulder: from the outermost tip of the acromion, inwards and to the front
    tip = at("acromion")
    for name, inwards, forwards in (
        ("acromion_front", 0.002, 0.011),
        ("acromion_angle", 0.006, -0.020),
        ("clavicle_acromial_end", 0.014, 0.004),
    ):
        x, z = tip[0] - inwards * stature, tip[2] + forwards * stature
        place[name] = skin.hit([x - 0.35 * (tip[1] - shoulder[1]), shoulder[1], z], [0.35, 1, 0])
    place["greater_tubercle"] = skin.hit(shoulder, [1, 1, 0])

    # shoulder blade
    place["scapula_spine_medial_end"] = places["scapula_medial_border"]
    inner, angle = at("scapula_medial_border"), at("acromion_angle")
    for name, share in (("scapula_spine_middle", 0.5), ("scapula_spine_outer", 0.78)):
        on_ridge = inner + share * (angle - inner)
        place[name] = skin.hit([on_ridge[0], on_ridge[1], 0], [0, 0, -1])
    fold = at("axillary_fold_posterior")[0]
    ridge = np.interp(fold, [inner[0], angle[0]], [inner[1], angle[1]])
    place["scapula_spine_lower_border"] = back(ridge - 0.007 * stature, fold)
    place["scapula_superior_angle"] = back(at("t2_spine_tip")[1], inner[0])

    # upper arm: the muscle edges start level with the front armpit fold
    upper = (elbow - at("axillary_fold_anterior")) @ down
    place["biceps_heads_gap"] = round_arm(upper, 5)
    place["biceps_lateral_edge"] = round_arm(upper, 42)

    # elbow: where the mesh bends, its front is a little inwards of straight ahead
    crease = 0.004 * stature
    for name, above, angle in (
        ("cubital_crease", crease, 350),
        ("cubital_crease_medial", crease, 288),
        ("biceps_tendon", crease, 356),
        ("biceps_tendon_medial", crease, 340),
        ("biceps_tendon_lateral", crease, 12),
        ("medial_epicondyle", 0.011 * stature, 252),
        ("lateral_epicondyle_humerus", 0.008 * stature, 98),
        ("olecranon", 0.008 * stature, 190),
    ):
        place[name] = round_arm(above, angle)
    return place

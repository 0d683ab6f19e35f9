"""Where the landmarks of the foot, the toes and the inner thigh lie.

The skin of a foot shows few bones.  What it does not show is placed by its share of the foot's
length, from the back of the heel to the tip of the longest toe, and of its breadth there.
"""

import numpy as np

from placing.form import Surface

# Joint of the big toe with its metatarsal: ball of foot length over foot length, ANSUR II (2012).
# The other shares are estimates.
METATARSOPHALANGEAL = (0.74, 0.74, 0.72, 0.685, 0.635)

# Share of the length, and of the breadth from the inner edge.
ON_TOP = {
    "metatarsal_2_cuneiform_joint": (0.51, 0.36),
    "metatarsal_1_2_base_junction": (0.57, 0.31),
    "metatarsal_2_3_base_junction": (0.565, 0.48),
    "metatarsal_4_5_base_junction": (0.50, 0.79),
}

# Where the skin of the back of the foot meets that of the sole: share of the length and height, as
# a share of stature, on the inner and on the outer side.
INNER_BORDER = {"metatarsophalangeal_1_medial": (0.74, 0.011), "metatarsal_1_base": (0.53, 0.015)}
OUTER_BORDER = {
    "metatarsophalangeal_5_lateral": (0.635, 0.009),
    "metatarsal_5_tuberosity": (0.41, 0.0105),
    "cuboid_lower": (0.35, 0.0105),
    "heel_lateral": (0.10, 0.0105),
}

# Features of the mesh: the middle of the free edge of the skin between two toes, and vertices
# around a corner of a nail, between its root and its side.
WEB = {"1_2": 12462, "2_3": 12463, "3_4": 12723, "4_5": 12753}
NAIL_CORNER = {
    "toe1_nail_corner_medial": (11568, 11573, 11575),
    "toe1_nail_corner_lateral": (11567, 11574, 11576),
    "toe2_nail_corner_lateral": (11644,),
    "toe4_nail_corner_lateral": (12640,),
    "toe5_nail_corner_lateral": (13200,),
}
TIP = {"toe1_tip": 12756, "toe5_tip": 13280}


def place(form, places):
    """Place the landmarks of foot, toes and inner thigh.

    Parameters
    ----------
    form : Form
    places : dict
        Landmarks placed so far, those of trunk and leg among them.

    Returns
    -------
    dict of landmark id to (triangle, weights (3,))
    """
    skin, stature, h, joints = form.left_leg, form.stature, form.heights, form.joints
    vertices, place = form.vertices, {}

    # the foot: its length, and its breadth at a share of that
    left = (vertices[:, 0] > 0) & (form.arm < 0.5)
    foot = Surface(vertices, form.triangles, left & (vertices[:, 1] < 0.07 * stature))
    low = vertices[left & (vertices[:, 1] < 0.03 * stature)]
    heel, tip = low[:, 2].min(), low[:, 2].max()
    middle = 0.5 * (low[:, 0].min() + low[:, 0].max())

    def along(share):
        return heel + share * (tip - heel)

    def edge(share, height, sign):
        """Skin of the outer (sign 1) or inner (-1) side of the foot."""
        return foot.hit([middle, height * stature, along(share)], [sign, 0, 0])

    def above(x, z):
        return foot.hit([x, 0, z], [0, 1, 0])

    def across(share, part):
        inner, outer = (foot.point(edge(share, 0.0105, sign))[0] for sign in (-1, 1))
        return inner + part * (outer - inner)

    for name, (share, part) in ON_TOP.items():
        place[name] = above(across(share, part), along(share))
    for toe in range(2, 6):
        place[f"metatarsophalangeal_{toe}"] = above(
            joints[f"toe{toe}_1"][0], along(METATARSOPHALANGEAL[toe - 1])
        )
    for border, sign in ((INNER_BORDER, -1), (OUTER_BORDER, 1)):
        for name, (share, height) in border.items():
            place[name] = edge(share, height, sign)

    # toes
    for toes, vertex in WEB.items():
        x, _, z = vertices[vertex]
        place[f"web_toes_{toes}"] = above(x, z - 0.001 * stature)  # where its edge turns up
    x, _, z = vertices[WEB["2_3"]]
    place["web_toes_2_3_sole"] = foot.hit([x, 0.01 * stature, z - 0.002 * stature], [0, -1, 0])
    for name, corners in NAIL_CORNER.items():
        x, _, z = vertices[list(corners)].mean(axis=0)
        place[name] = above(x, z)
    place |= {name: form.corner(vertex) for name, vertex in TIP.items()}
    place["toe1_joint_lateral"] = foot.hit(joints["toe1_2"], [1, 1, 0])
    x, _, z = joints["toe2_3"]
    place["toe2_crease_sole"] = foot.hit([x, 0.01 * stature, z], [0, -1, 0])

    # outer ankle bone
    x, y, z = form.point(places["lateral_malleolus"])
    for name, down, forward in (("front", 0, 0.0095), ("lower", 0.0075, 0)):
        place[f"lateral_malleolus_{name}"] = skin.hit(
            [joints["ankle"][0], y - down * stature, z + forward * stature], [1, 0, 0]
        )

    # knee and inner thigh, which may touch the other one
    thigh = Surface(vertices, form.triangles, left)
    x, y, z = form.point(places["patellar_ligament_lateral"])
    place["patellar_ligament_medial"] = skin.hit(
        [2 * joints["knee"][0] - x, y, joints["knee"][2]], [0, 0, 1]
    )
    knee, hip = joints["knee"], joints["hip"]
    for name, height, angle in (
        ("upper", 0.6 * h["patella"] + 0.4 * h["crotch"], 177),
        ("lower", h["lateral_femoral_epicondyle"], 205),
    ):
        axis = knee + (hip - knee) * (height - knee[1]) / (hip[1] - knee[1])
        turn = np.deg2rad(angle)  # 0 outer side, 90 front, 180 inner
        place[f"sartorius_rear_{name}"] = thigh.hit(axis, [np.cos(turn), 0, np.sin(turn)])
    return place

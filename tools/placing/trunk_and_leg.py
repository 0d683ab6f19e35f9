"""Where the landmarks of spine, pelvis, trunk and leg lie on an average body.

Everything is a published height, measured on the mesh, or an estimate whose uncertainty stands in
``uncertainty_cm`` of data/landmarks.csv.
"""

import numpy as np

from placing.heights import CREASE, HALF_PATELLA

# Lengths of the thoracic and the lumbar spine, 28 and 18 cm in a man (Gray 1918), shared out so
# that each vertebra is a little taller than the one above it.
THORACIC, LUMBAR = 28.0, 18.0

# The line from the front to the back spine of the hip bone falls forward by 13 (sd 5) degrees in
# 30 dissected pelves (Preece 2008) and by about half as much in living people who stand at ease,
# which also leaves L4, L5 and the sacrum the room that they need.
PELVIC_TILT = 6


def place(form, places):
    """Place the landmarks of spine, pelvis, trunk and leg.

    Parameters
    ----------
    form : Form
    places : dict
        Landmarks placed so far; none for this part, which comes first.

    Returns
    -------
    dict of landmark id to (triangle, weights (3,))
    """
    skin, skin_of_leg, stature, h = form.skin, form.left_leg, form.stature, form.heights
    half_patella, crease = HALF_PATELLA[form.sex] * stature, CREASE[form.sex] * stature
    knee, ankle, hip, shoulder = (
        form.joints[name] for name in ("knee", "ankle", "hip", "shoulder")
    )
    vertices, place = form.vertices, dict(places)

    def at(name):
        return skin.point(place[name])

    def back(y, x=0.0):
        return skin.hit([x, y, 0], [0, 0, -1])

    def front(y, x=0.0):
        return skin.hit([x, y, 0], [0, 0, 1])

    def side(y, z):
        return skin.hit([0, y, z], [1, 0, 0])

    def leg_axis(y):
        return ankle + (knee - ankle) * (y - ankle[1]) / (knee[1] - ankle[1])

    def round_leg(y, angle):
        """Skin of the leg at a height; angle round its axis: 0 outer side, 90 front, 180 inner."""
        return skin_of_leg.hit(
            leg_axis(y), [np.cos(np.deg2rad(angle)), 0, np.sin(np.deg2rad(angle))]
        )

    # spine: C7 and the line of the hip-bone tops (L4) are measured heights, the rest shared out
    # between them
    thoracic = np.linspace(0.85, 1.15, 12) * THORACIC / 12
    lumbar = np.linspace(0.97, 1.03, 5)[:4] * LUMBAR / 5
    steps = np.concatenate([thoracic, lumbar])
    below = np.concatenate([[0], np.cumsum(steps) / steps.sum()])
    spine = [f"t{n}" for n in range(1, 13)] + [f"l{n}" for n in range(1, 5)]
    top, bottom = h["cervicale"] - 0.004 * stature, h["iliocristale"]
    for name, share in zip(["c7", *spine], below, strict=True):
        place[f"{name}_spine_lower"] = back(top + (bottom - top) * share)

    # pelvis
    asis = h["trochanterion"] + 0.0453 * stature
    half_asis = 11.9
    place["anterior_superior_iliac_spine"] = front(asis, half_asis)
    depth = at("anterior_superior_iliac_spine")[2] - skin.point(back(asis, 0.026 * stature))[2]
    depth -= 2.5  # the soft tissue over both bones
    psis = asis + np.tan(np.deg2rad(PELVIC_TILT)) * depth
    hiatus = psis - 0.025 * stature
    place["posterior_superior_iliac_spine"] = back(psis, 0.026 * stature)
    place["l5_spine_lower"] = back(bottom + (psis - bottom) * 0.42)
    levels = (bottom + (psis - bottom) * 0.72, psis, 0.5 * (psis + hiatus), hiatus)
    for number, (level, across) in enumerate(
        zip(levels, (0.0145, 0.013, 0.0118, 0.0105), strict=True), 1
    ):
        place[f"s{number}_foramen"] = back(level, across * stature)
    place["sacral_hiatus"] = back(hiatus)
    place["coccyx_tip"] = back(hiatus - 0.024 * stature)
    place["anus"] = back(h["crotch"] + 0.010 * stature)
    place["iliac_crest_top"] = side(h["iliocristale"], hip[2] - 0.01 * stature)
    place["greater_trochanter"] = side(
        h["trochanterion"] - 0.006 * stature, hip[2] - 0.006 * stature
    )
    place["pubic_symphysis_upper"] = front(asis - 9.27)
    place["pubic_symphysis_lower"] = front(asis - 9.27 - 0.022 * stature)

    # front of the trunk
    place["umbilicus"] = front(h["omphalion"])
    place["suprasternal_notch"] = front(h["suprasternale"])
    sternum = {"male": 15.5, "female": 13.5}[form.sex]
    place["xiphisternal_joint"] = front(h["suprasternale"] - 0.95 * sternum)

    # shoulder blade and shoulder
    t3, t7 = at("t3_spine_lower")[1], at("t7_spine_lower")[1]
    place["scapula_medial_border"] = back(t3, 0.0405 * stature)
    place["scapula_inferior_angle"] = back(t7, 0.052 * stature)
    place["acromion"] = form.whole.hit(
        [shoulder[0], h["acromion"] - 0.02 * stature, shoulder[2]], [0.35, 1, 0]
    )

    # buttock and thigh
    fold = gluteal_fold(skin, hip, h["crotch"], stature)
    outer = skin.point(side(fold, hip[2]))[0]
    for name, share in (("_medial", 0.15), ("", 0.5), ("_lateral", 0.85)):
        place[f"gluteal_fold{name}"] = back(fold, share * outer)
    hip_z = at("greater_trochanter")[2]
    place["iliotibial_band_rear_upper"] = side(h["crotch"], hip_z - 0.012 * stature)
    epicondyle = h["lateral_femoral_epicondyle"]
    place["lateral_femoral_epicondyle"] = round_leg(epicondyle, -5)
    place["iliotibial_band_rear_lower"] = round_leg(epicondyle + 0.012 * stature, -18)

    # knee
    axis = leg_axis(crease)
    across = [skin_of_leg.point(skin_of_leg.hit(axis, [sign, 0, -0.25]))[0] for sign in (-1, 1)]
    breadth = across[1] - across[0]
    for name, share in (
        ("popliteal_crease_medial", 0.06),
        ("semitendinosus_tendon", 0.22),
        ("popliteal_crease", 0.5),
        ("biceps_femoris_tendon", 0.78),
        ("popliteal_crease_lateral", 0.94),
    ):
        place[name] = skin_of_leg.hit([across[0] + share * breadth, crease, axis[2]], [0, 0, -1])
    patella = h["patella"]
    place["patella_apex"] = skin_of_leg.hit([knee[0], patella - half_patella, knee[2]], [0, 0, 1])
    for name, x in (
        ("patella_base", 0),
        ("patella_base_medial", -2.0),
        ("patella_base_lateral", 2.0),
    ):
        place[name] = skin_of_leg.hit([knee[0] + x, patella + half_patella, knee[2]], [0, 0, 1])
    place["patellar_ligament_lateral"] = skin_of_leg.hit(
        [knee[0] + 2.1, patella - half_patella - 0.6, knee[2]], [0, 0, 1]
    )

    # leg
    head = h["tibiale"] - 2.0
    place["fibular_head"] = round_leg(head, -33)
    malleolus = h["lateral_malleolus"]
    inner_malleolus = malleolus + 0.006 * stature
    ridge = malleolus + 0.03 * stature
    place["fibula_front_upper"] = round_leg(head - 0.02 * stature, -14)
    place["fibula_front_lower"] = round_leg(ridge, 2)
    place["fibula_rear_upper"] = round_leg(head - 0.02 * stature, -42)
    place["fibula_rear_lower"] = round_leg(ridge, -32)
    condyle = crease - (crease - inner_malleolus) * 2 / 15
    place["medial_tibial_condyle_lower"] = round_leg(condyle, 195)
    place["tibia_medial_border_upper"] = place["medial_tibial_condyle_lower"]
    place["tibia_medial_border_lower"] = round_leg(inner_malleolus + 0.01 * stature, 203)
    place["tibia_medial_surface_upper"] = round_leg(condyle, 155)
    place["tibia_medial_surface_lower"] = round_leg(inner_malleolus + 0.01 * stature, 165)

    # ankle and foot
    place["lateral_malleolus"] = most_prominent(skin_of_leg, ankle, malleolus, 1, stature)
    place["medial_malleolus"] = most_prominent(skin_of_leg, ankle, inner_malleolus, -1, stature)
    heel = leg_axis(malleolus)
    place["achilles_tendon"] = skin_of_leg.hit(heel, [0, 0, -1])
    for name, x, level in (
        ("achilles_lateral_edge", 0.9, malleolus),
        ("achilles_medial_edge", -0.9, inner_malleolus),
    ):
        place[name] = skin_of_leg.hit([heel[0] + x, level, heel[2]], [0, 0, -1])
    place["achilles_medial_insertion"] = skin_of_leg.hit(
        [heel[0] - 1.0, 0.022 * stature, heel[2]], [0, 0, -1]
    )
    place["extensor_tendons_ankle"] = skin_of_leg.hit(
        leg_axis(malleolus + 0.012 * stature), [0, 0, 1]
    )
    inner = at("medial_malleolus")
    place["navicular_tuberosity"] = skin_of_leg.hit(
        [ankle[0], inner[1] - 0.017 * stature, inner[2] + 0.026 * stature], [-1, 0, 0]
    )
    foot = (vertices[:, 0] > 0.5) & (vertices[:, 1] < 0.035 * stature)
    hindmost = vertices[foot][vertices[foot, 2].argmin()]
    place["heel_back"] = skin_of_leg.hit([hindmost[0], hindmost[1], heel[2]], [0, 0, -1])
    place["sole"] = skin_of_leg.hit([hindmost[0], 2, heel[2] + 2.5], [0, -1, 0])
    place["vertex"] = form.corner(np.where(vertices[:, 0] >= 0, vertices[:, 1], 0).argmax())
    return place


def gluteal_fold(skin, hip, crotch, stature):
    """Height (cm) of the gluteal fold: where the skin turns most sharply from buttock to thigh."""
    heights = np.linspace(crotch - 0.035 * stature, crotch + 0.005 * stature, 41)
    turn = np.zeros_like(heights)
    for x in np.array([0.4, 0.55, 0.7]) * hip[0]:
        profile = [skin.point(skin.hit([x, y, 0], [0, 0, -1]))[2] for y in heights]
        turn += np.gradient(
            np.gradient(np.convolve(np.pad(profile, 3, "edge"), np.ones(7) / 7, "valid"))
        )
    inner = slice(5, -5)  # the ends of a smoothed profile bend by themselves
    return heights[inner][turn[inner].argmin()]


def most_prominent(skin, ankle, height, sign, stature):
    """Outermost (sign 1) or innermost (-1) skin of the left ankle near a height."""
    found = [
        skin.hit([ankle[0], height, ankle[2] + z], [sign, 0, 0])
        for z in np.linspace(-0.012, 0.012, 13) * stature
    ]
    return max(found, key=lambda where: sign * skin.point(where)[0])

"""Where the rib spaces, the lowest ribs and the groin lie on a body.

Shares are of the height from the notch of the breastbone down to its lower end.
"""

import numpy as np

from placing.heights import STATURE

STERNAL_ANGLE = 0.35
# Sternal ends of the spaces: the cartilages of ribs 2 to 7, equally spaced below the angle.
AT_STERNUM = {1: 0.25, 2: 0.42, 3: 0.55, 4: 0.68, 5: 0.81}
# The line between the nipples, which WHO takes as the fourth space, meets the breastbone 1.0 cm
# above its lower end, of 14.9 (Jiang 2020).  Four and a half spaces lower lies the tip of rib 9,
# half-way between notch and pubic bone (transpyloric plane, Gray 1918).
NIPPLES = (14.9 - 1.0) / 14.9
RISE = 0.5  # of a space, from the nipple line to the outer chest and to the side
# Half the distance of the nipples, 21 cm in 100 men (Beckenstein 1996); in women half-way from
# the notch to the tip of the shoulder.
NIPPLE_LINE = {"male": 10.5, "female": 8.9}


def place(form, places):
    """Place the landmarks of chest, flank and groin.

    Parameters
    ----------
    form : Form
    places : dict
        Landmarks placed so far: those of the trunk.

    Returns
    -------
    dict of landmark id to (triangle, weights (3,))
    """
    place, skin, stature = {}, form.skin, form.stature
    notch, joint, navel, pubis, asis, waist = (
        form.point(places[name])
        for name in (
            "suprasternal_notch",
            "xiphisternal_joint",
            "umbilicus",
            "pubic_symphysis_upper",
            "anterior_superior_iliac_spine",
            "l2_spine_lower",
        )
    )
    sternum = notch[1] - joint[1]
    rib9 = (notch[1] + pubis[1]) / 2
    nipple_x = NIPPLE_LINE[form.sex] / STATURE[form.sex] * stature
    armpit = form.joints["shoulder"][2]

    def height(share):
        return notch[1] - share * sternum

    def front(y, x=0.0):
        return form.whole.hit([x, y, 0], [0, 0, 1])

    def side(y, z):
        return skin.hit([0, y, z], [1, 0, 0])

    # rib spaces, from the breastbone outwards
    place["sternal_angle"] = front(height(STERNAL_ANGLE))
    space = (height(NIPPLES) - rib9) / 4.5
    line = {n: height(NIPPLES) + (4 - n) * space for n in range(1, 8)}
    for n, share in AT_STERNUM.items():
        if n < 5:
            place[f"rib_space_{n}_sternum"] = front(height(share))
        place[f"rib_space_{n}_inner"] = front((height(share) + line[n]) / 2, nipple_x / 2)
        place[f"rib_space_{n}_outer"] = front(line[n] + RISE * space, 1.35 * nipple_x)
    place["nipple_line"] = front(line[4], nipple_x)
    if form.sex == "female":
        fold = fold_under_breast(skin, nipple_x, line[4], navel[1])
        line |= {n: fold - (n - 5) * (fold - rib9) / 3.5 for n in (5, 6, 7)}
    for n in (1, 2, 3, 5, 6, 7):
        place[f"rib_space_{n}_nipple_line"] = front(line[n], nipple_x)
    place["rib_space_6_side"] = side(height(NIPPLES) - (2 - RISE) * space, armpit)
    place["rib_space_4_side"] = side(under_armpit(skin, armpit, rib9, notch[1]) - 1, armpit)

    # lowest ribs
    place["rib11_free_end"] = side(waist[1], armpit + 0.02 * stature)
    place["rib12_free_end"] = side(waist[1] - 0.005 * stature, (armpit + waist[2]) / 2)

    # groin
    place["inguinal_crease"] = front(pubis[1], 0.63 * asis[0])
    midline = np.abs(form.vertices[:, 0]) < 1e-6
    lowest = np.where(midline, form.vertices[:, 1], np.inf).argmin()
    place["genital_rear_border"] = form.corner(lowest)
    return place


def fold_under_breast(skin, x, top, bottom):
    """Height (cm) of the fold under the breast: the deepest bend inwards of the profile at x."""
    heights = np.linspace(bottom, top, 121)
    profile = [skin.point(skin.hit([x, y, 0], [0, 0, 1]))[2] for y in heights]
    smooth = np.convolve(np.pad(profile, 4, "edge"), np.ones(9) / 9, "valid")
    bend = np.gradient(np.gradient(smooth))
    inner = slice(12, -12)  # the ends of a smoothed profile bend by themselves
    return heights[inner][bend[inner].argmax()]


def under_armpit(skin, z, bottom, top):
    """Height (cm) at which the side of the trunk, seen from below, goes over into the arm."""
    for y in np.arange(bottom, top, 0.25):
        try:
            skin.hit([0, y, z], [1, 0, 0])
        except ValueError:
            return y
    raise ValueError(f"no armpit between {bottom:.1f} and {top:.1f} cm")

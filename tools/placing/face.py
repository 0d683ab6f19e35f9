"""Where the landmarks of face, forehead, hairline and cheek lie.

The skin shows eyes, nose, mouth and ear.  Brows, hair and bones are placed from these, by shares
of the length of the face: from the level of the eyes' corners to the chin, 11 cm in an adult.
"""

import numpy as np

# Features of the skin that the mesh shows, by its vertices.
SEEN = {
    "inner_canthus": 6851,  # inner end of the slit between the lids
    "outer_canthus": 6806,  # its outer end
    "nose_tip": 5054,  # foremost of the nose
    "nasal_ala_middle": 11673,  # groove round the nose wing, half-way up
    "nasal_ala_lower": 7055,  # lowest of the nose wing
    "nostril_outer_margin": 7086,
    "philtrum_upper": 343,  # corner between nose and lip
    "philtrum_lower": 466,  # edge of the red of the lip
    "upper_lip_tubercle": 509,  # half-way down the red
    "upper_lip_frenulum": 571,  # back of the upper lip
    "mouth_corner": 7185,
    "mentolabial_groove": 724,  # deepest between lower lip and chin
}
CHIN, JAW_ANGLE, TRAGUS = 5296, 7460, 12055


def place(form, places):
    """Place the landmarks of face, forehead, hairline and cheek.

    Parameters
    ----------
    form : Form
    places : dict
        Landmarks placed so far: those of spine and trunk.

    Returns
    -------
    dict of landmark id to (triangle, weights (3,))
    """
    place = {name: form.corner(vertex) for name, vertex in SEEN.items()}

    def at(name):
        return form.point(place[name])

    def front(y, x=0.0):
        return form.skin.hit([x, y, 0], [0, 0, 1])

    def side(y, z):
        return form.skin.hit([0, y, z], [1, 0, 0])

    chin, jaw, tragus = (form.vertices[vertex] for vertex in (CHIN, JAW_ANGLE, TRAGUS))
    inner, outer = at("inner_canthus"), at("outer_canthus")
    eye = (inner + outer) / 2
    face = eye[1] - chin[1]

    # eye and brow: the lowest hairs of the brow stand 19.5 mm above the lower edge of the iris,
    # whose radius is 6 mm; half a brow is 4 to 5 mm
    brow = eye[1] + 0.165 * face
    place["pupil"] = front(eye[1], eye[0])
    place["eyebrow_middle"] = front(brow, eye[0])
    place["eyebrow_medial_end"] = front(brow - 0.02 * face, inner[0])
    place["eyebrow_lateral_end"] = front(brow - 0.02 * face, outer[0] + 0.08 * face)
    place["glabella"] = front(brow - 0.01 * face)
    rim = eye[1] - 0.145 * face
    place["eyeball_lower"] = front(eye[1] - 0.105 * face, eye[0])
    place["infraorbital_margin"] = front(rim, eye[0])
    place["infraorbital_foramen"] = front(rim - 0.065 * face, 0.245 * face)

    # cheekbone and jaw
    arch, lower = tragus[2] + 0.21 * face, rim - 0.07 * face
    place["zygomatic_bone_lower_border"] = front(eye[1] - 0.3 * face, outer[0])
    place["zygomatic_arch_upper"] = side(rim, arch)
    place["zygomatic_arch_lower"] = side(lower, arch)
    place["mandibular_notch"] = side(lower - 0.135 * face, arch)
    place["masseter_front_edge"] = side(*(jaw + (chin - jaw) / 3)[1:])

    # fold from the nose wing to beside the mouth
    wing, mouth = at("nasal_ala_middle"), at("mouth_corner")
    place["nasolabial_fold_upper"] = front(wing[1] + 0.03 * face, wing[0] + 0.025 * face)
    place["nasolabial_fold_lower"] = front(mouth[1], mouth[0] + 0.07 * face)

    # hairline: WHO counts 12 cun over the head from the front hairline to the rear one, which lies
    # 0.5 cun below the top of the spine of C2 (GV15)
    profile = midline(form, at("glabella"), tragus, form.point(places["c7_spine_lower"]))
    steps = np.diff([form.point(where) for where in profile], axis=0)
    length = np.r_[0, np.cumsum(np.linalg.norm(steps, axis=1))]
    forehead = 0.53 * face
    heights = [form.point(where)[1] for where in profile]
    c2 = length[
        len(heights) - np.searchsorted(heights[::-1], form.point(places["c2_spine_upper"])[1])
    ]
    nape = forehead + (c2 - forehead) * 12 / 11.5
    place["hairline_front"] = profile[np.searchsorted(length, forehead)]
    place["hairline_rear"] = profile[np.searchsorted(length, nape)]
    place["hairline_corner"] = front(at("hairline_front")[1] - 0.13 * face, 1.75 * eye[0])
    place["hairline_temple"] = side(outer[1] + 0.28 * face, outer[2] - 0.2 * face)
    place["hairline_temple_rear"] = side(tragus[1] + 0.1 * face, tragus[2] + 0.06 * face)
    return place


def midline(form, start, centre, end):
    """Skin of the midline from a place on the forehead over the head down to one on the nape.

    Parameters
    ----------
    form : Form
    start, centre, end : (3,) array
        Both ends, and a place inside the head, cm.

    Returns
    -------
    list of (triangle, weights (3,))
        About 2 mm apart.
    """
    first = np.arctan2(start[1] - centre[1], start[2] - centre[2])
    turns = np.arange(first, np.pi, 0.02)
    levels = np.arange(centre[1], end[1], -0.2)
    return [form.skin.hit([0, *centre[1:]], [0, np.sin(turn), np.cos(turn)]) for turn in turns] + [
        form.skin.hit([0, level, centre[2]], [0, 0, -1]) for level in levels
    ]

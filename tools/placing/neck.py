"""Where the landmarks of ear, back of the head, neck, throat and collarbone lie.

The skin shows the ear, the corner of the jaw and the corner between chin and throat.  What lies
under it is placed from these and from the notch of the breastbone by lengths of an adult head and
neck, as shares of stature; data/landmarks.csv says how sure each place is.
"""

import numpy as np

# Features of the skin that the mesh shows, by its vertices.
SEEN = {
    "ear_apex": 12012,  # highest of the rim of the ear
    "ear_root_upper": 7570,  # scalp above the ear
    "ear_root_front": 12025,  # foot of the front rim
    "ear_root_rear": 11983,  # scalp where the ear reaches furthest back
    "ear_root_rear_lower": 12162,  # the same, half-way down to the lobe
    "ear_lobe": 12019,  # its lower edge
    "ear_lobe_root": 12005,  # where its lower edge meets the neck
    "tragus": 12055,
    "supratragic_notch": 12089,
    "intertragic_notch": 12270,
    "mandible_angle": 7460,
}


def place(form, places):
    """Place the landmarks of ear, back of the head, neck, throat and collarbone.

    Parameters
    ----------
    form : Form
    places : dict
        Landmarks placed so far: those of spine and trunk.

    Returns
    -------
    dict of landmark id to (triangle, weights (3,))
    """
    unit = form.stature / 100
    place = {name: form.corner(vertex) for name, vertex in SEEN.items()}

    def at(name):
        return form.point(place[name] if name in place else places[name])

    def side(y, z):
        return form.skin.hit([0, y, z], [1, 0, 0])

    def front(y, x=0.0):
        return form.skin.hit([x, y, 0], [0, 0, 1])

    def back(y, x=0.0):
        return form.skin.hit([x, y, at("tragus")[2]], [0, 0, -1])

    # ear and jaw joint
    apex, lobe, tragus = at("ear_apex"), at("ear_lobe"), at("tragus")
    rear = at("ear_root_rear")
    place["mandible_condyle"] = side(tragus[1], tragus[2] + 0.7 * unit)
    place["curve_behind_ear"] = side((apex[1] + lobe[1]) / 2, rear[2] - 1.55 * unit)

    # knob behind the ear: its tip lies below and behind the ear canal
    tip = tragus + [0, -1.65 * unit, -0.95 * unit]
    place["mastoid_process"] = side(tip[1] + 0.9 * unit, tip[2] - 0.35 * unit)
    place["mastoid_process_tip"] = side(*tip[1:])
    place["mastoid_process_rear"] = side(tip[1], tip[2] - 0.9 * unit)

    # back of the head and nape: the bump of the skull is level with the ear canal; the nerve that
    # winds round the muscle from C2 to C1 does so 52 (sd 12) mm below the bump (Kim 2018)
    bump = tragus[1]
    place["external_occipital_protuberance"] = back(bump)
    place["external_occipital_protuberance_upper"] = back(bump + 0.5 * unit)
    axis = bump - 2.75 * unit
    place["c2_spine_upper"] = back(axis)
    place["trapezius_edge"] = back(axis, 1.15 * unit)
    hollow = axis + 0.75 * unit
    place["trapezius_edge_upper"] = back(hollow, 1.3 * unit)
    place["sternocleidomastoid_rear_upper"] = side(hollow, tip[2] - 1.9 * unit)

    # throat: the hyoid bone lies in the corner between chin and throat
    notch = at("suprasternal_notch")[1]
    corner = throat_corner(form, notch)
    place["hyoid_upper"] = front(corner)
    place["thyroid_cartilage_upper"] = front(corner - 1.15 * unit)
    place["cricoid_cartilage"] = front(corner - 2.9 * unit)

    # collarbone: its lower edge is a finger's breadth below its upper one
    place["suprasternal_fossa"] = front(notch + 0.7 * unit)
    place["clavicle_sternal_end"] = front(notch + 0.3 * unit, 1.4 * unit)
    for name, x, height in (("inner", 2.8, 0.2), ("middle", 5.6, 0.4), ("outer", 8.6, 0.5)):
        place[f"clavicle_lower_border_{name}"] = front(notch + (height - 0.35) * unit, x * unit)
    place["clavicle_upper_border"] = front(notch + 0.95 * unit, 5.6 * unit)

    # sternocleidomastoid: its edges from the knob behind the ear to below the larynx, and its two
    # heads just above the collarbone
    low = corner - 3.5 * unit
    place["sternocleidomastoid_front_upper"] = side(tip[1], tip[2] + 0.25 * unit)
    place["sternocleidomastoid_front_lower"] = front(low, 1.25 * unit)
    place["sternocleidomastoid_rear_lower"] = front(low, 3.25 * unit)
    place["sternocleidomastoid_sternal_head"] = front(notch + 0.9 * unit, 1.25 * unit)
    place["sternocleidomastoid_clavicular_head"] = front(notch + 0.9 * unit, 2.1 * unit)
    return place


def throat_corner(form, notch):
    """Height (cm) in the midline where the neck turns into the floor of the mouth.

    That is where, seen from below, the skin first runs forwards faster than up.
    """
    heights = notch + np.arange(3.5, 8, 0.05) * form.stature / 100
    throat = [form.skin.point(form.skin.hit([0, y, 0], [0, 0, 1]))[2] for y in heights]
    return heights[(np.gradient(throat, heights) > 1).argmax()]

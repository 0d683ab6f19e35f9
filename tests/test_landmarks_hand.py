"""Forearm, wrist and hand against measured hands, and against WHO's own cross-checks."""

import numpy as np
import pytest

from acu import atlas
from acu.body import Body

# Means of ANSUR II (2012) as shares of stature: length and breadth of the hand.
LENGTH = {"female": 0.111, "male": 0.110}
BREADTH = {"female": 0.048, "male": 0.050}


@pytest.fixture(
    scope="module", params=[(s, b) for s in ("female", "male") for b in (-1, 0, 1)], ids=str
)
def body(request):
    sex, build = request.param
    return Body(sex, build=build)


@pytest.fixture(scope="module")
def at(body):
    places = dict(zip(body.landmarks.index, body.landmarks.to_numpy(), strict=True))
    found = atlas.locate(body)
    return places | dict(zip(found.index, found[["x", "y", "z"]].to_numpy(), strict=True))


def distance(at, a, b):
    return np.linalg.norm(at[a] - at[b])


def upwards(at):
    """Direction of length 1 along the forearm."""
    up = at["olecranon"] - at["ulnar_styloid"]
    return up / np.linalg.norm(up)


def test_hand_is_as_long_and_as_broad_as_measured_hands(body, at):
    length = distance(at, "wrist_crease_palmar", "middle_finger_tip")
    assert length == pytest.approx(LENGTH[body.sex] * body.stature, rel=0.08)
    edges = ("metacarpophalangeal_joint_2_radial", "metacarpophalangeal_joint_5_ulnar")
    assert distance(at, *edges) == pytest.approx(BREADTH[body.sex] * body.stature, rel=0.1)


def test_gaps_between_the_knuckles_follow_each_other_from_thumb_to_little_finger(at):
    places = [
        "metacarpophalangeal_joint_2_radial",
        "metacarpophalangeal_gap_2_3_palm",
        "metacarpophalangeal_gap_3_4_palm",
        "metacarpophalangeal_gap_4_5_palm",
        "metacarpophalangeal_joint_5_ulnar",
    ]
    to_little_finger = at[places[-1]] - at[places[0]]
    assert (np.diff([at[name] @ to_little_finger for name in places]) > 0).all()


def test_palm_and_back_of_the_hand_are_a_hand_thick_apart(at):
    """A hand is some 2 to 3.5 cm thick at its knuckles; palms of hanging hands face the thigh."""
    for gap in ("metacarpophalangeal_gap_2_3", "metacarpophalangeal_gap_4_5"):
        assert 1.5 < distance(at, gap, f"{gap}_palm") < 3.7
        assert at[f"{gap}_palm"][0] < at[gap][0]


def test_thumb_is_about_two_centimetres_broad(body):
    assert 1.5 < body.cun["SEG_THUMB"] < 2.4


def test_nail_corners_lie_between_fingertip_and_end_joint(at):
    for corner in [id for id in at if "_nail_corner_" in id and not id.startswith("toe")]:
        finger, side = corner.split("_nail_corner_")
        joint = "thumb_joint_outer" if finger == "thumb" else f"{finger}_end_joint_{side}"
        assert 0.8 < distance(at, corner, joint) < 2.5
        assert at[corner][1] < at[joint][1]


def test_points_at_the_nail_lie_two_millimetres_behind_its_corner(at):
    """0.1 of the breadth of the thumb, on the same side of the finger (WHO 2008)."""
    for point, corner in (("LI1", "index_nail_corner_radial"), ("TE1", "ring_nail_corner_ulnar")):
        assert 0.1 < distance(at, point, corner) < 0.25
        assert at[point][1] > at[corner][1]


def test_points_of_the_wrist_are_level_as_who_says(body, at):
    """HT7 with PC7 (note of PC7); TE4 with LI5 and SI5 (note of TE4)."""
    up = upwards(at)
    cun = body.cun["SEG_FOREARM"]
    for one, other in (("HT7", "PC7"), ("TE4", "LI5"), ("TE4", "SI5")):
        assert abs((at[one] - at[other]) @ up) < 0.5 * cun
    # HT5 lies level with the middle of the head of the ulna (note of HT5)
    assert abs((at["HT5"] - at["ulna_head"]) @ up) < 0.5 * cun


def test_every_line_of_the_forearm_is_about_twelve_cun_long(body, at):
    """WHO counts 12 cun along each side; in one note each it halves or thirds these lines."""
    for wrist, elbow in (
        ("LU9", "LU5"),
        ("PC7", "PC3"),
        ("LI5", "LI11"),
        ("SI5", "SI8"),
        ("TE4", "olecranon"),
    ):
        assert distance(at, wrist, elbow) / body.cun["SEG_FOREARM"] == pytest.approx(12, abs=0.8)


def test_inner_and_outer_pass_lie_on_opposite_sides_of_the_forearm(body, at):
    """PC6 and TE5 are opposite each other (notes of both); between them is the whole forearm."""
    between = at["TE5"] - at["PC6"]
    assert abs(between @ upwards(at)) < 0.4 * body.cun["SEG_FOREARM"]
    assert np.linalg.norm(between) > 0.7 * distance(at, "radial_styloid", "ulnar_styloid")
    assert between[0] > 0


def test_points_between_the_bones_have_the_ulna_on_their_little_finger_side(at):
    """TE7 lies beside TE6, on the ulnar side (WHO 2008)."""
    to_thumb = at["radial_styloid"] - at["ulnar_styloid"]
    assert (at["TE6"] - at["TE7"]) @ to_thumb > 0
    assert 0.4 < distance(at, "TE6", "TE7") < 2

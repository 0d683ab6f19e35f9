"""Landmarks of face and hairline against measured faces, and the order of things on a face."""

import numpy as np
import pytest

from acu import atlas
from acu.body import Body


@pytest.fixture(scope="module", params=[(s, b) for s in ("female", "male") for b in (-1, 0, 1)])
def body(request):
    sex, build = request.param
    return Body(sex, build=build)


def falls(body, axis, *landmarks):
    """Whether each landmark has less of a coordinate than the one before it."""
    return (np.diff(body.landmarks.loc[list(landmarks), axis]) < 0).all()


def apart(body, a, b):
    return np.linalg.norm(body.landmarks.loc[a] - body.landmarks.loc[b])


def test_things_on_a_face_follow_one_another_from_the_hair_to_the_chin(body):
    assert falls(
        body,
        "y",
        *("vertex", "hairline_front", "glabella", "nose_tip", "philtrum_upper"),
        *("philtrum_lower", "upper_lip_tubercle", "mentolabial_groove"),
    )
    assert falls(
        body,
        "y",
        *("hairline_corner", "eyebrow_middle", "pupil", "eyeball_lower", "infraorbital_margin"),
        *("infraorbital_foramen", "nasal_ala_middle", "nasal_ala_lower", "mouth_corner"),
        "masseter_front_edge",
    )
    assert falls(body, "x", "eyebrow_lateral_end", "eyebrow_middle", "eyebrow_medial_end")
    head = body.vertices[body.vertices[:, 1] > body.landmarks.loc["mentolabial_groove", "y"]]
    assert body.landmarks.loc["nose_tip", "z"] == pytest.approx(head[:, 2].max(), abs=0.05)


def test_eyes_nose_and_mouth_are_as_wide_as_measured_ones(body):
    # About two standard deviations round the means of adults (Farkas 1994, recalled); the nose
    # at the grooves round its wings.
    widths = {
        "inner_canthus": (2.8, 3.8),
        "pupil": (5.5, 7.0),
        "outer_canthus": (8.2, 9.9),
        "nasal_ala_middle": (2.7, 4.0),
        "mouth_corner": (4.3, 6.0),
    }
    for landmark, (low, high) in widths.items():
        assert low < 2 * body.landmarks.loc[landmark, "x"] < high, landmark


def test_forehead_and_brow_are_as_high_as_measured_ones(body):
    # 6.2 and 6.65 cm in Japanese women and men (Kashiyama 2021); the heads of the models,
    # above all of the woman, are a little smaller.
    assert 4.8 < 3 * body.cun["SEG_FOREHEAD"] < 6.65
    middle_third = apart(body, "glabella", "philtrum_upper")
    assert 0.75 < apart(body, "hairline_front", "glabella") / middle_third < 1.1
    brow = apart(body, "eyebrow_middle", "pupil")
    assert 1.4 < brow < 2.4


def test_opening_below_the_eye_lies_where_it_was_found_in_bodies(body):
    foramen, rim = body.landmarks.loc[["infraorbital_foramen", "infraorbital_margin"]].to_numpy()
    assert 2.3 < foramen[0] < 2.9
    assert 0.5 < rim[1] - foramen[1] < 0.9


def test_edge_of_the_hair_bulges_forward_on_the_temple(body):
    corner, tip, rear = (
        body.landmarks.loc[f"hairline_{name}"] for name in ("corner", "temple", "temple_rear")
    )
    assert corner.y > tip.y > rear.y
    assert tip.z > (corner.z + rear.z) / 2 + 1


def test_nape_hairline_lies_as_far_below_neck_and_skull_as_who_counts(body):
    # GV15 at the top of the spine of C2 is 0.5 cun above it, GV17 at the upper edge of the bump
    # of the skull 2.5 cun.
    cun = body.cun["SEG_HEAD_LONG"]
    for bone, count in (("c2_spine_upper", 0.5), ("external_occipital_protuberance_upper", 2.5)):
        assert body.landmarks.loc[bone, "y"] > body.landmarks.loc["hairline_rear", "y"]
        assert apart(body, bone, "hairline_rear") == pytest.approx(count * cun, abs=1.0), bone
    assert 2.3 < cun < 3.1  # 3.04 on a man of a scanned atlas


def test_points_stand_over_one_another_as_who_says(body):
    found = atlas.locations(body)
    for upper, lower in (("BL2", "BL1"), ("TE23", "GB1"), ("GB3", "ST7")):
        above, below = found[upper].point, found[lower].point
        assert above[1] > below[1]
        assert np.hypot(*(above - below)[[0, 2]]) < 1.1, (upper, lower)
    assert found["GB15"].point[0] == pytest.approx(body.landmarks.loc["pupil", "x"], abs=0.3)
    for code, landmark in (("GB18", "BL7"), ("BL5", "GV23")):
        assert abs(found[code].point[2] - found[landmark].point[2]) < 1.8, code

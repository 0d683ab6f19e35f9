"""Shoulder, upper arm and elbow against anatomy and against what WHO says beside its rules."""

from itertools import pairwise

import numpy as np
import pytest

from acu import atlas
from acu.body import Body

PEOPLE = [(sex, build) for sex in ("female", "male") for build in (-1, 0, 1)]


@pytest.fixture(scope="module", params=PEOPLE, ids=str)
def body(request):
    sex, build = request.param
    return Body(sex, build=build)


@pytest.fixture(scope="module")
def at(body):
    """Places (cm) of landmarks and points by name."""
    points = atlas.locations(body)
    return lambda name: np.array(
        body.landmarks.loc[name] if name in body.landmarks.index else points[name].point, float
    )


def cun(body):
    return body.stature / 75


def along_the_arm(at):
    """Unit direction down the middle of the front of the upper arm."""
    arm = at("biceps_tendon") - at("biceps_heads_gap")
    return arm / np.linalg.norm(arm)


def test_tip_of_a_straight_elbow_lies_in_line_with_its_two_knobs(at):
    tip, inner, outer = (
        at(name) @ along_the_arm(at)
        for name in ("olecranon", "medial_epicondyle", "lateral_epicondyle_humerus")
    )
    assert tip == pytest.approx((inner + outer) / 2, abs=1)


def test_the_elbow_has_its_crease_in_front_its_tip_behind_and_a_knob_on_either_side(at):
    crease, tip = at("cubital_crease"), at("olecranon")
    inner, outer = at("medial_epicondyle"), at("lateral_epicondyle_humerus")
    assert tip[2] < inner[2] < crease[2] and tip[2] < outer[2] < crease[2]
    assert inner[0] < min(tip[0], crease[0]) and max(tip[0], crease[0]) < outer[0]
    assert 5 < np.linalg.norm(outer - inner) < 11  # cm


def test_who_s_ruler_of_the_upper_arm_is_near_that_of_the_whole_body(body, at):
    long = np.linalg.norm(at("axillary_fold_anterior") - at("cubital_crease"))
    assert 0.85 < long / 9 / cun(body) < 1.2


def test_lu3_divides_the_arm_at_its_upper_third(at):
    """WHO 2008, page 27, note: from the level of the front armpit fold to LU5."""
    fold, point, elbow = (
        at(name) @ along_the_arm(at) for name in ("axillary_fold_anterior", "LU3", "LU5")
    )
    assert (point - fold) / (elbow - fold) == pytest.approx(1 / 3, abs=0.05)


def test_te14_lies_about_one_cun_behind_li15(body, at):
    """GB/T 12346-2021, note to TE14: with the arm hanging."""
    apart = at("LI15") - at("TE14")
    assert apart[2] > 0
    assert np.linalg.norm(apart) / cun(body) == pytest.approx(1, abs=0.35)


@pytest.mark.parametrize("codes", ["LI11 LI12 LI13 LI14 LI15", "TE10 TE11 TE12 TE13 TE14"])
def test_a_channel_climbs_from_the_elbow_to_the_shoulder(at, codes):
    rise = [at(high)[1] - at(low)[1] for low, high in pairwise(codes.split())]
    assert min(rise) > 0, rise


def test_the_muscle_edges_of_the_front_of_the_arm_are_in_order(at):
    """From the body outwards: the gap of the biceps, its outer edge, the line to LI15."""
    across = [at(code)[0] for code in ("PC2", "LU3", "LI14")]
    assert across == sorted(across)
    assert 1 < np.linalg.norm(at("LU5") - at("PC3")) < 3  # cm, the tendon lies between


def test_the_shoulder_blade_stands_as_its_spine_does(at):
    """Its upper corner is at T2, its ridge starts at T3 (WHO) and rises to the shoulder."""
    t1, t3 = at("t1_spine_lower")[1], at("t3_spine_lower")[1]
    assert t3 < at("scapula_superior_angle")[1] < t1
    ridge = [at(f"scapula_spine_{part}")[1] for part in ("medial_end", "middle", "outer")]
    assert ridge == sorted(ridge)
    assert ridge[-1] < at("acromion_angle")[1] + 0.5


def test_points_of_the_shoulder_blade_lie_where_who_s_remarks_have_them(at):
    assert at("SI10")[0] == pytest.approx(at("SI9")[0], abs=1)  # SI9 straight below SI10
    assert at("SI14")[0] == pytest.approx(at("scapula_spine_medial_end")[0], abs=0.5)
    assert 0.5 < at("SI13")[1] - at("scapula_spine_medial_end")[1] < 4  # the hollow above it
    assert at("TE15")[1] > at("scapula_superior_angle")[1]


def test_gb21_lies_on_the_highest_part_of_the_shoulder(body, at):
    """Half-way from neck to shoulder tip, on the ridge between the front and the back."""
    place = at("GB21")
    near = np.abs(body.vertices[:, 0] - place[0]) < 0.7
    near &= body.vertices[:, 1] > at("suprasternal_notch")[1]
    assert body.vertices[near, 1].max() - place[1] < 1.5

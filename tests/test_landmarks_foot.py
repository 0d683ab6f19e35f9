"""Landmarks of the foot, the toes and the inner thigh against facts about people."""

import numpy as np
import pytest

from acu.body import Body

ROOT_JOINTS = [f"metatarsophalangeal_{toe}" for toe in ("1_medial", 2, 3, 4, 5)]
BALL = 0.740  # ball of foot length over foot length: 194.75 / 263.03 mm, ANSUR II (2012)


@pytest.fixture(
    scope="module", params=[(s, b) for s in ("female", "male") for b in (-1, 0, 1)], ids=str
)
def body(request):
    sex, build = request.param
    return Body(sex, build=build)


@pytest.fixture(scope="module")
def at(body):
    return {name: row.to_numpy() for name, row in body.landmarks.iterrows()}


@pytest.fixture(scope="module")
def foot(body):
    """Vertices of the left foot."""
    return body.vertices[(body.vertices[:, 0] > 0.5) & (body.vertices[:, 1] < 0.03 * body.stature)]


def z(at, *names):
    return np.array([at[name][2] for name in names])


def test_the_ball_of_the_foot_is_as_far_from_the_heel_as_in_measured_people(at, foot):
    length = np.ptp(foot[:, 2])
    ball = at["metatarsophalangeal_1_medial"][2] - at["heel_back"][2]
    assert ball / length == pytest.approx(BALL, abs=0.01)


def test_the_root_joints_of_the_toes_lie_in_a_bow(at):
    """The line of the joints runs back towards the little toe; the big toe's is inmost."""
    joints = [at[name] for name in ROOT_JOINTS]
    assert (np.diff([joint[0] for joint in joints]) > 1).all()  # cm, from toe to toe
    assert (np.diff([joint[2] for joint in joints[1:]]) < 0).all()


def test_webs_lie_between_toes_and_in_front_of_their_root_joints(at):
    for toe in range(1, 5):
        web = at[f"web_toes_{toe}_{toe + 1}"]
        pair = [at[name] for name in ROOT_JOINTS[toe - 1 : toe + 1]]
        assert pair[0][0] < web[0] < pair[1][0] or toe == 4
        assert 0.7 < web[2] - np.mean([joint[2] for joint in pair]) < 3.5  # cm


def test_bones_follow_one_another_from_heel_to_toe(at):
    inner = z(at, "heel_back", "medial_malleolus", "navicular_tuberosity", "metatarsal_1_base")
    inner = [*inner, *z(at, "metatarsophalangeal_1_medial", "toe1_tip")]
    outer = z(at, "heel_back", "lateral_malleolus", "lateral_malleolus_front", "cuboid_lower")
    outer = [*outer, *z(at, "metatarsal_5_tuberosity", "metatarsophalangeal_5_lateral", "toe5_tip")]
    for row in (inner, outer):
        assert (np.diff(row) > 0.8).all()  # cm
    middle = z(at, "extensor_tendons_ankle", "metatarsal_2_cuneiform_joint")
    middle = [*middle, *z(at, "metatarsal_2_3_base_junction", "metatarsophalangeal_2")]
    assert (np.diff(middle) > 0.5).all()


def test_metatarsal_bones_have_the_length_of_bones(at):
    """The first is 6 to 7 cm long in adults; the model's woman has small feet."""
    first = at["metatarsophalangeal_1_medial"] - at["metatarsal_1_base"]
    assert 4 < np.linalg.norm(first) < 7


def test_the_bump_of_the_fifth_metatarsal_is_about_half_way_along_the_outer_edge(at):
    """WHO 2008, page 131: about midway between the heel and the joint of the little toe."""
    heel, bump, joint = z(
        at, "heel_back", "metatarsal_5_tuberosity", "metatarsophalangeal_5_lateral"
    )
    assert 0.4 < (bump - heel) / (joint - heel) < 0.7


def test_edges_of_the_sole_are_edges(at, foot):
    """What WHO puts at the border of the sole lies on the outline of the foot, near the floor."""
    for name, side in (
        ("heel_lateral", 1),
        ("cuboid_lower", 1),
        ("metatarsal_5_tuberosity", 1),
        ("metatarsophalangeal_5_lateral", 1),
        ("metatarsophalangeal_1_medial", -1),
        ("metatarsal_1_base", -1),
    ):
        x, y, where = at[name]
        near = foot[np.abs(foot[:, 2] - where) < 1]
        assert (side * near[:, 0]).max() - side * x < 0.7, name  # cm
        assert 1 < y < 3.2, name


def test_corners_of_nails_lie_on_top_of_the_ends_of_toes(at):
    for toe in (1, 5):
        tip = at[f"toe{toe}_tip"]
        corner = at[f"toe{toe}_nail_corner_lateral"]
        assert 0.1 < tip[2] - corner[2] < 2  # cm behind the tip
        assert corner[1] > tip[1] - 0.2
    inner, outer = at["toe1_nail_corner_medial"], at["toe1_nail_corner_lateral"]
    assert 0.8 < outer[0] - inner[0] < 2  # breadth of the nail, cm


def test_the_eyes_of_the_knee_are_a_pair(at):
    inner, outer, tip = (
        at[name]
        for name in ("patellar_ligament_medial", "patellar_ligament_lateral", "patella_apex")
    )
    assert inner[1] == pytest.approx(outer[1], abs=0.1)
    assert inner[0] < tip[0] < outer[0]
    assert (inner[0] + outer[0]) / 2 == pytest.approx(tip[0], abs=0.3)


def test_the_sartorius_runs_down_and_back_on_the_inner_thigh(at):
    upper, lower = at["sartorius_rear_upper"], at["sartorius_rear_lower"]
    assert upper[1] - lower[1] > 10
    assert upper[2] > lower[2]
    assert max(upper[0], lower[0]) < at["patella_base_medial"][0]

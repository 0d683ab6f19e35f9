"""The points against what WHO says of them, on several bodies."""

import numpy as np
import pytest

from acu import atlas
from acu.body import Body
from acu.points import load_points

BODIES = {
    "average woman": {"sex": "female"},
    "average man": {"sex": "male"},
    "short heavy woman": {"sex": "female", "stature": 150, "build": 1},
    "thin woman": {"sex": "female", "build": -1},
    "tall thin man": {"sex": "male", "stature": 195, "build": -1},
    "heavy man": {"sex": "male", "build": 1},
}
INNER_LINE = [f"BL{number}" for number in range(11, 31)]
OUTER_LINE = [f"BL{number}" for number in range(41, 55)]


@pytest.fixture(scope="module")
def points():
    return load_points()


@pytest.fixture(scope="module", params=BODIES.values(), ids=BODIES)
def body(request):
    return Body(**request.param)


@pytest.fixture(scope="module")
def located(body, points):
    return atlas.locate(body, points)


def parts(body, code, second=False):
    """Lengths of the skin line of a point's last step, before the point and after it."""
    place = atlas.location(code, body, second)
    path = place.steps[-1].path
    split = np.linalg.norm(path - place.point, axis=1).argmin()
    lengths = [
        np.linalg.norm(np.diff(np.vstack(half), axis=0), axis=1).sum()
        for half in ([path[:split], [place.point]], [[place.point], path[split + 1 :]])
    ]
    return np.array(lengths)


def test_every_point_has_its_place_and_few_a_second(located, points):
    assert list(located.index) == list(points.index)
    assert list(located.columns) == ["x", "y", "z", "x2", "y2", "z2"]
    assert located[["x", "y", "z"]].notna().all(axis=None)
    second = located[["x2", "y2", "z2"]].notna()
    six = ["LI19", "LI20", "PC8", "PC9", "GB30", "GV26"]  # on which WHO's experts did not agree
    assert list(located.index[second.all(axis=1)]) == [*six, "EX-UE7"]
    assert second.any(axis=1).sum() == 7


def test_every_place_lies_on_the_skin(body, located):
    places = [*located[["x", "y", "z"]].to_numpy(), located.loc["GB30", ["x2", "y2", "z2"]]]
    away = [np.linalg.norm(body.whole.nearest(place)[0] - place) for place in places]
    assert max(away) < 0.1


def test_paired_points_lie_on_the_left_and_all_others_exactly_on_the_midline(located, points):
    assert (located["x"][points["paired"]] > 0.5).all()
    assert (located["x"][~points["paired"]] == 0).all()


def test_a_point_of_the_channel_is_found_alike_alone_and_with_all_others(body, located):
    for code in ("BL55", "KI9", "LR4"):
        np.testing.assert_allclose(
            atlas.location(code, body).point, located.loc[code, ["x", "y", "z"]].astype(float)
        )


def test_constructions_lie_on_the_skin_and_go_straight_up_or_down(points):
    body = Body("male")
    for code in points.index:
        place = atlas.location(code, body, points=points)
        for step in place.steps:
            for xyz in step.path[::7]:
                assert np.linalg.norm(body.whole.nearest(xyz)[0] - xyz) < 0.1, (code, step.verb)
            if step.verb in ("above", "below"):
                low, high = sorted([step.path[0, 1], step.path[-1, 1]])
                assert step.path[:, 1].min() > low - 0.5, code
                assert step.path[:, 1].max() < high + 0.5, code


def test_gb29_halves_the_line_from_hip_bone_to_thigh_bone(body):
    before, after = parts(body, "GB29")
    assert before == pytest.approx(after, rel=0.03)


def test_gb30_leaves_one_third_on_the_side_of_the_thigh_bone(body):
    for second in (False, True):
        before, after = parts(body, "GB30", second)
        assert before / (before + after) == pytest.approx(1 / 3, abs=0.02)


def test_gb30_lies_behind_the_thigh_bone_and_its_second_place_before_it(body, located):
    bone = body.landmarks.loc["greater_trochanter", "z"]
    assert located.loc["GB30", "z"] < bone < located.loc["GB30", "z2"]


def test_gb29_lies_in_front_of_gb30(located):
    assert located.loc["GB29", "z"] > located.loc["GB30", "z"]


def test_bl54_is_level_with_the_fourth_hole_of_the_sacrum_twice_as_far_out_as_bl30(body, located):
    bl30, bl54 = located.loc["BL30"], located.loc["BL54"]
    assert bl54["y"] == pytest.approx(body.landmarks.loc["s4_foramen", "y"])
    assert bl54["y"] == pytest.approx(bl30["y"])
    assert bl54["x"] > bl30["x"] * 1.7


def test_bladder_lines_run_down_the_back_in_order(located):
    for line in (INNER_LINE, OUTER_LINE):
        assert (located.loc[line, "y"].diff().dropna() < 0).all()


@pytest.mark.parametrize(
    "level",
    [("GV4", "BL23", "BL52"), ("GV12", "BL13", "BL42"), ("GV3", "BL25", "EX-B6", "EX-B7")],
)
def test_points_of_one_spinal_level_share_its_height(located, level):
    np.testing.assert_allclose(located.loc[list(level), "y"], located.loc[level[0], "y"])


def test_one_and_a_half_cun_are_half_of_three_on_the_back(body, located):
    spine, inner, outer = (
        located.loc[code, ["x", "y", "z"]].to_numpy(float) for code in ("GV4", "BL23", "BL52")
    )
    near, far = body.skin.string(spine, inner), body.skin.string(spine, outer)
    assert 2 * near.length == pytest.approx(far.length, rel=0.03)


def test_three_cun_beside_the_third_thoracic_level_is_the_edge_of_the_shoulder_blade(body, located):
    blade = body.landmarks.loc["scapula_medial_border"]
    assert located.loc["BL42", "x"] == pytest.approx(blade["x"], rel=0.06)


def test_ex_b2_has_seventeen_sites_beside_the_spine(body):
    sites = atlas.location("EX-B2", body).sites
    assert sites.shape == (17, 3)
    assert (np.diff(sites[:, 1]) < 0).all()
    np.testing.assert_allclose(sites[:, 0], 0.5 * body.cun["SEG_BACK_WIDTH"], rtol=0.1)


def test_bl57_is_half_way_down_the_leg(body, located):
    crease = body.landmarks.loc["popliteal_crease", "y"]
    ankle = body.landmarks.loc["lateral_malleolus", "y"]
    share = (crease - located.loc["BL57", "y"]) / (crease - ankle)
    assert share == pytest.approx(8 / 16, abs=0.04)


def test_bl40_lies_on_the_back_of_the_knee_between_the_two_cords(body, located):
    cords = body.landmarks.loc[["semitendinosus_tendon", "biceps_femoris_tendon"], "x"]
    assert cords.iloc[0] < located.loc["BL40", "x"] < cords.iloc[1]
    assert body.skin.nearest(located.loc["BL40", ["x", "y", "z"]])[1][2] < -0.8


@pytest.mark.parametrize(
    ("upper", "lower", "cun", "ruler"),
    [
        ("GB31", "GB32", 2, "SEG_THIGH_LAT"),
        ("GB36", "GB39", 4, "SEG_LEG_LAT"),
        ("BL58", "BL60", 7, "SEG_LEG_LAT"),
        ("SP7", "SP6", 3, "SEG_LEG_MED"),
        ("LR6", "LR5", 2, "SEG_LEG_MED"),
        ("SP9", "SP8", 3, "SEG_LEG_MED"),
    ],
)
def test_cun_between_points_of_a_leg_are_differences_of_height(
    body, located, upper, lower, cun, ruler
):
    assert located.loc[upper, "y"] - located.loc[lower, "y"] == pytest.approx(cun * body.cun[ruler])


@pytest.mark.parametrize(
    "level", [("LR5", "KI9"), ("GB35", "GB36"), ("KI7", "KI8"), ("ST38", "ST40")]
)
def test_points_of_one_level_of_the_leg_share_its_height(located, level):
    assert located.loc[level[0], "y"] == pytest.approx(located.loc[level[1], "y"])


def test_the_hanging_middle_finger_points_at_gb31(body, located):
    """WHO 2008, GB31; the arms of our bodies are held a little out and so end a little higher."""
    fingertip = body.vertices[body.arm > 0.9][:, 1].min()
    assert located.loc["GB31", "y"] == pytest.approx(fingertip, abs=2.5)


def test_points_at_the_inner_ankle_keep_who_distances(body, located):
    """KI8 lies 0.5 cun in front of KI7; KI3 is level with the tip of the inner ankle bone."""
    apart = located.loc["KI8", ["x", "y", "z"]] - located.loc["KI7", ["x", "y", "z"]]
    assert apart["z"] > 0
    assert np.linalg.norm(apart.to_numpy(float)) == pytest.approx(
        0.5 * body.cun["SEG_LEG_MED"], abs=0.1
    )
    assert located.loc["KI3", "y"] == pytest.approx(
        body.landmarks.loc["medial_malleolus", "y"], abs=0.3
    )


def test_channels_keep_to_their_side_of_the_leg(body, located):
    facing = {
        code: body.skin.nearest(located.loc[code, ["x", "y", "z"]])[1]
        for code in ("GB36", "SP6", "LR5", "ST36", "BL57")
    }
    assert facing["GB36"][0] > 0.7
    assert facing["SP6"][0] < -0.5
    assert facing["LR5"][0] < -0.5
    assert facing["ST36"][2] > 0.5
    assert facing["BL57"][2] < -0.8


# --- channel lines -------------------------------------------------------------------------------


@pytest.mark.parametrize("sex", ["female", "male"])
def test_a_channel_line_joins_neighbours_in_the_order_of_their_numbers_on_the_skin(sex):
    body = Body(sex)
    places = atlas.locate(body)[["x", "y", "z"]]
    lines = atlas.channel_lines(body)
    ends = {tuple(np.round(line[[0, -1]].ravel(), 6)) for line in lines["BL"]}

    def joined(a, b):
        pair = places.loc[[a, b]].to_numpy()
        return tuple(np.round(pair.ravel(), 6)) in ends

    assert joined("BL23", "BL24")
    assert joined("BL55", "BL56")
    assert joined("BL54", "BL40")  # the outer line of the back comes down to the knee
    assert not joined("BL40", "BL41")  # 41 begins the outer line at the top of the back
    for line in lines["BL"]:
        step = np.linalg.norm(np.diff(line, axis=0), axis=1).sum()
        assert step >= np.linalg.norm(line[-1] - line[0]) - 1e-9


def test_extra_points_lie_on_no_line():
    assert "EX" not in atlas.channel_lines(Body("female"))

"""Landmarks of chest, flank and groin against published lengths and what every ribcage shows."""

import numpy as np
import pytest

from acu.body import Body


@pytest.fixture(
    scope="module", params=[(s, b) for s in ("female", "male") for b in (-1, 0, 1)], ids=str
)
def body(request):
    sex, build = request.param
    return Body(sex, build=build)


@pytest.fixture
def at(body):
    return body.landmarks


def spaces(at, where, numbers):
    return at.loc[[f"rib_space_{n}_{where}" for n in numbers]]


def test_sternal_angle_parts_the_breastbone_as_in_ct(at):
    """Manubrium 5.36 of 15.47 cm in men, 4.76 of 13.51 in women (CT of 60 adults)."""
    notch, angle, end = at.loc[["suprasternal_notch", "sternal_angle", "xiphisternal_joint"], "y"]
    assert (notch - angle) / (notch - end) == pytest.approx(0.35, abs=0.05)


def test_rib_2_parts_the_first_space_from_the_second(at):
    """Rib 2 joins the breastbone at its angle."""
    first, second = spaces(at, "sternum", (1, 2))["y"]
    assert first > at.loc["sternal_angle", "y"] > second


def test_nipples_of_men_are_21_cm_apart(body, at):
    """Mean of 100 men (Beckenstein 1996); in women the line comes from mid-collarbone."""
    apart = 2 * at.loc["nipple_line", "x"]
    if body.sex == "male":
        assert apart == pytest.approx(21, abs=1)
    else:
        assert apart == pytest.approx(at.loc["acromion", "x"], rel=0.1)


def test_line_between_nipples_crosses_the_lowest_part_of_the_breastbone(at):
    """0.80 of its length (Yeung, 30 CT scans) to 1 cm above the end (Jiang 2020)."""
    notch, nipple, end = at.loc[["suprasternal_notch", "nipple_line", "xiphisternal_joint"], "y"]
    assert 0.77 < (notch - nipple) / (notch - end) < 1


@pytest.mark.parametrize(
    "where, numbers",
    [
        ("sternum", (1, 2, 3, 4)),
        ("inner", (1, 2, 3, 4, 5)),
        ("nipple_line", (1, 2, 3, 5, 6, 7)),
        ("outer", (1, 2, 3, 4, 5)),
        ("side", (4, 6)),
    ],
)
def test_spaces_follow_one_another_downwards(at, where, numbers):
    steps = -np.diff(spaces(at, where, numbers)["y"])
    assert (steps > 1.2).all()


def test_lower_spaces_fall_from_the_breastbone_and_rise_again_to_the_side(at):
    y = at["y"]
    for n in (2, 3):
        assert y[f"rib_space_{n}_sternum"] > y[f"rib_space_{n}_nipple_line"]
        assert y[f"rib_space_{n}_outer"] > y[f"rib_space_{n}_nipple_line"]
    assert y["rib_space_4_sternum"] > y["nipple_line"] < y["rib_space_4_outer"]
    assert y["rib_space_6_side"] > y["rib_space_6_nipple_line"]


def test_ribs_of_the_nipple_line_end_above_the_transpyloric_plane(at):
    """Rib 9 ends there, half-way from the notch to the pubic bone (Gray 1918)."""
    plane = at.loc[["suprasternal_notch", "pubic_symphysis_upper"], "y"].mean()
    assert plane < at.loc["rib_space_7_nipple_line", "y"] < plane + 8


@pytest.mark.parametrize("build", [-1, 0, 1])
def test_fifth_space_of_women_is_the_fold_under_the_breast(build):
    """WHO 2008, ST18."""
    body = Body("female", build=build)
    at = body.landmarks
    x, y, z = at.loc["rib_space_5_nipple_line"]
    near = body.vertices[(np.abs(body.vertices[:, 0] - x) < 1.5) & (body.vertices[:, 2] > z - 4)]
    breast = near[(near[:, 1] > y + 2) & (near[:, 1] < y + 6), 2].max()
    below = near[(near[:, 1] < y - 1) & (near[:, 1] > y - 5), 2].max()
    assert breast > z + 1
    assert below < breast - 1


def test_free_ribs_end_between_chest_and_hip_bone(at):
    for rib in ("rib11_free_end", "rib12_free_end"):
        assert at.loc["iliac_crest_top", "y"] + 2 < at.loc[rib, "y"]
        assert at.loc[rib, "y"] < at.loc["rib_space_7_nipple_line", "y"]
    assert at.loc["rib12_free_end", "z"] < at.loc["rib11_free_end", "z"] - 3


def test_groin_crease_point_lies_outside_the_artery(at):
    """The artery crosses the groin half-way from the hip spine to the pubic joint."""
    spine, groin, pubis = at.loc[
        ["anterior_superior_iliac_spine", "inguinal_crease", "pubic_symphysis_upper"]
    ].to_numpy()
    assert spine[0] / 2 < groin[0] < spine[0]
    assert groin[1] == pytest.approx(pubis[1], abs=0.5)

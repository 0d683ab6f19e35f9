"""Targets of the map: how far from a point each place is that a learner may press."""

import re
from functools import cache

import numpy as np
import pytest

import acu
from acu.bodymap.grid import rounded
from acu.bodymap.targets import targets
from acu.plates import VIEWS, Scene
from acu.points import load_points

# Between four places of a grid, each a step (mm) from the next, the point itself seems to be so
# far away (cm per mm of step): half a diagonal, and more where the skin is oblique.
TIP = 0.1


@pytest.fixture(scope="module")
def woman():
    return acu.Body("female")


@cache
def scene(view):
    return Scene(acu.Body("female"), view)


def grid(target):
    return np.frombuffer(target["cm"], np.uint8).reshape(-1, target["columns"]) / 10


def read(target, x, y):
    """Distance (cm) that a browser reads between four places of the grid; None if not all known."""
    column, row = (x - target["x"]) / target["step"], (y - target["y"]) / target["step"]
    cm, i, j = grid(target), int(row), int(column)
    if not (0 <= row < len(cm) - 1 and 0 <= column < len(cm[0]) - 1):
        return None
    four = cm[i : i + 2, j : j + 2]
    if four.max() == 25.5:
        return None
    down, right = row - i, column - j
    return np.array([1 - down, down]) @ four @ np.array([1 - right, right])


def sheet_place(view, xyz):
    return scene(view).place(xyz)[0, :2] * (10, -10)


@pytest.mark.parametrize(
    ("code", "view"),
    [("BL40", "knee_back"), ("GB30", "buttock"), ("LI4", "hand_back"), ("ST3", "face")],
)
def test_what_the_browser_reads_is_the_distance_along_the_skin(woman, code, view):
    target, rng = targets(woman, code)[view], np.random.default_rng(2)
    site = acu.locate(woman).loc[code, ["x", "y", "z"]].to_numpy(float)
    middle, checked = sheet_place(view, site), 0
    while checked < 12:
        x, y = middle + rng.uniform(-60, 60, 2)
        (place,) = scene(view).surface([[x / 10, -y / 10]])
        # Where the skin turns away from the reader, a step of the grid is many mm of skin.
        if np.isnan(place).any() or (read_ := read(target, x, y)) is None or read_ > 8:
            continue
        if (woman.whole.nearest(place)[1] @ VIEWS[view].turn.T)[2] < 0.6:
            continue
        sites = [site, site * (-1, 1, 1)] if scene(view).both_sides else [site]
        true = min(acu.skin_distance(woman, each, place) for each in sites)
        assert read_ == pytest.approx(true, abs=0.15), (x, y)
        checked += 1


def test_the_point_itself_is_near_nothing_else(woman):
    for view, target in targets(woman, "BL40").items():
        x, y = sheet_place(view, acu.locate(woman).loc["BL40", ["x", "y", "z"]].to_numpy(float))
        found = read(target, x, y)
        if view in ("back", "knee_back", "thigh_back"):
            assert found < 0.4
        elif view in ("front", "leg_front", "thigh_front"):
            assert grid(target).min() > 3  # the point is behind the knee


def test_far_from_the_point_there_is_no_target(woman):
    assert not {"face", "sole", "hand_back"} & targets(woman, "BL40").keys()
    assert targets(woman, "ST3").keys() >= {"face", "head_front", "front"}


def test_sides(woman):
    left, right = (targets(woman, "BL40", side)["back"] for side in ("left", "right"))
    middle = sheet_place("back", acu.locate(woman).loc["BL40", ["x", "y", "z"]].to_numpy(float))
    assert read(left, *middle) < 0.4
    assert read(right, -middle[0], middle[1]) < 0.4
    assert (grid(right) > 2).all() or read(right, *middle) is None
    either = targets(woman, "BL40")["back"]
    assert read(either, *middle) < 0.4
    assert read(either, -middle[0], middle[1]) < 0.4
    # The map shows only a left leg there, and mirrors it for the right one.
    near = [targets(woman, "BL40", side)["knee_back"] for side in ("left", "right", "either")]
    assert near[0] == near[1] == near[2]


def test_a_point_of_the_midline_and_one_of_several_sites(woman):
    assert targets(woman, "GV4", "right") == targets(woman, "GV4", "left")
    sites = acu.atlas.location("EX-B2", woman).sites
    back = targets(woman, "EX-B2")["back"]
    assert len(sites) == 17
    for site in (*sites, *sites * (-1, 1, 1)):
        assert read(back, *sheet_place("back", site)) < TIP * back["step"]


def test_what_cannot_be_found_on_the_map_is_refused(woman):
    points = load_points()
    hidden = points.index[~points["drawn"]][0]
    with pytest.raises(ValueError, match=f"{hidden} is not drawn"):
        targets(woman, hidden)
    with pytest.raises(ValueError, match="no WHO code"):
        targets(woman, "BL400")
    with pytest.raises(ValueError, match="either, left, right"):
        targets(woman, "BL40", "both")


def test_a_ring_stays_on_its_leg(woman):
    path = targets(woman, "BL40", "left", rings=(2.7,))["thigh_back"]["rings"][0]
    spots = np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+)", path), float)
    assert np.ptp(spots[:, 0]) < 60  # mm, both legs are in sight


def test_rings_of_the_map_lie_round_the_point(woman):
    target = targets(woman, "BL40", rings=(1, 2.7, 19))["knee_back"]
    x, y = sheet_place("knee_back", acu.locate(woman).loc["BL40", ["x", "y", "z"]].to_numpy(float))
    for path, radius in zip(target["rings"], (10, 27), strict=False):
        spots = np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+)", path), float)
        assert np.hypot(*(spots - (x, y)).T).max() == pytest.approx(radius, abs=1.5)
        assert path.startswith("M")
        assert path.endswith("Z")
    assert targets(woman, "BL40", rings=(0.5,))["leg_front"]["rings"] == [""]


def test_an_arm_is_as_far_as_the_way_over_the_shoulder(woman):
    """The forearm hangs 12 cm from GB29, and its skin is 75 cm away."""
    places = acu.locate(woman)[["x", "y", "z"]].astype(float)
    hip, wrist = places.loc["GB29"], places.loc["PC6"]
    assert np.linalg.norm(hip - wrist) < 14
    assert not scene("front").hidden([wrist])[0]
    assert read(targets(woman, "PC6")["front"], *sheet_place("front", wrist)) < TIP * 5
    assert read(targets(woman, "GB29")["front"], *sheet_place("front", wrist)) is None


def test_corners_of_a_ring_are_rounded_and_it_keeps_its_size():
    angles = np.linspace(0, 2 * np.pi, 13)
    coarse = np.column_stack([np.cos(angles), np.sin(angles)])
    coarse[-1] = coarse[0]
    fine = rounded(coarse)
    turns = np.diff(np.unwrap(np.arctan2(*np.diff(fine, axis=0).T[::-1])))
    assert turns.max() < np.deg2rad(15)  # 30 degrees before
    assert np.hypot(*fine.T).min() > 0.95
    assert (fine[0] == fine[-1]).all()
    open_end = rounded(coarse[:7])
    np.testing.assert_array_equal(open_end[[0, -1]], coarse[[0, 6]])

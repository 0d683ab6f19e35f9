"""What a plate shows lies where it is on the body."""

import numpy as np
import pytest
from plate_seen import POINTS, body_of, found, luminance, offsets, plotted, written

from acu import atlas, plates
from acu.body import Body
from acu.plates import pictures

DRAWN = POINTS.index[POINTS["drawn"]]
SEEN = {  # what is right and up on the page, seen from each side
    "back": lambda x, y, z: (-x, y),
    "front": lambda x, y, z: (x, y),
    "outer": lambda x, y, z: (-z, y),
    "inner": lambda x, y, z: (z, y),
    "behind": lambda x, y, z: (-x * np.sin(np.pi / 6) - z * np.cos(np.pi / 6), y),
}
SIDES = {view: view.rpartition("_")[2] for view in plates.VIEWS}
SIDES |= {"left": "outer", "head_left": "outer", "flank": "outer", "hip": "outer"}
SIDES |= {"buttock": "behind", "face": "front", "chest": "front", "belly": "front"}
SIDES |= dict.fromkeys(
    ["arm_front", "arm_inner", "arm_outer", "arm_back", "hand_back", "shoulder"]
    + ["thigh_inner", "foot_outer", "foot_inner"],
    "oblique",
)


def on_page(view, xyz):
    if SIDES[view] not in SEEN:  # an oblique view; tests/test_views.py says how it is turned
        return plates.Scene(body_of("female"), view).place(xyz)[:, :2]
    return np.array([SEEN[SIDES[view]](*place) for place in np.atleast_2d(xyz)])


@pytest.mark.parametrize("sex", ["female", "male"])
def test_every_point_is_in_sight_where_the_atlas_has_it_and_on_the_body(sex):
    table = atlas.locate(body_of(sex))
    wrong = []
    for code in DRAWN:
        view = POINTS.loc[code, "view"]
        ax = plotted(code, sex)
        if not found(ax, "point"):
            wrong.append(f"{code} is out of sight in {view}")
            continue
        dots = offsets(ax, "point")
        place = on_page(view, table.loc[code, ["x", "y", "z"]])
        if np.linalg.norm(dots - place, axis=1).min() > 1e-6:
            wrong.append(f"{code} is not at {place}")
        (picture,) = found(ax, "body")
        alpha, (left, right, bottom, top) = picture.get_array()[..., 3], picture.get_extent()
        rows = (top - dots[:, 1]) / (top - bottom) * len(alpha)
        columns = (dots[:, 0] - left) / (right - left) * alpha.shape[1]
        if alpha[rows.astype(int), columns.astype(int)].min() < 250:
            wrong.append(f"{code} is beside the body")
    assert not wrong


def test_landmarks_are_drawn_where_the_body_has_them():
    marks = body_of("female").landmarks
    ax = plotted("GB29")
    for name in ("anterior_superior_iliac_spine", "greater_trochanter"):
        assert offsets(ax, f"landmark {name}") == pytest.approx(on_page("hip", marks.loc[name]))


def test_the_string_joins_the_landmarks_and_passes_the_point():
    ax = plotted("GB29")
    (string,) = found(ax, "string")
    (line,) = string.get_segments()
    marks = np.vstack([m.get_offsets() for m in found(ax, "landmark")])
    assert line[[0, -1]] == pytest.approx(marks, abs=1e-6)
    assert np.linalg.norm(line - offsets(ax, "point"), axis=1).min() < 0.6


def test_the_other_side_is_lighter_smaller_and_its_mirror_image():
    ax = plotted("BL23")
    (point,), (other,) = found(ax, "point"), found(ax, "mirrored")
    assert offsets(ax, "mirrored") == pytest.approx(offsets(ax, "point") * (-1, 1))
    assert other.get_sizes()[0] < point.get_sizes()[0]
    assert luminance(other.get_facecolor()[0]) > luminance(point.get_facecolor()[0])
    assert not found(plotted("GV4"), "mirrored")
    assert not found(plotted("SP6"), "mirrored")


def test_all_places_beside_the_spine_are_drawn():
    ax = plotted("EX-B2")
    assert offsets(ax, "point").shape == (17, 2)
    assert offsets(ax, "mirrored").shape == (17, 2)


def test_nothing_is_drawn_outside_the_frame():
    ax = plotted("EX-B2", view="upper_back")
    (body,) = found(ax, "body")
    left, right, bottom, top = body.get_extent()
    for gid in ("point", "mirrored", "landmark"):
        u, v = offsets(ax, gid).T
        assert len(u) < 17
        assert ((left < u) & (u < right) & (bottom < v) & (v < top)).all()


def test_the_second_place_of_gb30_is_a_dashed_ring_where_it_can_be_seen():
    ax = plotted("GB30", view="hip")
    second = atlas.location("GB30", body_of("female"), second=True)
    assert offsets(ax, "second point") == pytest.approx(on_page("hip", second.point))
    assert found(ax, "second point")[0].get_linestyle()[0][1] is not None
    assert any("Second place WHO prints" in text for text in written(ax, "label"))
    assert not found(plotted("GB30", view="low_back"), "second point")
    assert "out of sight here" in plates.words("GB30", body_of("female"), "low_back")


def test_a_point_on_the_far_side_is_hollow_and_says_so():
    ax = plotted("BL23", view="front")
    assert not found(ax, "point")
    (ring,) = found(ax, "hidden point")
    assert len(ring.get_facecolor()) == 0
    assert "on the far side" in written(ax, "label")
    assert "on the far side" in plates.words("BL23", body_of("female"), "front")


@pytest.mark.parametrize("code", ["GV1", "BL35"])
def test_points_by_the_anus_are_described_not_drawn(code):
    ax = plotted(code)
    assert not found(ax, "point")
    assert not found(ax, "landmark")
    assert "described, not drawn" in " ".join(written(ax, "caption"))


@pytest.mark.parametrize("sex", ["female", "male"])
@pytest.mark.parametrize("build", [-1, 0, 1])
def test_no_arm_hides_the_hip(sex, build):
    body = Body(sex, build=build)
    hip = body.landmarks.loc[["greater_trochanter", "anterior_superior_iliac_spine"]].to_numpy()
    assert not plates.Scene(body, "left").hidden(hip).any()
    assert not plates.Scene(body, "hip").hidden(hip).any()
    ghost = np.vstack(pictures.picture(plates.Scene(body, "left")).ghost)
    hand = body.vertices[body.arm > 0.9]
    assert ghost[:, 1].min() == pytest.approx(hand[:, 1].min(), abs=0.5)

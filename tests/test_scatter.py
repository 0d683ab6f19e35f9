"""The plate of how marks scatter."""

import numpy as np
import pandas as pd
import pytest
from figure_words import clear, texts

import acu
from acu import atlas, precision
from acu.body import Body
from acu.plates import marks, scatter
from acu.skin import UP


@pytest.fixture(scope="module")
def woman():
    return Body("female")


def artists(ax, gid):
    return [each for each in ax.collections if each.get_gid() == gid]


# --- laid along the skin -------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["BL23", "BL54", "SP6", "PC6", "ST38", "BL40", "GB30", "LU11"])
def test_a_ring_is_as_far_along_the_skin_as_it_says(woman, code):
    # Measured otherwise: by the shortest way over the triangles of the skin.
    point, cm = atlas.location(code, woman).point, precision.tolerance(code).cm
    ring = scatter.laid(woman, point, cm * marks.CIRCLE[::8])
    far = [acu.skin_distance(woman, point, place) for place in ring]
    assert np.allclose(far, cm, rtol=0.02, atol=0.04)
    skin = woman.skins(point)[0]
    assert max(np.linalg.norm(skin.nearest(place)[0] - place) for place in ring) < 1e-6


def test_across_and_up_are_as_one_who_looks_at_the_skin_sees_them(woman):
    for code, right in {"BL23": (-1, 0, 0), "CV12": (1, 0, 0), "GB29": (0, 0, -1)}.items():
        point = atlas.location(code, woman).point
        across, up = scatter.laid(woman, point, np.eye(2)) - point
        assert across @ right > 0.9 and up @ UP > 0.9, code


def test_an_offset_leads_back_to_where_it_came_from(woman):
    point = atlas.location("BL23", woman).point
    offsets = precision.simulated("BL23", 12)
    again = scatter.offset(woman, point, scatter.laid(woman, point, offsets))
    assert np.allclose(again, offsets, atol=0.05)


# --- the plate -----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["BL23", "BL54", "SP6", "PC6"])
def test_the_marks_of_71_doctors_are_drawn_on_the_body_and_close_up(code):
    ax = acu.plot_scatter(code)
    for gid in ("doctors", "close-up doctors"):
        (dots,) = artists(ax, gid)
        assert len(dots.get_offsets()) == 71


def test_the_close_up_is_to_scale():
    ax = acu.plot_scatter("BL23")
    (dots,), (ring,), (bar,) = (
        artists(ax, gid) for gid in ("close-up doctors", "close-up ring", "scale")
    )
    (bar,) = bar.get_segments()
    cm = np.ptp(bar[:, 0])
    ring = ring.get_segments()[0]
    assert np.ptp(ring[:, 0]) / cm == pytest.approx(2 * precision.scatter("BL23").radius)
    middle = (ring.min(axis=0) + ring.max(axis=0)) / 2
    shown = (np.asarray(dots.get_offsets()) - middle) / cm
    simulated = np.hypot(*precision.simulated("BL23").T)
    assert np.allclose(np.hypot(*shown.T), simulated, atol=1e-6)
    inside = int((np.hypot(*shown.T) < precision.scatter("BL23").radius).sum())
    assert f"{inside} of 71 simulated marks" in ax.figure.words


@pytest.mark.parametrize("code", ["BL23", "GV20", "KI1", "LU11", "LI4", "ST44", "SP6", "GB30"])
def test_the_close_up_lies_as_the_picture_does(woman, code):
    point, cm = atlas.location(code, woman).point, 0.4
    corners = cm * np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])
    ax = acu.plot_scatter(code, scatter.laid(woman, point, corners))
    ways = []
    for kind in ("", "close-up "):
        (own,), (true,) = artists(ax, f"{kind}own"), artists(ax, f"{kind}point")
        ways.append(np.asarray(own.get_offsets()) - np.asarray(true.get_offsets()))
    on_body, near = (way / np.linalg.norm(way, axis=1)[:, None] for way in ways)
    assert len(on_body) == len(near) == 4
    assert ((on_body * near).sum(axis=1) > 0.85).all()


def test_the_words_say_area_people_ring_and_that_it_is_simulated():
    words = acu.plot_scatter("SP6").figure.words
    for said in ("12.2 cm²", "71 trained doctors", "2.0 cm along the skin", "simulated"):
        assert said in words
    assert precision.OURS not in words


def test_a_point_without_area_shows_no_doctors_and_says_so():
    ax = acu.plot_scatter("BL40")
    assert artists(ax, "doctors") == [] and len(artists(ax, "ring")) == 1
    words = ax.figure.words
    assert "We know no figure" in words and precision.OURS in words
    assert "1.0 cm along the skin" in words and "simulated" not in words


def test_what_lies_round_the_corner_is_not_drawn_there_but_counted_and_close_up():
    ax = acu.plot_scatter("ST38", view="leg_inner")
    (ring,), (dots,) = artists(ax, "ring"), artists(ax, "doctors")
    assert 10 < sum(map(len, ring.get_segments())) < len(marks.CIRCLE)
    out = 71 - len(dots.get_offsets())
    assert 0 < out < 71
    assert f"Marks out of sight on the body: {out}." in ax.figure.words
    assert len(artists(ax, "close-up doctors")[0].get_offsets()) == 71
    behind = acu.plot_scatter("ST38", view="knee_back").figure.words
    assert "The point itself is out of sight here." in behind and "out of sight on" in behind


# --- own marks -----------------------------------------------------------------------------------


def test_own_marks_have_a_shape_of_their_own_and_are_counted(woman):
    point = atlas.location("BL40", woman).point
    clicks = scatter.laid(woman, point, np.array([[0.5, 0], [0, -0.8], [0, 3.0]]))
    ax = acu.plot_scatter("BL40", clicks)
    (own,), (true,) = artists(ax, "own"), artists(ax, "point")
    assert len(own.get_offsets()) == 3
    shapes = [each.get_paths()[0].vertices for each in (own, true)]
    assert len(shapes[0]) != len(shapes[1])
    assert "In the ring: 2 of 3 marks of your own; the middle one lies 0.8 cm away" in (
        ax.figure.words
    )
    assert any("your own marks: 3" in text for text, _ in texts(ax.figure))


def test_a_mark_on_the_right_counts_as_its_mirror_image_on_the_left(woman):
    clicks = scatter.laid(woman, atlas.location("BL23", woman).point, np.array([[1.0, 1], [-1, 0]]))
    mirrored = clicks * (-1, 1, 1)
    assert acu.plot_scatter("BL23", mirrored).figure.words == (
        acu.plot_scatter("BL23", clicks).figure.words
    )
    # a point of the midline has no other side
    middle = atlas.location("CV12", woman).point + [[-1, 0, 0]]
    (own,) = artists(acu.plot_scatter("CV12", middle), "own")
    assert own.get_offsets()[0, 0] == pytest.approx(-1, abs=0.01)


def test_marks_may_come_as_a_table(woman):
    clicks = scatter.laid(woman, atlas.location("BL40", woman).point, np.array([[0.3, 0]]))
    table = pd.DataFrame(clicks, columns=["x", "y", "z"]).assign(when="today")
    assert acu.plot_scatter("BL40", table).figure.words == (
        acu.plot_scatter("BL40", clicks).figure.words
    )


@pytest.mark.parametrize("clicks", [[], np.empty((0, 3)), None])
def test_no_marks_are_no_marks(clicks):
    words = acu.plot_scatter("BL40", clicks).figure.words
    assert "marks of your own" not in words
    assert ("None of yours is kept yet." in words) == (clicks is not None)


@pytest.mark.parametrize(
    "clicks", [[1, 2, 3], [[1, 2]], [[1, 2, float("nan")]], pd.DataFrame({"x": [1], "y": [2]})]
)
def test_what_is_no_place_is_refused(clicks):
    with pytest.raises(ValueError, match="rows of x, y, z in cm"):
        acu.plot_scatter("BL40", clicks)


def test_a_view_without_the_point_is_refused():
    with pytest.raises(ValueError, match="try 'knee_back'"):
        acu.plot_scatter("BL40", view="face")


# --- looks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["BL23", "BL54", "SP6", "PC6", "ST38", "BL40", "GB30", "LU11"])
def test_no_words_are_cut_off_or_run_into_others(woman, code):
    point = atlas.location(code, woman).point
    clicks = scatter.laid(woman, point, np.array([[0.4, 0.4], [-1, 2]]))
    assert clear(acu.plot_scatter(code, clicks).figure)


def test_the_same_axes_can_be_used_again():
    ax = acu.plot_scatter("BL23")
    acu.plot_scatter("BL54", ax=ax)
    (dots,) = artists(ax, "close-up doctors")
    assert len(dots.get_offsets()) == 71 and ax.figure.words.startswith("BL54")

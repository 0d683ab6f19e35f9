"""Own marks: an answer of practice is a place on the body again, and no odd one stops a class."""

import numpy as np
import pytest

import acu
from acu import atlas
from acu.body import Body
from acu.bodymap.store import sheet
from acu.memory import History
from acu.plates import Scene
from acu.points import row_of
from acu.practice.clicks import clicks

WOMAN = Body("female")
CUT = "thigh_inner"  # a view in which the other leg is cut off


@pytest.fixture
def history(tmp_path):
    return History(tmp_path / "practice.csv")


def mark(history, code, answer, level="bare", person="average woman"):
    history.add(f"find {code}", level, person, answer, grade=3, cm=1.0)


def dot(code, view):
    """Where a sheet shows the left one of a point, mm."""
    dots = sheet(WOMAN, view)[0]["dots"]
    return next(place for at, side, *place in dots if at == code and side != "right")[:2]


@pytest.mark.parametrize("code", ["BL40", "GB29", "GB30", "LI4", "ST38", "CV12"])
def test_who_marks_the_dot_marked_the_point(history, code):
    view = row_of(code)["view"]
    x, y = dot(code, view)
    mark(history, code, f"{view} {x} {y}")
    (found,) = clicks(code, history)[["x", "y", "z"]].to_numpy()
    assert np.linalg.norm(found - atlas.location(code, WOMAN).point) < 0.3


def test_a_mark_on_a_mirrored_picture_is_one_on_the_left(history):
    (x, y), (left, _, width, _) = dot("LI4", "hand_back"), sheet(WOMAN, "hand_back")[0]["box"]
    mark(history, "LI4", f"hand_back {x} {y}")
    mark(history, "LI4", f"hand_back {2 * left + width - x} {y}", "other side")
    plain, mirrored = clicks("LI4", history)[["x", "y", "z"]].to_numpy()
    assert mirrored == pytest.approx(plain, abs=0.05)


def test_a_point_of_the_midline_has_no_other_side_and_no_mirrored_picture(history):
    mark(history, "GV20", "left {} {}".format(*dot("GV20", "left")), "other side")
    (found,) = clicks("GV20", history)[["x", "y", "z"]].to_numpy()
    assert np.linalg.norm(found - atlas.location("GV20", WOMAN).point) < 1


def test_marks_on_other_bodies_and_of_other_points_do_not_count(history):
    answer = "low_back {} {}".format(*dot("BL23", "low_back"))
    for code, person in (("BL23", "heavy man"), ("BL52", "average woman")):
        mark(history, code, answer, person=person)
    assert clicks("BL23", history).empty


@pytest.mark.parametrize(
    "answer", ["", "nowhere 1 2", "back 1", "back one two", "back 9999 0", "low_back 0 9999"]
)
def test_what_is_no_place_on_the_body_is_left_out(history, answer):
    mark(history, "BL23", answer)
    assert clicks("BL23", history).empty


def test_a_mark_where_a_limb_is_cut_off_does_not_stop_the_class(history):
    scene = Scene(WOMAN, CUT)
    left, right, bottom, top = scene.box
    grid = np.stack(np.meshgrid(np.arange(left, right), np.arange(bottom, top)), axis=2)
    spots = grid.reshape(-1, 2)
    triangles, places = scene.seen(spots)
    cut = spots[(triangles < 0) & np.isfinite(places).all(axis=1)]
    assert len(cut)
    for u, v in cut[:: len(cut) // 5]:
        mark(history, "BL23", f"{CUT} {10 * u} {-10 * v}")
    assert clicks("BL23", history).empty
    view = row_of("BL23")["view"]
    mark(history, "BL23", "{} {} {}".format(view, *dot("BL23", view)))
    assert "1 of 1 marks of your own" in acu.plot_my_clicks("BL23", history).figure.words

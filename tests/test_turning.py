"""The body that is turned, as Python sees it; tests/browser/test_turning.py has the rest."""

import numpy as np
import pytest
from scripts import run

import acu
from acu.points import load_points

TETRAHEDRON = "[0,0,0, 1,0,0, 0,1,0, 0,0,1], [0,2,1, 0,1,3, 0,3,2, 1,2,3]"


@pytest.fixture(scope="module")
def turner():
    return acu.BodyTurner(selected="BL40")


def test_the_page_gets_the_skin_to_a_twentieth_of_a_millimetre(turner):
    corners = np.frombuffer(turner._skin["corners"], "<i2").reshape(-1, 3) / 100
    assert np.abs(corners - turner.body.vertices).max() <= 0.005 + 1e-9
    triangles = np.frombuffer(turner._skin["triangles"], "<u2").reshape(-1, 3)
    assert (triangles == turner.body.triangles).all()


def test_even_the_tallest_fits():
    tall = acu.BodyTurner(body=acu.Body("male", stature=205))
    assert np.frombuffer(tall._skin["corners"], "<i2").max() == pytest.approx(20_500, abs=5)


def test_every_drawn_point_has_its_dots_and_a_paired_one_is_its_mirror_image(turner):
    points = load_points()
    assert list(turner._names) == list(points.index[points["drawn"]]) == turner.shown
    sides = {code: {} for code in turner.shown}
    for code, side, *place in turner._dots:
        sides[code].setdefault(side, []).append(place)
    for code, placed in sides.items():
        assert placed.keys() == ({"left", "right"} if points["paired"][code] else {"middle"})
        if points["paired"][code]:
            mirrored = np.array(placed["right"]) * (-1, 1, 1)
            assert np.allclose(placed["left"], mirrored)


def test_it_says_what_it_shows(turner):
    seen = load_points()["drawn"].sum()
    assert repr(turner) == (
        f"A body to turn: average woman with {seen} points. Chosen: BL40 Wěizhōng."
    )
    assert acu.BodyTurner(shown=["GB29"]).words.endswith("with 1 point. Chosen: none.")
    assert "<img" in turner.still and "BL40" in turner.still


def test_what_does_not_exist_is_refused(turner):
    with pytest.raises(ValueError, match="no WHO code"):
        turner.selected = "B 54"
    with pytest.raises(ValueError, match="no WHO code"):
        acu.BodyTurner(shown=["GB99"])
    with pytest.raises(TypeError, match="is no body"):
        acu.BodyTurner(body="female")


def test_light_falls_on_the_outside(turner):
    normals = np.array(run(turner, f"[...normalsOf({TETRAHEDRON})]")).reshape(-1, 3)
    corners = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]) - 0.25
    assert ((normals * corners).sum(axis=1) > 0).all()


def test_one_code_needs_no_brackets():
    assert acu.BodyTurner("BL40").shown == acu.BodyMap("BL40").shown == ["BL40"]
    with pytest.raises(ValueError, match="'BL99' is no WHO code in the table"):
        acu.BodyTurner("BL99")

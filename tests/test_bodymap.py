"""The body map, as far as no browser is needed: its traits, and what it sends."""

import json
import re
from html import unescape

import numpy as np
import pytest

import acu
from acu import plates
from acu.points import load_points


@pytest.fixture
def body_map():
    return acu.BodyMap()


@pytest.fixture(scope="module")
def drawn():
    """All sheets of the average woman."""
    return acu.BodyMap()


def press(body_map, x, y, view):
    body_map._press = {"view": view, "x": x, "y": y, "code": "", "side": "", "n": 1}
    return body_map.clicked


def dots(body_map, code, view):
    return {row[1]: row[2:] for row in body_map._sheets[view]["dots"] if row[0] == code}


def place(code, body):
    return acu.locate(body).loc[code, ["x", "y", "z"]].to_numpy(float)


def test_every_point_of_the_table_can_be_chosen(body_map):
    assert body_map.codes == list(load_points().index)
    assert body_map.shown == body_map.codes
    assert (body_map.selected, body_map.index, body_map.step) == ("", None, 0)


def test_a_code_that_does_not_exist_is_refused_with_a_hint(body_map):
    with pytest.raises(ValueError, match="points 1 to 44"):
        acu.BodyMap(selected="GB99")
    with pytest.raises(ValueError, match="older charts"):
        body_map.selected = "B54"
    with pytest.raises(ValueError, match="no WHO code"):
        body_map.shown = ["BL40", "BL400"]


def test_what_does_not_exist_is_refused_with_what_does(body_map):
    with pytest.raises(ValueError, match="views are front, back"):
        acu.BodyMap(view="top")
    with pytest.raises(TypeError, match="make one"):
        acu.BodyMap(body="female")
    with pytest.raises(ValueError, match=r"steps 0 \(all\) to 4"):
        acu.BodyMap(selected="GB29").step = 5
    with pytest.raises(ValueError, match="counts from 0"):
        body_map.index = len(body_map.codes)


def test_a_refused_code_changes_nothing(body_map):
    body_map.selected = "BL40"
    with pytest.raises(ValueError):
        body_map.selected = "BL99"
    assert (body_map.selected, body_map.view) == ("BL40", "knee_back")


def test_code_and_place_in_the_list_go_together(body_map):
    body_map.selected = "BL40"
    assert body_map.codes[body_map.index] == "BL40"
    body_map.index = body_map.codes.index("GB29")
    assert body_map.selected == "GB29"
    body_map.index = None
    assert body_map.selected == ""


def test_choosing_turns_to_where_the_point_is_seen_best(body_map):
    body_map.selected = "BL40"
    assert body_map.view == "knee_back"
    body_map.selected = "GB29"
    assert body_map.view == "hip"


def test_a_neighbour_that_is_in_sight_turns_nothing(body_map):
    body_map.selected = "BL57"  # the middle of the calf
    body_map.selected = "BL55"
    assert body_map.view == "knee_back"


def test_a_point_at_the_rim_of_a_picture_is_turned_to(body_map):
    body_map.selected = "GB29"
    assert "GB30" in [row[0] for row in body_map._sheets["hip"]["dots"]]
    body_map.selected = "GB30"  # the notch of the sacrum is hidden from the side
    assert body_map.view == "buttock"


def test_the_view_may_be_chosen_freely_afterwards(body_map):
    body_map.selected = "BL40"
    body_map.view = "back"
    assert (body_map.selected, body_map.view) == ("BL40", "back")
    assert acu.BodyMap(selected="BL40", view="back").view == "back"


def test_another_point_begins_with_its_whole_construction(body_map):
    body_map.selected = "GB29"
    body_map.step = 2
    body_map.selected = "BL40"
    assert body_map.step == 0


def test_what_the_browser_sends_is_taken_as_it_is(body_map):
    """The browser, quicker than a busy kernel, sends a new point and a step of it together."""
    index = body_map.codes.index("GB29")
    body_map.set_state({"selected": "GB29", "index": index, "view": "back", "step": 2})
    assert (body_map.selected, body_map.step, body_map.view) == ("GB29", 2, "back")


def test_what_changes_together_is_sent_together(body_map, monkeypatch):
    sent = []
    monkeypatch.setattr(body_map, "_send", lambda message, buffers=None: sent.append(message))
    body_map.selected = "BL40"
    assert [set(message["state"]) for message in sent if message["method"] == "update"] == [
        {"selected", "index", "view"}
    ]
    assert len(json.dumps(sent)) < 1000


def test_another_body_keeps_point_view_and_step(body_map):
    body_map.selected = "GB29"
    body_map.step = 2
    before = body_map._images["hip"]
    body_map.body = acu.Body("male", build=1)
    assert (body_map.selected, body_map.view, body_map.step) == ("GB29", "hip", 2)
    assert body_map._images["hip"] != before


def test_an_unusual_body_is_drawn_from_the_side_that_is_looked_at():
    body_map = acu.BodyMap(view="ankle_inner", body=acu.Body("female", build=0.3))
    assert set(body_map._sheets) == set(body_map._images) == {"ankle_inner"}
    body_map.selected = "BL60"
    assert body_map._images[body_map.view].startswith(b"RIFF")


def test_every_drawn_point_has_a_dot_in_its_best_view(drawn):
    points = load_points()
    for code, row in points[points["drawn"]].iterrows():
        sides = dots(drawn, code, row["view"])
        assert ("left" if row["paired"] else "middle") in sides, code


def test_a_point_that_is_not_drawn_has_no_dot_and_says_so(drawn):
    assert not any(dots(drawn, "GV1", view) for view in plates.VIEWS)
    assert drawn._points["GV1"]["drawn"] is False
    assert acu.BodyMap(selected="GV1").words.endswith("not drawn.")


def test_the_right_side_mirrors_the_left(drawn):
    sides = dots(drawn, "BL23", "low_back")
    assert sides["right"][0] == pytest.approx(-sides["left"][0], abs=0.2)
    assert sides["left"][0] < 0  # seen from behind, the left side is on the left


def test_whatever_is_sent_lies_on_its_sheet(drawn):
    for view, sheet in drawn._sheets.items():
        left, top, width, height = sheet["box"]
        for code, _, x, y in sheet["dots"]:
            assert left <= x <= left + width, (view, code)
            assert top <= y <= top + height, (view, code)


def test_steps_are_told_and_drawn_in_the_same_number(drawn):
    for view, sheet in drawn._sheets.items():
        for code, way in sheet["ways"].items():
            assert len(way) == len(drawn._points[code]["steps"]), (view, code)


def test_the_landmarks_of_gb29_are_found_before_its_string(drawn):
    titles = [step["title"] for step in drawn._points["GB29"]["steps"]]
    assert titles[0].startswith("Front tip of the hip bone")
    assert titles[1].startswith("Bump at the top of the thigh bone")
    assert titles[-1] == "GB29 Jūliáo"
    first, second, string, point = drawn._sheets["hip"]["ways"]["GB29"]
    ends = np.array([first["dot"][:2], second["dot"][:2]])
    assert np.linalg.norm(ends.mean(axis=0) - point["point"][0][:2]) < 10  # mm: half-way, draped
    assert string["seen"].startswith("M")


def test_pressing_on_the_dot_of_bl40_finds_bl40(drawn):
    x, y = dots(drawn, "BL40", "knee_back")["left"]
    clicked = press(drawn, x, y, "knee_back")
    assert (clicked["code"], clicked["side"], clicked["view"]) == ("BL40", "left", "knee_back")
    assert clicked["cm"] < 0.3
    where = [clicked[axis] for axis in "xyz"]
    assert np.linalg.norm(where - place("BL40", drawn.body)) < 0.3


def test_a_thumb_beside_bl40_is_told_how_far(drawn):
    x, y = dots(drawn, "BL40", "knee_back")["left"]
    clicked = press(drawn, x + 15, y + 15, "knee_back")
    assert clicked["code"] == "BL40"
    assert 2.0 <= clicked["cm"] < 2.6  # 1.5 cm across and 1.5 cm down, on a rounded leg
    assert clicked["y"] == pytest.approx(place("BL40", drawn.body)[1] - 1.5, abs=0.06)


def test_a_press_on_the_right_side_knows_its_side(drawn):
    x, y = dots(drawn, "BL23", "low_back")["right"]
    clicked = press(drawn, x, y, "low_back")
    assert (clicked["code"], clicked["side"]) == ("BL23", "right")
    assert clicked["x"] < 0  # x counts to the left


def test_a_press_between_the_feet_is_on_no_skin(drawn):
    clicked = press(drawn, 0, -20, "back")
    assert clicked["code"] == clicked["side"] == ""
    assert [clicked[name] for name in ("cm", "x", "y", "z")] == [None] * 4


def test_the_picture_of_a_map_that_is_not_run_has_its_words():
    for body_map in (acu.BodyMap(), acu.BodyMap(selected="GB29")):
        bundle, _ = body_map._repr_mimebundle_()
        alt = unescape(re.search('<img alt="([^"]+)"', bundle["text/html"])[1])
        assert alt == bundle["text/plain"] == repr(body_map) == body_map.words


def test_the_words_begin_with_what_is_chosen():
    body_map = acu.BodyMap(selected="GB29", body=acu.Body("male", build=1))
    assert body_map.words[:60].startswith(
        "GB29 Jūliáo (Squatting Bone-Hole): left hip from the side"
    )
    assert "heavy man" in body_map.words[:110]

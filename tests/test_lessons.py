"""The point finder, as a learner uses it."""

import json
import re

import pytest
from scripts import run

import acu
from acu import plates
from acu.body import Body
from acu.points import load_points


@pytest.fixture
def finder():
    return acu.find_a_point("BL40")


def titles(code):
    return [step["title"] for step in acu.card(code).facts["steps"]]


def answer(finder, text):
    """What the page makes of a typed text."""
    book = json.dumps(finder.picker._lookup)
    return run(finder.picker, f"answerTo({book}, {json.dumps(text)})")


def test_every_point_of_the_table_can_be_chosen(finder):
    assert list(finder.picker._titles) == list(load_points().index)
    assert finder.picker._titles["BL40"] == "BL40 Wěizhōng, Bend Middle"


def test_list_and_map_begin_with_the_same_point(finder):
    assert finder.picker.selected == finder.map.selected == "BL40"
    finder.choose("GB30")
    assert finder.picker.selected == finder.map.selected == "GB30"


def test_nobody_is_left_with_the_wrong_54(finder):
    (note,) = acu.card("BL40").facts["notes"]
    assert "In older charts this point is B 54." in note
    assert "BL54 is another point: Zhìbiān (buttock)" in note
    found = answer(finder, "B 54")
    assert found["offered"] == ["BL40", "BL54"]
    assert found["code"] == ""  # nothing is chosen for the learner
    assert found["message"] == acu.find("B 54").message


def test_a_clear_name_is_shown_at_once(finder):
    found = answer(finder, "環跳")
    assert (found["code"], found["offered"]) == ("GB30", [])
    assert "Huántiào" in found["message"]


def test_a_slip_of_the_pen_gets_a_suggestion_to_press(finder):
    found = answer(finder, "weizong")
    assert (found["code"], found["offered"]) == ("", ["BL40"])


def test_an_empty_box_says_nothing_and_leaves_the_map_alone(finder):
    assert answer(finder, "  ") == {"message": "", "code": "", "offered": []}


def test_words_are_only_ever_set_as_text(finder):
    assert "innerHTML" not in finder.picker._esm


def test_the_body_changes_with_the_person(finder):
    finder.person.value = "heavy man"
    assert finder.map.body == Body("male", build=1)
    assert finder.map.selected == "BL40"
    assert "heavy man" in finder.words


def test_a_notebook_that_is_not_run_shows_the_plate_and_how_the_point_is_found(finder):
    bundle = finder._repr_mimebundle_()
    assert bundle["text/plain"] == plates.words("BL40", finder.body)
    assert re.search(r'<img alt="([^"]+)"', bundle["text/html"])[1] == bundle["text/plain"]
    assert load_points().loc["BL40", "posture"] in bundle["text/html"]
    assert "In older charts this point is B 54" in bundle["text/html"]


def test_a_wrong_code_is_refused_with_a_hint(finder):
    with pytest.raises(ValueError, match="points 1 to 44"):
        acu.find_a_point("GB99")
    with pytest.raises(ValueError, match="points 1 to 44"):
        finder.choose("GB99")
    assert finder.map.selected == "BL40"


# --- what is said on the way to a point ----------------------------------------------------------


def test_the_way_tells_how_to_feel_for_each_landmark():
    first, second, string, point = acu.card("GB29").facts["steps"]
    assert first["title"] == "Front tip of the hip bone"
    assert first["more"].startswith("Anterior superior iliac spine. ")
    assert "follow the rim of the bone forward" in first["more"]
    assert second["title"] == "Bump at the top of the thigh bone"
    assert string["title"].endswith(
        "hip bone (1) to the bump at the top of the thigh bone (2) and fold it in half"
    )
    assert "half-way between" in point["more"]


def test_a_point_that_leans_on_others_is_found_from_the_bones_up():
    told = titles("KI9")
    assert told[0] == "Inner ankle bone"
    assert [title.split()[0] for title in told if title[:2] == "KI"] == ["KI3", "KI10", "KI9"]
    assert len(set(told)) == len(told)


def test_both_places_of_gb30_are_led_to():
    told = titles("GB30")
    assert told.index("GB30 Huántiào") < told.index("Front tip of the hip bone")
    assert told[-1] == "Second place WHO prints"


def test_of_a_long_row_of_landmarks_the_first_and_the_last_are_gone_to():
    assert [title[:30] for title in titles("EX-B2")[:2]] == [
        "Hollow under the spine knob of T"[:30],
        "Hollow under the spine knob of L"[:30],
    ]
    assert "each of the 17 places" in titles("EX-B2")[2]

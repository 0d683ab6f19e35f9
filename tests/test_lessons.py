"""The point finder, as a learner uses it."""

import re

import pytest

import acu
from acu import plates
from acu.body import Body
from acu.points import load_points


@pytest.fixture
def finder():
    return acu.find_a_point("BL40")


def titles(code):
    return [step["title"] for step in acu.card(code).facts["steps"]]


def test_every_point_of_the_table_can_be_chosen(finder):
    assert [code for _, code in finder.points.options] == list(load_points().index)
    assert "BL40 Wěizhōng, Bend Middle" in [name for name, _ in finder.points.options]


def test_list_and_map_are_linked_without_the_kernel(finder):
    # A Dropdown tells the browser which choice it is, by its place; the map's codes stand alike.
    assert [code for _, code in finder.points.options] == finder.map.codes
    assert (finder.points.index, finder.map.index) == (finder.map.codes.index("BL40"),) * 2


def test_nobody_is_left_with_the_wrong_54(finder):
    (note,) = acu.card("BL40").facts["notes"]
    assert "In older charts this point is B 54." in note
    assert "BL54 is another point: Zhìbiān (buttock)" in note
    finder.ask.value = "B 54"
    assert [button.description for button in finder.choices.children] == ["Show BL40", "Show BL54"]
    assert finder.map.selected == "BL40"  # nothing was chosen for the learner
    finder.choices.children[1].click()
    assert finder.map.selected == finder.points.value == "BL54"


def test_a_clear_name_is_shown_at_once(finder):
    finder.ask.value = "環跳"
    assert finder.map.selected == finder.points.value == "GB30"
    assert not finder.choices.children


def test_a_slip_of_the_pen_gets_a_suggestion_to_press(finder):
    finder.choose("GB29")
    finder.ask.value = "weizong"
    assert finder.map.selected == "GB29"
    assert [button.description for button in finder.choices.children] == ["Show BL40"]


def test_an_empty_box_says_nothing_and_leaves_the_map_alone(finder):
    finder.ask.value = "ST3"
    assert finder.map.selected == "ST3" and "Jùliáo" in finder.answer.value
    finder.ask.value = ""
    assert finder.map.selected == "ST3" and finder.answer.value == ""


def test_what_is_typed_is_shown_as_text_not_as_html(finder):
    finder.ask.value = "<b>x</b>"
    assert "<b>" not in finder.answer.value


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


def test_a_wrong_code_is_refused_with_a_hint():
    with pytest.raises(ValueError, match="points 1 to 44"):
        acu.find_a_point("GB99")


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

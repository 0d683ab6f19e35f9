"""The point finder, as a learner uses it."""

import re

import pytest

import acu
from acu import plates
from acu.points import load_points


@pytest.fixture
def finder():
    return acu.find_a_point("BL40")


def shown(finder):
    """What the page says, without pictures and marks."""
    return re.sub(r"<[^>]*>", "", finder.page.value)


def test_every_point_of_the_table_can_be_chosen(finder):
    assert [code for _, code in finder.points.options] == list(load_points().index)
    assert "BL40 Wěizhōng, Bend Middle" in [name for name, _ in finder.points.options]


def test_the_page_has_a_picture_that_says_what_it_shows(finder):
    alt = re.search(r'<img alt="([^"]+)"', finder.page.value)[1]
    assert alt.startswith("BL40 Wěizhōng")
    assert "half-way between the inner end of the crease" in alt


def test_the_page_tells_how_to_feel_for_each_landmark(finder):
    finder.points.value = "GB29"
    assert "Front tip of the hip bone (anterior superior iliac spine)" in shown(finder)
    assert "follow the rim of the bone forward" in shown(finder)
    assert "Bump at the top of the thigh bone" in shown(finder)


def test_a_point_that_leans_on_others_is_found_from_the_bones_up(finder):
    finder.points.value = "KI9"
    steps = re.findall("<li>(.*?)</li>", finder.page.value)
    assert steps[0].startswith("<b>Inner ankle bone</b>")
    assert [step.split()[0] for step in steps if " lies " in step] == ["KI3", "KI10", "KI9"]
    assert any("inner cord behind the knee" in step for step in steps)


def test_the_page_says_how_to_sit_or_lie(finder):
    assert load_points().loc["BL40", "posture"] in shown(finder)


def test_both_places_of_gb30_can_be_felt_for(finder):
    finder.points.value = "GB30"
    assert "Front tip of the hip bone" in shown(finder)
    assert "WHO prints a second place: one third of the way" in shown(finder)


def test_nobody_is_left_with_the_wrong_54(finder):
    assert "older charts this point is B 54" in shown(finder)
    assert "BL54 is another point: Zhìbiān (buttock)" in shown(finder)
    finder.ask.value = "B 54"
    assert [button.description for button in finder.choices.children] == ["Show BL40", "Show BL54"]
    assert finder.points.value == "BL40"  # nothing was chosen for the learner
    finder.choices.children[1].click()
    assert finder.points.value == "BL54"


def test_a_clear_name_is_shown_at_once(finder):
    finder.ask.value = "環跳"
    assert finder.points.value == "GB30"
    assert not finder.choices.children


def test_a_slip_of_the_pen_gets_a_suggestion_to_press(finder):
    finder.points.value = "GB29"
    finder.ask.value = "weizong"
    assert finder.points.value == "GB29"
    assert [button.description for button in finder.choices.children] == ["Show BL40"]


def test_a_point_known_by_name_only_leaves_the_page_alone(finder):
    finder.ask.value = "ST3"
    assert "by name only" in finder.answer.value
    assert finder.points.value == "BL40"
    finder.ask.value = ""
    assert finder.answer.value == ""


def test_what_is_typed_is_shown_as_text_not_as_html(finder):
    finder.ask.value = "<b>x</b>"
    assert "<b>" not in finder.answer.value


def test_the_body_changes_with_the_person(finder):
    woman = finder.page.value
    finder.person.value = "heavy man"
    assert finder.page.value != woman
    assert "heavy man" in finder.page.value


def test_a_notebook_that_is_not_run_shows_the_page(finder):
    bundle = finder._repr_mimebundle_()
    assert bundle["text/plain"] == plates.words("BL40", finder.body)
    assert bundle["text/html"] == finder.page.value


def test_a_wrong_code_is_refused_with_a_hint():
    with pytest.raises(ValueError, match="points 1 to 44"):
        acu.find_a_point("GB99")

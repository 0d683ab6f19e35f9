"""The lesson of one's own ruler, as a learner with a tape uses it."""

import re

import pytest

import acu
from acu import tables
from acu.body import Body
from acu.points import load_points


@pytest.fixture
def lesson():
    return acu.my_ruler()


def test_three_lengths_are_asked_for_each_with_both_ends_and_a_picture(lesson):
    marks = tables.read("landmarks").set_index("id")
    measured = {
        "SEG_LEG_LAT": ("popliteal_crease", "lateral_malleolus"),
        "SEG_THIGH_LAT": ("greater_trochanter", "popliteal_crease"),
        "SEG_BACK_WIDTH": ("scapula_medial_border",),
    }
    assert not lesson.more.children  # GB36 needs the leg only
    unrun = lesson.still
    for ruler, ends in measured.items():
        assert re.search('alt="Ruler of the .*? cun', lesson.pictures[ruler].value)
        for end in ends:
            assert marks.loc[end, "feel"] in unrun


def test_typing_a_length_tells_how_far_to_go_at_once(lesson):
    assert "an estimate" in lesson.answer.value
    lesson.fields["SEG_LEG_LAT"].value = "40"
    assert "7 cun straight up from the outer ankle bone: 17.5 cm on you." in lesson.answer.value
    assert "<b>2.50 cm</b>, measured" in lesson.table.value
    lesson.fields["SEG_LEG_LAT"].value = ""
    assert "an estimate" in lesson.answer.value and "measured" not in lesson.table.value


@pytest.mark.parametrize("typed", ["38.5", "38,5", " 38.5 ", "38 1/2"])
def test_a_length_is_read_as_people_write_it(lesson, typed):
    lesson.fields["SEG_LEG_LAT"].value = typed
    assert lesson.own.lengths == {"SEG_LEG_LAT": 38.5}
    assert lesson.messages["SEG_LEG_LAT"].value == ""


def test_inches(lesson):
    lesson.unit.value = "inches"
    lesson.fields["SEG_LEG_LAT"].value = "15 3/4"
    assert lesson.own.lengths["SEG_LEG_LAT"] == pytest.approx(15.75 * 2.54)
    assert "6.9 inches on you." in lesson.answer.value  # 7/16 of 15.75
    assert lesson.fields["SEG_LEG_LAT"].description == "Your length, inches"


def test_an_impossible_length_is_refused_in_place_and_the_others_stay(lesson):
    lesson.fields["SEG_BACK_WIDTH"].value = "13"
    lesson.fields["SEG_LEG_LAT"].value = "15.7"
    message = lesson.messages["SEG_LEG_LAT"].value
    assert "15.7 cm is too short. We expect 31 to 45 cm" in message and 'role="status"' in message
    assert "You measure in cm: is that so?" in message
    assert lesson.own.lengths == {"SEG_BACK_WIDTH": 13}
    lesson.unit.value = "inches"  # what the learner had meant
    assert lesson.messages["SEG_LEG_LAT"].value == ""
    assert "13 inches" not in lesson.answer.value
    assert "33.02 cm is too long" in lesson.messages["SEG_BACK_WIDTH"].value


@pytest.mark.parametrize("typed", ["forty", "-40", "4 0", "<b>40</b>", "1e2", "1/0", "38.5cm"])
def test_what_is_no_length_is_said_to_be_none(lesson, typed):
    lesson.fields["SEG_LEG_LAT"].value = typed
    message = lesson.messages["SEG_LEG_LAT"].value
    assert "is not a length. Write a number such as 38.5." in message
    assert "<b>" not in message
    assert lesson.own.lengths == {}


def test_the_estimates_and_the_map_follow_the_person(lesson):
    average = lesson.own.cun["SEG_LEG_LAT"]
    lesson.stature.value, lesson.sex.value, lesson.build.value = "190", "male", 1
    assert lesson.map.body == Body("male", 190, 1)
    assert lesson.own.cun["SEG_LEG_LAT"] > average
    assert "average man" in lesson.pictures["SEG_LEG_LAT"].value


def test_a_height_that_cannot_be_drawn_is_said_and_the_average_stands_in(lesson):
    lesson.stature.value = "250"
    message = lesson.messages["stature"].value
    assert "250 cm is not a height we can draw" in message and "140 to 205 cm" in message
    assert lesson.map.body == Body()


def test_any_point_of_the_table_can_be_chosen(lesson):
    assert [code for _, code in lesson.points.options] == list(load_points().index)
    assert [code for _, code in lesson.points.options] == lesson.map.codes  # linked by place
    for code in ("GB29", "GB30", "BL40"):
        lesson.points.value = code
        assert "No ruler is needed." in lesson.answer.value
    lesson.points.value = "BL23"
    assert "1.5 cun" in lesson.answer.value and "the inner edge" in lesson.answer.value


def test_what_else_a_point_needs_is_asked_for_beside_it(lesson):
    lesson.points.value = "SP6"
    (card,) = lesson.more.children
    assert "15 cun" in lesson.pictures["SEG_LEG_MED"].value
    assert "an estimate" in lesson.answer.value
    lesson.fields["SEG_LEG_MED"].value = "37.5"
    assert "3 cun straight up from the inner ankle bone: 7.5 cm on you." in lesson.answer.value
    assert lesson.more.children == (card,)  # nobody's field goes away under the hands
    lesson.points.value = "BL40"
    assert not lesson.more.children
    lesson.points.value = "SP6"
    assert "7.5 cm on you" in lesson.answer.value


def test_every_length_that_a_point_needs_can_be_typed(lesson):
    used = set(re.findall(r"SEG_\w+", " ".join(load_points()["rule"])))
    assert set(lesson.fields) == used


def test_the_table_names_every_ruler_that_a_rule_uses_and_no_other(lesson):
    used = set(re.findall(r"SEG_\w+", " ".join(load_points()["rule"])))
    assert lesson.table.value.count('scope="rowgroup"') == len(used) == 17
    women, men = (f"{Body(sex).cun['SEG_BACK_WIDTH']:.2f} cm" for sex in ("female", "male"))
    assert f"<td>{women}</td><td>{men}</td>" in lesson.table.value


def test_lengths_may_be_given_beforehand():
    lesson = acu.my_ruler("BL23", SEG_BACK_WIDTH=14)
    assert "3.5 cm on you." in lesson.answer.value  # 1.5 of 6 cun
    with pytest.raises(ValueError, match="too long"):
        acu.my_ruler(SEG_BACK_WIDTH=140)
    with pytest.raises(ValueError, match="'SEG_STATURE' is not asked for here"):
        acu.my_ruler(SEG_STATURE=170)
    with pytest.raises(ValueError, match="points 1 to 44"):
        acu.my_ruler("GB99")


def test_a_notebook_that_is_not_run_shows_pictures_words_and_averages(lesson):
    bundle = lesson._repr_mimebundle_()
    (words,) = re.findall('<img alt="([^"]+)"', bundle["text/html"])
    assert words == bundle["text/plain"] == repr(lesson)
    assert "from the middle of the crease behind the knee to the outer ankle bone" in words
    assert bundle["text/html"].count("cm on the average woman") == 17

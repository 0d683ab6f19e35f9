"""Which points match a question, and what a text means."""

import pytest
from matched import LEG, POINTS, match

from acu.points import called

BACK_IN_BOOKS = {"BL23", "BL40", "BL60", "GB34", "ST36"}


# -- what matches -------------------------------------------------------------------------------


def test_without_a_question_every_point_matches():
    assert match() == list(POINTS.index)


def test_the_article_names_three_points_for_sciatica():
    assert match(complaint="sciatica", kind="article") == ["BL40", "GB29", "GB30"]


def test_complaint_and_who_says_so_stand_in_one_row():
    # Books say back pain of BL57, and the article says nothing of it.
    assert "BL57" in match(complaint="low back pain", kind="tradition")
    assert "BL57" not in match(complaint="low back pain", kind="article")
    # The article speaks of GB29, and books say low back pain of it: no row says both.
    assert "GB29" in match(kind="article")
    assert "GB29" in match(complaint="low back pain")
    assert "GB29" not in match(complaint="low back pain", kind="article")


def test_the_books_most_named_points_for_low_back_pain_are_among_those_of_tradition():
    assert set(match(complaint="low back pain", kind="tradition")) >= BACK_IN_BOOKS


def test_channel_and_region_go_together():
    assert match(channel="GB", region="hip") == ["GB29"]
    assert match(channel="GB", region="buttock") == ["GB30"]
    assert match(channel="GV", region="ankle") == []


def test_a_blood_clot_leaves_no_point_of_the_leg():
    assert not LEG & set(match(who="blood clot in the leg"))


def test_after_an_operation_or_a_long_journey_the_back_stays_and_the_leg_goes():
    left = set(match(who="recent operation, plaster or long journey"))
    assert not LEG & left
    assert {"BL23", "GV4"} <= left


def test_who_must_ask_first_is_not_shown_the_point():
    assert "GB30" not in match(who="new or broken hip")
    assert match(who="pregnant") == []


def test_a_light_press_keeps_its_point():
    assert match(who="old or frail") == list(POINTS.index)


# -- what a text means --------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["B 54", "54 B", "UB54", "BL54"])
def test_nobody_is_led_to_the_wrong_54(text):
    assert match(text=text) == ["BL40", "BL54"]
    assert "behind the knee" in called(text).message


def test_a_name_that_is_being_typed_shows_what_it_may_become():
    assert set(match(text="wei")) == {"BL21", "BL39", "BL40", "BL50", "GB28", "EX-B3"}
    assert match(text="weiz") == ["BL40"]
    assert match(text="委") == ["BL39", "BL40"]
    assert set(match(text="bone-h")) > {"BL31", "BL32", "BL33", "BL34", "GB29"}
    assert match(text="EX-B") == [code for code in POINTS.index if code.startswith("EX-B")]
    assert match(text="  ") == match()


@pytest.mark.parametrize("text", ["zzz", "54", ")(", "\\", "*"])
def test_what_nobody_calls_a_point_matches_nothing(text):
    assert match(text=text) == []

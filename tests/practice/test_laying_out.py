"""What the page has of a question: places, rings, views and bodies."""

import pytest
from practising import laid, measures, run_reading

import acu
from acu.bodymap.store import sheet
from acu.lessons.finder import PEOPLE
from acu.plates import VIEWS
from acu.points import load_points
from acu.questions import questions


def test_of_a_place_the_page_has_all_that_it_needs_to_judge_and_explain(quiz):
    asked = laid(quiz)
    assert asked["ask"] == "Find GB30 Huántiào, Jumping Round."
    assert asked["view"] == asked["best"] == load_points().loc["GB30", "view"]
    assert asked["ring"]["cm"] == acu.precision.tolerance("GB30").cm
    assert f"{asked['ring']['cm']:.1f} cm" in asked["ring"]["said"]
    assert asked["cun"]["cm"] > 1 and asked["steps"] and asked["sources"]
    assert measures(quiz, asked)[asked["best"]]["rings"][0]


def test_a_ring_says_whose_marks_it_is_made_of(quiz):
    for code in load_points().query("drawn").index:
        scatter = acu.precision.scatter(code)
        if scatter is not None:
            said = laid(quiz, code)["ring"]["said"]
            assert f"{scatter.people} trained" in said and f"{scatter.area_95:g} cm²" in said
            return
    pytest.fail("no point has a scatter")


def test_beyond_the_first_level_the_view_gives_less_away(quiz):
    for code in ("BL40", "LU1", "GB29", "ST36", "GV4"):
        asked = laid(quiz, code, level="bare")
        assert VIEWS[asked["view"]].whole and asked["view"] != asked["best"]
        dots = sheet(quiz.body, asked["view"])[0]["dots"]
        assert code in {dot[0] for dot in dots}  # and yet it can be found there


def test_other_kinds_know_nothing_of_the_place_that_they_do_not_need(quiz):
    asked = laid(quiz, kind="name")
    assert measures(quiz, asked) == {} and asked["view"]
    asked = laid(quiz, "CV1", kind="which") if questions(["CV1"], ["which"]) else {"view": ""}
    assert asked["view"] == ""


def test_the_other_side_is_asked_for_and_measured_on_the_right(quiz):
    left = laid(quiz)
    either = measures(quiz, left)["back"]
    right = laid(quiz, level="other side")
    target = measures(quiz, right)["back"]
    assert right["ask"].endswith(", on the right side.") and right["side"] == "right"
    assert "side" in left and left["side"] == ""
    dots = sheet(quiz.body, "back")[0]["dots"]
    here = next(dot for dot in dots if dot[:2] == ["GB30", "right"])
    there = (-here[2], here[3])
    on, beside = (run_reading(quiz, target, xy) for xy in (here[2:4], there))
    assert on < 1 and (beside or 99) > 5
    assert max(run_reading(quiz, either, xy) for xy in (here[2:4], there)) < 1


def test_a_point_of_the_midline_has_no_other_side(quiz):
    asked = laid(quiz, "GV4", level="other side")
    assert asked["side"] == "" and "right" not in asked["ask"]


def test_on_level_three_it_is_another_body_and_each_round_another(history):
    practice = acu.practise(level="another body", history=history)
    seen = []
    for _ in range(2):
        sex, build = PEOPLE[practice.person]
        assert practice.quiz.body == acu.Body(sex, build=build)
        assert practice.person in practice.quiz.about
        seen.append(practice.person)
        practice.ask()
    assert "average woman" not in seen
    assert len(set(seen)) == 2


def test_the_measure_follows_the_body(history):
    thin, heavy = (
        acu.practise("BL25", kinds="find", person=person, history=history).quiz
        for person in ("thin woman", "heavy woman")
    )
    assert thin.targets["back"] != heavy.targets["back"]


def test_every_answer_that_can_be_given_can_be_kept(history):
    for question in questions(load_points().index):
        for option in question.options if question.kind != "order" else ():
            assert len(option) <= 200, question.key
        assert len(question.options) <= 9, question.key  # a key for each

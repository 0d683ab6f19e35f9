"""What is asked of a learner is true, and nothing shown gives the answer away."""

import re
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest
from asked import ALL, ARTICLE, BY_KEY, POINTS, of_kind

from acu import atlas, tables
from acu.body import Body
from acu.questions import KINDS, questions

# --- all questions -----------------------------------------------------------------------------


def test_the_points_of_the_article_are_asked_unless_others_are_named():
    asked = questions()
    assert {question.code for question in asked if question.kind == "find"} == {*ARTICLE}
    assert {question.kind for question in asked} == {*KINDS}
    for code in ARTICLE:
        assert {q.kind for q in asked if q.code == code} == {*KINDS}


def test_each_key_stands_for_one_question_and_begins_with_its_kind():
    assert len(BY_KEY) == len(ALL)
    for question in ALL:
        assert question.key.split()[0] == question.kind


def test_questions_are_the_same_in_another_run():
    code = "from acu.questions import questions; print(repr(questions()))"
    said = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    assert said.stdout.strip() == repr(questions())


def test_fewer_points_ask_the_same_questions():
    for question in questions("GB29"):
        assert question == BY_KEY[question.key]


def test_every_question_names_sources_that_are_there():
    known = set(tables.read("sources")["id"])
    for question in ALL:
        assert question.sources, question.key
        assert {*question.sources} <= known, question.key


def test_every_question_asks_and_tells_in_sentences():
    for question in ALL:
        assert re.search(r"[.?]$", question.ask), question.key
        assert re.search(r"[.)]$", question.why), question.key
        assert "  " not in question.ask + question.why, question.key


def test_there_is_one_right_option_among_different_ones():
    for question in of_kind("name", "which", "press"):
        assert question.right in range(len(question.options)), question.key
        assert len({*question.options}) == len(question.options) >= 2, question.key


def test_the_right_option_stands_in_every_place():
    chosen = [q for q in of_kind("name", "which") if len(q.options) == 4]
    places = Counter(question.right for question in chosen)
    for place in range(4):
        assert 0.18 < places[place] / len(chosen) < 0.32


def test_nothing_shown_gives_the_answer_away():
    for question in of_kind("name", "which", "order"):
        shown = " ".join(question.options)
        assert not re.search(r"[\u3400-\u9fff]", shown), (
            question.key
        )  # the signs that are asked for
        assert not re.search(r"\(\d+\)", shown), question.key  # the numbers of the steps
    for question in of_kind("name", "press"):
        assert not any(option in question.ask for option in question.options[1:]), question.key


def test_what_is_not_known_is_told_with_a_hint():
    with pytest.raises(ValueError, match="BL400"):
        questions(["BL400"])
    with pytest.raises(ValueError, match="press"):
        questions(kinds=["pres"])


# --- find, name --------------------------------------------------------------------------------


def test_points_that_are_not_drawn_are_not_asked_for_on_the_body():
    drawn = set(POINTS.index[POINTS["drawn"]])
    assert {question.code for question in of_kind("find")} == drawn
    assert {question.code for question in of_kind("name")} == drawn
    assert {question.code for question in of_kind("order")} <= drawn


def test_find_tells_the_rule_of_the_standard():
    assert BY_KEY["find GB29"].ask == "Find GB29 Jūliáo, Squatting Bone-Hole."
    assert "half-way between the front tip of the hip bone" in BY_KEY["find GB29"].why
    assert "to the notch at the lower end of the sacrum" in BY_KEY["find GB30"].why
    assert "Second place WHO prints" in BY_KEY["find GB30"].why


def test_the_point_is_named_among_its_neighbours_and_its_look_alike():
    places = atlas.locate(Body("male"))[["x", "y", "z"]]
    for question in of_kind("name"):
        codes = [option.split()[0] for option in question.options]
        assert codes[question.right] == question.code
        assert len(codes) == 4
        here = places.loc[question.code]
        apart = [np.linalg.norm(places.loc[code] - here) for code in codes if code != question.code]
        assert sorted(apart)[1] < 16, question.key  # only one may be from elsewhere
    assert "BL54 Zhìbiān" in BY_KEY["name BL40"].options
    assert "ST3 Jùliáo" in BY_KEY["name GB29"].options


def test_the_hand_beside_the_hip_is_no_neighbour_of_it():
    around = {option.split()[0] for option in BY_KEY["name GB30"].options}
    assert {*POINTS.loc[[*around], "region"]} <= {"buttock", "thigh", "hip", "sacrum"}

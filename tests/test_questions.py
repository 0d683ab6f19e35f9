"""What is asked of a learner is true, and nothing shown gives the answer away."""

import re
import subprocess
import sys
import unicodedata
from collections import Counter
from itertools import combinations, permutations

import numpy as np
import pytest

from acu import atlas, safety, tables
from acu.body import Body
from acu.cards import card
from acu.points import load_points
from acu.questions import KINDS, questions
from acu.questions.ordering import steps_before

POINTS = load_points()
ALL = questions(POINTS.index)
BY_KEY = {question.key: question for question in ALL}
ARTICLE = ["BL40", "GB29", "GB30"]


def of_kind(*kinds):
    return [question for question in ALL if question.kind in kinds]


def answer(key):
    (right,) = BY_KEY[key].answer
    return right


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


# --- which -------------------------------------------------------------------------------------


def bare(pinyin):
    signs = unicodedata.normalize("NFD", pinyin)
    return "".join(sign for sign in signs if not unicodedata.combining(sign)).casefold()


def test_all_points_of_one_name_are_told_apart():
    pairs = {
        pair
        for pair in combinations(POINTS.index, 2)
        if len({bare(POINTS.loc[code, "pinyin"]) for code in pair}) == 1
    }
    assert ("ST3", "GB29") in pairs and len(pairs) == 7
    for one, other in pairs:
        for right, wrong in ((one, other), (other, one)):
            question = BY_KEY[f"which {right} {wrong}"]
            assert POINTS.loc[right, "traditional"] in question.ask
            row = POINTS.loc[right]
            assert question.answer == (f"{right} {row['pinyin']} ({row['region']})",)


def test_juliao_on_the_hip_is_gb29_and_not_st3():
    assert "居髎" in BY_KEY["which GB29 ST3"].ask
    assert answer("which GB29 ST3") == "GB29 Jūliáo (hip)"
    assert "巨髎" in BY_KEY["which ST3 GB29"].ask
    assert answer("which ST3 GB29") == "ST3 Jùliáo (face)"
    assert answer("which GB29 ST3 pressed") == "GB29 Jūliáo"
    assert answer("which GB29 ST3 bare") == "One on the hip or one on the face"


def test_the_neck_is_not_pressed_for_a_point_of_the_thigh():
    assert answer("which LI18 ST32 pressed") == "LI18 Fútū"


def test_b_54_is_bl40_and_bl54_is_in_the_buttock():
    about = [q for q in of_kind("which") if {"BL40", "BL54"} <= {*q.key.split()}]
    assert len(about) >= 3
    for question in about:
        assert "BL54" in question.why and "buttock" in question.why
    assert answer("which BL40 BL54") == "BL40 Wěizhōng"
    assert answer("which BL40 BL54 article") == "Behind the knee"
    assert "Look up" in answer("which BL40 BL54 chart")
    assert answer("which BL54 BL40 place").startswith("In the buttock")


def test_older_charts_number_the_back_before_the_leg():
    # Old 36 to 49 are WHO's 41 to 54; old 50 to 54 are WHO's 36 to 40.
    for old in range(36, 55):
        who = old + 5 if old < 50 else old - 14
        question = BY_KEY[f"which BL{who} BL{old}"]
        assert f"B {old}." in question.ask or f"B {old} " in question.ask
        assert answer(question.key).split()[0] == f"BL{who}"


def test_a_look_alike_is_asked_about_from_both_sides():
    keys = {q.key for q in questions(["BL54"], ["which"])}
    assert {"which BL40 BL54", "which BL40 BL54 article"} <= keys
    assert "which GB29 ST3" in {q.key for q in questions("ST3", "which")}


def test_the_two_lines_of_gb30():
    assert answer("which GB30 places").endswith("notch at the lower end of the sacrum")
    assert "front tip of the hip bone" in BY_KEY["which GB30 places"].why
    assert answer("which GB30 end") == answer("which GB30 line")
    body = Body("female")
    here = atlas.locate(body).loc["GB30"]
    first, second = here[["x", "y", "z"]].to_numpy(), here[["x2", "y2", "z2"]].to_numpy()
    marks = body.landmarks[["x", "y", "z"]]
    thigh, sacrum = marks.loc["greater_trochanter"], marks.loc["sacral_hiatus"]
    assert np.linalg.norm(first - thigh) < np.linalg.norm(first - sacrum)
    assert first[2] < thigh["z"] < second[2]  # the one behind the bump, the other in front


def test_which_place_is_the_first_is_asked_of_the_disputed_points_of_who():
    # WHO 2008 settled 86 of 92 disputed points; the other six have two places.
    asked = {q.code for q in of_kind("which") if q.key.endswith(" places")}
    assert asked == {"LI19", "LI20", "PC8", "PC9", "GB30", "GV26"}


# --- order -------------------------------------------------------------------------------------


def test_a_step_stands_on_the_places_that_it_names():
    for code in POINTS.index[POINTS["drawn"]]:
        titles = [step["title"] for step in card(code).facts["steps"]]
        before = steps_before(code)
        for number, steps in enumerate(before):
            named = {int(n) - 1 for n in re.findall(r"\((\d+)\)", titles[number])}
            assert named <= steps, (code, titles[number])
            assert all(step < number for step in steps), code
        assert before[-1] == {*range(len(before) - 1)}, code  # everything leads to the point


def test_an_order_counts_as_right_only_if_it_works_and_if_no_other_works():
    for question in of_kind("order"):
        before = steps_before(question.code)
        sizes = [len(steps) for steps in before]
        assert sorted(sizes) == sorted(question.right)
        assert 3 <= len(sizes) <= 8
        if len(sizes) > 6:
            continue
        for order in permutations(range(len(sizes))):
            works = all(before[step] <= {*order[:place]} for place, step in enumerate(order))
            ranks = [sizes[step] for step in order]
            assert works == (ranks == sorted(ranks)), question.key


def test_steps_are_not_shown_in_the_right_order():
    for question in of_kind("order"):
        assert [*question.right] != sorted(question.right), question.key
        assert question.answer[-1] == card(question.code).name


def test_both_bones_of_gb29_may_be_felt_first():
    question = BY_KEY["order GB29"]
    rank = dict(zip(question.options, question.right, strict=True))
    assert rank["Front tip of the hip bone"] == rank["Bump at the top of the thigh bone"] == 0
    (string,) = (step for step in rank if step.startswith("Lay a string"))
    assert 0 < rank[string] < rank["GB29 Jūliáo"]


def test_the_second_place_of_gb30_is_not_on_the_way_to_the_first():
    assert len(BY_KEY["order GB30"].options) == 4
    assert not any("front tip of the hip" in step for step in BY_KEY["order GB30"].options)


def test_a_point_that_is_reached_in_several_good_orders_is_not_asked():
    # The Achilles tendon may be felt before the knee or after it.
    assert "order BL57" not in BY_KEY


# --- press -------------------------------------------------------------------------------------


def test_people_are_answered_as_the_cautions_say():
    said = {"avoid": "Do not press", "ask": "Ask a doctor first", "light": "Press lightly"}
    asked = [q for q in of_kind("press") if q.code and not q.key.endswith(" healthy")]
    verdicts = {who: safety.not_for(who) for who in safety.situations()}
    for question in asked:
        row = verdicts[question.key.split(" ", 2)[2]].loc[question.code]
        assert question.answer == (said[row["verdict"]],), question.key
        assert row["action"] in question.why
    assert {question.answer[0] for question in asked} == {*said.values()}


@pytest.mark.parametrize("code", ARTICLE)
def test_nobody_presses_a_pregnant_woman_in_class(code):
    question = BY_KEY[f"press {code} pregnant"]
    assert "A woman is pregnant" in question.ask
    assert question.answer == ("Do not press",)
    assert "ask the midwife" in question.why


def test_the_gravest_cases_of_each_point_are_asked():
    assert answer("press BL40 blood clot in the leg") == "Do not press"
    assert answer("press BL40 lump behind the knee") == "Do not press"
    assert answer("press GB29 new or broken hip") == "Do not press"
    assert answer("press GB30 bad sciatica, numb or weak leg now") == "Do not press"
    assert answer("press BL40 within six weeks after birth") == "Ask a doctor first"


def test_who_may_be_pressed_does_it_with_their_own_hand():
    """Hip, buttock and chest are for one's own hand alone, most of all a child's."""
    pressed = [q for q in of_kind("press") if q.code and q.answer[0].startswith("Press")]
    assert {"GB29", "GB30"} <= {question.code for question in pressed}
    for question in pressed:
        assert "on himself" in question.ask or "on herself" in question.ask, question.key


def test_a_leg_that_may_hold_a_clot_is_no_question_of_pressing_elsewhere():
    """It is a danger sign, and is asked as one; the person of the cautions had theirs before."""
    assert answer("press R17") == "See a doctor the same day"
    people = [q.ask for q in of_kind("press") if q.key.endswith("blood clot in the leg")]
    assert len(people) > 20
    assert not any("swollen" in ask or "may have" in ask for ask in people)


def test_a_healthy_person_presses_as_hard_as_the_point_bears():
    assert answer("press GB29 healthy") == answer("press GB30 healthy") == "Press firmly"
    assert answer("press BL40 healthy") == "Press lightly"  # vessels and a nerve lie under it
    assert answer("press ST9 healthy") == "Do not press"  # the artery to the brain


def test_what_is_only_looked_for_is_never_pressed():
    for code in POINTS.index[POINTS["pressure"] == "locate only"]:
        (question,) = questions(code, "press")[:-25]
        assert question.answer == ("Do not press",)
        assert "Look and find only" in question.why


def test_every_danger_sign_is_asked_about_whatever_the_points():
    signs = tables.read("red_flags").set_index("id")
    said = {
        "emergency": "Get help now",
        "same day": "See a doctor the same day",
        "see a doctor first": "See a doctor before you press",
    }
    asked = questions([], ["press"])
    assert [question.key for question in asked] == [f"press {name}" for name in signs.index]
    for question in asked:
        row = signs.loc[question.key.split()[1]]
        assert question.answer == (said[row["urgency"]],)
        assert row["sign"] in question.ask and row["do"] in question.why


def test_signs_of_cauda_equina_are_an_emergency():
    about = [q for q in questions([], ["press"]) if "cauda equina" in q.why]
    assert len(about) == 3
    for question in about:
        assert question.answer == ("Get help now",)


def test_each_situation_of_the_cautions_has_a_person():
    assert [*tables.read("cases")["who"]] == safety.situations()


def test_a_look_alike_of_the_table_has_three_wrong_answers():
    for row in tables.read("lookalikes").itertuples():
        wrong = row.wrong.split("; ")
        assert len({*wrong, row.right}) == 4, row.id
        assert row.other != row.code

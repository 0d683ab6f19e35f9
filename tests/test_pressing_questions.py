"""Whether to press a person, and how: as the cautions say."""

import pytest
from asked import ARTICLE, BY_KEY, POINTS, answer, of_kind

from acu import safety, tables
from acu.questions import questions


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

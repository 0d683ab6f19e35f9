"""Which questions a round puts, and what it lists."""

import html
from datetime import datetime

import pytest
from practising import DAY, NOON, keys

import acu
from acu.memory import History
from acu.points import load_points
from acu.practice.dealing import deal, mixed, sets
from acu.practice.quiz import LEVELS
from acu.questions import KINDS, questions

POINTS = ["GB29", "GB30", "BL40"]


def test_the_kinds_take_turns():
    dealt, due = deal(POINTS, cards=10)
    assert [question.kind for question in dealt[:5]] == list(KINDS)
    assert due == 0
    everything = mixed(questions(POINTS))
    assert sorted(q.key for q in everything) == sorted(q.key for q in questions(POINTS))
    firsts = [next(i for i, q in enumerate(everything) if q.kind == kind) for kind in KINDS]
    assert firsts == [0, 1, 2, 3, 4]


def test_what_is_due_comes_first_and_the_longest_due_at_the_beginning(history):
    for key, ago in (("press R03", 9), ("find BL40", 30), ("name GB29", 0)):
        history.add(key, "", "", "", 3, when=NOON - ago * DAY)
    dealt, due = deal(POINTS, answers=history.read(), now=NOON, cards=5)
    assert due == 2
    assert [question.key for question in dealt[:2]] == ["find BL40", "press R03"]
    assert "name GB29" not in [question.key for question in dealt]
    everything, _ = deal(POINTS, answers=history.read(), now=NOON, cards=1000)
    assert everything[-1].key == "name GB29"  # it rests
    later, due = deal(POINTS, answers=history.read(), now=NOON + 100 * DAY, cards=3)
    assert due == 3 and "name GB29" in [question.key for question in later]


def test_what_is_due_is_asked_by_the_clock_unless_a_time_is_given(history):
    history.add("find BL40", "", "", "", 3, when=datetime.now() - 300 * DAY)
    dealt, due = deal(POINTS, answers=history.read(), cards=1)
    assert (dealt[0].key, due) == ("find BL40", 1)
    zoned = deal(POINTS, answers=history.read(), now=datetime.now().astimezone(), cards=1)
    assert zoned[1] == 1


def test_a_round_may_be_of_one_kind_or_some(history):
    assert {
        q.kind for q in acu.practise(kinds=["find", "name"], history=history).quiz.questions
    } == {
        "find",
        "name",
    }
    assert {q.kind for q in acu.practise(kinds="order", history=history).quiz.questions} == {
        "order"
    }


def test_the_sets_are_those_of_the_tables():
    found, points = sets(), load_points()
    assert found["the article's three points"] == sorted(POINTS, key=list(points.index).index)
    assert found["all points"] == list(points.index)
    channels = {code for name, codes in found.items() if name.endswith("channel") for code in codes}
    assert channels == set(points.index)
    assert {"BL40", "GB30"} <= set(found["points used for the back"]) < set(points.index)


def test_two_learners_who_begin_are_asked_the_same(tmp_path):
    one, other = (acu.practise(seed=0, history=History(tmp_path / name)) for name in "ab")
    assert one.quiz.questions == other.quiz.questions
    assert one._repr_mimebundle_()["text/html"] == other._repr_mimebundle_()["text/html"]
    assert one.quiz.get_state(["_questions"]) == other.quiz.get_state(["_questions"])
    assert keys(acu.practise(seed=1, history=one.history)) != keys(one)


def test_another_round_asks_in_another_order(history):
    practice = acu.practise(history=history)
    before = keys(practice)
    practice.ask()
    assert keys(practice) != before and len(keys(practice)) == len(before)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"codes": ["B 54"]}, "no WHO code .* BL40"),
        ({"codes": ["bl40"]}, "no WHO code .* BL40"),
        ({"kinds": ["nope"]}, "no questions of the kind 'nope'; there are: find, name, which"),
        ({"kinds": "fnd"}, "no questions of the kind 'fnd'.*find"),
        ({"level": "hard"}, "no level 'hard'; levels are: landmarks, bare, another body, other"),
        ({"person": "Anna"}, "no person 'Anna'; there are: average woman"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(history, wrong, message):
    with pytest.raises(ValueError, match=message) as refused:
        acu.practise(*wrong.pop("codes", []), history=history, **wrong)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"points": "my knees"}, "no points 'my knees'; there are: the article's three points"),
        ({"kinds": "fnd"}, "no kinds .*fnd.*; there are: find, name, which, order, press"),
        ({"level": "hard"}, "no level 'hard'; levels are: landmarks, bare"),
    ],
)
def test_a_round_of_what_does_not_exist_is_refused_and_the_old_one_stays(history, wrong, message):
    practice = acu.practise(history=history)
    before = keys(practice)
    with pytest.raises(ValueError, match=message):
        practice.ask(**wrong)
    assert keys(practice) == before and practice.quiz.wanted["n"] == practice.quiz.dealt == 0


def test_what_the_page_wants_is_dealt(history):
    practice = acu.practise(history=history)
    wanted = {"points": "Stomach channel", "kinds": "find", "level": "bare", "n": 1}
    practice.quiz.wanted = practice.quiz.wanted | wanted
    assert {question.code[:2] for question in practice.quiz.questions} == {"ST"}
    assert {question["level"] for question in practice.quiz._questions} == {"bare"}
    assert practice.quiz.dealt == 1
    practice.ask(kinds=["name", "press"])
    assert {question.kind for question in practice.quiz.questions} == {"name", "press"}
    assert {question.code[:2] for question in practice.quiz.questions} <= {"ST", ""}


@pytest.mark.parametrize("kinds", [None, "find", ["which", "press"]])
def test_a_menu_says_what_is_asked(history, kinds):
    quiz = acu.practise("BL23", kinds=kinds, level="bare", history=history).quiz
    for name, offered in quiz._choices.items():
        values = [value for value, _ in offered]
        assert quiz.wanted[name] in values and len(set(values)) == len(values), name
    asked = {question.kind for question in quiz.questions}
    assert asked <= set(quiz.wanted["kinds"].split())


def test_one_question_is_one(history):
    alone = acu.practise("GB29", kinds="find", history=history)
    assert alone.words == "Practice: 1 question about GB29, 0 answered"
    assert alone.quiz.about == "1 question, on the average woman."


def test_a_notebook_that_is_not_run_lists_the_questions_with_folded_answers(practice):
    shown = html.unescape(practice.still)
    assert practice.words == practice.quiz.words and practice.words in shown
    for question in practice.quiz.questions:
        assert question.ask in shown and question.why in shown
        assert all(option in shown for option in question.options)
    assert shown.count("<details") == shown.count("</details>") == len(practice.quiz.questions)


def test_levels_and_their_words_go_together(history):
    practice = acu.practise(history=history)
    assert [name for name, _ in practice.quiz._choices["level"]] == list(LEVELS)
    assert set(LEVELS) < set(acu.memory.LEVELS)


@pytest.mark.parametrize("cards", [0, -1, 2.5])
def test_a_round_without_questions_is_refused(cards):
    with pytest.raises(ValueError, match="whole number of questions, 1 or more"):
        acu.practise(cards=cards)

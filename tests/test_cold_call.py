"""Who is called, and what is asked."""

from itertools import pairwise

import pytest
from scripts import run

import acu
from acu import tables


@pytest.fixture(scope="module")
def call():
    return acu.cold_call(words=["blue fox", " tin  cup", "blue fox", ""])


def test_words_are_tidy_and_none_stands_twice(call):
    assert call.learners == ["blue fox", "tin cup"]
    assert acu.cold_call("BL40", words="red kite").learners == ["red kite"]


def test_no_question_needs_a_picture_and_each_has_answer_reason_and_source(call):
    for question in call._questions:
        assert "dot" not in question["ask"]
        assert question["why"] and question["sources"] and question["hint"]
        asked_to_show = question["ask"].startswith("Find ")
        assert bool(question["answer"]) != asked_to_show
        for number, answer in zip(question["right"], question["answer"], strict=True):
            assert question["options"][number - 1] == answer


def test_danger_signs_are_asked_whatever_the_points():
    asks = [question["ask"] for question in acu.cold_call("LI4")._questions]
    assert sum("danger sign" in ask for ask in asks) >= len(tables.read("red_flags"))


def test_nobody_is_asked_to_touch_a_private_place():
    (shown,) = [q for q in acu.cold_call("ST17", "BL40")._questions if q["ask"].startswith("Find")]
    assert "BL40" in shown["ask"] and "Do not press" in shown["hint"]
    hints = {q["hint"] for q in acu.cold_call("CV1")._questions}
    assert not any("lay a finger" in hint for hint in hints)


@pytest.mark.parametrize("count", [1, 2, 5, 30])
@pytest.mark.parametrize("seed", [0, 1, 20261123])
def test_everybody_is_called_once_before_anybody_is_called_again(call, count, seed):
    names = [f"word {n}" for n in range(count)]
    turns = f"[...Array({3 * count}).keys()].map(t => calledOn({names}, {seed}, t))"
    called = run(call, turns)
    for start in range(0, 3 * count, count):
        assert sorted(called[start : start + count]) == sorted(names)
    if count > 1:
        assert all(one != other for one, other in pairwise(called))


def test_another_seed_calls_in_another_order(call):
    names = [f"word {n}" for n in range(12)]
    order = "[...Array(12).keys()].map(t => calledOn({}, {}, t))"
    assert run(call, order.format(names, 1)) != run(call, order.format(names, 2))
    assert run(call, order.format(names, 1)) == run(call, order.format(names, 1))
    assert run(call, "calledOn([], 0, 3) ?? null") is None


def test_typed_words_are_parted_at_lines_and_commas(call):
    assert run(call, r"wordsOf(' blue  fox, tin cup\n\nblue fox;x ')") == [
        "blue fox",
        "tin cup",
        "x",
    ]

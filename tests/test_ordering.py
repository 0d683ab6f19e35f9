"""Steps that are put in order."""

import re
from itertools import permutations

from asked import BY_KEY, POINTS, of_kind

from acu.cards import card
from acu.questions.ordering import steps_before


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

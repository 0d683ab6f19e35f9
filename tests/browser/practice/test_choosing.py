"""Questions that are answered by choosing and by putting steps in order."""

import pytest
from playwright.sync_api import expect
from quiz_page import dot, is_told, question, steps

CHOICES = ["name GB29", "which BL40 BL54", "press R03"]


@pytest.mark.parametrize("key", CHOICES)
def test_the_right_choice_is_right_and_a_wrong_one_is_told_what_is(quiz, key):
    asked = question(key)
    for right in (True, False):
        quiz.deal([asked.code or "GB29"], [asked.kind], only=[key])
        assert quiz.part("map").is_visible() == (asked.kind == "name")
        quiz.choose(right)
        is_told(quiz, 3 if right else 1)
        told = "✓ Right." if right else f"✗ Not yet. {asked.right + 1} is right."
        expect(quiz.verdict).to_have_text(told)
        expect(quiz.part("options").locator(".right")).to_contain_text(asked.answer[0])
        expect(quiz.part("options").locator(".right")).to_contain_text("✓ right")
        mine = quiz.options.filter(has_text="you chose this")
        expect(mine).to_have_count(0 if right else 1)
        expect(quiz.part("why")).to_have_text(asked.why)
        assert quiz.part("map").is_visible() == bool(asked.code)  # and what is told of is shown


@pytest.mark.parametrize("key", CHOICES)
def test_numbers_choose_and_enter_goes_on(quiz, key):
    asked = question(key)
    quiz.deal([asked.code or "GB29"], [asked.kind], only=[key])
    quiz.part("ask").click()
    quiz.page.keyboard.press(str(asked.right + 1))
    is_told(quiz, 3)
    quiz.page.keyboard.press("Enter")
    expect(quiz.part("end")).to_be_visible()


def test_the_dot_that_is_asked_for_lies_where_the_point_is(quiz):
    quiz.deal(["GB29"], ["name"])
    view = quiz.notebook.python("quiz.view")
    wanted = quiz.pixel(dot("GB29", view))
    point = quiz.part("way").locator(".point .disc").first.bounding_box()
    middle = [point["x"] + point["width"] / 2, point["y"] + point["height"] / 2]
    assert middle == pytest.approx(wanted, abs=2)
    assert "GB29" not in quiz.part("svg").text_content()


def test_steps_are_put_in_order_and_taken_back(quiz):
    asked = question("order GB30")
    right = sorted(range(len(asked.right)), key=asked.right.__getitem__)
    quiz.deal(["GB30"], ["order"])
    steps(quiz, [right[-1], right[0]])
    expect(quiz.options.nth(right[0]).locator("strong")).to_have_text("2")
    for _ in range(2):
        quiz.part("undo").click()
    expect(quiz.options.nth(right[0]).locator("strong")).to_have_text("·")
    steps(quiz, right[:-1])
    quiz.check.click(force=True)  # one is missing
    assert quiz.log == []
    steps(quiz, right[-1:])
    quiz.check.click()
    is_told(quiz, 3)
    assert quiz.options.locator("span").all_inner_texts() == list(asked.answer)


def test_steps_in_a_wrong_order_are_told_their_places(quiz):
    asked = question("order GB30")
    right = sorted(range(len(asked.right)), key=asked.right.__getitem__)
    quiz.deal(["GB30"], ["order"])
    steps(quiz, right[::-1])
    quiz.check.click()
    is_told(quiz, 1)
    ranks = dict(zip(asked.options, asked.right, strict=True))
    shown = [ranks[words] for words in quiz.options.locator("span").all_inner_texts()]
    assert shown == sorted(ranks.values())
    expect(quiz.options.last).to_contain_text("you put it 1")


def test_the_keys_stay_on_a_step_that_was_chosen(quiz):
    asked = question("order GB30")
    quiz.deal(["GB30"], ["order"])
    quiz.options.nth(1).focus()
    quiz.page.keyboard.press("Enter")
    expect(quiz.options.nth(1).locator("strong")).to_have_text("1")
    quiz.notebook.wait_until_idle()
    expect(quiz.options.nth(1)).to_be_focused()
    for at in range(len(asked.options)):
        quiz.page.keyboard.press(str(at + 1))
    expect(quiz.check).not_to_have_attribute("aria-disabled", "true")

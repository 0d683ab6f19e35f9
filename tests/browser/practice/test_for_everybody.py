"""Practice for those who see, point or read in another way, or on a phone."""

import pytest
from playwright.sync_api import expect
from quiz_page import TOO_WIDE, away, is_told


def everything(quiz):
    """Show one after the other what the widget can show."""
    quiz.deal(["BL40"], ["find"])
    quiz.mark(away("BL40", "knee_back", 8))
    yield "marked"
    quiz.check.click()
    is_told(quiz, 1)
    yield "told"
    quiz.deal(["GB30"], ["order"])
    quiz.options.nth(2).click()
    yield "a step chosen"
    quiz.deal(["GB29"], ["name"])
    quiz.choose(right=False)
    yield "chosen wrongly"
    quiz.next.click()
    yield "the end"
    quiz.hand_over("Save as a file")
    expect(quiz.part("handed")).to_contain_text("Saved as")
    yield "results"


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_axe_finds_nothing(quiz, theme):
    quiz.notebook.theme(theme)
    for shown in everything(quiz):
        assert quiz.notebook.axe(".acu.practice") == [], shown
    assert quiz.notebook.axe() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_and_answers_are_seen_in_forced_colours(quiz, scheme):
    quiz.page.emulate_media(forced_colors="active", color_scheme=scheme)
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    quiz.deal(["BL40"], ["find"])
    quiz.mark(away("BL40", "knee_back", 8))
    quiz.check.click()
    for kind in ("ring", "cross", "string"):
        line = quiz.root.locator(f"path.{kind}.line").first
        assert line.evaluate(f"it => getComputedStyle(it).stroke !== {paper}"), kind
    quiz.deal(["GB29"], ["name"])
    quiz.choose(right=False)
    right = quiz.part("options").locator(".right")
    assert right.evaluate(f"it => getComputedStyle(it).borderTopColor !== {paper}")
    quiz.page.emulate_media(forced_colors="none", color_scheme="light")


def test_nothing_is_cut_off_on_a_phone(phone):
    for shown in everything(phone):
        assert phone.root.evaluate(TOO_WIDE) == [], shown

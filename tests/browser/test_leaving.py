"""A page with no Python: what somebody typed there is not lost without a question."""

import pytest
from alone import page_of
from playwright.sync_api import expect

import acu


@pytest.fixture
def alone(lab_and_chromium, tmp_path):
    """Opens a widget on a page of the site's kind; says what leaving it asks."""
    window = lab_and_chromium[1].new_context()

    def opened(widget):
        file = tmp_path / "page.html"
        file.write_text(page_of(widget), encoding="utf-8")
        page = window.new_page()
        page.goto(file.as_uri())
        page.locator(".acu").click(position={"x": 2, "y": 2})  # browsers ask nobody who did nothing
        return page

    yield opened
    window.close()


def asks(page):
    """Whether the browser asks before the page is left; it stays open."""
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("() => setTimeout(() => location.reload())")
    page.wait_for_timeout(500)
    if not asked:
        page.wait_for_load_state()
    return asked == ["beforeunload"]


def test_words_that_a_class_typed_are_not_lost_without_a_question(alone):
    page = alone(acu.cold_call("GB29"))
    assert not asks(page)
    page.locator(".acu").click(position={"x": 2, "y": 2})
    page.locator("summary").first.click()
    page.get_by_role("textbox").fill("blue fox\ntin cup")
    assert asks(page)
    expect(page.get_by_role("textbox")).to_have_value("blue fox\ntin cup")


def test_a_station_that_is_scored_is_not_lost_without_a_question(alone):
    page = alone(acu.station("GB29"))
    assert not asks(page)
    page.locator(".acu").click(position={"x": 2, "y": 2})
    page.get_by_label("Yes").first.check()
    assert asks(page)
    expect(page.get_by_label("Yes").first).to_be_checked()


def test_answers_that_wait_for_a_teacher_are_not_lost_without_a_question(alone):
    page = alone(acu.practise("GB29").quiz)
    answered = """() => model.set('log', [{question: 'which GB29', when: '2026-07-27T12:00:00',
        answer: 'x', grade: 3}])"""
    page.evaluate(answered)
    assert not asks(page)  # who only practises goes on as they like
    page.evaluate(answered)
    page.locator("[data-part=given]").click()
    page.locator("[data-part=word]").fill("blue fox 7")
    assert asks(page)
    expect(page.locator("[data-part=word]")).to_have_value("blue fox 7")
    page.get_by_role("button", name="Save as a file").click()
    assert not asks(page)

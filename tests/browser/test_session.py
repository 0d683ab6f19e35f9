"""A guided session from the first question to the diary, as a person goes through it."""

import re

import pytest
from playwright.sync_api import expect

MILD, STRONG = "2, mild", "8, strong"


class Session:
    """A guided session on a page, with a diary of its own."""

    def __init__(self, notebook, diary):
        self.notebook, self.page, self.diary = notebook, notebook.page, diary
        self.box = self.page.locator(".acu.lesson")
        self.note = self.box.get_by_label("A note")
        self.chart = self.box.locator(".book img")

    @property
    def lesson(self):
        """The cells of the notebook, without what they show."""
        return [(cell["type"], cell["source"]) for cell in self.notebook.cells]

    def button(self, name):
        return self.box.get_by_role("button", name=name)

    def keep(self, before=STRONG, after=MILD):
        self.box.get_by_label("Pain before").select_option(before)
        self.box.get_by_label("Pain after").select_option(after)
        self.button("Keep this").click()

    def shows(self, title):
        """Wait until the chart says something."""
        expect(self.chart).to_have_attribute("alt", re.compile(re.escape(title)))


@pytest.fixture
def session(open_notebook, tmp_path):
    """Opens a guided session whose own folder is empty."""

    def opened(**how):
        home = tmp_path / "own"
        cell = f"import os\nos.environ['ACU_HOME'] = {str(home)!r}\nimport acu\n"
        cells = ["1 + 1", f"{cell}session = acu.guided_session('GB29')\nsession", "2 + 2"]
        return Session(open_notebook(cells, run=True, **how), home / "diary.csv")

    return opened


def test_pain_before_and_after_goes_to_the_diary_and_into_the_chart(session):
    session = session(width=390)
    session.shows("Your diary is empty")
    session.button("Keep this").click()
    expect(session.box).to_contain_text("first choose your pain before and after")
    assert not session.diary.exists()
    session.keep(STRONG, MILD)
    session.shows("Your diary: 1 session in 1 week")
    session.shows("week 1, 8 before and 2 after")
    expect(session.box).to_contain_text("pain 8 before and 2 after")
    assert "GB29,8,2" in session.diary.read_text(encoding="utf-8")


def test_what_the_timer_finished_is_kept_with_its_time(session):
    session = session(clock=True)
    session.box.get_by_role("button", name="Start", exact=True).click()
    session.page.clock.fast_forward(16_000)  # get ready
    session.page.clock.run_for(121_000)  # press the left side
    session.page.clock.resume()
    expect(session.box).to_contain_text("Pressed with the timer: GB29, 2 minutes in all.")
    session.keep()
    session.shows("1 session")
    assert "GB29,8,2,120," in session.diary.read_text(encoding="utf-8")


def test_deleting_asks_first_and_the_keys_go_on_from_a_control_that_stays(session):
    session = session()
    session.keep()
    session.shows("1 session")
    session.button("Delete my diary").press("Enter")
    expect(session.box).to_contain_text("with 1 session? Nobody can bring it back.")
    session.button("No, keep it").press("Enter")
    expect(session.button("Delete my diary")).to_be_focused()
    assert session.diary.exists()
    session.button("Delete my diary").press("Enter")
    session.button("Yes, delete it").press("Enter")
    session.shows("Your diary is empty")
    expect(session.box.get_by_label("Pain before")).to_be_focused()
    assert not session.diary.exists()


def test_a_note_may_hold_letters_that_are_keys_of_the_notebook(session):
    session = session()
    before = session.lesson
    session.note.click()
    session.page.keyboard.type("dd added x, 1 a b")
    session.page.keyboard.press("Enter")
    session.page.keyboard.type("0 0 and i i")
    session.page.keyboard.press("Shift+Tab")  # on to a list of numbers
    session.page.keyboard.type("xdd")
    assert session.lesson == before
    expect(session.note).to_have_value("dd added x, 1 a b\n0 0 and i i")
    session.keep()
    session.box.get_by_text("The latest of 1 session").click()
    expect(session.box.get_by_role("table")).to_contain_text("dd added x, 1 a b")
    assert session.lesson == before


def test_a_phone_shows_the_diary_without_going_sideways(session):
    session = session(width=390)
    session.note.fill("slept badly, sat all day " * 8)
    session.keep()
    session.shows("1 session")
    for fold in session.box.locator("summary").all():
        fold.click()
    table = session.box.get_by_role("table")
    assert table.evaluate("it => it.offsetWidth <= it.parentElement.clientWidth")
    assert session.box.evaluate("it => it.scrollWidth <= it.clientWidth")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_with_a_diary_that_is_about_to_be_deleted(session, theme):
    session = session(theme=theme)
    session.keep()
    session.shows("1 session")
    for fold in session.box.locator("summary").all():
        fold.click()
    session.button("Delete my diary").click()
    expect(session.button("Yes, delete it")).to_be_visible()
    assert session.notebook.axe() == []

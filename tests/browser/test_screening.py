"""Danger signs asked for before pressing, as a person answers them."""

import json

import pytest
from playwright.sync_api import expect

TODAY, LATER = "Ring a doctor today.", "It need not be anything bad"


class Check:
    """The screening on a page, and the folder where it may keep an answer."""

    def __init__(self, notebook, home):
        self.notebook, self.page, self.home = notebook, notebook.page, home
        self.box = self.page.locator(".acu.screening")
        self.line = self.box.locator("summary").first
        self.here = self.box.locator("[aria-current=true]")
        self.verdict = self.box.locator(".verdict")

    @property
    def lesson(self):
        """The cells of the notebook, without what they show."""
        return [(cell["type"], cell["source"]) for cell in self.notebook.cells]

    def question(self, words):
        return self.box.locator("fieldset").filter(has_text=words)

    def answer(self, words, choice):
        self.question(words).get_by_label(choice, exact=True).check()

    def no_to_all(self):
        for choice in self.box.get_by_label("No", exact=True).all():
            choice.check()

    def button(self, name):
        return self.box.get_by_role("button", name=name)


@pytest.fixture
def check(open_notebook, tmp_path):
    """Opens a check_first with an own folder that is empty."""

    def opened(call="acu.check_first()", **how):
        home = tmp_path / "own"
        cell = (
            f"import os\nos.environ['ACU_HOME'] = {str(home)!r}\nimport acu\ncheck = {call}\ncheck"
        )
        return Check(open_notebook([cell], run=True, **how), home)

    return opened


def test_one_yes_to_numbness_is_enough_to_get_help_now(check):
    check = check(width=390)
    expect(check.here).to_have_count(0)
    check.answer("bike saddle", "Yes")
    expect(check.here).to_contain_text("Get help now")
    expect(check.question("bike saddle")).to_contain_text("Call the emergency number")
    numbers = check.box.get_by_role("list", name="Emergency numbers")
    expect(numbers).to_contain_text("112 in the European Union")
    check.answer("bike saddle", "No")
    expect(check.here).to_have_count(0)
    expect(numbers).to_be_hidden()


def test_fever_leads_to_a_doctor_today_once_all_is_answered(check):
    check = check()
    check.answer("fever", "Yes")
    expect(check.here).to_contain_text("so far")
    expect(check.button("Keep my answer")).to_be_disabled()
    check.no_to_all()
    check.answer("fever", "Yes")
    expect(check.here).to_contain_text("See a doctor first")
    expect(check.here).to_contain_text("this is for you")
    expect(check.verdict).to_contain_text(TODAY)
    check.answer("fever", "No")
    check.answer("first back pain", "Yes")
    expect(check.verdict).to_contain_text(LATER)


def test_no_to_all_goes_on_but_not_for_everybody(check):
    check = check()
    check.no_to_all()
    expect(check.here).to_contain_text("Go on")
    expect(check.line).to_contain_text("Now: go on.")
    check.box.get_by_label("blood clot in the leg").check()
    expect(check.box.locator(".means")).to_contain_text("BL40 Wěizhōng: leave it out.")
    expect(check.line).to_contain_text("But leave out BL40.")


def test_by_keyboard_alone_and_no_key_touches_the_lesson(check):
    check = check()
    before = check.lesson
    check.line.focus()
    keys = check.page.keyboard
    for _ in range(10):
        keys.press("Tab")
        keys.press("Space")  # yes
        keys.press("ArrowRight")  # no
    expect(check.here).to_contain_text("Go on")
    for key in ("x", "d", "d", "b"):
        keys.press(key)
    assert check.lesson == before


def test_it_goes_on_while_the_kernel_is_busy(check):
    check = check()
    with check.notebook.busy():
        check.no_to_all()
        expect(check.here).to_contain_text("Go on")
        check.answer("both legs", "Yes")
        expect(check.here).to_contain_text("Get help now")


def test_the_folded_one_opens_keeps_and_deletes_by_keyboard(check):
    check = check("acu.check_first(folded=True)")
    first = check.question("bike saddle")
    expect(first).to_be_hidden()
    expect(check.line).to_contain_text("may I press today? Not answered yet.")
    check.line.focus()
    check.page.keyboard.press("Enter")
    expect(first).to_be_visible()
    check.no_to_all()
    check.button("Keep my answer").press("Enter")
    expect(check.box).to_contain_text("Kept: ")
    assert json.loads((check.home / "check.json").read_text())["result"] == "go on"
    check.button("Delete what was kept").press("Enter")
    expect(check.box).to_contain_text("Deleted: ")
    expect(check.button("Clear all answers")).to_be_focused()
    assert list(check.home.iterdir()) == []
    check.line.focus()
    check.page.keyboard.press("Enter")
    expect(first).to_be_hidden()


def test_only_what_was_kept_is_there_after_running_again(check):
    check = check("acu.check_first(folded=True)")
    check.line.click()
    check.no_to_all()
    expect(check.line).to_contain_text("Now: go on.")
    check.notebook.run_all()
    expect(check.line).to_contain_text("Not answered yet.")
    assert not check.home.exists()

    check.line.click()
    check.no_to_all()
    check.button("Keep my answer").click()
    expect(check.box).to_contain_text("Kept: ")
    check.notebook.run_all()
    expect(check.line).to_contain_text("Today you came to: go on.")
    check.line.click()
    expect(check.box.locator(":checked")).to_have_count(0)


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_at_any_end(check, theme):
    check = check(theme=theme)
    check.box.get_by_label("pregnant", exact=True).check()
    check.box.get_by_text("Why these questions").click()
    for words in ("bike saddle", "fever"):
        check.no_to_all()
        check.answer(words, "Yes")
        assert check.notebook.axe() == []
    check.no_to_all()
    assert check.notebook.axe() == []

"""A kernel is killed, a tab is closed: what was kept is there, and nobody is told otherwise."""

import os
import shutil
import signal
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from acu.diary import Diary
from acu.memory import History

DAY = """import os
os.environ['ACU_HOME'] = {home!r}
import acu
session = acu.guided_session('GB29')
session"""
QUIZ = """from acu.questions import questions
practice = acu.practise()
practice.quiz.deal(questions(['GB29', 'BL40'], ['which']), 'landmarks')
practice"""
RIGHT = "{each['ask']: each['options'][each['right']] for each in practice.quiz._questions}"
NEW_KERNEL = """() =>
    jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'"""
SILENT = "Python does not answer, so nothing is kept now."


class Desk:
    """A page with a guided session and a quiz, and the folder in which they keep things."""

    def __init__(self, page, home):
        self.page, self.diary = page, Diary(home / "diary.csv")
        self.history = History(home / "practice.csv")
        self.session = page.locator(".acu.lesson").filter(has=page.locator(".acu.timer"))
        self.practice = page.locator(".acu.lesson").filter(has=page.locator(".acu.practice"))
        self.timer = self.session.locator(".acu.timer")
        self.phase = self.timer.locator(".card.here .title")
        self.note = self.session.get_by_label("A note")
        self.verdict = self.practice.locator("[data-part=verdict]")

    def press(self, name):
        # By its letters: a button that lost its kernel has a sign before them.
        self.session.locator(f'button:text-is("{name}")').click()

    def keep(self, note=None, before="8, strong"):
        """Choose the pain, and press the button that keeps it."""
        self.session.get_by_label("Pain before").select_option(before)
        self.session.get_by_label("Pain after").select_option("2, mild")
        if note:
            self.note.fill(note)
        self.press("Keep this in my diary")

    def answer(self, right):
        """Answer the question as is right, by the question."""
        asked = self.practice.locator("[data-part=ask]").inner_text()
        option = self.practice.locator("[data-part=options]").get_by_text(right[asked], exact=True)
        option.click()
        expect(self.verdict).to_have_text("✓ Right.")

    def next(self):
        self.practice.locator("[data-part=next]").click()
        expect(self.verdict).to_be_hidden()

    @property
    def seconds(self):
        minutes, seconds = self.timer.get_by_role("timer").inner_text().split(":")
        return 60 * int(minutes) + int(seconds)

    @property
    def answers(self):
        return self.history.read()["question"].tolist()

    @property
    def notes(self):
        return self.diary.read()["note"].tolist()


@pytest.fixture(scope="module")
def opened_once(lab_and_chromium, tmp_path_factory):
    from browser import opened

    home = tmp_path_factory.mktemp("faults") / "own"
    with opened(*lab_and_chromium, [DAY.format(home=str(home)), QUIZ]) as notebook:
        yield notebook, home


@pytest.fixture
def begun(opened_once):
    """In the middle: one session and one answer are kept, a timer runs, a note is only typed."""
    notebook, home = opened_once
    shutil.rmtree(home, ignore_errors=True)
    notebook.run_all()
    desk, right = Desk(notebook.page, home), notebook.python(RIGHT)
    desk.keep("kept before")
    expect(desk.session.get_by_text("Kept in")).to_be_visible()
    desk.note.fill("typed, and not kept yet")
    desk.press("Start")
    desk.press("Skip")
    expect(desk.phase).to_have_text("Press the left side")
    desk.page.get_by_label("Remember my answers").check()
    desk.answer(right)
    expect(desk.practice.get_by_text("Answers that are kept from here")).to_be_visible()
    assert len(desk.answers) == 1
    return SimpleNamespace(notebook=notebook, home=home, desk=desk, right=right)


def test_a_tab_that_is_closed_in_the_middle_opens_again_where_it_was(begun):
    notebook, desk = begun.notebook, begun.desk
    notebook.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    left, address, window = desk.seconds, notebook.page.url, notebook.page.context
    notebook.page.close()
    notebook.page = window.new_page()
    notebook.page.goto(address, wait_until="domcontentloaded")
    desk = Desk(notebook.page, begun.home)
    expect(desk.phase).to_have_text("Press the left side")
    expect(desk.timer.locator("button.main")).to_have_text("Pause")
    assert 0 < desk.seconds < left
    desk.press("Skip")
    expect(desk.phase).to_have_text("Change sides")
    expect(desk.verdict).to_have_text("✓ Right.")  # of the answer before
    desk.next()
    desk.answer(begun.right)
    expect(desk.practice).to_contain_text("kept from here in")
    expect(desk.note).to_have_value("typed, and not kept yet")
    desk.keep()
    expect(desk.session.get_by_text("Kept in")).to_be_visible()
    assert desk.notes == ["kept before", "typed, and not kept yet"]
    expect(desk.practice).to_contain_text(": 2.")
    assert len(set(desk.answers)) == 2


def test_when_the_kernel_is_killed_the_page_goes_on_and_says_that_nothing_is_kept(begun):
    notebook, desk, right = begun.notebook, begun.desk, begun.right
    answers = desk.answers
    os.kill(notebook.python("__import__('os').getpid()"), getattr(signal, "SIGKILL", 15))
    notebook.page.get_by_role("dialog").get_by_role("button", name="Ok").click()
    notebook.page.wait_for_function(NEW_KERNEL)
    before = desk.seconds
    desk.next()
    desk.answer(right)
    expect(desk.practice).to_contain_text(SILENT)
    assert desk.seconds < before
    desk.press("Skip")
    expect(desk.phase).to_have_text("Change sides")
    # A new session is not said to be kept, and what was typed can still be copied.
    desk.keep(before="7, strong")
    expect(desk.session).to_contain_text(SILENT)
    expect(desk.session.get_by_text("pain 8 before")).to_have_count(1)  # as it was, and no other
    expect(desk.session.get_by_text("pain 7 before")).to_have_count(0)
    expect(desk.note).to_have_value("typed, and not kept yet")
    assert (desk.notes, desk.answers) == (["kept before"], answers)
    # The notebook is run again.
    notebook.run_all()
    expect(desk.page.get_by_text(SILENT)).to_have_count(0)
    expect(desk.page.get_by_label("Remember my answers")).to_be_checked()
    desk.answer(notebook.python(RIGHT))
    desk.keep("kept after")
    expect(desk.session.get_by_text("Kept in")).to_be_visible()
    assert desk.notes == ["kept before", "kept after"]
    expect(desk.practice).to_contain_text("kept from here in")
    assert desk.answers[: len(answers)] == answers and len(desk.answers) == 2


def test_while_the_kernel_is_busy_nothing_is_said_to_be_kept_and_then_it_is(begun):
    notebook, desk = begun.notebook, begun.desk
    new = desk.session.get_by_text("pain 7 before")
    with notebook.busy():
        desk.keep(before="7, strong")
        notebook.page.wait_for_timeout(4000)  # ms; longer than a page waits for an answer
        expect(new).to_have_count(0)
        assert desk.notes == ["kept before"]
    expect(new).to_be_visible()
    expect(desk.page.get_by_text(SILENT)).to_have_count(0)
    assert desk.notes == ["kept before", "typed, and not kept yet"]

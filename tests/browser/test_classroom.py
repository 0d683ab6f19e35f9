"""A class on the wall: the clock, cold call and the teacher's desk as people use them."""

import re

import pytest
from playwright.sync_api import expect

CELLS = [
    "import acu",
    "clock = acu.class_clock()\nclock",
    "call = acu.cold_call('BL40', 'GB30', words=['blue fox', 'tin cup', 'old oak'])\ncall",
]
# What stands on the page and reaches beyond it, or beyond its own box.
OUTSIDE = """root => [...root.querySelectorAll('*')].filter(part => part.checkVisibility()
    && !part.closest('.spoken, svg')
    && (part.getBoundingClientRect().right > innerWidth + 1
        || part.getBoundingClientRect().bottom > innerHeight + 1)).map(part => part.outerHTML)"""


class Room:
    """A page with a class clock and cold call, whose time goes when it is told to."""

    def __init__(self, notebook):
        self.notebook, self.page = notebook, notebook.page
        self.clock = self.page.locator(".acu.classclock")
        self.call = self.page.locator(".acu.coldcall")
        self.block = self.clock.get_by_role("heading")
        self.left = self.clock.get_by_role("timer")
        self.ask = self.call.get_by_role("heading")
        self.called = self.call.locator(".called")

    def press(self, name, where=None):
        (where or self.clock).get_by_role("button", name=name, exact=True).click()

    def sleep(self, minutes):
        """Let the clock jump, as while a laptop is shut; then the page draws once."""
        self.page.clock.fast_forward(round(minutes * 60_000))
        self.page.clock.run_for(300)

    def python(self, expression):
        self.page.clock.resume()
        return self.notebook.python(expression)


@pytest.fixture(scope="module")
def shared(lab_and_chromium):
    from browser import opened

    with opened(*lab_and_chromium, CELLS, run=True, clock=True) as notebook:
        yield notebook


@pytest.fixture
def room(shared):
    room = Room(shared)
    restart = room.clock.get_by_role("button", name="Restart", exact=True)
    if restart.get_attribute("aria-disabled") == "false":
        restart.click()
    shared.python("[setattr(call, 'turn', 0), setattr(call, 'turned', False)] and 0")
    expect(room.call.get_by_text("Question 1 of")).to_be_visible()
    shared.page.clock.pause_at(shared.page.evaluate("Date.now()") / 1000 + 1)
    yield room
    shared.page.clock.resume()
    assert shared.problems == [] and shared.foreign == []


# --- the clock -----------------------------------------------------------------------------------


def test_the_block_of_now_its_time_and_what_comes_next_are_shown(room):
    expect(room.block).to_have_text("Welcome: what we claim")
    expect(room.left).to_have_text("5:00")
    room.press("Start")
    room.sleep(3)
    expect(room.left).to_have_text(re.compile("^(2:00|1:59)$"))
    expect(room.clock).to_contain_text("Next: Safety first, 8 min")
    room.press("Next block")
    expect(room.block).to_have_text("Safety first")
    expect(room.clock.locator(".blocks [aria-current=step]")).to_contain_text("Safety first")


def test_a_block_whose_time_is_over_waits_and_the_teacher_chooses(room):
    room.press("Start")
    shift = room.clock.get_by_role("button", name="Next, shift the rest")
    expect(shift).to_be_hidden()
    room.sleep(10)
    expect(room.left).to_have_text(re.compile(r"^\+5:0[0-2]$"))
    expect(room.block).to_have_text("Welcome: what we claim")
    expect(room.clock).to_contain_text("11 % shorter, and the class ends in time")
    shift.click()
    expect(room.clock).to_contain_text("The class ends 5 min later than planned.")
    expect(room.left).to_have_text("8:00")
    room.press("Take it back")
    room.press("Next block")
    expect(room.left).to_have_text("8:00")  # safety is not made shorter
    room.press("Next block")
    expect(room.left).to_have_text(re.compile("^6:1"))  # bones, of 7 minutes
    expect(room.clock).not_to_contain_text("later than planned")


def test_it_goes_on_while_python_is_busy_and_tells_it_afterwards(room):
    with room.notebook.busy():
        room.press("Start")
        room.sleep(2)
        expect(room.left).to_have_text(re.compile("^(3:00|2:59)$"))
        room.press("Next block")
        expect(room.block).to_have_text("Safety first")
        room.page.clock.resume()
    assert room.python("[clock.state, clock.block]") == ["running", 1]


def test_by_keys_alone_and_no_cell_is_touched(room):
    cells = [cell["source"] for cell in room.notebook.cells]
    room.clock.locator(".digits").click()
    keys = room.page.keyboard
    keys.press(" ")
    expect(room.clock.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    keys.press("n")
    expect(room.block).to_have_text("Safety first")
    keys.press("m")
    expect(room.left).to_have_text("13:00")
    keys.press("z")
    expect(room.left).to_have_text("8:00")
    for key in ("b", "x", "d", "d"):
        keys.press(key)
    keys.press(" ")
    expect(room.clock.get_by_role("button", name="Go on", exact=True)).to_be_visible()
    assert [cell["source"] for cell in room.notebook.cells] == cells


def test_a_screen_reader_hears_the_block_the_last_minute_and_the_end(room):
    voice = room.clock.get_by_role("status")
    room.press("Start")
    expect(voice).to_contain_text("Welcome: what we claim, 5 minutes. Sorts four cards")
    room.sleep(4.1)
    expect(voice).to_have_text("One minute left.")
    room.sleep(1)
    expect(voice).to_have_text("Time is over. Next: Safety first.")
    room.sleep(5)
    expect(voice).to_have_text("5 minutes over.")


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1024, 768)])
def test_a_clock_on_the_wall_has_figures_for_the_last_row_and_nothing_cut_off(room, width, height):
    usual = room.page.viewport_size
    room.page.set_viewport_size({"width": width, "height": height})
    room.press("Start")
    room.press("Full screen")
    room.page.wait_for_function("document.fullscreenElement?.classList.contains('classclock')")
    for late in (4, 16):  # 5 minutes of it: then it is 15 minutes over, with six signs
        room.sleep(late)
        figures = room.left.bounding_box()
        assert figures["height"] > height / 8
        told = room.block.bounding_box()
        assert figures["x"] + figures["width"] <= told["x"] or told["y"] > figures["y"]
        assert room.clock.evaluate(OUTSIDE) == []
    room.press("Leave full screen")
    room.page.wait_for_function("!document.fullscreenElement")
    room.page.set_viewport_size(usual)


# --- cold call -----------------------------------------------------------------------------------


def test_question_answer_reason_source_and_who_is_asked(room):
    expect(room.ask).to_have_text(re.compile("^Find "))
    expect(room.call).to_contain_text("Do not press.")
    expect(room.called).to_have_text(re.compile("blue fox|tin cup|old oak"))
    room.press("Show answer", room.call)
    answer = room.call.locator(".answer")
    expect(answer).to_contain_text("lies")
    expect(answer.get_by_role("listitem")).to_contain_text("World Health Organization")
    room.press("Next question", room.call)
    expect(answer).to_be_empty()
    expect(room.call.get_by_text("Question 2 of")).to_be_visible()


def test_keys_lead_through_it_and_each_is_called_once_a_round(room):
    room.ask.click()
    called = []
    for turn in range(6):
        expect(room.call.get_by_text(f"Question {turn + 1} of")).to_be_visible()
        called.append(room.called.inner_text())
        room.page.keyboard.press("Space")
        expect(room.call.get_by_role("button", name="Next question")).to_be_visible()
        room.page.keyboard.press("ArrowRight" if turn % 2 else "Enter")
    assert sorted(called[:3]) == sorted(called[3:]) == ["blue fox", "old oak", "tin cup"]
    room.page.keyboard.press("ArrowLeft")
    expect(room.call.get_by_text("Question 6 of")).to_be_visible()


def test_the_right_one_is_marked_by_more_than_colour(room):
    room.page.clock.resume()
    for _ in range(4):
        if room.call.locator(".options li").count() == 4:
            break
        room.press("Show answer", room.call)
        room.press("Next question", room.call)
    room.press("Show answer", room.call)
    right = room.call.locator(".options .yes")
    assert right.evaluate("it => getComputedStyle(it).textDecorationLine") == "underline"
    assert right.inner_text() in room.call.locator(".right").inner_text()
    expect(room.call.locator(".right")).to_have_text(re.compile(r"^✓ \d\. "))


def test_words_are_typed_into_the_page_and_called_without_python(open_notebook):
    room = Room(open_notebook(["import acu", "acu.cold_call('BL40')"], run=True))
    expect(room.called).to_be_hidden()
    room.notebook.kill()
    room.call.locator("summary").click()
    words = room.call.get_by_label("Words that learners chose")
    words.fill("red kite\nred kite, <b>x")
    expect(room.call.get_by_text("Call on learners: 2 words")).to_be_visible()
    seen = set()
    for _ in range(2):
        seen.add(room.called.inner_text())
        room.press("Show answer", room.call)
        room.press("Next question", room.call)
    assert seen == {"red kite", "<b>x"}


def test_on_the_wall_every_question_fits_with_its_answer(open_notebook):
    notebook = open_notebook(CELLS, run=True, width=1280, height=720)
    room = Room(notebook)
    room.press("Full screen", room.call)
    room.page.wait_for_function("document.fullscreenElement?.classList.contains('coldcall')")
    count = notebook.python("len(call._questions)")
    for _ in range(count):
        room.page.keyboard.press("Space")
        assert room.call.evaluate(OUTSIDE) == [], room.ask.inner_text()
        room.page.keyboard.press("Space")
    expect(room.call.get_by_text("round 2")).to_be_visible()


# --- for everybody -------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing(room, theme):
    room.page.clock.resume()
    room.notebook.theme(theme)
    room.press("Start")
    room.press("Show answer", room.call)
    assert room.notebook.axe(".acu.classclock") == []
    assert room.notebook.axe(".acu.coldcall") == []
    room.notebook.theme("JupyterLab Light")


def test_by_touch_on_a_phone(open_notebook):
    room = Room(open_notebook(CELLS, run=True, width=390, height=844, touch=True))
    for widget in (room.clock, room.call):
        assert widget.evaluate("root => root.scrollWidth <= root.clientWidth")
        for button in widget.get_by_role("button").all():
            box = button.bounding_box()
            assert box["height"] >= 32 and box["x"] + box["width"] <= 390
    room.clock.get_by_role("button", name="Start", exact=True).tap()
    room.clock.get_by_role("button", name="Next block").tap()
    expect(room.block).to_have_text("Safety first")
    room.call.get_by_role("button", name="Show answer").tap()
    expect(room.call.locator(".answer")).not_to_be_empty()


def test_the_desk_by_keys_makes_a_plan_and_says_what_went_wrong(open_notebook, tmp_path):
    (tmp_path / "file").write_text("mine")
    cell = f"desk = acu.teach(folder={str(tmp_path / 'file')!r})\ndesk"
    notebook = open_notebook(["import acu", cell], run=True)
    desk, keys = notebook.page.locator(".acu.lesson"), notebook.page.keyboard
    desk.get_by_label("GB29 Jūliáo").focus()
    keys.press("Space")
    expect(desk.get_by_role("heading", name="Finding GB30 Huántiào and BL40")).to_be_visible()
    desk.get_by_label("Add a point").focus()
    keys.type("Hegu")
    keys.press("Enter")
    expect(desk.get_by_role("status")).to_have_text("LI4 Hégǔ is on the desk.")
    expect(desk.get_by_role("row", name=re.compile("LI4 Hégǔ"))).to_be_visible()
    assert notebook.axe(".acu.lesson") == []
    desk.get_by_role("button", name="Plan", exact=True).focus()
    keys.press("Enter")
    expect(desk.get_by_text("Plan: not made.")).to_be_visible()
    assert (tmp_path / "file").read_text() == "mine"
    assert notebook.problems == []

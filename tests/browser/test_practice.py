"""Practice as a person uses it: pointing at the body, choosing, by mouse, finger and keys."""

import json
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from playwright.sync_api import expect

import acu
from acu.bodymap.store import sheet
from acu.bodymap.targets import targets
from acu.memory import History
from acu.precision import tolerance
from acu.questions import questions

VERDICTS = {3: "✓ Right.", 2: "◐ Near.", 1: "✗ Not yet."}
LESSON = """
import acu
from itertools import count
from acu.questions import questions
practice = acu.practise(history=acu.History({path!r}))
quiz = practice.quiz
deals = count(1)
def deal(codes, kinds, level="landmarks", only=None):
    asked = [each for each in questions(codes, kinds) if only is None or each.key in only]
    quiz.deal(asked, level)
    quiz.about = f"Deal {{next(deals)}}."
practice"""
# A key would make a heading of the cell, add one below, or cut it.
KEYS = ("1", "4", "b", "x", "ArrowDown", "d", "d")


# The cells, which one is active, and whether it is being written in.
STATE = """() => {
    const { content } = jupyterapp.shell.currentWidget;
    const cells = content.widgets.map(({ model }) => model.type + model.sharedModel.source);
    return [cells, content.activeCellIndex, content.mode];
}"""
# What reaches beyond the page, or must be scrolled sideways to be read.
TOO_WIDE = """root => [root, ...root.querySelectorAll('*')].filter(element =>
    element.checkVisibility() && element.clientWidth > 1 && !element.closest('svg *')
    && (element.getBoundingClientRect().right > innerWidth
        || (element.scrollWidth > element.clientWidth + 1
            && ['auto', 'scroll'].includes(getComputedStyle(element).overflowX))))
    .map(element => element.outerHTML.slice(0, 200))"""


@cache
def question(key):
    kind, *codes = key.split()
    code = codes[0] if codes[0] in acu.load_points().index else "GB29"
    return next(each for each in questions([code], [kind]) if each.key == key)


@cache
def target(code, view, side="either"):
    """Places (k, 2) of a view, mm, and how far each is from the point, cm."""
    found = targets(acu.Body(), code, side)[view]
    cm = np.frombuffer(found["cm"], np.uint8).reshape(-1, found["columns"])
    rows, columns = np.indices(cm.shape)
    at = [found["x"] + found["step"] * columns, found["y"] + found["step"] * rows]
    return np.stack(at, axis=2)[cm < 255], cm[cm < 255] / 10


def away(code, view, cm, side="either"):
    """A place (mm) of a view that lies so many cm from a point."""
    places, far = target(code, view, side)
    return places[np.argmin(abs(far - cm))]


def dot(code, view, side="left"):
    """The place (mm) of a point on a sheet."""
    dots = sheet(acu.Body(), view)[0]["dots"]
    return next((x, y) for each, where, x, y in dots if (each, where) == (code, side))


class Quiz:
    """A view of the questions on the page."""

    def __init__(self, notebook, place=0):
        self.notebook, self.page = notebook, notebook.page
        self.root = self.page.locator(".acu.practice").nth(place)
        self.picture, self.verdict = self.part("picture"), self.part("verdict")
        self.options = self.part("options").get_by_role("button")
        self.next, self.check = self.part("next"), self.part("check")

    def part(self, name):
        return self.root.locator(f"[data-part={name}]")

    def deal(self, codes, kinds, level="landmarks", only=None):
        """Put questions, and wait until the first is on the page."""
        self.notebook.python(f"deal({codes!r}, {kinds!r}, {level!r}, {only!r})")
        first, about = self.notebook.python("[quiz._questions[0]['ask'], quiz.about]")
        expect(self.part("about")).to_have_text(about)
        expect(self.part("ask")).to_have_text(first)
        expect(self.part("outcome")).to_be_hidden()

    def pixel(self, place):
        """Pixel of the page at which a place (mm) of the sheet is seen."""
        self.picture.scroll_into_view_if_needed()
        box = self.picture.bounding_box()
        left, top, width, height = map(float, self.part("svg").get_attribute("viewBox").split())
        x, y = (place[0] - left) / width, (place[1] - top) / height
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    def mark(self, place, tap=False):
        press = self.page.touchscreen.tap if tap else self.page.mouse.click
        press(*self.pixel(place))
        expect(self.check).not_to_have_attribute("aria-disabled", "true")

    def menu(self, name):
        return self.root.get_by_role("combobox", name=name, exact=True)

    def hand_over(self, deed, word="blue fox 7", stage="before the class"):
        """Open the panel of results if need be, fill it in, and save or copy."""
        if not self.part("word").is_visible():
            self.part("given").click()
        self.part("word").fill(word)
        self.menu("This was").select_option(label=stage)
        self.root.get_by_role("button", name=deed).click()

    def saved(self, **how):
        """Save one's results; return the file's name and text."""
        with self.page.expect_download() as waiting:
            self.hand_over("Save as a file", **how)
        download = waiting.value
        return download.suggested_filename, Path(download.path()).read_text(encoding="utf-8")

    def turn(self, view):
        self.root.get_by_label("View").select_option(value=view)

    def choose(self, right=True):
        """Choose the right option, or a wrong one, of the question that is asked."""
        asked = self.asked
        at = asked["right"] if right else (asked["right"] + 1) % len(asked["options"])
        self.options.nth(at).click()

    @property
    def asked(self):
        words = self.part("ask").inner_text()
        every = self.notebook.python(
            "[{name: each[name] for name in ('ask', 'right', 'options')} "
            "for each in quiz._questions]"
        )
        shown = set(self.part("options").locator("span").all_inner_texts())
        return next(
            each for each in every if each["ask"] == words and set(each["options"]) == shown
        )

    @property
    def state(self):
        return self.page.evaluate(STATE)

    @property
    def log(self):
        return self.notebook.python("quiz.log[quiz.begun:]")


def is_told(quiz, grade):
    expect(quiz.verdict).to_contain_text(VERDICTS[grade])
    assert quiz.log[-1]["grade"] == grade


def results_of(text):
    """What a results file holds, if its sum fits."""
    head, line, end = text.split("\n")
    assert end == "" and head == f"acu-results 1 {crc32(line.encode()):08x}"
    return json.loads(line)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("own") / "practice.csv"


@pytest.fixture(scope="module")
def window(lab_and_chromium, file):
    from browser import opened

    # Twice in one cell: JupyterLab takes cells off the page that are out of sight.
    twice = "import ipywidgets\nipywidgets.VBox([practice, quiz])"
    cells = ["1 + 1", LESSON.format(path=str(file)).removesuffix("practice") + twice, "2 + 2"]
    with opened(*lab_and_chromium, cells, run=True) as notebook:
        yield notebook


@pytest.fixture
def quiz(window):
    cells = [(cell["type"], cell["source"]) for cell in window.cells]
    yield Quiz(window)
    assert [(cell["type"], cell["source"]) for cell in window.cells] == cells
    assert window.problems == [] and window.foreign == []


@pytest.fixture(scope="module")
def pocket(lab_and_chromium, tmp_path_factory):
    from browser import opened

    path = str(tmp_path_factory.mktemp("pocket") / "practice.csv")
    how = {"width": 390, "height": 844, "touch": True}
    with opened(*lab_and_chromium, [LESSON.format(path=path)], run=True, **how) as notebook:
        yield notebook


@pytest.fixture
def phone(pocket):
    yield Quiz(pocket)
    assert pocket.problems == [] and pocket.foreign == []


# --- find the point ------------------------------------------------------------------------------


@pytest.mark.parametrize(("rings", "grade"), [(0.3, 3), (1.6, 2), (3, 1)])
def test_a_mark_is_measured_graded_and_explained(quiz, rings, grade):
    ring = tolerance("BL40").cm
    quiz.deal(["BL40"], ["find"])
    expect(quiz.root.locator(".ring, .string, .point, .name")).to_have_count(0)  # nothing yet
    quiz.mark(away("BL40", "knee_back", rings * ring))
    quiz.check.click()
    is_told(quiz, grade)
    expect(quiz.next).to_be_focused()
    cm = quiz.log[-1]["cm"]
    assert cm == pytest.approx(rings * ring, abs=0.25)
    inside = {3: "Inside the ring.", 2: "less than twice as far.", 1: "Outside the ring."}
    expect(quiz.part("far")).to_contain_text(f"{cm:.1f} cm along the skin, or ")
    expect(quiz.part("far")).to_contain_text(inside[grade])
    assert quiz.root.locator("path.ring.line").count() == 1
    assert quiz.part("way").locator(".landmark").count() == 2  # both ends of the crease
    assert quiz.part("way").locator(".string.line").count() >= 1
    expect(quiz.part("name")).to_contain_text("your mark")
    expect(quiz.part("name")).to_contain_text("BL40")
    expect(quiz.part("why")).to_contain_text("half-way between")
    expect(quiz.part("sources")).to_contain_text("WHO")


def test_the_ring_goes_round_the_point_where_it_is_drawn(quiz):
    quiz.deal(["BL40"], ["find"])
    quiz.mark(dot("BL40", "knee_back"))
    quiz.check.click()
    is_told(quiz, 3)
    ring = quiz.root.locator("path.ring.line").bounding_box()
    point = quiz.part("way").locator(".point .disc").bounding_box()
    x, y = (point[side] + point[size] / 2 for side, size in (("x", "width"), ("y", "height")))
    assert x == pytest.approx(ring["x"] + ring["width"] / 2, abs=6)
    assert y == pytest.approx(ring["y"] + ring["height"] / 2, abs=6)
    _, _, width, _ = map(float, quiz.part("svg").get_attribute("viewBox").split())
    mm = width / quiz.picture.bounding_box()["width"]
    assert ring["height"] * mm / 20 == pytest.approx(tolerance("BL40").cm, abs=0.3)


def test_a_mark_beside_the_body_has_no_distance(quiz):
    quiz.deal(["BL40"], ["find"])
    left, top, _, height = sheet(acu.Body(), "knee_back")[0]["box"]
    quiz.mark((left + 2, top + height / 2))
    quiz.check.click()
    is_told(quiz, 1)
    expect(quiz.part("far")).to_contain_text("more than 10 cm away, or not on the body")
    assert quiz.log[-1]["cm"] is None


def test_a_mark_can_be_moved_and_counts_once_it_is_checked(quiz):
    quiz.deal(["BL40"], ["find"])
    expect(quiz.check).to_have_attribute("aria-disabled", "true")
    quiz.check.click(force=True)  # too early
    quiz.mark(away("BL40", "knee_back", 10))
    quiz.root.get_by_role("button", name="Zoom in").click()
    quiz.mark(dot("BL40", "knee_back"))
    assert quiz.log == []
    expect(quiz.root.locator(".pin.mark")).to_have_count(1)
    quiz.check.click()
    is_told(quiz, 3)
    quiz.page.mouse.click(*quiz.pixel(away("BL40", "knee_back", 5)))  # too late
    assert len(quiz.log) == 1


@pytest.mark.parametrize("level", ["landmarks", "other side"])
def test_a_mark_keeps_its_place_when_the_body_is_turned_before_checking(quiz, level):
    quiz.deal(["BL40"], ["find"], level)
    quiz.turn("knee_back")
    box = sheet(acu.Body(), "knee_back")[0]["box"]
    x, y = dot("BL40", "knee_back")
    quiz.mark((x, y) if level == "landmarks" else (2 * box[0] + box[2] - x, y))
    quiz.turn("back")
    expect(quiz.root.locator(".pin.mark")).to_have_count(0)
    quiz.check.click()
    is_told(quiz, 3)
    assert quiz.log[-1]["view"] == "knee_back" and quiz.log[-1]["cm"] <= 0.2


def test_each_question_begins_with_the_whole_picture(quiz):
    quiz.deal(["BL40"], ["find"])
    whole = quiz.part("svg").get_attribute("viewBox")
    for deed in ("again", None):
        expect(quiz.part("svg")).to_have_attribute("viewBox", whole)
        quiz.mark(away("BL40", "knee_back", 6))
        quiz.check.click()
        expect(quiz.part("svg")).not_to_have_attribute("viewBox", whole)  # nearer to the answer
        if deed:
            quiz.next.click()
            quiz.part(deed).click()
    quiz.deal(["BL40"], ["find"])
    expect(quiz.part("svg")).to_have_attribute("viewBox", whole)


def test_who_turns_the_body_first_is_measured_there(quiz):
    quiz.deal(["BL40"], ["find"], "bare")
    quiz.turn("leg_outer")
    expect(quiz.part("way").locator("*")).to_have_count(0)  # no landmark gives it away
    quiz.mark(away("BL40", "leg_outer", 4))
    quiz.check.click()
    assert quiz.log[-1]["cm"] == pytest.approx(4, abs=0.3)


def test_on_the_first_level_the_landmarks_are_shown_and_not_the_point(quiz):
    quiz.deal(["BL40"], ["find"])
    assert quiz.part("way").locator(".landmark").count() == 2
    assert quiz.root.locator(".string, .point, .unseen, .badge").count() == 0


@pytest.mark.parametrize("view", ["hip", "low_back"])
def test_on_the_other_side_the_right_place_is_right_and_the_left_is_not(quiz, view):
    x, y = dot("GB30", view)
    left, _, width, _ = sheet(acu.Body(), view)[0]["box"]
    middle = 2 * left + width if view == "hip" else 0  # one half is turned over; both stay
    quiz.deal(["GB30"], ["find"], "other side")
    expect(quiz.part("ask")).to_contain_text("on the right side")
    quiz.turn(view)
    chosen = quiz.root.get_by_label("View").locator("option:checked")
    expect(chosen).to_have_text(
        "Right hip from the side" if view == "hip" else "Low back and buttocks"
    )
    quiz.mark((middle - x, y))
    quiz.check.click()
    is_told(quiz, 3)
    point = quiz.part("way").locator(".point .disc").first.bounding_box()
    place = quiz.pixel((middle - x, y))
    assert [point["x"] + point["width"] / 2, point["y"] + point["height"] / 2] == pytest.approx(
        place, abs=2
    )
    quiz.deal(["GB30"], ["find"], "other side")
    quiz.turn(view)
    quiz.mark((x, y))
    quiz.check.click()
    is_told(quiz, 1)


def test_by_keys_alone_a_point_is_found(quiz):
    quiz.deal(["BL40"], ["find"])
    before = quiz.state[0]
    quiz.part("whole").focus()
    quiz.page.keyboard.press("Tab")
    expect(quiz.picture).to_be_focused()
    aim = quiz.root.locator(".pin.aim")
    expect(aim).to_have_count(1)
    (x, y), box = quiz.pixel(dot("BL40", "knee_back")), quiz.picture.bounding_box()
    across, down = (
        round(v / 6) for v in (x - box["x"] - box["width"] / 2, y - box["y"] - box["height"] / 2)
    )
    for steps, keys in ((across, ("ArrowLeft", "ArrowRight")), (down, ("ArrowUp", "ArrowDown"))):
        for _ in range(abs(steps)):
            quiz.page.keyboard.press(keys[steps > 0])
    quiz.page.keyboard.press("Enter")
    expect(quiz.root.locator(".pin.mark")).to_have_count(1)
    assert quiz.log == []
    quiz.page.keyboard.press("Enter")
    is_told(quiz, 3)
    expect(quiz.next).to_be_focused()
    quiz.page.keyboard.press("Enter")
    expect(quiz.part("end")).to_have_text("All 1 are answered, 1 of them right or near at once.")
    expect(quiz.part("again")).to_be_focused()
    quiz.page.keyboard.press("Enter")
    expect(quiz.part("ask")).to_be_focused()
    assert quiz.state[0] == before


def test_by_finger_on_a_phone_a_point_is_found(phone):
    phone.deal(["BL40"], ["find"])
    phone.mark(dot("BL40", "knee_back"), tap=True)
    phone.check.tap()
    is_told(phone, 3)
    expect(phone.verdict).to_be_in_viewport()
    phone.next.tap()
    expect(phone.part("end")).to_be_visible()


# --- the other kinds -----------------------------------------------------------------------------

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
    point = quiz.part("way").locator(".point .disc").first.bounding_box()
    middle = [point["x"] + point["width"] / 2, point["y"] + point["height"] / 2]
    assert middle == pytest.approx(quiz.pixel(dot("GB29", view)), abs=2)
    assert "GB29" not in quiz.part("svg").text_content()


def steps(quiz, order):
    for place in order:
        quiz.options.nth(place).click()


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


# --- one after the other -------------------------------------------------------------------------


def test_a_wrong_one_comes_again_at_the_end_and_only_once(quiz):
    quiz.deal(["GB29"], ["name", "press"], only=["name GB29", "press R03"])
    first = quiz.part("ask").inner_text()
    quiz.choose(right=False)
    expect(quiz.part("score")).to_have_text("0 right or near at once, 1 to come again")
    quiz.next.click()
    expect(quiz.part("ask")).not_to_have_text(first)
    expect(quiz.part("ask")).to_be_focused()
    quiz.choose()
    expect(quiz.part("count")).to_have_text("2 of 2 answered")
    quiz.next.click()
    expect(quiz.part("ask")).to_have_text(first)
    quiz.choose(right=False)
    quiz.next.click()
    expect(quiz.part("end")).to_have_text("All 2 are answered, 1 of them right or near at once.")
    expect(quiz.part("missed")).to_contain_text(first)
    assert quiz.notebook.python("sorted(quiz.right)") == ["press R03"]
    quiz.part("again").click()
    expect(quiz.part("count")).to_have_text("0 of 2 answered")


def test_both_views_show_the_same(quiz):
    other = Quiz(quiz.notebook, 1)
    quiz.deal(["BL40"], ["find"])
    quiz.mark(dot("BL40", "knee_back"))
    expect(other.root.locator(".pin.mark")).to_have_count(1)
    other.check.click()
    for each in (quiz, other):
        is_told(each, 3)
        expect(each.root.locator("path.ring.line")).to_have_count(1)
    ids = quiz.page.evaluate("[...document.querySelectorAll('.practice [id]')].map(({id}) => id)")
    assert len(ids) == len(set(ids))


def test_no_key_touches_the_lesson(quiz):
    quiz.deal(["GB30"], ["find", "order"])
    for wanted in (
        quiz.picture,
        quiz.part("ask"),
        quiz.root.get_by_label("View"),
        quiz.part("closer"),
    ):
        wanted.focus()
        before = quiz.state
        for key in KEYS:
            quiz.page.keyboard.press(key)
        assert quiz.state == before
    quiz.deal(["GB30"], ["order"])
    quiz.options.first.click()
    before = quiz.state
    for key in ("b", "x", "9"):
        quiz.page.keyboard.press(key)
    assert quiz.state == before
    quiz.deal(["BL40"], ["which"], only=["which BL40 BL54"])
    quiz.choose()
    for wanted in (quiz.next, quiz.part("sources").get_by_role("link").first, quiz.part("why")):
        wanted.click() if wanted == quiz.part("why") else wanted.focus()
        before = quiz.state
        for key in KEYS:
            quiz.page.keyboard.press(key)
        assert quiz.state == before
        assert len(quiz.log) == 1


# --- what is kept --------------------------------------------------------------------------------


def test_while_python_is_busy_it_goes_on_and_afterwards_each_answer_is_kept_once(quiz, file):
    quiz.deal(["GB29"], ["name", "press"], only=["name GB29", "press R03"])
    assert not file.exists()
    box = quiz.page.get_by_label("Remember my answers")
    box.check()
    quiz.notebook.wait_until_idle()
    was = len(History(file).read())
    rights = [question(key).right for key in ("name GB29", "press R03")]
    with quiz.notebook.busy():
        for _ in range(2):
            for right in rights:
                quiz.options.nth(right).click()
                expect(quiz.verdict).to_have_text("✓ Right.")
                quiz.next.click()
            expect(quiz.part("end")).to_be_visible()
            quiz.part("again").click()
    assert len(quiz.notebook.python("quiz.log")) >= 4
    kept = History(file).read()["question"].tolist()
    assert kept[-4:] == ["name GB29", "press R03"] * 2
    logged = quiz.notebook.python("[entry['question'] for entry in quiz.log]")
    assert kept == logged and was <= len(kept) - 4
    box.uncheck()


# --- another round -------------------------------------------------------------------------------


def dealt_keys(quiz):
    return quiz.notebook.python("[each.key for each in quiz.questions]")


def test_by_keys_alone_other_points_kinds_and_levels_are_chosen(quiz):
    before = quiz.state[0]
    for name, keys, words in (
        ("Points", "Lung", "Lung channel"),
        ("Questions", "find", "find the point"),
        ("How hard", "2", "2: nothing is shown"),
    ):
        quiz.menu(name).focus()
        quiz.page.keyboard.type(keys)
        expect(quiz.menu(name).locator("option:checked")).to_have_text(words)
        expect(quiz.menu(name)).to_be_focused()
    expect(quiz.part("about")).to_contain_text(" questions, on the average woman.")
    quiz.notebook.wait_until_idle()
    keys = dealt_keys(quiz)
    assert keys and all(key.startswith("find LU") for key in keys)
    expect(quiz.part("ask")).to_contain_text(keys[0].removeprefix("find "))
    expect(quiz.part("way").locator("*")).to_have_count(0)  # no landmark
    quiz.page.keyboard.press("Tab")
    expect(quiz.part("fresh")).to_be_focused()
    quiz.page.keyboard.press("Enter")
    expect(quiz.part("ask")).not_to_contain_text(keys[0].removeprefix("find "))
    assert sorted(dealt_keys(quiz)) != keys or dealt_keys(quiz) != keys
    assert quiz.state[0] == before
    other = Quiz(quiz.notebook, 1)  # the other view says the same
    expect(other.menu("Points").locator("option:checked")).to_have_text("Lung channel")


def test_while_python_is_busy_the_round_goes_on_and_the_next_comes_when_it_can(quiz):
    quiz.deal(["GB29"], ["name", "press"], only=["name GB29", "press R03"])
    asked = quiz.part("ask").inner_text()
    with quiz.notebook.busy():
        quiz.menu("Questions").select_option(label="put it in order")
        expect(quiz.part("about")).to_have_text("Laying out the questions …")
        expect(quiz.part("ask")).to_have_text(asked)
        quiz.options.nth(question("name GB29").right).click()
        expect(quiz.verdict).to_have_text("✓ Right.")
        told = "Python has not answered yet. This round goes on."
        expect(quiz.part("about")).to_have_text(told, timeout=15_000)
    expect(quiz.part("about")).to_contain_text(", on the average woman.")
    expect(quiz.part("check")).to_have_text("Check my order")
    expect(quiz.part("count")).to_contain_text("0 of ")
    assert all(key.startswith("order ") for key in dealt_keys(quiz))
    assert quiz.notebook.python("quiz.log[-1]['question']") == "name GB29"
    quiz.menu("Questions").select_option(label="all kinds in turn")
    expect(quiz.part("about")).to_contain_text("12 questions")


def test_at_the_end_another_round_begins_with_its_question(quiz):
    quiz.deal(["GB29"], ["name"])
    quiz.choose()
    quiz.next.click()
    quiz.part("more").focus()
    quiz.page.keyboard.press("Enter")
    expect(quiz.part("ask")).to_be_focused()
    expect(quiz.part("count")).to_contain_text("0 of ")


# --- handing over --------------------------------------------------------------------------------


def test_all_answers_of_several_rounds_are_saved_as_a_file(quiz):
    was = quiz.notebook.python("len(quiz.log)")
    quiz.deal(["BL40"], ["find"])
    quiz.mark(away("BL40", "knee_back", 3))
    quiz.check.click()
    quiz.deal(["GB29"], ["name"])
    quiz.choose(right=False)
    expect(quiz.part("given")).to_have_text(f"My results: {was + 2} answers")
    name, text = quiz.saved()
    assert name == "acu-results-bluefox7-before.txt"
    expect(quiz.part("handed")).to_contain_text(name)
    results = results_of(text)
    assert (results["word"], results["stage"]) == ("blue fox 7", "before")
    answers, log = results["answers"], quiz.notebook.python("quiz.log")
    assert [each["question"] for each in answers] == [entry["question"] for entry in log]
    mark, choice = answers[-2:]
    assert mark == log[-2] | {"level": "landmarks", "person": "average woman"}
    assert mark["cm"] == pytest.approx(3, abs=0.3) and mark["view"] == "knee_back"
    kept = ("when", "question", "grade", "answer")
    assert choice == {name: log[-1][name] for name in kept}
    now = quiz.page.evaluate("new Date().toString()")[:24]
    when = quiz.page.evaluate(f"new Date({choice['when']!r}).toString()")[:24]
    assert when[:15] == now[:15]  # the day, by the same clock


def test_without_a_word_nothing_is_saved_and_it_is_told_why(quiz):
    quiz.deal(["GB29"], ["name"])
    quiz.choose()
    quiz.hand_over("Save as a file", word="  ")
    expect(quiz.part("handed")).to_contain_text("First write a word of your own")
    expect(quiz.part("word")).to_be_focused()


def test_keys_typed_into_the_word_stay_there(quiz):
    quiz.deal(["GB29"], ["name"])
    quiz.hand_over("Copy", word="x")
    quiz.part("word").fill("")
    quiz.part("word").focus()
    before = quiz.state
    for key in ("1", "b", "x", "d", "d", "Enter"):
        quiz.page.keyboard.press(key)
    expect(quiz.part("word")).to_have_value("1bxdd")
    assert quiz.log == [] and quiz.state == before


def test_results_are_copied_or_else_marked_for_copying(quiz):
    quiz.deal(["GB29"], ["name"])
    quiz.choose()
    context = quiz.page.context
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    quiz.hand_over("Copy", stage="after the class")
    expect(quiz.part("handed")).to_contain_text("Copied.")
    copied = quiz.page.evaluate("navigator.clipboard.readText()")
    assert results_of(copied)["stage"] == "after"
    expect(quiz.part("text")).to_be_hidden()
    context.clear_permissions()
    quiz.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(1); }")
    quiz.hand_over("Copy", stage="after the class")
    expect(quiz.part("handed")).to_contain_text("Ctrl+C")
    expect(quiz.part("text")).to_be_focused()
    marked = quiz.part("text").evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)")
    assert results_of(marked)["word"] == "blue fox 7"


# --- for everybody -------------------------------------------------------------------------------


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


def test_with_python_gone_it_goes_on(open_notebook, tmp_path):
    quiz = Quiz(open_notebook([LESSON.format(path=str(tmp_path / "practice.csv"))], run=True))
    quiz.deal(["BL40"], ["find", "name"])
    quiz.notebook.kill()
    quiz.mark(dot("BL40", "knee_back"))
    quiz.check.click()
    expect(quiz.verdict).to_have_text("✓ Right.")
    quiz.next.click()
    quiz.options.nth(question("name BL40").right).click()
    expect(quiz.verdict).to_have_text("✓ Right.")
    quiz.next.click()
    expect(quiz.part("end")).to_have_text("All 2 are answered, 2 of them right or near at once.")
    _, text = quiz.saved(stage="practice")
    answers = results_of(text)["answers"]
    assert [each["question"] for each in answers] == ["find BL40", "name BL40"]
    quiz.menu("Questions").select_option(label="put it in order")
    expect(quiz.part("about")).to_contain_text("This round goes on.", timeout=15_000)
    quiz.part("again").click()
    expect(quiz.part("count")).to_have_text("0 of 2 answered")


def test_checking_turns_back_to_the_side_that_was_marked(quiz):
    quiz.deal(["BL40"], ["find"])
    quiz.mark(dot("BL40", "knee_back"))
    quiz.part("views").select_option("thigh_back")
    quiz.check.click()
    is_told(quiz, 3)
    expect(quiz.part("views")).to_have_value("knee_back")
    expect(quiz.root.locator(".mark").first).to_be_visible()


def test_whoever_marks_the_second_place_of_gb30_is_told_that_it_is_one(quiz):
    second = next(
        e["second"] for e in sheet(acu.Body(), "buttock")[0]["ways"]["GB30"] if "second" in e
    )
    quiz.deal(["GB30"], ["find"])
    quiz.mark(second)
    quiz.check.click()
    expect(quiz.part("aside")).to_contain_text("nearer to the second place that WHO prints")
    quiz.deal(["GB30"], ["find"])
    quiz.mark(dot("GB30", "buttock"))
    quiz.check.click()
    is_told(quiz, 3)
    expect(quiz.part("aside")).to_be_empty()

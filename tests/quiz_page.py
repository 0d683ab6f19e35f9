"""The questions on a page, and what a person does with them."""

import json
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
from kernel_hears import python_hears
from playwright.sync_api import expect

import acu
from acu.bodymap.store import sheet
from acu.bodymap.targets import targets
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
    def entry(self):
        """The latest answer, once Python holds one."""
        python_hears(self.notebook.python, "len(quiz.log) > quiz.begun", True)
        return self.log[-1]

    @property
    def log(self):
        return self.notebook.python("quiz.log[quiz.begun:]")


def is_told(quiz, grade):
    expect(quiz.verdict).to_contain_text(VERDICTS[grade])
    last = "[each['grade'] for each in quiz.log[quiz.begun :][-1:]]"
    python_hears(quiz.notebook.python, last, [grade])


def results_of(text):
    """What a results file holds, if its sum fits."""
    head, line, end = text.split("\n")
    assert end == "" and head == f"acu-results 1 {crc32(line.encode()):08x}"
    return json.loads(line)


def steps(quiz, order):
    for place in order:
        quiz.options.nth(place).click()

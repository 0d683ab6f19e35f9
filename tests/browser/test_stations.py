"""A station as two people hold it: by mouse, by finger, by keys, and on paper."""

import re

import pytest
from kernel_hears import python_hears
from playwright.sync_api import expect

# Counts how often the browser begins to print a frame: a sandbox may forbid it.
PRINTER = """() => {
    window.printed = 0;
    const count = () => { window.printed += 1; }; // once per frame, however often one looks into it
    const inner = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow').get;
    Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {get() {
        const paper = inner.call(this);
        paper?.addEventListener('beforeprint', count, { once: true });
        return paper;
    }});
}"""
# The paper with its look, which lies in no element of its own.
PAPER = """() => {
    const paper = document.querySelector('.acu.station iframe').contentDocument;
    const rules = paper.adoptedStyleSheets.flatMap(sheet => [...sheet.cssRules]);
    const look = rules.map(rule => rule.cssText).join(' ');
    return `<style>${look}</style>` + paper.documentElement.outerHTML;
}"""


class Station:
    """A station on a page, which keeps in a file of its own."""

    def __init__(self, notebook):
        self.notebook, self.page = notebook, notebook.page
        self.box = self.page.locator(".acu.station")
        self.verdict = self.box.locator("[data-part=verdict]")
        self.reply = self.box.locator("[data-part=reply]")
        self.distance = self.box.get_by_label("From the sticker to your mark")
        self.keep = self.box.get_by_role("button", name="Save this result")

    def item(self, number):
        return self.box.get_by_role("group", name=re.compile(rf"^{number}\. "))

    def score(self, number, answer="Yes"):
        # As a hand does: on the words, not only on the small circle.
        self.item(number).get_by_text(answer, exact=True).click()

    def score_all(self, cm="1.5", no=()):
        for number in (1, 2, 3, 4, 5, 6, 8, 9, 10):
            self.score(number, "No" if number in no else "Yes")
        self.distance.fill(cm)

    def told(self, expression, value):
        """Whether Python comes to a value; what was done last on the page takes a moment."""
        python_hears(self.notebook.python, expression, value)
        return True

    @property
    def kept(self):
        return self.notebook.python("station.book.read().drop(columns='when').to_dict('records')")


@pytest.fixture
def station(open_notebook, tmp_path):
    path = str(tmp_path / "stations.csv")
    cell = f"import acu\nstation = acu.station('GB30', acu.StationBook({path!r}))\nstation"
    return lambda **how: Station(open_notebook(["1 + 1", cell, "2 + 2"], run=True, **how))


def test_nothing_else_opens_before_consent_and_danger_signs(station):
    station = station()
    assert station.item(3).get_by_label("Yes").is_disabled() and station.distance.is_disabled()
    station.score(1)
    expect(station.item(3).get_by_label("Yes")).to_be_disabled()
    station.score(2)
    expect(station.item(3).get_by_label("Yes")).to_be_enabled()
    expect(station.distance).to_be_enabled()
    station.score(2, "No")
    expect(station.verdict).to_contain_text("Stop here: without a yes to 2 nobody goes on.")
    expect(station.item(3).get_by_label("Yes")).to_be_disabled()


def test_by_finger_on_a_phone_ten_yes_pass_and_are_kept_only_when_asked(station):
    station = station(width=390, touch=True)
    station.score_all(cm="2,5")
    station.box.get_by_label("The one who presses").fill("blue")
    expect(station.box.get_by_text("10 of 10")).to_be_visible()
    expect(station.verdict).to_have_text("Passed: 8 or more, and 1, 2 and 10 are yes.")
    assert station.kept == []
    station.keep.tap()
    expect(station.reply).to_contain_text("Saved in")
    row = {"point": "GB30", "points": 10, "passed": True, "missed": "", "cm": 2.5}
    assert station.kept == [row | {"presser": "blue", "scorer": ""}]
    station.keep.tap()
    expect(station.reply).to_have_text("This is saved already.")
    station.score(9, "No")
    expect(station.reply).to_be_empty()
    station.keep.tap()
    expect(station.reply).to_contain_text("Saved in")
    assert [row["points"] for row in station.kept] == [10, 9]


def test_outside_the_ring_is_a_no_and_words_are_no_distance(station):
    station = station()
    station.score_all(cm="2.6")
    expect(station.item(7)).to_contain_text("No: outside the ring of 2.5 cm.")
    expect(station.box.get_by_text("9 of 10")).to_be_visible()
    station.distance.fill("near")
    expect(station.item(7)).to_contain_text("Give a number of cm, such as 1.5.")
    station.keep.click()
    expect(station.reply).to_have_text("Not saved yet. Still open: 7.")
    assert station.kept == []


def test_nine_without_a_stop_sign_do_not_pass(station):
    station = station()
    station.score_all(no=[10])
    expect(station.box.get_by_text("9 of 10")).to_be_visible()
    expect(station.verdict).to_contain_text("Not passed: 10 must be a yes.")


def test_keys_alone_do_a_whole_station_and_leave_the_lesson_alone(station):
    station = station()
    cells = [cell["source"] for cell in station.notebook.cells]
    press = station.page.keyboard.press
    station.box.get_by_label("The one who presses").focus()
    for key in ("b", "x", "d", "d", "Tab", "a", "Tab"):
        press(key)
    for number in range(1, 11):
        if number == 7:
            expect(station.distance).to_be_focused()
            station.page.keyboard.type("0.8")
        else:
            expect(station.item(number).get_by_label("Yes")).to_be_focused()
            press("Space")
            if number == 4:
                press("ArrowRight")
                expect(station.item(4).get_by_label("No", exact=True)).to_be_checked()
        press("Tab")
    expect(station.keep).to_be_focused()
    press("Enter")
    expect(station.reply).to_contain_text("Saved in")
    (row,) = station.kept
    assert (row["points"], row["missed"], row["cm"]) == (9, "4", 0.8)
    assert (row["presser"], row["scorer"]) == ("bxdd", "a")
    assert [cell["source"] for cell in station.notebook.cells] == cells


def test_it_is_scored_while_python_is_busy_and_kept_when_python_is_back(station):
    station = station()
    with station.notebook.busy():
        station.score_all()
        expect(station.box.get_by_text("10 of 10")).to_be_visible()
        station.keep.click()
        expect(station.reply).to_contain_text("Not saved: Python does not answer.")
    expect(station.reply).to_contain_text("Saved in")
    assert len(station.kept) == 1


def test_without_python_the_page_says_that_nothing_is_saved(station):
    station = station()
    station.notebook.kill()
    station.score_all()
    expect(station.verdict).to_contain_text("Passed")
    station.keep.click()
    expect(station.reply).to_contain_text("Not saved: Python does not answer.")


def test_page_and_python_hold_the_same_scores(station):
    station = station()
    station.score_all(no=[5])
    assert station.told("[station.outcome.points, station.results.get('7')]", [9, 1.5])
    station.notebook.python("setattr(station, 'results', {'1': True, '2': True, '7': 3.0})")
    expect(station.distance).to_have_value("3")
    expect(station.box.get_by_text("2 of 10")).to_be_visible()


def printed(station):
    """The paper, and the words on it."""
    station.page.evaluate(PRINTER)
    station.box.get_by_role("button", name="Print the sheet").click()
    station.page.wait_for_function("window.printed === 1")
    return "<!doctype html>" + station.page.evaluate(PAPER)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_sheet_goes_on_one_page_with_what_was_scored(station, paper):
    station = station()
    station.score_all(cm="1.5", no=[5])
    station.box.get_by_label("The one who scores").fill("<b>red")
    sheet = printed(station)
    page = station.page.context.new_page()
    page.set_content(sheet)
    page.emulate_media(media="print")
    words = page.inner_text("body")
    assert "Station: GB30 Huántiào" in words and "<b>red" in words
    assert "Yes: 9 of 10." in words and "1.5 cm apart" in words
    assert words.count("☒") == 10 + 1  # an answer to each item, and the verdict
    assert "☒\N{NO-BREAK SPACE}no" in page.locator("li").nth(4).inner_text()
    pdf = page.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
    assert station.notebook.foreign == []


def test_a_blank_sheet_is_printed_before_the_start_in_black_on_white_in_the_dark_theme(station):
    station = station(theme="JupyterLab Dark")
    sheet = printed(station)
    assert "☒" not in sheet and sheet.count("☐") == 22
    page = station.page.context.new_page()
    page.emulate_media(color_scheme="dark")
    page.set_content(sheet)
    colours = """() => [...document.querySelectorAll('html, body *')].map(part => {
        const { color, backgroundColor } = getComputedStyle(part);
        return [color, backgroundColor];
    })"""
    inks = {ink for ink, _ in page.evaluate(colours)}
    grounds = {ground for _, ground in page.evaluate(colours)}
    assert inks == {"rgb(0, 0, 0)"}
    assert grounds == {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_before_and_after_scoring(station, theme):
    station = station(theme=theme)
    assert station.notebook.axe() == []
    station.score_all(cm="x", no=[10])
    station.keep.click()
    assert station.notebook.axe() == []
    assert station.notebook.problems == []

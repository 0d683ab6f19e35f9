"""Practice with no Python at all, as on a page of the site: rounds, marks, and handing over."""

import json
from pathlib import Path
from zlib import crc32

import pytest
from alone import page_of
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import acu
from acu.bodymap.store import sheet

ACROSS = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture(scope="module")
def quiz_of(tmp_path_factory):
    """Quizzes as practise() makes them for somebody who has kept nothing."""
    history = acu.History(tmp_path_factory.mktemp("own") / "none.csv")
    return lambda *codes, **what: acu.practise(*codes, history=history, **what).quiz


@pytest.fixture
def show(lab_and_chromium, tmp_path):
    """Opens a widget on a page that comes from a file, with no kernel; complains of any error."""
    window, problems = lab_and_chromium[1].new_context(), []

    def shown(widget, theme="light", width=1100):
        file = tmp_path / "page.html"
        file.write_text(page_of(widget, theme), encoding="utf-8")
        page = window.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(file.as_uri())
        expect(part(page, "count")).to_contain_text("answered")
        return page

    yield shown
    window.close()
    assert problems == []


def part(page, name):
    return page.locator(f"[data-part={name}]")


def menu(page, name):
    return page.get_by_role("combobox", name=name, exact=True)


def deck(page):
    return page.evaluate("model.get('_questions').map(({key, kind}) => ({key, kind}))")


def mark(page, view, code):
    """Click where a point lies."""
    x, y = next(dot[2:] for dot in sheet(acu.Body(), view)[0]["dots"] if dot[0] == code)
    picture = part(page, "picture")
    expect(part(page, "wait")).to_be_hidden()
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    left, top, width, height = map(float, part(page, "svg").get_attribute("viewBox").split())
    at = (x - left) / width * box["width"], (y - top) / height * box["height"]
    page.mouse.click(box["x"] + at[0], box["y"] + at[1])


def test_rounds_are_dealt_judged_and_handed_over(show, quiz_of):
    page = show(quiz_of())
    expect(part(page, "needs")).to_be_visible()
    expect(menu(page, "Points").locator("option")).to_have_text(["the article's three points"])
    before = deck(page)
    menu(page, "Questions").focus()
    page.keyboard.type("find")
    menu(page, "How hard").focus()
    page.keyboard.type("2")
    expect(part(page, "about")).to_have_text("3 questions, on the average woman.")
    keys = [each["key"] for each in deck(page)]
    assert sorted(keys) == ["find BL40", "find GB29", "find GB30"] and before != deck(page)
    expect(part(page, "way").locator("*")).to_have_count(0)  # no landmark on this level
    code = keys[0].split()[1]
    mark(page, page.evaluate("model.get('view')"), code)
    part(page, "check").click()
    expect(part(page, "verdict")).to_have_text("✓ Right.")
    expect(part(page, "far")).to_contain_text("Inside the ring.")
    expect(page.locator("path.ring.line")).to_have_count(1)
    part(page, "fresh").click()  # a right one now comes last
    assert deck(page)[-1]["key"] == keys[0]
    expect(part(page, "count")).to_have_text("0 of 3 answered")

    part(page, "given").click()
    expect(part(page, "given")).to_have_text("My results: 1 answer")
    part(page, "word").fill("blue fox")
    with page.expect_download() as waiting:
        part(page, "save").click()
    head, line = Path(waiting.value.path()).read_text(encoding="utf-8").splitlines()
    assert head == f"acu-results 1 {crc32(line.encode()):08x}"
    (answer,) = json.loads(line)["answers"]
    assert (answer["question"], answer["level"], answer["grade"]) == (keys[0], "bare", 3)
    assert answer["cm"] <= 0.3 and answer["person"] == "average woman"


def test_what_went_wrong_comes_first_in_the_next_round(show, quiz_of):
    page = show(quiz_of(kinds="which"))
    expect(part(page, "options").get_by_role("button").first).to_be_visible()
    asked = page.evaluate("model.get('_questions')[0]")
    wrong = (asked["right"] + 1) % len(asked["options"])
    page.keyboard.press("Tab")
    part(page, "ask").click()
    page.keyboard.press(str(wrong + 1))
    expect(part(page, "verdict")).to_contain_text("✗ Not yet.")
    menu(page, "Questions").select_option(label="all kinds in turn")
    expect(part(page, "ask")).to_have_text(asked["ask"])
    assert deck(page)[0]["key"] == asked["key"] and len(deck(page)) == 12


def test_the_right_side_is_found_on_the_right(show, quiz_of):
    page = show(quiz_of("GB30", kinds="find", level="other side"))
    expect(part(page, "ask")).to_contain_text("on the right side")
    page.get_by_label("View").select_option(value="hip")
    chosen = page.get_by_label("View").locator("option:checked")
    expect(chosen).to_have_text("Right hip from the side")
    expect(page.get_by_label("View").locator("option[value=leg_outer]")).to_have_text(
        "Outer side of the right leg"  # also of a side that has not come yet
    )
    expect(part(page, "wait")).to_be_hidden()


@pytest.mark.parametrize(("theme", "width"), [("light", 390), ("dark", 1100)])
def test_axe_finds_nothing_and_nothing_reaches_beyond_the_page(show, quiz_of, theme, width):
    page = show(quiz_of(), theme, width)
    for deed in ("open", "copy", "answer"):
        if deed == "open":
            part(page, "given").click()
        elif deed == "copy":
            page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(1); }")
            part(page, "word").fill("w" * 40)
            menu(page, "Questions").select_option(label="which one is it?")
            part(page, "options").get_by_role("button").first.click()
            part(page, "copy").click()
            expect(part(page, "text")).to_be_focused()
        else:
            part(page, "next").click()
        faults = Axe().run(page).response["violations"]
        assert [(fault["id"], node["html"]) for fault in faults for node in fault["nodes"]] == []
        assert not page.evaluate(ACROSS), deed

"""The site for everybody: by Tab alone, at 400 %, in forced colours, without motion, read aloud."""

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import expect

# Who enlarges a page of 1280 px four times has these, WCAG 2.2, 1.4.10.
ENLARGED = {"width": 320, "height": 256}
PALETTES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active"},
}
# The space between letters, words and lines that people may ask for, WCAG 2.2, 1.4.12.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
# A page of the site takes no style element from anybody.
WORN = """(rules) => {
    const look = new CSSStyleSheet();
    look.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, look];
}"""
SCRIPT = Path(__file__).with_name("everybody.js")
OPERATED = {"button", "link", "textbox", "searchbox", "combobox", "listbox", "slider", "radio"}
OPERATED |= {"checkbox", "option", "application", "DisclosureTriangle", "image", "timer"}
WHERE = {"group", "region", "main", "navigation", "search", "table"}


def pages(site):
    return sorted(path.name for path in site.glob("*.html"))


@pytest.fixture
def window(lab_and_chromium):
    """Opens private windows with some size and palette, closed after the test."""
    contexts = []

    def opened(**how):
        contexts.append(lab_and_chromium[1].new_context(service_workers="block", **how))
        contexts[-1].add_init_script(path=SCRIPT)
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


def alive(page, site, name):
    """Open a page of the site and wait until all on it is alive."""
    page.goto(f"{site.as_uri()}/{name}")
    expect(page.locator(".live.waiting")).to_have_count(0)


def walked(page):
    """What is wrong with a walk through the page by Tab alone, from its top to its end."""
    steps = []
    page.keyboard.press("Tab")
    while step := page.evaluate("everybody.here()"):
        steps.append(step)
        page.keyboard.press("Tab")
    wrong = [f"never reached: {each}" for each in page.evaluate("everybody.missed()")]
    wrong += [f"no rim: {step['html']}" for step in steps if not step["rim"]]
    wrong += [f"hidden: {step['html']}" for step in steps if not step["seen"]]
    for before, step in zip(steps, steps[1:], strict=False):
        if step["bottom"] < before["top"] and step["left"] < before["right"]:
            wrong.append(f"back up from {before['html']} to {step['html']}")
    return wrong


def spoken(page):
    """What is wrong with what Chromium tells a screen reader."""
    devtools = page.context.new_cdp_session(page)
    nodes = devtools.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def said(node, what):
        return (node.get(what) or {}).get("value", "")

    def within(node):
        while node := by_id.get(node.get("parentId")):
            if said(node, "role") in WHERE and said(node, "name"):
                yield said(node, "name")

    told = [node for node in nodes if not node["ignored"] and said(node, "role") in OPERATED]
    wrong = [f"no name: {said(node, 'role')}" for node in told if not said(node, "name").strip()]
    deeds = [node for node in told if said(node, "role") in ("button", "combobox", "textbox")]
    names = Counter((said(node, "name"), *within(node)) for node in deeds)
    return wrong + [f"{count} times: {name}" for name, count in names.items() if count > 1]


def test_each_page_by_tab_alone_at_400_percent_in_forced_colours_and_read_aloud(window, site):
    how = PALETTES["forced colours"] | {"viewport": ENLARGED, "reduced_motion": "reduce"}
    page, found = window(**how), {}
    for name in pages(site):
        alive(page, site, name)
        wrong = [
            *walked(page),
            *spoken(page),
            *page.evaluate("everybody.unmarked()"),
            *page.evaluate("everybody.cut()"),
        ]
        page.evaluate(WORN, SPACED)
        wrong += [f"spaced: {each}" for each in page.evaluate("everybody.cut()")]
        wrong += page.evaluate(
            "document.getAnimations().map((each) => each.effect.target.className)"
        )
        found[name] = wrong
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_where_the_keys_are_is_seen_on_white_and_black_paper(window, site, palette):
    still = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
    page = window(**still, **PALETTES[palette])
    alive(page, site, "10_practice.html")
    assert walked(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_on_and_where_one_is_shows_in_forced_colours(window, site, scheme):
    page = window(forced_colors="active", color_scheme=scheme)
    alive(page, site, "timer.html")
    bell = page.get_by_role("button", name="Chime")
    fill = "each => getComputedStyle(each).backgroundColor"
    on = bell.evaluate(fill)
    bell.click()
    assert bell.evaluate(fill) != on
    rim = "all => all.map(each => getComputedStyle(each).borderBottomColor)"
    here, *others = sorted(
        page.locator("nav a").evaluate_all(rim),
        key=page.locator("nav a[aria-current]").evaluate_all(rim).count,
        reverse=True,
    )
    assert here not in others
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    alive(page, site, "01_start_here.html")
    inks = page.locator(".bodymap .paper").first.evaluate(
        """paper => ['.dot:not(.right) .disc', '.outline', '.dot.dim .disc'].map(kind => {
            const { fill, stroke } = getComputedStyle(paper.querySelector(kind));
            return fill === 'none' ? stroke : fill;
        })"""
    )
    assert paper not in inks
    assert set(inks) <= {page.evaluate(INK, name) for name in ("Highlight", "CanvasText")}


INK = """name => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = name;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
}"""


def test_without_motion_the_timer_still_tells(window, site):
    page = window(reduced_motion="reduce")
    page.clock.install()
    alive(page, site, "timer.html")
    timer = page.get_by_role("group", name="Press timer")
    left = timer.get_by_role("timer")
    before = left.inner_text()
    timer.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(5_000)
    assert left.inner_text() != before
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_who_cannot_drag_brings_any_place_to_the_middle_by_single_touches(window, site):
    page = window(viewport={"width": 1280, "height": 900})
    alive(page, site, "explorer.html")
    body_map = page.locator(".bodymap").first
    picture = body_map.locator(".picture")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    foot = box["x"] + box["width"] / 2, box["y"] + box["height"] - 40  # between the feet
    page.mouse.click(*foot)
    expect(body_map.get_by_role("heading", name=re.compile("No point"))).to_be_visible()
    middle = "svg => { const { y, height } = svg.viewBox.baseVal; return y + height / 2; }"
    sheet = body_map.locator("[data-part=svg]")
    before = sheet.evaluate(middle)
    for _ in range(3):
        body_map.get_by_role("button", name="Zoom in").click()
    assert sheet.evaluate(middle) > before + 300  # mm: from the waist down to the feet

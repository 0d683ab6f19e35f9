"""The site in a browser, with all other network blocked: from a folder, and from a plain server."""

import re
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from site_load import served

AXE = Axe()
PHONE, SCREEN = {"width": 390, "height": 780}, {"width": 1280, "height": 900}

PICTURES = """Promise.all([...document.images].map((image) => {
    image.loading = "eager";
    return image.decode();
})).then(() => 0)"""


@pytest.fixture(scope="session")
def server(site):
    with served(site) as address:
        yield address


@pytest.fixture
def browser(lab_and_chromium):
    return lab_and_chromium[1]


@contextmanager
def window(browser, **how):
    """A new private window; `problems` lists errors, and whatever could not be loaded."""
    context = browser.new_context(**{"viewport": SCREEN, "service_workers": "block"} | how)
    page = context.new_page()
    page.problems = []
    page.on("console", lambda said: said.type == "error" and page.problems.append(said.text))
    page.on("pageerror", lambda error: page.problems.append(str(error.stack or error)))
    page.on("requestfailed", lambda request: page.problems.append(request.url))
    page.on("response", lambda got: got.status >= 400 and page.problems.append(got.url))
    try:
        yield page
    finally:
        context.close()


def opened(page, address):
    """Open a page and wait until all on it is alive."""
    page.goto(address)
    expect(page.locator(".live.waiting")).to_have_count(0)
    return page


def faults(page):
    """What axe finds wrong (list of str)."""
    # Without this axe asks for the style sheets anew, which a page of a folder may not. How large
    # what one touches must be (WCAG 2.2, 2.5.8) it leaves out unless told.
    options = {"preload": False, "rules": {"target-size": {"enabled": True}}}
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    found = AXE.run(page, options=options).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


def pages(site):
    return sorted(path.name for path in site.glob("*.html"))


@pytest.mark.parametrize(
    ("whence", "scheme", "size"), [("file", "light", PHONE), ("server", "dark", SCREEN)]
)
def test_every_page_is_alive_whole_and_for_everybody(browser, site, server, whence, scheme, size):
    base = site.as_uri() if whence == "file" else server
    found = {}
    with window(browser, viewport=size, color_scheme=scheme) as page:
        for name in pages(site):
            opened(page, f"{base}/{name}")
            page.evaluate(PICTURES)  # fails if one cannot be drawn
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found[name] = [*page.problems, *faults(page), *["too wide"] * (wide > 0)]
            page.problems.clear()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_point_of_the_first_map_shows_its_steps(browser, site):
    with window(browser, viewport=PHONE, has_touch=True) as page:
        opened(page, f"{site.as_uri()}/01_start_here.html")
        body_map = page.locator(".bodymap").first
        body_map.get_by_role("option", name=re.compile("^GB30")).first.click(force=True)
        expect(body_map.get_by_role("heading", name=re.compile("^GB30"))).to_be_visible()
        expect(body_map.get_by_role("listitem").first).to_contain_text("thigh bone")
        body_map.get_by_role("button", name="Next").click()
        expect(body_map.locator(".told")).to_contain_text("Step 1 of")
        body_map.get_by_label("View").select_option(label="Left hip from the side")
        expect(body_map.locator("[data-part=wait]")).to_be_hidden()
        expect(body_map.locator("image:visible")).to_have_count(1)


def test_the_safety_questions_give_a_result(browser, site):
    with window(browser) as page:
        opened(page, f"{site.as_uri()}/01_start_here.html")
        questions = page.locator(".acu fieldset")
        for at in range(questions.count()):
            questions.nth(at).get_by_label("No").check()
        expect(page.locator("[data-part=verdict]").first).to_contain_text("Go on.")
        questions.first.get_by_label("Yes").check()
        expect(page.locator("[data-part=verdict]").first).to_contain_text("Get help now.")
        expect(page.get_by_role("button", name="Keep my answer")).to_have_count(0)


def test_claim_cards_are_sorted(browser, site):
    with window(browser) as page:
        opened(page, f"{site.as_uri()}/02_the_article_sorted.html")
        page.locator(".claimcards").get_by_role("button", name=re.compile("Evidence")).click()
        expect(page.locator(".claimcards").get_by_text("Fairly said:").first).to_be_visible()


def test_the_timer_counts(browser, site):
    with window(browser) as page:
        page.clock.install()
        opened(page, f"{site.as_uri()}/timer.html")
        timer = page.get_by_role("group", name="Press timer")
        before = timer.locator("[data-part=digits]").text_content()
        timer.get_by_role("button", name="Start", exact=True).click()
        page.clock.run_for(5_000)
        after = timer.locator("[data-part=digits]").text_content()
        seconds = [int(m) * 60 + int(s) for m, s in (t.split(":") for t in (before, after))]
        assert 4 <= seconds[0] - seconds[1] <= 6


@pytest.mark.parametrize(
    ("typed", "code"), [("Juliao", "GB29"), ("B 54", "BL40"), ("委中", "BL40")]
)
def test_a_point_is_found_by_any_name(browser, site, typed, code):
    with window(browser) as page:
        page.goto(f"{site.as_uri()}/index.html")
        page.get_by_role("searchbox").fill(typed)
        page.locator(".found").get_by_role("link", name=re.compile(f"^{code}")).click()
        expect(
            page.locator(".bodymap").get_by_role("heading", name=re.compile(f"^{code}"))
        ).to_be_visible()


def test_the_address_of_a_point_chooses_it(browser, site):
    with window(browser) as page:
        opened(page, f"{site.as_uri()}/explorer.html#GB30")
        heading = page.locator(".bodymap").get_by_role("heading", name=re.compile("^GB30"))
        expect(heading).to_be_visible()
        expect(page.locator(".pointtable [aria-current]")).to_have_text("GB30")


def test_it_is_used_by_keys_alone(browser, site):
    with window(browser) as page:
        opened(page, f"{site.as_uri()}/01_start_here.html")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="To the text")).to_be_focused()
        page.keyboard.press("Enter")
        met = ""
        for _ in range(12):  # on to the map
            page.keyboard.press("Tab")
            met = page.evaluate("document.activeElement.role")
            if met == "listbox":
                break
        assert met == "listbox"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator(".bodymap [data-part=title]").first).not_to_have_text("No point chosen")


def test_a_reader_chooses_light_or_dark_and_it_stays(browser, server):
    with window(browser, color_scheme="light") as page:
        page.goto(f"{server}/index.html")
        paper = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(paper)
        page.get_by_role("button", name="Dark page").click()
        dark = page.evaluate(paper)
        page.goto(f"{server}/timer.html")
        assert page.evaluate(paper) == dark != light


def test_it_opens_without_a_network_after_the_first_visit(browser, site, server):
    with window(browser, service_workers="allow") as page:
        page.goto(f"{server}/index.html")
        page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
        page.context.set_offline(True)
        opened(page, f"{server}/09_the_whole_atlas.html")
        page.locator(".bodymap").get_by_label("View").select_option(label="Face")
        expect(page.locator(".bodymap [data-part=wait]")).to_be_hidden()
        assert page.problems == []


def test_a_print_has_the_words_the_answers_and_no_controls(browser, site):
    with window(browser) as page:
        opened(page, f"{site.as_uri()}/05_gb29_hip.html")
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        shown = page.evaluate(
            "[...document.querySelectorAll('button, select, input, nav')]"
            ".filter((control) => control.checkVisibility()).length"
        )
        folded = page.locator(".cell.words details:not([open])").count()
        assert (shown, folded) == (0, 0)
        cut = page.evaluate(
            "[...document.images].filter((image) => image.width > innerWidth).length"
        )
        assert cut == 0


def test_a_print_from_the_dark_is_black_on_white(browser, site):
    with window(browser, color_scheme="dark") as page:
        opened(page, f"{site.as_uri()}/05_gb29_hip.html")
        page.emulate_media(media="print", color_scheme="dark")
        for part in ("main p", ".bodymap p"):
            ink = page.locator(part).first.evaluate("each => getComputedStyle(each).color")
            assert ink == "rgb(0, 0, 0)", part


def test_a_picture_is_large_on_a_phone_and_slides_by_keys(browser, site):
    with window(browser, viewport=PHONE) as page:
        opened(page, f"{site.as_uri()}/05_gb29_hip.html")
        frame = page.locator(".figure").first
        assert frame.locator("img").evaluate("each => each.getBoundingClientRect().width") > 600
        frame.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(500)
        assert frame.evaluate("each => each.scrollLeft") > 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

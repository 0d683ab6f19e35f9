"""Slides on a projector: all fits, all can be read, widgets live, and keys go where they belong."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe

NAMES = sorted(path.stem for path in Path(__file__).parents[2].glob("notebooks/*.ipynb"))

# What sticks out of each slide or is set too small, with every answer open; widgets as frames.
MEASURE = """async () => {
  const wrong = [];
  const small = ".is-widget *, .is-picture *, .is-sources *, small, small *, aside *";
  const place = (one) => one.getBoundingClientRect();
  for (const [number, slide] of Reveal.getSlides().entries()) {
    const note = (what, one) => wrong.push(
      `${number + 1}: ${what}: ${one.className} "${one.textContent.trim().slice(0, 40)}"`);
    const { h, v } = Reveal.getIndices(slide);
    Reveal.slide(h, v, 99);
    const page = place(slide);
    for (const one of slide.querySelectorAll("*:not(.is-widget *, aside, aside *)")) {
      const box = place(one);
      if (!box.width) continue;
      const out = [page.left - box.left, box.right - page.right, page.top - box.top,
        box.bottom - page.bottom];
      if (Math.max(...out) > 1) note("sticks out", one);
      const words = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      const size = parseFloat(getComputedStyle(one).fontSize);
      if (words && size < 28 && !one.matches(small)) note(`type of ${size} px`, one);
    }
    for (const frame of slide.querySelectorAll(".is-widget")) {
      if (frame.scrollWidth > frame.clientWidth + 1) note("wider than its frame", frame);
    }
    const seen = [...slide.children].filter((one) => !one.matches(".is-kicker, aside"));
    if (!seen.length) note("empty", slide);
    for (const [i, one] of seen.entries()) {
      const next = seen[i + 1];
      if (next && place(next).top < place(one).bottom - 1) note("lies on what follows", one);
    }
  }
  return wrong;
}"""


@pytest.fixture(scope="session")
def slides(tmp_path_factory):
    """Slides of all lessons, in a folder."""
    from acu.slides import write_slides

    return write_slides(tmp_path_factory.mktemp("slides")).parent


@pytest.fixture(scope="session")
def served(slides):
    """Address of a plain file server with the slides."""
    handler = partial(SimpleHTTPRequestHandler, directory=slides)
    handler.log_message = lambda *words: None
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def show(slides, lab_and_chromium):
    """Open the slides of a lesson as a file, on a screen of some size.

    show("05_gb29_hip") gives the `page`, and what it complained of and asked for elsewhere.
    """
    pages = []

    def opened(name, address=None, width=1280, height=720, after="", **context):
        page = lab_and_chromium[1].new_page(viewport={"width": width, "height": height}, **context)
        pages.append(page)
        told, asked = [], []
        page.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        base = address or slides.as_uri()
        page.goto(f"{base}/{name}.html{after}")
        page.wait_for_function("window.Reveal && Reveal.isReady()")

        def foreign():
            return [url for url in asked if not url.startswith((base, "data:", "blob:"))]

        return SimpleNamespace(page=page, told=told, foreign=foreign)

    yield opened
    for page in pages:
        page.close()


def turn_to(page, selector):
    """Go to the slide that holds something, and wait until it is alive."""
    page.evaluate(
        """(selector) => {
            const slide = document.querySelector(selector).closest("section");
            const { h, v } = Reveal.getIndices(slide);
            Reveal.slide(h, v);
        }""",
        selector,
    )
    page.wait_for_function(
        """() => [...Reveal.getCurrentSlide().querySelectorAll(".is-widget")]
            .every((frame) => frame.dataset.fitted)"""
    )


def place(page):
    """Number of the slide that is shown."""
    return page.evaluate("Reveal.getSlidePastCount()")


@pytest.mark.parametrize("name", NAMES)
def test_all_slides_of_a_lesson_fit_and_can_be_read(show, name):
    deck = show(name)
    assert deck.page.evaluate(MEASURE) == []
    deck.page.set_viewport_size({"width": 1920, "height": 1080})
    deck.page.evaluate("new Promise((done) => setTimeout(done, 100))")
    assert deck.page.evaluate(MEASURE) == []
    assert deck.told == [] and deck.foreign() == []


def test_the_first_page_leads_to_every_lesson(slides, show, lab_and_chromium):
    page = lab_and_chromium[1].new_page()
    page.goto((slides / "index.html").as_uri())
    links = page.locator("main ol a")
    assert [links.nth(i).get_attribute("href") for i in range(links.count())] == [
        f"{name}.html" for name in NAMES
    ]
    assert Axe().run(page).response["violations"] == []
    links.first.click()
    page.wait_for_selector("h1 >> text=Start here")
    assert page.locator("h1").first.inner_text() == "Start here"
    page.close()


def test_an_answer_comes_with_the_next_key_and_the_slide_after_with_the_one_after(show):
    page = show("05_gb29_hip").page
    turn_to(page, ".is-answer")
    answer, before = page.locator("section.present .is-answer").last, place(page)
    assert not answer.is_visible()
    page.keyboard.press("Space")
    answer.wait_for(state="visible")
    assert place(page) == before
    page.keyboard.press("ArrowRight")
    assert place(page) == before + 1


def test_a_point_on_the_map_is_chosen_by_a_click_and_stepped_through(show):
    page = show("01_start_here", width=1920, height=1080).page
    turn_to(page, ".bodymap-here")
    before = place(page)
    middle = page.evaluate(
        """() => {
            const dot = document.querySelector('.present .bodymap .dot:not(.dim) .disc');
            const { left, top, width, height } = dot.getBoundingClientRect();
            return [left + width / 2, top + height / 2];
        }"""
    )
    page.mouse.click(*middle)
    title = page.locator(".present .bodymap [data-part=title]")
    assert title.inner_text()[:4] in ("GB29", "GB30")
    page.locator(".present .bodymap [data-part=next]").click()
    told = page.locator(".present .bodymap [data-part=told]").inner_text()
    assert told.startswith("Step 1") or "1" in told
    assert place(page) == before


def test_arrows_in_a_map_go_from_point_to_point_and_escape_gives_the_keys_back(show):
    page = show("01_start_here").page
    turn_to(page, ".bodymap-here")
    before = place(page)
    page.locator(".present .bodymap [data-part=picture]").focus()
    active = "document.activeElement.getAttribute('aria-activedescendant')"
    first = page.evaluate(active)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(active) != first and place(page) == before
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert place(page) == before
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    assert place(page) == before + 1


def test_a_remote_control_turns_the_slides_from_within_a_widget(show):
    page = show("05_gb29_hip").page
    turn_to(page, ".presstimer-here")
    before = place(page)
    page.get_by_role("button", name="Start").first.focus()
    page.keyboard.press("PageDown")
    assert place(page) == before + 1


def test_the_timer_counts(show):
    page = show("05_gb29_hip").page
    turn_to(page, ".presstimer-here")
    digits = page.locator(".present .timer .digits")
    first = digits.inner_text()
    page.locator(".present .timer .main").click()
    page.wait_for_function(
        "(first) => document.querySelector('.present .timer .digits').textContent !== first",
        arg=first,
    )
    page.keyboard.press("Space")  # the pause, and no other slide
    assert page.locator(".present .timer .digits").count() == 1


def test_a_finger_on_a_map_does_not_turn_the_slide_but_on_words_it_does(show):
    page = show("01_start_here", has_touch=True).page
    turn_to(page, ".bodymap-here")
    before = place(page)
    finger = page.context.new_cdp_session(page)

    def wipe():
        for kind, x in [("Start", 500), ("Move", 400), ("Move", 200), ("End", None)]:
            touched = [{"x": x, "y": 300}] if x else []
            event = {"type": f"touch{kind}", "touchPoints": touched}
            finger.send("Input.dispatchTouchEvent", event)

    wipe()
    assert place(page) == before
    page.evaluate("Reveal.slide(0, 0)")
    wipe()
    assert place(page) == 1


def test_slides_work_from_a_server_and_ask_nobody_else(show, served):
    deck = show("07_bl40_knee", address=served)
    turn_to(deck.page, ".bodymap-here")
    assert deck.told == [] and deck.foreign() == []


def test_who_speaks_has_the_whole_prose_in_a_window_of_their_own(show):
    page = show("05_gb29_hip").page
    turn_to(page, "aside.notes")
    notes = page.evaluate("Reveal.getSlideNotes()")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    view = opened.value
    told = view.locator(".speaker-controls-notes .value")
    told.locator("p").first.wait_for()
    shown = told.inner_text()
    plain = page.evaluate(
        "(html) => Object.assign(document.createElement('p'), { innerHTML: html }).innerText", notes
    )
    assert "".join(shown.split()) == "".join(plain.split())


def test_on_paper_each_slide_is_a_page(show):
    deck = show("08_a_session", after="?print-pdf")
    deck.page.wait_for_selector(".pdf-page")
    wanted = deck.page.locator(".pdf-page").count()
    pdf = deck.page.pdf(prefer_css_page_size=True, print_background=True)
    assert pdf.count(b"/Type /Page\n") == wanted > 15


def test_all_slides_at_once_and_dark_ones(show):
    page = show("04_finding_bones").page
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.keyboard.press("d")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.keyboard.press("o")
    page.locator("section.stack").nth(1).locator("section").first.click()
    assert place(page) > 0 and not page.evaluate("Reveal.isOverview()")


@pytest.mark.parametrize("paper", ["light", "dark", "forced colours"])
def test_axe_finds_nothing_on_slides_of_each_kind(show, paper):
    page = show("05_gb29_hip", forced_colors="active" if "forced" in paper else "none").page
    if paper == "dark":
        page.keyboard.press("d")
    found = []
    for kind in ("title", "question", "picture", "widget", "sayings", "claim", "sources"):
        turn_to(page, f".is-{kind}")
        page.evaluate("Reveal.nextFragment()")
        page.wait_for_timeout(250)
        rules = Axe().run(page, context="section.present").response["violations"]
        found += [(kind, rule["id"], rule["nodes"][0]["html"][:90]) for rule in rules]
    assert found == []


def test_without_a_mouse_a_picture_comes_nearer_quarter_by_quarter(show):
    page = show("04_finding_bones", reduced_motion="reduce").page
    turn_to(page, ".is-picture img")
    picture, places = page.locator(".present img").first, []
    for _ in range(6):
        places.append(tuple(picture.bounding_box().values()))
        page.keyboard.press("z")
    *_, wide, _ = before = places.pop(0)
    assert {round(width) for *_, width, _ in places[:4]} == {round(2 * wide)}
    assert len({(left, top) for left, top, *_ in places[:4]}) == 4  # each quarter once
    assert places[4] == before
    assert page.evaluate("document.getAnimations().length") == 0

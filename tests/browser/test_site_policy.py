"""The site keeps to its own strict policy while it is used, and the browser keeps others to it."""

import pytest

HEAR = """addEventListener("securitypolicyviolation", (event) => {
    (window.broken ??= []).push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});"""
# What somebody might get into a page, and the rule that refuses it.
TRIES = """async () => {
    const add = (tag, given) =>
        document.body.append(Object.assign(document.createElement(tag), given));
    add("script", { textContent: "window.hit = 1" });
    add("script", { src: "https://example.org/x.js" });
    add("img", { src: "https://example.org/x.png" });
    add("iframe", { src: "https://example.org/" });
    add("style", { textContent: "body { color: red }" });
    document.body.insertAdjacentHTML("beforeend", '<p onclick="window.hit = 1" id="p">');
    document.getElementById("p").click();
    await fetch("https://example.org/").catch(() => {});
    const form = document.createElement("form");
    Object.assign(form, { action: "https://example.org/", method: "post" });
    document.body.append(form);
    form.submit();
    const base = document.createElement("base");
    base.href = "https://example.org/";
    document.head.append(base);
    await new Promise((done) => setTimeout(done, 300));
    return [window.hit ?? null, document.baseURI.startsWith("https:")];
}"""


@pytest.fixture
def opened(site, lab_and_chromium):
    """Open a page of the site that counts what its policy refuses."""
    pages = []

    def page_of(name):
        page = lab_and_chromium[1].new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(HEAR)
        page.goto(f"{site.as_uri()}/{name}.html")
        page.locator(".live.waiting").first.wait_for(state="detached", timeout=60_000)
        pages.append(page)
        return page

    yield page_of
    for page in pages:
        page.close()


@pytest.mark.parametrize(
    "name",
    ["01_start_here", "02_the_article_sorted", "10_practice", "13_teach_a_class", "explorer"],
)
def test_whatever_is_pressed_and_chosen_nothing_is_refused(opened, name):
    page = opened(name)
    page.evaluate(
        """async () => {
            window.print = () => {};
            const controls = document.querySelectorAll("main :is(button, select, summary, input)");
            for (const each of [...controls].slice(0, 60)) {
                if (!each.checkVisibility() || each.disabled) continue;
                if (each.matches("select")) {
                    each.selectedIndex = each.options.length - 1;
                    each.dispatchEvent(new Event("change", { bubbles: true }));
                } else each.click();
                await new Promise(requestAnimationFrame);
            }
        }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.broken ?? []") == []


def test_the_browser_refuses_what_does_not_belong_to_the_page(opened):
    page = opened("timer")
    hit, moved = page.evaluate(TRIES)
    assert hit is None and not moved
    refused = {each.split()[0] for each in page.evaluate("window.broken")}
    assert refused == {
        "script-src-elem",
        "script-src-attr",
        "style-src-elem",
        "img-src",
        "frame-src",
        "connect-src",
        "form-action",
        "base-uri",
    }

"""Marks of HTML and formulas in tables and in what learners write: seen as text, and never obeyed.

The workbook here has marks in every cell of its tables that may hold any text, see hostile.py.
"""

import subprocess
import sys

import pytest
from hostile import MARK, lay_out
from playwright.sync_api import expect

# What a page shows as text; what it took for elements; and what ran.
LOOK = """(mark) => {
    const seen = document.body.cloneNode(true);
    for (const each of seen.querySelectorAll("script, style")) each.remove();
    const names = [...document.querySelectorAll("img, a, script")].map((each) =>
        each.getAttribute("src") ?? each.getAttribute("href") ?? "");
    const handlers = [...document.querySelectorAll("main *, .jp-Notebook *")].filter((each) =>
        each.hasAttribute("onerror"));
    return {
        marks: seen.textContent.split(mark).length - 1,
        taken: [...names.filter((name) => name === "x" || name.startsWith("javascript:")),
            ...handlers.map((each) => each.outerHTML)],
        formulas: document.querySelectorAll("mjx-container, .MathJax, merror").length,
        ran: window.hit ?? null,
    };
}"""
CELLS = [
    "import sys; sys.path[:0] = [{workbook!r}]\nimport acu, acu.tables\nM = {mark!r}",
    "acu.card('GB29')",
    "acu.claims()",
    "acu.sources()",
    "acu.explore()",
    "acu.practise('GB29', history=acu.History({own!r} + '/h.csv'))",
    "acu.PressTimer('GB29')",
    "acu.check_first()",
    "acu.who_may_press('GB29')",
    "acu.my_ruler()",
    "acu.sort_the_article()",
    "acu.cold_call('GB29', words=[M, 'Ann'])",
    "acu.teach('GB29')",
    "acu.plan_class('GB29')",
    "acu.station('GB29')",
    "acu.find(M)",
    "diary = acu.Diary({own!r} + '/d.csv'); diary.add('GB29', 6, 4, note=M)\ndiary.read()",
    "acu.guided_session('GB29', diary=diary)",
    "acu.tables.read('claims')",
    "acu.plot_point('GB29').figure",
]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    return lay_out(tmp_path_factory.mktemp("hostile"), lessons=["02_the_article_sorted"])


@pytest.fixture(scope="module")
def pages(workbook, tmp_path_factory):
    """Pages of the site and of slides that are made from such tables."""
    out = tmp_path_factory.mktemp("pages")
    make = "import sys, acu; acu.write_site(sys.argv[1]); acu.write_slides(sys.argv[2])"
    command = [sys.executable, "-c", make, out / "site", out / "slides"]
    done = subprocess.run(command, cwd=workbook, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-3000:]
    return sorted(out.glob("*/*.html"))


def watched(page):
    """What goes wrong on a page, or would be done without anybody's wish."""
    page.told = []
    page.on("console", lambda said: said.type == "error" and page.told.append(said.text))
    page.on("pageerror", lambda error: page.told.append(str(error.stack)))
    page.on("dialog", lambda dialog: page.told.append(f"dialog {dialog.message}"))
    page.on("requestfailed", lambda request: page.told.append(request.url))
    return page


def test_site_and_slides_show_the_marks_and_obey_none(pages, lab_and_chromium):
    found = {}
    for path in pages:
        page = watched(lab_and_chromium[1].new_page())
        page.goto(path.as_uri())
        page.locator(".live.waiting").first.wait_for(state="detached", timeout=60_000)
        found[f"{path.parent.name}/{path.name}"] = page.evaluate(LOOK, MARK) | {"told": page.told}
        page.close()
    shown = {name: each.pop("marks") for name, each in found.items()}
    assert {name: each for name, each in found.items() if any(each.values())} == {}
    wordy = {"site/02_the_article_sorted.html", "site/explorer.html", "site/timer.html"}
    wordy |= {"slides/02_the_article_sorted.html"}
    assert all(shown[name] > 20 for name in wordy), shown


def test_the_search_of_the_site_says_what_was_typed_as_text(pages, lab_and_chromium):
    (index,) = [path for path in pages if path.parts[-2:] == ("site", "index.html")]
    page = watched(lab_and_chromium[1].new_page())
    page.goto(index.as_uri())
    page.get_by_role("searchbox").fill("<img src=x>")
    expect(page.locator("#found")).to_contain_text("<img src=x>")
    assert page.locator("#found img").count() == 0
    page.get_by_role("searchbox").fill("GB29")
    expect(page.locator("#found")).to_contain_text("GB29 Jūliáo")
    assert MARK in page.locator("#found").text_content()
    assert page.evaluate("window.hit ?? null") is None and page.told == []
    page.close()


def test_a_notebook_shows_the_marks_and_obeys_none(workbook, open_notebook, tmp_path):
    known = {"workbook": str(workbook), "own": str(tmp_path), "mark": MARK}
    notebook = open_notebook([cell.format(**known) for cell in CELLS])
    watched(notebook.page)
    notebook.run_all()
    assert notebook.errors == []
    notebook.page.wait_for_timeout(1500)  # JupyterLab sets formulas some time after the output
    seen = notebook.page.evaluate(LOOK, MARK)
    assert seen.pop("marks") > 100
    assert not any(seen.values()), seen
    # anywidget gives each of these many widgets two seconds to wake, and a busy computer may not.
    told = [
        each for each in notebook.page.told if each != "[anywidget] Failed to initialize model."
    ]
    assert notebook.foreign == [] and told == []

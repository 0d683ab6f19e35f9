"""One JupyterLab and one Chromium for the whole run (of a worker).

A test asks for `open_notebook` to have a window of its own, or for `lesson` to look at each lesson
after Run All, in a window that tests share: leave such a window as you found it.
"""

import os
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import pytest

NO_BROWSER = "no Chromium or Chrome found: browser tests skipped; install one or set ACU_CHROMIUM"
LESSONS = sorted(path.name for path in Path(__file__).parents[2].glob("notebooks/*.ipynb"))


def pytest_collection_modifyitems(items):
    """Browser tests come last: once Playwright is on, nothing else can use asyncio."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture(scope="session")
def lab_and_chromium():
    """A JupyterLab, and a Chromium that reaches nothing else. Skips where there is no browser."""
    from browser import Lab, chromium, find_chromium
    from playwright.sync_api import expect

    expect.set_options(timeout=20_000)  # the computer may be busy
    path = find_chromium()
    if not path and os.environ.get("CI") == "true":
        pytest.fail("no Chromium or Chrome found, and CI must run the browser tests")
    if not path:
        pytest.skip(NO_BROWSER)
    with Lab() as lab, chromium(path) as browser:
        yield lab, browser


@pytest.fixture
def open_notebook(lab_and_chromium):
    """Open a notebook in a window of its own, closed after the test: see `browser.opened`.

    open_notebook("01_start_here.ipynb") or open_notebook(["import acu", "acu.find_a_point()"],
    run=True, width=390, touch=True, clock=True) gives a `browser.Notebook`.
    """
    from browser import opened

    with ExitStack() as windows:
        yield lambda source, **how: windows.enter_context(opened(*lab_and_chromium, source, **how))


@pytest.fixture(scope="session", params=LESSONS)
def lesson(request, lab_and_chromium):
    """Each lesson of notebooks/, opened and run once for all tests.

    `notebook` is a `browser.Notebook` after Run All. `unrun` is what `Notebook.outputs` said when
    the lesson was only opened, and `trusted` whether JupyterLab trusted it then.
    """
    from browser import opened

    with opened(*lab_and_chromium, request.param) as notebook:
        notebook.put_sidebars_away()  # as people do who have a small or enlarged page
        notebook.draw_all()
        unrun, trusted = notebook.outputs, notebook.trusted
        notebook.run_all()
        yield SimpleNamespace(notebook=notebook, unrun=unrun, trusted=trusted)

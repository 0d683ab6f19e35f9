"""A JupyterLab for the whole run, a Chromium for each file of tests, a new window for each test."""

import os
from contextlib import ExitStack

import pytest

NO_BROWSER = "no Chromium or Chrome found: browser tests skipped; install one or set ACU_CHROMIUM"


@pytest.fixture(scope="session")
def chromium_path():
    """The browser's program. Where there is none, tests are skipped; but not in CI."""
    from browser import find_chromium

    path = find_chromium()
    if not path and os.environ.get("CI") == "true":
        pytest.fail("no Chromium or Chrome found, and CI must run the browser tests")
    if not path:
        pytest.skip(NO_BROWSER)
    return path


@pytest.fixture(scope="session")
def lab(chromium_path):
    """A JupyterLab of this run (of this worker, with xdist)."""
    from browser import Lab

    with Lab() as lab:
        yield lab


# Not for the session: as long as Playwright is on, nothing else can use asyncio in this thread.
@pytest.fixture(scope="module")
def chromium(chromium_path):
    """A Chromium that reaches no other computer."""
    from browser import chromium

    with chromium(chromium_path) as browser:
        yield browser


@pytest.fixture
def open_notebook(lab, chromium):
    """Open a notebook in a window of its own: the same arguments as `browser.opened` after those.

    open_notebook("01_find_a_point.ipynb"), open_notebook(["import acu", "acu.find_a_point()"],
    run=True, width=390, touch=True, clock=True). Gives a `browser.Notebook`; closed after the test.
    """
    from browser import opened

    with ExitStack() as windows:
        yield lambda source, **how: windows.enter_context(opened(lab, chromium, source, **how))

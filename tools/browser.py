"""JupyterLab with the lessons in a real browser, for the tests and for the benchmark.

    with Lab() as lab, chromium() as browser:
        with opened(lab, browser, "01_start_here.ipynb") as notebook:
            notebook.run_all()
            notebook.page.get_by_label("Point").select_option(label="BL40 …")
            assert notebook.python("finder.points.value") == "BL40"
            assert notebook.problems == [] and notebook.foreign == []

`notebook.page` is a Playwright page. A lesson can also be made on the spot:
`opened(lab, browser, ["import acu", "acu.find_a_point()"], run=True, width=390, touch=True)`.

JupyterLab works on copies, with the settings of this checkout and none of the person's own. The
browser reaches this JupyterLab and nothing else: requests elsewhere fail, and are listed.
"""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from lab import HOST, NOWHERE, PATIENCE, Lab
from open_notebook import Notebook
from playwright.sync_api import sync_playwright

__all__ = ["Lab", "Notebook", "chromium", "find_chromium", "opened"]

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "{PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES}/Microsoft/Edge/Application/msedge.exe",
    "{PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe",
)


def find_chromium():
    """Return the path of a Chromium, Chrome or Edge on this computer.

    The variable ACU_CHROMIUM of the environment comes first, then the PATH, then the places where
    installers put them.

    Returns
    -------
    str or None
        None if there is none.

    Raises
    ------
    FileNotFoundError
        If ACU_CHROMIUM names no program.
    """
    if wanted := os.environ.get("ACU_CHROMIUM"):
        if shutil.which(wanted):
            return shutil.which(wanted)
        raise FileNotFoundError(
            f"ACU_CHROMIUM is {wanted!r}, which is no program. Give the path of Chromium or Chrome."
        )
    for name in NAMES:
        if found := shutil.which(name):
            return found
    for place in PLACES:
        try:
            path = Path(place.format_map(os.environ))
        except KeyError:  # not this operating system
            continue
        if path.is_file():
            return str(path)
    return None


@contextmanager
def chromium(path=None):
    """Start Chromium without a window, cut off from every host but this one.

    Parameters
    ----------
    path : str, optional
        The program; `find_chromium` by default.

    Yields
    ------
    playwright.sync_api.Browser
    """
    path = path or find_chromium()
    if not path:
        raise FileNotFoundError("no Chromium or Chrome found: install one or set ACU_CHROMIUM")
    root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium has no sandbox for root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            proxy={"server": NOWHERE, "bypass": HOST},
            args=["--no-sandbox"] if root else [],
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(
    lab,
    browser,
    source,
    *,
    run=False,
    width=1280,
    height=1000,
    touch=False,
    clock=False,
    theme="JupyterLab Light",
    **context,
):
    """Open a notebook in a new private window, and wait until its kernel is idle.

    Parameters
    ----------
    lab : Lab
    browser : playwright.sync_api.Browser
    source : str, path, or list of str
        As for `Lab.put`.
    run : bool
        Run all cells.
    width, height : int
        Size of the page in CSS pixels. Below 700 the sidebars are put away, as on a phone.
    touch : bool
        Have a touch screen.
    clock : bool
        Put a clock into the page that can be moved, see Playwright's ``page.clock``. It runs as
        usual until it is told otherwise.
    theme : str
        The name of JupyterLab's theme.
    **context
        More for Playwright's ``new_context``, such as ``forced_colors="active"``.

    Yields
    ------
    Notebook
    """
    path = lab.put(source)
    lab.set("apputils-extension", "themes", theme=theme)
    window = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=touch, **context
    )
    window.set_default_timeout(PATIENCE * 1000)
    try:
        page = window.new_page()
        if clock:
            page.clock.install()
        notebook = Notebook(page, lab, path)
        if width < 700:
            notebook.put_sidebars_away()
        if run:
            notebook.run_all()
        yield notebook
    finally:
        window.close()
        for session in lab.ask("GET", "sessions"):
            if session["path"] == path:
                lab.ask("DELETE", f"sessions/{session['id']}")

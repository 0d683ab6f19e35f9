"""A notebook in a tab of a real browser, for what people wait for there."""

import os
import re
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from browser import Notebook, find_chromium
from lab import HOST, NOWHERE, PATIENCE
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SETUP = f"import sys; sys.path.append({str(HERE)!r})\nimport peers\n%matplotlib inline"


@contextmanager
def window():
    """Start Chromium as a person has it, though without a screen: a tab behind another is hidden.

    Playwright's own windows pretend that every tab is looked at, and do not slow its timers down.

    Yields
    ------
    playwright.sync_api.BrowserContext
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, sync_playwright() as play:
        command = [find_chromium(), "--headless=new", "--remote-debugging-port=0", "--no-first-run"]
        command += [f"--user-data-dir={home}", "--window-size=1280,1000"]
        command += [f"--proxy-server={NOWHERE}", f"--proxy-bypass-list={HOST}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:  # Chromium has no sandbox for root
            command.append("--no-sandbox")
        process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")
        try:
            said = iter(process.stderr.readline, "")
            address = next(found[0] for line in said if (found := re.search(r"ws://\S+", line)))
            # What nobody reads would fill the pipe, and Chromium would stop to wait.
            Thread(target=process.stderr.read, daemon=True).start()
            browser = play.chromium.connect_over_cdp(address, no_defaults=True)
            yield browser.contexts[0]
        finally:
            process.terminate()
            process.wait()


@contextmanager
def opened(lab, tabs, cells):
    """Open a notebook in a new tab, with what is measured by at hand; end its kernel afterwards.

    Parameters
    ----------
    lab : lab.Lab
    tabs : playwright.sync_api.BrowserContext
    cells : list of str
        Code.

    Yields
    ------
    notebook : browser.Notebook
    wire : Wire
    """
    page = tabs.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    wire = Wire(page)
    notebook = Notebook(page, lab, lab.put(cells))
    page.evaluate((HERE / "page.js").read_text(encoding="utf-8"))
    try:
        yield notebook, wire
    finally:
        page.close()
        for session in lab.ask("GET", "sessions"):
            lab.ask("DELETE", f"sessions/{session['id']}")


def run(notebook):
    """Run all cells of a notebook, and wait until their widgets are there.

    Raises
    ------
    RuntimeError
        If a cell fails.
    """
    notebook.run_all()
    if notebook.errors:
        raise RuntimeError(f"a cell fails: {notebook.errors[0]}")
    cells = "jupyterapp.shell.currentWidget.content.widgets.slice(1)"
    control = ".jp-OutputArea :is(select, button)"
    notebook.page.wait_for_function(f"{cells}.every(cell => cell.node.querySelector({control!r}))")


class Wire:
    """What goes between a page and its kernel.

    Attributes
    ----------
    bytes : int
        So far, both ways, of every kind of message.
    """

    def __init__(self, page):
        self.bytes = 0
        page.on("websocket", self._listen)

    def _listen(self, socket):
        if "/api/kernels/" in socket.url:
            socket.on("framesent", self._count)
            socket.on("framereceived", self._count)

    def _count(self, frame):
        self.bytes += len(frame if isinstance(frame, bytes) else frame.encode())

"""How long a person waits for a widget, in a real browser; for `bench.py latency`.

A Dropdown changes, and the clock of the page runs until the new picture is painted and nothing
changes any more: see `latency.js`. The ways that are compared stand in `peers.py`, one to a cell of
one notebook, and take turns, so that whatever else the computer does hits all alike.
"""

import os
import platform
import random
import re
import statistics
import subprocess
import tempfile
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from browser import Notebook, find_chromium
from lab import HOST, NOWHERE, Lab
from playwright.sync_api import sync_playwright

import acu

HERE = Path(__file__).parent
ROUTES = ("interact", "ipympl", "kernel", "jslink")
TIMERS = ("press", "asyncio", "play")
CONDITIONS = ("idle", "busy", "hidden")
READY = {
    "body_map": ("import acu; acu.BodyMap()", ".bodymap .dot"),
    "press_timer": ("import acu; acu.PressTimer()", ".timer .digits"),
}
SETUP = f"import sys; sys.path.append({str(HERE)!r})\nimport peers\n%matplotlib inline"
WARM_UP, ROUNDS, WINDOWS = 4, 40, 3
MINUTE = 60_000  # ms
AWAY = (3_000, 50_000)  # when a person looks at another tab, ms after the start
PATIENCE = 15_000  # ms after which a timer that is late is only said to be behind


def measure():
    """Measure all there is.

    Returns
    -------
    dict
        As `bench.py latency --json` writes it.
    """
    with Lab() as lab, window() as (tabs, chromium):
        return {
            "routes": routes(lab, tabs),
            "ready": {name: ready(lab, tabs, *what) for name, what in READY.items()},
            "timers": timers(lab, tabs),
            "machine": machine(chromium),
        }


@contextmanager
def window():
    """Start Chromium as a person has it, though without a screen: a tab behind another is hidden.

    Playwright's own windows pretend that every tab is looked at, and do not slow its timers down.

    Yields
    ------
    tabs : playwright.sync_api.BrowserContext
    version : str
        Of Chromium.
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
            browser = play.chromium.connect_over_cdp(address, no_defaults=True)
            yield browser.contexts[0], browser.version
        finally:
            process.terminate()
            process.wait()


@contextmanager
def opened(lab, tabs, cells):
    """Open a notebook in a new tab, with what is measured by at hand; end its kernel afterwards."""
    page = tabs.new_page()
    page.set_default_timeout(MINUTE)
    wire = Wire(page)
    notebook = Notebook(page, lab, lab.put(cells))
    page.evaluate((HERE / "latency.js").read_text(encoding="utf-8"))
    try:
        yield notebook, wire
    finally:
        page.close()
        for session in lab.ask("GET", "sessions"):
            lab.ask("DELETE", f"sessions/{session['id']}")


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


def routes(lab, tabs):
    """Time changes of a Dropdown, by each route in turn: median, 95th percentile, KiB."""
    cells = [SETUP, *(f"peers.{route}()" for route in ROUTES)]
    places = {route: n for n, route in enumerate(ROUTES, start=1)}
    points = acu.load_points()
    codes = list(points.index[points["drawn"]])
    choices = random.Random(0).sample(codes, WARM_UP + ROUNDS)
    waits = {route: [] for route in ROUTES}
    sizes = {route: [] for route in ROUTES}
    with opened(lab, tabs, cells) as (notebook, wire):
        notebook.run_all()
        for code in choices:
            for route in ROUTES:
                notebook.page.evaluate("n => bench.show(n)", places[route])
                before, at = wire.bytes, [places[route], code]
                waits[route].append(notebook.page.evaluate("at => bench.change(...at)", at))
                sizes[route].append(wire.bytes - before)
    return {route: summary(waits[route][WARM_UP:], sizes[route][WARM_UP:]) for route in ROUTES}


def summary(waits, sizes):
    """Sum up changes.

    Parameters
    ----------
    waits : list of float
        Of each change, in ms.
    sizes : list of int
        Bytes over the wire for each change.

    Returns
    -------
    dict
        Median and 95th percentile of the waits, `median_ms` and `p95_ms`, and the mean size, `kib`.
    """
    return {
        "median_ms": round(statistics.median(waits), 1),
        "p95_ms": round(statistics.quantiles(waits, n=20, method="inclusive")[-1], 1),
        "kib": round(statistics.mean(sizes) / 1024, 2),
    }


def ready(lab, tabs, code, selector):
    """Time a cell that shows a widget in a fresh kernel, until the widget is painted (ms).

    Returns
    -------
    dict
        Medians: `from_start_ms`, since the cell was run, and `from_end_ms`, since it was done.
    """
    times = []
    for _ in range(WINDOWS):
        with opened(lab, tabs, [code]) as (notebook, _wire):
            notebook.python("bool(__import__('acu'))")
            times.append(notebook.page.evaluate("what => bench.ready(0, what)", selector))
    return {name: round(statistics.median(time[name] for time in times), 1) for name in times[0]}


def timers(lab, tabs):
    """Run all timers for a minute at the same time, under each condition; how wrong they are."""
    cells = [SETUP, *(f"peers.{timer}_timer()" for timer in TIMERS)]
    places = {timer: n for n, timer in enumerate(TIMERS, start=1)}
    results = {}
    for condition in CONDITIONS:
        with opened(lab, tabs, cells) as (notebook, _wire):
            notebook.run_all()
            notebook.page.evaluate("places => { bench.begin(places); }", places)
            UNDER[condition](notebook)
            logs = notebook.page.evaluate("timerLogs")
        results[condition] = {timer: error(logs[timer]) for timer in TIMERS}
    return results


def _idle(notebook):
    notebook.page.wait_for_timeout(MINUTE + PATIENCE)


def _busy(notebook):
    with notebook.busy():
        notebook.page.wait_for_timeout(MINUTE + PATIENCE)


def _hidden(notebook):
    """Another tab lies in front for most of the minute, as when a person reads something else."""
    page = notebook.page
    page.wait_for_timeout(AWAY[0])
    other = page.context.new_page()
    other.bring_to_front()
    other.wait_for_timeout(AWAY[1] - AWAY[0])
    if page.evaluate("document.visibilityState") != "hidden":
        raise RuntimeError("the tab is not hidden: this Chromium cannot measure it")
    other.close()
    page.bring_to_front()
    page.wait_for_timeout(MINUTE - AWAY[1] + PATIENCE)


UNDER = {"idle": _idle, "busy": _busy, "hidden": _hidden}


def error(log):
    """How wrong a timer of a minute is.

    Parameters
    ----------
    log : list of (float, int)
        When, in ms after the start, the page began to show how many seconds are over.

    Returns
    -------
    dict
        `error_ms`: how late the end was shown (negative: early); for a timer that had not come to
        its end soon after it was due (`arrived` is False), how far behind it was when it was due.
    """
    for when, seconds in log:
        if 1000 * seconds >= MINUTE:
            return {"error_ms": round(when - MINUTE, 1), "arrived": True}
    over = [seconds for when, seconds in log if when <= MINUTE][-1]
    return {"error_ms": MINUTE - 1000 * over, "arrived": False}


def machine(chromium):
    """Say what it was measured on (dict)."""
    packages = ("jupyterlab", "ipywidgets", "anywidget", "ipympl", "matplotlib")
    return {
        "system": platform.platform(terse=True),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "chromium": chromium,
        **{name: version(name) for name in packages},
    }

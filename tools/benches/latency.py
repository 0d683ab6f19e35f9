"""How long a person waits for a widget, in a real browser.

A Dropdown changes, and the clock of the page runs until the new picture is painted and nothing
changes any more: see `page.js`. The ways that are compared stand in `peers.py`, one to a cell of
one notebook, and take turns, so that whatever else the computer does hits all alike.
"""

import random

from lab import Lab

import acu
from benches.plain_lesson import CHOICE, IMPORTS, TIMER
from benches.rows import Row
from benches.tabs import SETUP, opened, run, window

OURS = {"jslink": "the body map, linked in the browser", "kernel": "the body map, told by Python"}
INSTEAD = {
    "interact": "interact, which draws the figure anew",
    "ipympl": "ipympl, which changes the figure",
}
WARM_UP = 4
ROUNDS = {"try": 3, "quick": 5, "whole": 30}
WINDOWS = {"try": 1, "quick": 1, "whole": 3}
# A cell in a new kernel, and what shows that its widget is there: ours and instead.
READY = {
    "a body map from its cell's start to its picture, in a new kernel": (
        ("import acu; acu.BodyMap()", ".bodymap .dot"),
        (f"{IMPORTS}\n{CHOICE}", ".jp-OutputArea img"),
        "the imports, interact and a figure",
    ),
    "a press timer, likewise": (
        ("import acu; acu.PressTimer()", ".timer .digits"),
        (f"import ipywidgets as widgets\n{TIMER}", ".widget-readout"),
        "ipywidgets' Play and a slider",
    ),
}


def rows(much):
    """Time changes of a choice by each route, and widgets in new kernels."""
    with Lab() as lab, window() as tabs:
        yield from compared(*routes(lab, tabs, ROUNDS[much]))
        for what, (ours, theirs, instead) in READY.items():
            times = [
                [ready(lab, tabs, *cell) for cell in (ours, theirs)] for _ in range(WINDOWS[much])
            ]
            yield Row(what, "ms", *(c for c in (_column(times, 0), instead, _column(times, 1))))


def _column(times, n):
    return tuple(each[n] for each in times)


def routes(lab, tabs, rounds):
    """Time changes of a Dropdown, by each route in turn.

    Returns
    -------
    waits, sizes : dict of str to list of float
        By route: ms until a change is painted, and KiB over the wire for it.
    """
    names = [*INSTEAD, *OURS]
    points = acu.load_points()
    codes = list(points.index[points["drawn"]])
    choices = random.Random(0).sample(codes, WARM_UP + rounds)
    waits, sizes = {name: [] for name in names}, {name: [] for name in names}
    with opened(lab, tabs, [SETUP, *(f"peers.{name}()" for name in names)]) as (notebook, wire):
        run(notebook)
        for turn, code in enumerate(choices):
            for cell, name in enumerate(names, start=1):
                notebook.page.evaluate("n => bench.show(n)", cell)
                before = wire.bytes
                wait = notebook.page.evaluate("at => bench.change(...at)", [cell, code])
                if turn >= WARM_UP:
                    waits[name].append(wait)
                    sizes[name].append((wire.bytes - before) / 1024)
    return waits, sizes


def compared(waits, sizes):
    """Put each of our routes beside each of the usual ones.

    Parameters
    ----------
    waits, sizes : dict of str to list of float
        As from `routes`.

    Yields
    ------
    Row
    """
    for what, unit, found in (
        ("a choice, until painted", "ms", waits),
        ("on the wire", "KiB", sizes),
    ):
        for ours, our_words in OURS.items():
            for theirs, their_words in INSTEAD.items():
                yield Row(f"{what}: {our_words}", unit, found[ours], their_words, found[theirs])


def ready(lab, tabs, code, selector):
    """Time a cell that shows a widget in a fresh kernel, until the widget is painted (ms)."""
    with opened(lab, tabs, [code]) as (notebook, _wire):
        return notebook.page.evaluate("what => bench.ready(0, what)", selector)

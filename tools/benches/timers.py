"""How wrong a minute is when it is counted in a notebook, by what the page shows."""

from lab import Lab

from benches.rows import Row
from benches.tabs import SETUP, opened, run, window

INSTEAD = {"asyncio": "counting with asyncio.sleep(1)", "play": "ipywidgets' Play and jslink"}
TIMERS = ("press", *INSTEAD)
SECONDS = {"try": 30, "quick": 30, "whole": 60}
PATIENCE = 10_000  # ms after which a timer that is late is only said to be behind
SOON = 3_000  # ms after the start, another tab is opened; and so long before the end it is closed


def rows(much):
    """Run all timers at the same time, under each condition; how wrong they are."""
    seconds = SECONDS[much]
    with Lab() as lab, window() as tabs:
        for condition, under in CONDITIONS.items():
            yield from compared(condition, timed(lab, tabs, under, seconds), seconds)


def timed(lab, tabs, under, seconds):
    """Run all timers at once; what each page showed and when (dict of lists, see `error`)."""
    setup = f"{SETUP}\npeers.SECONDS = {seconds}"
    cells = [setup, *(f"peers.{timer}_timer()" for timer in TIMERS)]
    places = {timer: n for n, timer in enumerate(TIMERS, start=1)}
    with opened(lab, tabs, cells) as (notebook, _wire):
        run(notebook)
        notebook.page.evaluate("what => { bench.begin(...what); }", [places, seconds])
        under(notebook, 1000 * seconds)
        return notebook.page.evaluate("timerLogs")


def _idle(notebook, ms):
    notebook.page.wait_for_timeout(ms + PATIENCE)


def _busy(notebook, ms):
    with notebook.busy():
        notebook.page.wait_for_timeout(ms + PATIENCE)


def _hidden(notebook, ms):
    """Another tab lies in front for most of the time, as when a person reads something else."""
    page = notebook.page
    page.wait_for_timeout(SOON)
    other = page.context.new_page()
    other.bring_to_front()
    other.wait_for_timeout(ms - 4 * SOON)
    if page.evaluate("document.visibilityState") != "hidden":
        raise RuntimeError("the tab is not hidden: this Chromium cannot measure it")
    other.close()
    page.bring_to_front()
    page.wait_for_timeout(3 * SOON + PATIENCE)


CONDITIONS = {"idle": _idle, "Python busy": _busy, "tab hidden": _hidden}


def error(log, seconds):
    """How wrong a timer is.

    Parameters
    ----------
    log : list of (float, int)
        When, in ms after the start, the page began to show how many seconds are over.
    seconds : int
        How long it runs.

    Returns
    -------
    off : float
        How late the end was shown, s (negative: early); for a timer that had not come to its end
        soon after it was due, how far behind it was when it was due.
    arrived : bool
        Whether it came to its end.
    """
    for when, over in log:
        if over >= seconds:
            return when / 1000 - seconds, True
    over = [over for when, over in log if when <= 1000 * seconds][-1]
    return float(seconds - over), False


def compared(condition, logs, seconds):
    """Put our timer beside each of the usual ones.

    Parameters
    ----------
    condition : str
        What went on meanwhile.
    logs : dict of str to list
        By timer, as `error` takes them.
    seconds : int
        How long they ran.

    Yields
    ------
    Row
    """
    off = {timer: error(log, seconds) for timer, log in logs.items()}
    for timer, instead in INSTEAD.items():
        said = [
            f"{who} {_how(*off[each])}" for who, each in (("ours", "press"), ("the other", timer))
        ]
        note = "; ".join(each for each in said if not each.endswith("late"))
        ours, theirs = (abs(off[each][0]) for each in ("press", timer))
        what = f"{seconds} seconds, {condition}: how far off"
        yield Row(what, "s", [ours], instead, [theirs], note)


def _how(off, arrived):
    if not arrived:
        return "was so far behind when it was due, and had not ended 10 s later"
    return "was early" if off < 0 else "was late"

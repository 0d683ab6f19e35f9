"""The lessons as pages: how long they take to make, how large they are, and how fast on a phone.

What somebody would do instead is ``jupyter nbconvert --to html --execute``, with the widgets' state
in the page. Such a page asks other computers for what its widgets and formulas need. Here it gets
none of that and is told so at once: with the internet it waits for it on top.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from browser import chromium
from site_load import FIRST, served, visit

from benches.processes import ROOT
from benches.rows import Row

VISITS = {"try": 1, "quick": 3, "whole": 3}
INSTEAD = "nbconvert --to html --execute"
LESSONS = ROOT / "notebooks"
PATIENCE = 900  # seconds


def rows(much):
    """Make the pages by both ways, weigh them, and open the first lesson on a phone."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = (Path(folder) / name for name in ("ours", "theirs"))
        home = {"ACU_HOME": str(Path(folder) / "home")}
        pattern = FIRST.replace("html", "ipynb") if much == "try" else "*.ipynb"
        lessons = sorted(LESSONS.glob(pattern))
        site = "from acu.command import main; raise SystemExit(main())"
        mine = made([sys.executable, "-c", site, "site", ours], home)
        convert = [sys.executable, "-m", "nbconvert", "--to", "html", "--execute"]
        other = made([*convert, "--output-dir", theirs, *lessons], home)
        note = "ours also has three tools and a first page"
        if much == "try":
            note += "; the other way has made lesson 1 alone"
        yield Row("all lessons become pages", "s", [mine], INSTEAD, [other], note)
        yield Row("all files", "MB", [size(ours)], INSTEAD, [size(theirs)])
        with chromium() as browser, served(ours) as a, served(theirs) as b:
            visits = [
                [visit(browser, f"{url}/{FIRST}") for url in (a, b)] for _ in range(VISITS[much])
            ]
    yield from compared(*zip(*visits, strict=True))


# What a visit says, in words; its unit; and what that is of the numbers of `visit`.
SEEN = {
    "text": ("the first text", "s", 1000),
    "usable": ("a press on a point is answered", "s", 1000),
    "loaded": ("all is loaded", "s", 1000),
    "bytes": ("comes over the network", "kB", 1000),
    "elsewhere": ("requests to other computers", "requests", 1),
}
NOTES = {
    "usable": "the other way has no live widget without the internet",
    "loaded": "the other way does not wait for other computers here: they refuse at once",
}


def compared(ours, theirs):
    """Put visits of the first lesson on a phone beside each other.

    Parameters
    ----------
    ours, theirs : sequence of dict
        As `site_load.visit` gives them.

    Yields
    ------
    Row
    """
    for name, (words, unit, part) in SEEN.items():
        mine, other = (
            [visit[name] / part for visit in visits if visit[name] == visit[name]]  # no NaN
            for visits in (ours, theirs)
        )
        note = NOTES.get(name, "") if name != "usable" or not other else ""
        yield Row(f"lesson 1 on a phone: {words}", unit, mine, INSTEAD, other, note)


def made(command, home):
    """Run a command; seconds."""
    start = time.perf_counter()
    done = subprocess.run(
        list(map(str, command)),
        cwd=ROOT,
        env=os.environ | home,
        capture_output=True,
        timeout=PATIENCE,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason is given"]
        raise RuntimeError(said[-1])
    return time.perf_counter() - start


def size(folder):
    """Return the size of all files in a folder (MB)."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6

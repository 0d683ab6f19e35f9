"""A lesson from start to finish: opened with a fresh kernel, and every cell run."""

import os
import subprocess
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from benches.plain_lesson import CELLS, notebook
from benches.processes import ROOT
from benches.rows import Row, middle

LESSON = ROOT / "notebooks" / "05_gb29_hip.ipynb"
TURNS = {"try": 1, "quick": 1, "whole": 5}
INSTEAD = "as many cells with pandas, matplotlib, interact and Play"


def rows(much):
    """Run a lesson and a plain notebook by turns, each in a fresh kernel."""
    with tempfile.TemporaryDirectory() as folder:
        plain, empty = (Path(folder) / name for name in ("plain.ipynb", "empty.ipynb"))
        nbformat.write(notebook(), plain)
        nbformat.write(notebook(["pass"]), empty)
        times = [
            [taken(path, folder) for path in (LESSON, plain, empty)] for _ in range(TURNS[much])
        ]
    ours, theirs, kernel = zip(*times, strict=True)
    code = [cell for cell in nbformat.read(LESSON, as_version=4).cells if cell.cell_type == "code"]
    what = f"lesson 5, {len(code)} cells of code, run in a fresh kernel"
    note = f"a kernel alone takes {middle(kernel):.2g} s of that"
    yield Row(what, "s", ours, f"{INSTEAD} ({len(CELLS)})", theirs, note)


def taken(path, home):
    """Open a notebook and run it in a fresh kernel, as somebody who keeps things in `home`; s."""
    start = time.perf_counter()
    client = NotebookClient(
        nbformat.read(path, as_version=4),
        kernel_name="python3",
        timeout=300,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute(env=os.environ | {"ACU_HOME": str(home)}, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start

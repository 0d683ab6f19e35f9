"""A room of learners who come to a hub at the same moment: see `deploy/load_test.py`."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benches.needs import as_root
from benches.processes import ROOT
from benches.rows import Row

LEARNERS = {"try": 2, "quick": 2, "whole": 30}
INSTEAD = "JupyterHub and JupyterLab as they come"
STAGES = {
    "login": "in",
    "server": "the own server is up",
    "page": "the page is there",
    "kernel": "the kernel answers",
    "usable": "lesson 1 has run",
}
PATIENCE = 1500  # seconds


def rows(much):
    """Let so many learners come to ours and to a hub as it comes, one after the other."""
    number = LEARNERS[much]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "hub.json"
        test = [sys.executable, ROOT / "deploy" / "load_test.py", number, "--compare"]
        command = [*as_root(), *test, "--json", out]
        done = subprocess.run(list(map(str, command)), capture_output=True, timeout=PATIENCE)
        hubs = json.loads(out.read_text(encoding="utf-8")) if out.is_file() else []
    if len(hubs) < 2:
        said = (done.stderr + done.stdout).decode(errors="replace").strip().splitlines()
        raise RuntimeError(said[-1] if said else f"the load test ended with {done.returncode}")
    yield from compared(*hubs)


def compared(ours, theirs):
    """Put two hubs beside each other.

    Parameters
    ----------
    ours, theirs : dict
        As `load_test.measure` gives them.

    Yields
    ------
    Row
    """
    number = ours["learners"]
    got = [f"{hub['succeeded']} of {number}" for hub in (ours, theirs)]
    note = "" if ours["succeeded"] == theirs["succeeded"] == number else " and ".join(got)
    if note:
        note = f"{note} learners got there: the others are not in the times"
    for stage, words in STAGES.items():
        mine, other = ([reached[stage] for reached in hub["each"]] for hub in (ours, theirs))
        yield Row(f"{number} learners at once: {words}", "s", mine, INSTEAD, other, note)
    mine, other = ([hub["MiB_per_learner"]] for hub in (ours, theirs))
    yield Row("memory for each learner", "MiB", mine, INSTEAD, other)
    mine, other = ([sum(hub["MiB_once"].values())] for hub in (ours, theirs))
    yield Row("memory once", "MiB", mine, INSTEAD, other)

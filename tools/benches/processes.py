"""Time two ways of doing the same by turns, each in a fresh process."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PATIENCE = 600  # seconds that one process may take


@dataclass(frozen=True)
class Way:
    """A way of doing something.

    Parameters
    ----------
    before : str
        Python that is done first and not timed.
    steps : tuple of str
        Python that is timed, one after the other, in the same process.
    """

    before: str
    steps: tuple[str, ...]


def once(way):
    """Go a way in a fresh process.

    Returns
    -------
    times : list of float
        Of each step, ms.
    peak : float or None
        Most memory that the process held, MB; None where the system does not say.

    Raises
    ------
    RuntimeError
        If a step fails; has the last line of what Python said.
    """
    command = [sys.executable, HERE / "timed.py", way.before, *way.steps]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=PATIENCE)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason is given"]
        raise RuntimeError(said[-1])
    seconds, peak = json.loads(done.stdout.splitlines()[-1])
    return [1000 * each for each in seconds], peak


def by_turns(ours, theirs, turns):
    """Go both ways by turns.

    Parameters
    ----------
    ours, theirs : Way
    turns : int

    Returns
    -------
    steps : list of ((float, ...), (float, ...))
        For each step the times of ours and of theirs, ms.
    peaks : ((float, ...), (float, ...))
        Memory of ours and of theirs, MB; empty where the system does not say.
    """
    gone = [(once(ours), once(theirs)) for _ in range(turns)]
    steps = [
        tuple(tuple(turn[way][0][n] for turn in gone) for way in (0, 1))
        for n in range(len(ours.steps))
    ]
    peaks = tuple(tuple(turn[way][1] for turn in gone if turn[way][1]) for way in (0, 1))
    return steps, peaks

"""What a teacher takes along to a class, and how each thing is made."""

import subprocess
import sys
from typing import NamedTuple

import acu
from acu.writing import make_folder, telling


class Paper(NamedTuple):
    """One thing to take along.

    Parameters
    ----------
    says : str
        What a button calls it.
    file : str
        Name of its file or folder.
    make : callable
        Takes the plan, the path, the paper ("a4" or "letter") and the address of the site (or
        empty text), and writes it.
    """

    says: str
    file: str
    make: callable


def make(paper, plan, folder, size="a4", site=""):
    """Make one thing for a class.

    Parameters
    ----------
    paper : Paper
    plan : ClassPlan
    folder : pathlib.Path
        It is made if it is not there.
    size : str
        "a4" or "letter".
    site : str
        Address of the site, if it has one.

    Returns
    -------
    pathlib.Path
        What was written.

    Raises
    ------
    OSError, ValueError
        If it could not be made; says why.
    """
    with telling("Nothing is written", folder):
        make_folder(folder)
    out = folder / paper.file
    paper.make(plan, out, size, site)
    return out


def _apart(name, *given):
    """Call a function of acu in a Python of its own.

    It runs every lesson, and would fill a notebook that calls it with all their widgets.
    """
    call = f"import sys, acu; acu.{name}(*sys.argv[1:])"
    words = [sys.executable, "-X", "utf8", "-c", call, *map(str, given)]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        last = (done.stderr.strip() or "it ended without a word").splitlines()[-1]
        raise OSError(last.split(": ", 1)[-1])


PAPERS = (
    Paper("Plan", "plan.pdf", lambda plan, out, size, site: acu.plan_sheet(plan, out, size)),
    Paper(
        "Consent and safety",
        "consent-and-safety.pdf",
        lambda plan, out, size, site: acu.safety_sheet(out, size),
    ),
    Paper(
        "Handouts",
        "handout.pdf",
        lambda plan, out, size, site: acu.handout(*plan.codes, out=out, paper=size, site=site),
    ),
    Paper(
        "Cards",
        "cards.pdf",
        lambda plan, out, size, site: acu.card_set(*plan.codes, out=out, paper=size),
    ),
    Paper("Poster", "poster.pdf", lambda plan, out, size, site: acu.poster(out)),
    Paper("Slides", "slides", lambda plan, out, size, site: _apart("write_slides", out)),
    Paper("Site", "site", lambda plan, out, size, site: _apart("write_site", out, site)),
)

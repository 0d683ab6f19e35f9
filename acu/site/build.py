"""Write the whole site into a folder, in place of an earlier one and of nothing else."""

import json
from hashlib import sha256
from string import Template

import nbformat

from acu.folders import NOTEBOOKS
from acu.lessons import check_first, explore
from acu.site.assets import Assets
from acu.site.folder import names, replaced
from acu.site.pages import HERE, Frame
from acu.site.running import run
from acu.timer import PressTimer
from acu.writing import from_home


def write_site(folder, address=""):
    """Write the site that needs no kernel: every lesson, and the tools, as static pages.

    Parameters
    ----------
    folder : path
        A folder that is not there yet, is empty, or holds an earlier site, which is replaced.
        Hidden files in it stay.
    address : str
        Where people will find it, such as ``"https://example.org/points"``, if that is known.

    Returns
    -------
    pathlib.Path
        Its first page.

    Raises
    ------
    FileNotFoundError
        If there are no lessons.
    FileExistsError
        If the folder holds something that is no part of an earlier site. Nothing is written.
    ValueError
        If the address is none.
    OSError
        If it cannot be written, as on a full disk. An earlier site still works.
    RuntimeError
        If a cell of a notebook fails. Nothing is written.

    Notes
    -----
    In a terminal: ``uv run acu site DIR``.
    """
    if address and not address.startswith(("http://", "https://")):
        raise ValueError(f"the address is {address!r}: it must begin with https:// or http://")
    notebooks = sorted(NOTEBOOKS.glob("*.ipynb"))
    if not notebooks:
        raise FileNotFoundError(
            f"there are no notebooks in {NOTEBOOKS}: make the site from a copy of the "
            "whole workbook, with its folders acu, data and notebooks"
        )
    with replaced(folder, "site") as workshop:
        _build(workshop, notebooks, address)
    return from_home(folder) / "index.html"


def _build(folder, notebooks, address):
    """Write all files of the site."""
    lessons = {f"{path.stem}.html": path for path in notebooks}
    first = {
        name: nbformat.read(path, as_version=4).cells[0].source for name, path in lessons.items()
    }
    frame = Frame(Assets(folder / "assets"), first, address)
    pages = {name: frame.lesson(name, run(path)) for name, path in lessons.items()}
    pages["explorer.html"] = frame.tool(
        "explorer.html",
        "Explorer",
        "Choose a point on the body or in the table.",
        explore(),
    )
    pages["timer.html"] = frame.tool(
        "timer.html",
        "A session of three points",
        "First see whether you may press. Then press <b>Start</b>. Where the points lie: "
        '<a href="05_gb29_hip.html">GB29</a>, <a href="06_gb30_buttock.html">GB30</a>, '
        '<a href="07_bl40_knee.html">BL40</a>.',
        check_first(folded=True),
        PressTimer(),
    )
    pages["python.html"] = frame.python()
    pages["index.html"] = frame.index()
    for name, text in pages.items():
        _write(folder / name, text)
    files = sorted(names(folder))
    version = sha256("".join(_print(folder / name) for name in files).encode()).hexdigest()[:12]
    worker = Template((HERE / "worker.js").read_text(encoding="utf-8"))
    _write(folder / "worker.js", worker.substitute(version=version, files=json.dumps(files)))


def _print(path):
    return f"{path.name} {sha256(path.read_bytes()).hexdigest()}\n"


def _write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")

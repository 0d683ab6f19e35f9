"""Write the whole site into a folder, in place of an earlier one and of nothing else."""

import json
import os
import tempfile
from hashlib import sha256
from pathlib import Path
from string import Template

import nbformat

from acu.lessons import check_first, explore
from acu.site.assets import Assets
from acu.site.pages import HERE, ROOT, Frame
from acu.site.running import run
from acu.timer import PressTimer

MARK = "site.json"  # says that a folder holds a site of ours, and which files belong to it


def write_site(folder, address=""):
    """Write the site that needs no kernel: every lesson, and the tools, as static pages.

    Parameters
    ----------
    folder : path
        A folder that is not there yet, is empty, or holds an earlier site, which is replaced.
    address : str
        Where people will find it, such as ``"https://example.org/points"``, if that is known.

    Returns
    -------
    pathlib.Path
        Its first page.

    Raises
    ------
    FileNotFoundError
        If there are no notebooks: the site is made from a checkout.
    FileExistsError
        If the folder holds something that is no part of an earlier site. Nothing is written.
    ValueError
        If the address is none.
    RuntimeError
        If a cell of a notebook fails. Nothing is written.

    Notes
    -----
    In a terminal: ``uv run acu site DIR``.
    """
    folder = Path(folder)
    if address and not address.startswith(("http://", "https://")):
        raise ValueError(f"the address is {address!r}: it must begin with https:// or http://")
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    if not notebooks:
        raise FileNotFoundError(
            f"there are no notebooks in {ROOT / 'notebooks'}: make the site from a copy of the "
            "whole workbook, with its folders acu, data and notebooks"
        )
    before = _files_of(folder)
    with tempfile.TemporaryDirectory() as workshop:
        _build(Path(workshop), notebooks, address)
        _put(Path(workshop), folder, before)
    return folder / "index.html"


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
    files = sorted(_files(folder))
    version = sha256("".join(_print(folder / name) for name in files).encode()).hexdigest()[:12]
    worker = Template((HERE / "worker.js").read_text(encoding="utf-8"))
    _write(folder / "worker.js", worker.substitute(version=version, files=json.dumps(files)))
    _write(folder / MARK, _mark([*files, "worker.js", MARK]))


def _files_of(folder):
    """Names of the files of the site that a folder holds; it must hold nothing else."""
    if not folder.exists():
        return []
    if not folder.is_dir():
        raise FileExistsError(f"{folder} is a file: name a folder for the site")
    known = []
    if (folder / MARK).is_file():
        try:
            known = list(json.loads((folder / MARK).read_text(encoding="utf-8"))["acu site"])
        except (ValueError, KeyError, TypeError):
            known = []
    there = _files(folder)
    known = {*known, *(f"{name}.new" for name in known)}  # such as a power cut leaves behind
    if strange := sorted(set(there) - known):
        raise FileExistsError(
            f"{folder} holds something that is no part of a site, such as {strange[0]}: name "
            "another folder, an empty one, or that of an earlier site"
        )
    return sorted(known.intersection(there))


def _put(made, folder, before):
    """Move a site into its folder. Cut short at any time, it can be made again."""
    files = _files(made)
    folder.mkdir(parents=True, exist_ok=True)
    _replace(folder / MARK, _mark({*files, *before}).encode())
    for name in sorted(
        files, key=lambda name: (name == MARK, not name.startswith("assets/"), name)
    ):
        _replace(folder / name, (made / name).read_bytes())
    for name in set(before) - set(files):
        (folder / name).unlink(missing_ok=True)
    for place in [each for each in folder.rglob("*") if each.is_dir() and not any(each.iterdir())]:
        place.rmdir()


def _replace(path, raw):
    """Write a file so that there is always the old one or the new one."""
    if path.is_file() and path.read_bytes() == raw:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.write_bytes(raw)
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def _files(folder):
    """Names of all files in a folder, as addresses have them."""
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def _mark(names):
    return json.dumps({"acu site": sorted(names)}, indent=0) + "\n"


def _print(path):
    return f"{path.name} {sha256(path.read_bytes()).hexdigest()}\n"


def _write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")

"""A folder of pages that takes the place of an earlier one, and of nothing else."""

import json
import tempfile
from contextlib import contextmanager
from pathlib import Path

from acu.writing import from_home, make_folder, place, sweep, telling, write_whole

LITTER = {"Thumbs.db", "desktop.ini"}  # laid by Windows; as hidden files, they are left alone


@contextmanager
def replaced(folder, what):
    """Lend an empty folder to build in; what stands in it at the end replaces an earlier output.

    A list in the folder, such as ``site.json``, says which files are ours. If the build fails,
    nothing is written. Cut short while the files are moved, it can be made again.

    Parameters
    ----------
    folder : path-like
        Not there yet, empty, or with an earlier output. Hidden files are nobody's business.
    what : str
        What is made, in one word: "site" or "slides".

    Yields
    ------
    pathlib.Path

    Raises
    ------
    FileExistsError
        If the folder holds something that is no part of such an output. Nothing is written.
    OSError
        If it cannot be written; says where and why.
    """
    folder = from_home(folder)
    before = _known(folder, what)
    with (
        telling("Nothing is written", tempfile.gettempdir()),
        tempfile.TemporaryDirectory() as workshop,
    ):
        yield Path(workshop)
        with telling(f"Not all of the {what} is written", folder):
            _put(Path(workshop), folder, what, before)


def names(folder):
    """Return the names of all files in a folder, as addresses have them.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    set of str
        Without hidden files.
    """
    found = (path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir())
    return {
        path.as_posix()
        for path in found
        if path.name not in LITTER and not any(part.startswith(".") for part in path.parts)
    }


def _known(folder, what):
    """Return the names of the files of an earlier output; refuse a folder that holds others."""
    if folder.exists() and not folder.is_dir():
        raise FileExistsError(f"{place(folder)} is a file: name a folder for the {what}")
    with telling("Nothing is written", folder):
        there = names(folder)
    mark = f"{what}.json"
    try:
        told = json.loads((folder / mark).read_text(encoding="utf-8"))
        known = {*told[f"acu {what}"], mark}
    except (OSError, ValueError, KeyError, TypeError):
        known = set()
    if strange := sorted(there - known):
        raise FileExistsError(
            f"{place(folder)} holds something that is no part of a folder of {what}, such as "
            f"{strange[0]}: name another folder, an empty one, or that of an earlier {what}"
        )
    return there


def _put(made, folder, what, before):
    """Move the files into their folder. At any time, all that stands there is listed."""
    mark, files = folder / f"{what}.json", names(made)
    make_folder(folder)
    _write(mark, _list(what, files | before))
    # A page comes after all that it needs.
    for name in sorted(files, key=lambda name: ("/" not in name, name)):
        make_folder((folder / name).parent)
        _write(folder / name, (made / name).read_bytes())
    for name in before - files - {mark.name}:
        (folder / name).unlink()
    for around in {(folder / name).parent for name in before | files}:
        sweep(around)
        if not any(around.iterdir()):
            around.rmdir()
    _write(mark, _list(what, files))


def _write(path, raw):
    if not path.is_file() or path.read_bytes() != raw:
        write_whole(path, raw)


def _list(what, files):
    return (json.dumps({f"acu {what}": sorted(files)}, indent=0) + "\n").encode()

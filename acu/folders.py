"""Where the tables and the lessons lie, and a copy of the lessons of one's own."""

import os
import shutil
from importlib.metadata import metadata
from pathlib import Path

_PACKAGE = Path(__file__).parent
# In an installed package they lie inside it, in a checkout beside it.
_ROOT = _PACKAGE if (_PACKAGE / "data").is_dir() else _PACKAGE.parent
DATA = _ROOT / "data"
NOTEBOOKS = _ROOT / "notebooks"


def copy_lessons(folder):
    """Copy the lessons into a folder of one's own, to run and change them there.

    A lesson that is there already stays as it is.

    Parameters
    ----------
    folder : path-like
        It is made if there is none.

    Returns
    -------
    list of pathlib.Path
        The lessons that are new there.

    Raises
    ------
    OSError
        If the folder cannot be written to. No lesson is there in part.
    """
    folder = Path(folder).expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    copied = []
    for lesson in sorted(NOTEBOOKS.glob("*.ipynb")):
        mine = folder / lesson.name
        if os.path.lexists(mine):
            continue
        part = mine.with_name(f"{mine.name}.new")
        try:
            shutil.copyfile(lesson, part)
            os.replace(part, mine)
        finally:
            part.unlink(missing_ok=True)
        copied.append(mine)
    return copied


def readme():
    """Return the text of README.md (str), which an installed package carries as its description."""
    path = _ROOT / "README.md"
    return path.read_text(encoding="utf-8") if path.is_file() else metadata("acu").get_payload()

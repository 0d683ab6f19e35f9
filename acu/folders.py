"""Where the tables and the lessons lie, and a copy of the lessons of one's own."""

from importlib.metadata import metadata
from pathlib import Path

from acu.writing import from_home, make_folder, telling, write_whole

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

    Notes
    -----
    In a terminal: ``uv run acu lessons DIR``.
    """
    folder = from_home(folder)
    with telling("No lesson is copied", folder):
        make_folder(folder)
    lessons = {folder / lesson.name: lesson for lesson in sorted(NOTEBOOKS.glob("*.ipynb"))}
    missing = [mine for mine in lessons if not (mine.exists() or mine.is_symlink())]
    for mine in missing:
        write_whole(mine, lessons[mine].read_bytes(), "This lesson is not copied", new=True)
    return missing


def readme():
    """Return the text of README.md (str), which an installed package carries as its description."""
    path = _ROOT / "README.md"
    return path.read_text(encoding="utf-8") if path.is_file() else metadata("acu").get_payload()

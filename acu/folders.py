"""Where the tables and the lessons lie, and a copy of the lessons for oneself."""

from importlib.metadata import metadata
from pathlib import Path

_PACKAGE = Path(__file__).parent
# In an installed package they lie inside it, in a checkout beside it.
_ROOT = _PACKAGE if (_PACKAGE / "data").is_dir() else _PACKAGE.parent
DATA = _ROOT / "data"
NOTEBOOKS = _ROOT / "notebooks"


def readme():
    """Return the text of README.md (str), which an installed package carries as its description."""
    path = _ROOT / "README.md"
    return path.read_text(encoding="utf-8") if path.is_file() else metadata("acu").get_payload()

"""nbval compares the words of a picture always, and its bytes where ACU_PICTURES=1."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

ROOT = Path(__file__).parent.parent
HTML = '<img alt="{}" src="data:image/png;base64,{}">'


def picture(words, pixels, stored_words, stored_pixels):
    """A cell that shows one picture and has another one stored."""
    data = {"text/plain": "BL40", "text/html": HTML.format(words, pixels)}
    stored = {"text/plain": "BL40", "text/html": HTML.format(stored_words, stored_pixels)}
    return new_code_cell(
        f"from IPython.display import display\ndisplay({data!r}, raw=True)",
        execution_count=1,
        outputs=[new_output("display_data", stored)],
    )


@pytest.mark.parametrize(
    ("pictures", "failing"), [("0", ["other words"]), ("1", ["other words", "other bytes"])]
)
def test_words_always_and_bytes_on_request(tmp_path, pictures, failing):
    cells = {
        "same": picture("BL40", "iVBORw0K", "BL40", "iVBORw0K"),
        "other words": picture("BL40", "iVBORw0K", "BL54", "iVBORw0K"),
        "other bytes": picture("BL40", "iVBORw0K", "BL40", "Ggo+/A=="),
    }
    nbformat.write(new_notebook(cells=list(cells.values())), tmp_path / "lesson.ipynb")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "conftest", "--nbval", "--nbval-current-env"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": f"{ROOT}", "PYTHONUTF8": "1", "ACU_PICTURES": pictures},
        capture_output=True,
        encoding="utf-8",
    )
    failed = re.findall(r"FAILED lesson.ipynb::Cell (\d+)", done.stdout)
    assert [list(cells)[int(number)] for number in failed] == failing, done.stdout

"""Run every notebook afresh and store what it shows, the same way every time.

    uv run tools/record.py            write notebooks/*.ipynb
    uv run tools/record.py --check    write nothing; exit with 1 if a fresh run would differ

This is the only way that outputs get into a notebook. Runs with other packages than the locked ones
draw other picture bytes, so record with `uv run`.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
CELL_METADATA = ("jupyter", "slideshow", "tags")
# The model id in it is random. Without it an unrun widget shows its words, not "model not found".
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def tidy(notebook):
    """Return the text of a notebook file without what changes from run to run.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Left as it is.

    Returns
    -------
    str
        JSON with a newline at its end.
    """
    notebook = nbformat.from_dict(notebook)
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        for key in set(cell.metadata) - set(CELL_METADATA):
            del cell.metadata[key]
        if cell.cell_type == "code":
            cell.outputs = joined(cell.outputs)
            for output in cell.outputs:
                output.get("data", {}).pop(WIDGET_VIEW, None)
    return nbformat.writes(notebook) + "\n"


def joined(outputs):
    """Return outputs with neighbouring pieces of one stream put together.

    How a kernel cuts printed text into pieces depends on the clock.

    Parameters
    ----------
    outputs : list of nbformat.NotebookNode

    Returns
    -------
    list of nbformat.NotebookNode
    """
    whole = []
    for output in outputs:
        if whole and output.get("name") and output.get("name") == whole[-1].get("name"):
            whole[-1].text += output.text
        else:
            whole.append(output)
    return whole


def run(path):
    """Return the text of a notebook file after a fresh run from top to bottom.

    Parameters
    ----------
    path : pathlib.Path
        The notebook. The file is not written.

    Returns
    -------
    str
        JSON with a newline at its end, the same run after run.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails.
    """
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as nobody:
        NotebookClient(
            notebook,
            kernel_name="python3",
            timeout=60,
            record_timing=False,
            store_widget_state=False,
            resources={"metadata": {"path": str(path.parent)}},
        ).execute(env=os.environ | {"ACU_HOME": nobody})  # nothing of one's own gets stored
    return tidy(notebook)


def record(folder, check):
    """Run the notebooks of a folder and write those that came out different.

    Parameters
    ----------
    folder : pathlib.Path
    check : bool
        Write nothing.

    Returns
    -------
    list of str
        Names of the notebooks that came out different.
    """
    different = []
    for path in sorted(folder.glob("*.ipynb")):
        text = run(path)
        if text != path.read_text(encoding="utf-8"):
            different.append(path.name)
            if not check:
                path.write_text(text, encoding="utf-8", newline="\n")
    return different


def main():
    """Read the command line and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, only say what differs")
    check = parser.parse_args().check
    try:
        different = record(NOTEBOOKS, check)
    except CellExecutionError as error:
        sys.exit(f"A cell failed; nothing is stored of its notebook.\n{error}")
    print("different:" if check else "written:", ", ".join(different) or "none")
    return 1 if check and different else 0


if __name__ == "__main__":
    sys.exit(main())

"""Run a notebook here, and keep the very objects that its cells show."""

import ast
import os
import sys
import tempfile
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO

import nbformat


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook that was run.

    Attributes
    ----------
    kind : str
        "markdown" or "code".
    source : str
    folded : bool
        Whether the notebook folds its source away.
    shown : object
        What its last line came to; None if that is nothing, or the cell is words.
    printed : str
        What it printed.
    metadata : dict
    """

    kind: str
    source: str
    folded: bool
    shown: object
    printed: str
    metadata: dict


def run(notebook):
    """Run a notebook from top to bottom, in this process.

    Nothing of a learner's own is read or shown: it runs with an empty ``ACU_HOME``.

    Parameters
    ----------
    notebook : pathlib.Path or nbformat.NotebookNode

    Returns
    -------
    list of Cell

    Raises
    ------
    RuntimeError
        If a cell fails; it names the notebook, the cell and what went wrong.
    """
    name = getattr(notebook, "name", "the notebook")
    if not isinstance(notebook, nbformat.NotebookNode):
        notebook = nbformat.read(notebook, as_version=4)
    names, cells = {"__name__": "__main__"}, []
    with _nobody():
        for count, cell in enumerate(notebook.cells, 1):
            shown, printed = None, ""
            if cell.cell_type == "code":
                try:
                    shown, printed = _done(cell.source, names)
                except Exception as error:
                    told = f"{type(error).__name__}: {error}"
                    raise RuntimeError(f"{name}, cell {count} fails: {told}") from error
            folded = bool(cell.metadata.get("jupyter", {}).get("source_hidden"))
            cells.append(
                Cell(cell.cell_type, cell.source, folded, shown, printed, dict(cell.metadata))
            )
    return cells


def _done(source, names):
    """Do what a cell says; return what its last line came to, and what was printed."""
    lines = ast.parse(source).body
    last = lines.pop() if lines and isinstance(lines[-1], ast.Expr) else None
    with redirect_stdout(StringIO()) as printed:
        exec(compile(ast.Module(lines, []), "<cell>", "exec"), names)
        shown = last and eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
    return shown, printed.getvalue()


@contextmanager
def _nobody():
    """Have the home of somebody who has kept nothing, and no drawing on a screen."""
    before = {name: os.environ.get(name) for name in ("ACU_HOME", "MPLBACKEND")}
    with tempfile.TemporaryDirectory() as empty:
        os.environ |= {"ACU_HOME": empty}
        if "matplotlib.pyplot" not in sys.modules:
            os.environ["MPLBACKEND"] = "agg"
        try:
            yield
        finally:
            for name, value in before.items():
                os.environ.pop(name, None) if value is None else os.environ.update({name: value})

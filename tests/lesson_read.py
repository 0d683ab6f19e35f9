"""A lesson as it is written: its prose, code, links, sections and sources."""

import ast
import re
from pathlib import Path

import nbformat

from acu import tables

FOLDER = Path(__file__).parent.parent / "notebooks"
LESSONS = sorted(path.name for path in FOLDER.glob("*.ipynb"))
SOURCES = set(tables.read("sources")["id"])
RECAP = "## What you have learned"
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
MARK = re.compile(r"<small>(.*?)</small>", re.DOTALL)


class Lesson:
    """A notebook, and what its frame says."""

    def __init__(self, notebook):
        self.cells = [cell for cell in notebook.cells if cell.source.strip()]
        self.prose = [cell.source for cell in self.cells if cell.cell_type == "markdown"]
        self.code = [cell.source for cell in self.cells if cell.cell_type == "code"]
        self.text = "\n\n".join(self.prose)
        self.opening = self.prose[0]
        self.recap = next((text for text in self.prose if text.startswith(RECAP)), "")

    @property
    def links(self):
        """File names that the lesson leads to, in order."""
        return [target for _, target in LINK.findall(self.text)]

    @property
    def sections(self):
        """Pairs of heading and the cells below it, the heading's own among them."""
        found = []
        for cell in self.cells[1:]:
            if cell.cell_type == "markdown" and cell.source.startswith("## "):
                found.append((cell.source.splitlines()[0].removeprefix("## "), []))
            if found:
                found[-1][1].append(cell)
        return found

    @property
    def marks(self):
        """Ids of the sources that the prose names."""
        named = " ".join(MARK.findall(self.text))
        return set(re.findall(r"\[(\w+)\]", named))

    @property
    def listed(self):
        """Ids of the sources that the last cell lists; all of them if it names none."""
        call = ast.parse(self.code[-1]).body[-1].value
        assert ast.unparse(call.func) == "acu.sources"
        return [argument.value for argument in call.args] or sorted(SOURCES)


def read(name):
    return Lesson(nbformat.read(FOLDER / name, as_version=4))


def of(*cells):
    """A lesson of cells of text, and of code if they are (code,)."""
    new = {str: nbformat.v4.new_markdown_cell, tuple: lambda it: nbformat.v4.new_code_cell(*it)}
    return Lesson(nbformat.v4.new_notebook(cells=[new[type(cell)](cell) for cell in cells]))

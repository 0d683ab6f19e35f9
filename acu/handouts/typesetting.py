"""Typst sets a template with data, and the PDF is written without harm to other files."""

import json
from pathlib import Path

import typst

from acu.tables import DATA, nearest
from acu.writing import from_home, telling, write_whole

TEMPLATES = Path(__file__).parent / "templates"
FONTS = DATA / "fonts"
SHEETS = ("a4", "letter")  # paper that a class has
MARK = b"acu on paper"  # stands in each of our files, by which one is known
CREATED = 0  # the same words give the same bytes, so no date


def destination(out, paper, papers=SHEETS):
    """Refuse a place, a name or a paper before anything is drawn.

    Parameters
    ----------
    out : path-like
        Where the PDF is to go.
    paper : str
    papers : iterable of str
        What there is.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    ValueError
        If the name does not end in .pdf, or there is no such paper.
    OSError
        If the folder is not there, or another file stands in that place.
    """
    path = from_home(out)
    if path.suffix.lower() != ".pdf":
        raise ValueError(f"{path.name}: what is written is a PDF; give it a name like handout.pdf")
    if paper not in papers:
        hint = nearest(str(paper), papers) or f"; there are {', '.join(papers)}"
        raise ValueError(f"there is no paper {paper!r} for this{hint}")
    if not path.parent.is_dir():
        raise FileNotFoundError(f"Nothing is written: there is no folder {path.parent}.")
    with telling("Nothing is written", path):
        other = path.is_dir() or (path.exists() and MARK not in path.read_bytes())
    if other:
        raise FileExistsError(
            f"Nothing is written: {path} is something else already, and it is not overwritten."
        )
    return path


def print_pdf(template, data, path, paper, pictures=None):
    """Set a template and write the PDF.

    Parameters
    ----------
    template : str
        Name of a file in ``templates/``, without its end.
    data : dict
        What it sets, fit for JSON. It reaches the template as data, so no sign in it is a command.
    path : pathlib.Path
        As `destination` gives it.
    paper : str
    pictures : dict of str to str
        SVG by name.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    OSError
        If it cannot be written. What stood there before still does.
    """
    write_whole(path, pdf(template, {**data, "paper": paper}, pictures or {}))
    return path


def pdf(template, data, pictures):
    """Set a template (bytes of a tagged PDF that keeps the rules of PDF/UA-1)."""
    files = {f"{name}.svg": drawn.encode() for name, drawn in pictures.items()}
    files |= {file.name: file.read_bytes() for file in TEMPLATES.glob("*.typ")}
    files["main.typ"] = files[f"{template}.typ"]
    files["data.json"] = json.dumps({**data, "mark": MARK.decode()}).encode()
    return typst.compile(
        files,
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=CREATED,
    )

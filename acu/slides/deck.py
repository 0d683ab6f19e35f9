"""Write the slides of lessons into a folder."""

import os
from html import escape
from pathlib import Path

import nbformat
from nbconvert import SlidesExporter

HERE = Path(__file__).parent
NOTEBOOKS = HERE.parents[1] / "notebooks"
OURS = '<meta name="generator" content="acu slides">'


def write_slides(folder, lessons=None):
    """Write slides of the lessons: a page for each, and a page that lists them.

    The pages need no kernel and no network. They work from a file server, a USB stick or the disk.

    Parameters
    ----------
    folder : path
        Where to; it is made if there is none. Slides that stand there are written anew.
    lessons : list of str, optional
        Lessons by number or by name, such as ``["1", "05_gb29_hip"]``; all unless given.

    Returns
    -------
    pathlib.Path
        The page that lists them, ``index.html``.

    Raises
    ------
    FileExistsError
        If the folder holds an ``index.html`` that is no list of slides.
    ValueError
        If there is no such lesson.
    """
    folder, chosen = Path(folder), _chosen(lessons)
    index = folder / "index.html"
    if index.exists() and OURS not in index.read_text(encoding="utf-8", errors="replace"):
        raise FileExistsError(f"{index} is there already, and is no list of slides. Give another folder.")
    assets = folder / "assets"
    assets.mkdir(parents=True, exist_ok=True)
    for path in [*(HERE / "reveal").glob("*.*s"), *(HERE / "page").iterdir()]:
        _write(assets / path.name, path.read_bytes())
    exporter = SlidesExporter(template_name="deck", extra_template_basedirs=[str(HERE)])
    exporter.exclude_anchor_links = True
    titles = {}
    for path in chosen:
        lesson = nbformat.read(path, as_version=4)
        titles[path.stem] = lesson.cells[0].source.partition("\n")[0].strip("# ")
        about = {"title": titles[path.stem], "decks": {each.stem for each in chosen}}
        page, _ = exporter.from_notebook_node(lesson, about)
        _write(folder / f"{path.stem}.html", page.encode())
    _write(index, _index(titles).encode())
    return index


def _chosen(lessons):
    """Notebooks of the lessons that are wished."""
    every = sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
    if lessons is None:
        return every
    names = {path.stem: path for path in every}
    names |= {str(int(path.stem[:2])): path for path in every} | {p.stem[:2]: p for p in every}
    for lesson in map(str, lessons):
        if lesson.removesuffix(".ipynb") not in names:
            raise ValueError(f"no lesson {lesson!r}; there are {', '.join(p.stem for p in every)}")
    return sorted({names[str(lesson).removesuffix(".ipynb")] for lesson in lessons})


def _write(path, content):
    """Write a file whole: a page that is being shown is never half there."""
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(content)
    os.replace(beside, path)


def _index(titles):
    page = (HERE / "index.html").read_text(encoding="utf-8")
    lines = [f'<li><a href="{name}.html">{escape(title)}</a></li>' for name, title in titles.items()]
    return page.replace("<!-- lessons -->", "\n".join(lines))

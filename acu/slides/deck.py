"""Write the slides of lessons into a folder."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

from nbconvert import SlidesExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from acu import lessons as widgets
from acu import site
from acu.folders import NOTEBOOKS
from acu.plates import Plate, sized
from acu.plates.page import HANZI
from acu.site.assets import Assets
from acu.site.folder import replaced
from acu.site.freezing import Freezer
from acu.site.running import run
from acu.writing import from_home

HERE = Path(__file__).parent
SITE = Path(site.__file__).parent
LESSON = Path(widgets.__file__).parent / "lesson.css"
NEEDS = '<p class="needs-python">'  # what only Python can do, a slide cannot
WAY = re.compile(r' *<a href="python.html">[^<]*</a>')
SCREEN = 5.6, 3.15  # inches of a plate that fills a slide, so that its words are large
SHARP = 1320  # pixels that a picture is wide
# As a page of the site, see there. reveal.js sets sizes in style elements of its own, and shows the
# slides in frames of the window of who speaks, whose one script is known by its hash.
POLICY = (
    "default-src 'none'; script-src 'self' 'sha256-{}'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self'; img-src 'self' blob:; frame-src 'self'; base-uri 'none'; form-action 'none'"
)
BYTE = re.compile(r"(?<=\\)x(?=[0-9a-f]{2})")  # as JavaScript writes a sign, and JSON does not
WINDOW = re.compile(r'document\.write\("((?:[^"\\]|\\.)*)"\)')


def write_slides(folder, lessons=None):
    """Write slides of the lessons: a page for each, and a page that lists them.

    The pages need no kernel and no network. They work from a file server, a USB stick or the disk.

    Parameters
    ----------
    folder : path
        A folder that is not there yet, is empty, or holds earlier slides, which are replaced.
        Hidden files in it stay.
    lessons : list of str, optional
        Lessons by number or by name, such as ``["1", "05_gb29_hip"]``; all unless given.

    Returns
    -------
    pathlib.Path
        The page that lists them, ``index.html``.

    Raises
    ------
    FileExistsError
        If the folder holds something that is no part of earlier slides. Nothing is written.
    OSError
        If they cannot be written, as on a full disk. Earlier slides still work.
    ValueError
        If there is no such lesson. Nothing is written.

    Notes
    -----
    In a terminal: ``uv run acu slides DIR``.
    """
    chosen = _chosen(lessons)
    with replaced(folder, "slides") as workshop:
        _build(workshop, chosen)
    return from_home(folder) / "index.html"


def _build(folder, chosen):
    """Write the slides of the chosen lessons."""
    assets = Assets(folder / "assets")
    frame = {
        "look": _look(assets),
        "scripts": _scripts(assets),
        "icon": assets.add("icon", "svg", _text(SITE / "icon.svg")),
        "policy": POLICY.format(_speaker()),
        "decks": {path.stem for path in chosen},
    }
    exporter = SlidesExporter(template_name="deck", extra_template_basedirs=[str(HERE)])
    exporter.exclude_anchor_links = True
    titles = {}
    for path in chosen:
        lesson, links = _frozen(path, assets)
        titles[path.stem] = lesson.cells[0].source.partition("\n")[0].strip("# ")
        about = frame | {"title": titles[path.stem], "links": links}
        page, _ = exporter.from_notebook_node(lesson, about)
        _write(folder / f"{path.stem}.html", page)
    _write(folder / "index.html", _index(titles, frame))


def _frozen(path, assets):
    """Run a lesson; return it as a notebook of what a page without a kernel can show."""
    with sized(*SCREEN):
        cells = run(path)
    freezer, lesson = Freezer(assets), new_notebook()
    for cell in cells:
        if cell.kind == "markdown":
            lesson.cells.append(new_markdown_cell(cell.source))
            continue
        if isinstance(cell.shown, Plate):
            cell.shown.set_dpi(SHARP / cell.shown.get_figwidth())
        html = freezer.html(cell.shown)
        html = "" if html.startswith(NEEDS) else WAY.sub("", html)
        outputs = [new_output("stream", name="stdout", text=cell.printed)] if cell.printed else []
        outputs += [new_output("display_data", {"text/html": html})] if html else []
        lesson.cells.append(new_code_cell(cell.source, outputs=outputs))
    return lesson, freezer.links


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


def _look(assets):
    """Addresses of the style sheets."""
    font = Path(assets.add("chinese", "otf", HANZI.read_bytes())).name
    sheets = [
        *sorted((HERE / "reveal").glob("*.css")),
        LESSON,
        *sorted((HERE / "page").glob("*.css")),
    ]
    texts = {path.stem: _text(path).replace("CHINESE", font) for path in sheets}
    for name in ("controls", "progress"):  # widgets have such things, too
        texts["reveal"] = texts["reveal"].replace(f".reveal .{name}", f".reveal>.{name}")
    return [assets.add(stem, "css", text) for stem, text in texts.items()]


def _scripts(assets):
    """Addresses of the scripts, in the order in which they need each other."""
    scripts = [SITE / "host.js", HERE / "reveal" / "reveal.js", HERE / "reveal" / "notes.js"]
    scripts += sorted((HERE / "page").glob("*.js"))
    return [assets.add(path.stem, "js", _text(path)) for path in scripts]


def _speaker():
    """Return the hash of the script that stands in the window of who speaks (str)."""
    window = WINDOW.search(_text(HERE / "reveal" / "notes.js"))[1]
    window = json.loads(f'"{re.sub(BYTE, "u00", window)}"')
    (script,) = re.findall("<script>(.*?)</script>", window, re.DOTALL)
    return b64encode(sha256(script.encode()).digest()).decode()


def _index(titles, frame):
    page = Template(_text(HERE / "index.html"))
    lines = [
        f'<li><a href="{name}.html">{escape(title)}</a></li>' for name, title in titles.items()
    ]
    return page.substitute(lessons="\n".join(lines), look=frame["look"][-1], icon=frame["icon"])


def _text(path):
    return path.read_text(encoding="utf-8")


def _write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")

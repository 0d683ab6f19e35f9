"""The pages of the site: a lesson, the tools, the list of all, and how to get Python."""

import re
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from acu.folders import DATA, readme
from acu.live import NAMING
from acu.points.lookup import lookup
from acu.site.freezing import Freezer
from acu.site.prose import code, markdown, plain, prose, summary

HERE = Path(__file__).parent
STYLES = HERE.parent / "live" / "look.css", HERE.parent / "lessons" / "lesson.css"
NAME = "Find the point"
MENU = {
    "index.html": "Lessons",
    "explorer.html": "Explorer",
    "timer.html": "Timer",
    "10_practice.html": "Practice",
}
# What a page may do: load scripts, styles, fonts and pictures of this site, keep them for later,
# and nothing else. It asks nobody for anything, and no words can become a script.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' blob:; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
FEATURES = (
    '<h2>Or go straight to</h2><ul class="tools-list">'
    '<li><a href="explorer.html">Explorer</a> every point on a body, with what is said of it</li>'
    '<li><a href="timer.html">Timer</a> a session of three points, from the safety check on</li>'
    '<li><a href="10_practice.html">Practice</a> find points, and see how many cm you are off</li>'
    '<li><a href="python.html">With Python</a> what a page cannot do alone, and how to get it</li>'
    "</ul>"
)


class Frame:
    """What all pages have around them.

    Parameters
    ----------
    assets : Assets
    address : str
        Where the site will be found, such as ``"https://example.org/points"``; empty if unknown.
    lessons : dict of str to str
        First cell of each lesson, by the file of its page.
    """

    def __init__(self, assets, lessons, address=""):
        self.assets, self.lessons, self.address = assets, lessons, address.rstrip("/")
        titles = [[file, summary(source)["title"]] for file, source in lessons.items()]
        self.names = assets.data({"names": lookup(), "lessons": titles})
        parts = [HERE.parent / "live" / "page.js", NAMING / "naming.js", HERE / "search.js"]
        # Strictly, a block may not name two things alike, and none of them is seen outside.
        script = f'"use strict";\n{{\n{"".join(map(_text, parts))}}}\n'
        self.search = assets.add("search", "js", script)
        font = assets.add("chinese", "otf", (DATA / "fonts" / "AcuCJK-subset.otf").read_bytes())
        look = "".join(map(_text, [*STYLES, HERE / "site.css"]))
        self.look = assets.add("site", "css", look.replace("CHINESE", Path(font).name))
        self.icon, self.theme = self._file("icon", "svg"), self._file("theme", "js")
        both = _text(HERE / "host.js") + _text(HERE / "site.js")  # one file: a phone waits for each
        self.scripts = [assets.add("host", "js", both)]

    def _file(self, stem, ending):
        return self.assets.add(stem, ending, _text(HERE / f"{stem}.{ending}"))

    def page(self, file, title, words, main, kind, freezer=None):
        """Return a whole page (str).

        Parameters
        ----------
        file : str
            Its name, such as "index.html".
        title, words : str
            Title of the window, and one sentence on what is there.
        main : str
            HTML.
        kind : str
            Class of its body.
        freezer : Freezer, optional
            The one that froze what is on it.
        """
        styles = freezer.styles if freezer else []
        scripts = [*self.scripts, *dict.fromkeys(a.split("#")[0] for a in _first(freezer))]
        head = [f'<link rel="canonical" href="{escape(self.address)}/{file}">'] * bool(self.address)
        head += [f'<link rel="stylesheet" href="{style}">' for style in styles]
        head += [f'<script defer src="{script}"></script>' for script in scripts]
        here = ' aria-current="page"'
        menu = [
            f'<a href="{to}"{here if to == file else ""}>{name}</a>' for to, name in MENU.items()
        ]
        return _template().substitute(
            title=escape(title if NAME in title else f"{title} · {NAME}"),
            words=escape(words),
            policy=POLICY,
            icon=self.icon,
            look=self.look,
            theme=self.theme,
            names=self.names,
            search=self.search,
            head="\n".join(head),
            kind=kind,
            menu="".join(menu),
            main=main + (freezer.links if freezer else ""),
        )

    def lesson(self, file, cells):
        """Return the page of a lesson (str).

        Parameters
        ----------
        file : str
        cells : list of Cell
            As run.
        """
        freezer = Freezer(self.assets)
        main = "\n".join(filter(None, (_cell(cell, freezer) for cell in cells)))
        told = summary(cells[0].source)
        return self.page(file, told["title"], told["aims"], main, "lesson-page", freezer)

    def tool(self, file, title, words, *shown):
        """Return a page with a heading and what is alive below it (str)."""
        freezer = Freezer(self.assets)
        frozen = "\n".join(f'<div class="cell shown">{freezer.html(each)}</div>' for each in shown)
        below = (
            '<h2 class="spoken">On this page</h2>'  # what is alive has headings of the third rank
        )
        head = f"<h1>{escape(title)}</h1><p>{words}</p>{below}"
        main = f'<div class="cell words">{head}</div>{frozen}'
        return self.page(file, title, plain(words), main, "tool-page", freezer)

    def index(self):
        """Return the first page (str)."""
        items = []
        for file, source in self.lessons.items():
            told = summary(source)
            aims = f'<span class="aims">{escape(told["aims"])}</span>' if told["aims"] else ""
            length = f" <small>{escape(told['length'])}</small>" if told["length"] else ""
            items.append(f'<li><a href="{file}">{escape(told["title"])}</a>{length}{aims}</li>')
        main = (
            '<div class="cell words"><h1>Find the point</h1>'
            '<p class="lead">Acupressure points are not dots to copy from a chart. A point is a '
            "rule on a body: a third of the way from this bone to that one. Here you learn to "
            "follow it, to check what is said of it, and to know when not to press.</p>"
            f'<h2>The lessons</h2><ol class="lessons">{"".join(items)}</ol>{FEATURES}</div>'
        )
        words = "Lessons on acupressure points, a body to explore, a timer and practice."
        return self.page("index.html", NAME, words, main, "index-page")

    def python(self):
        """Return the page that says what needs Python and how to get it (str)."""
        start = re.search(r"^## Start\n(.*?)^## ", readme(), re.DOTALL | re.MULTILINE)
        told = markdown(start[1]) if start else ""
        main = f'<div class="cell words">{_text(HERE / "python.html")}{told}</div>'
        return self.page("python.html", "With Python", "How to get Python.", main, "text-page")


def _first(freezer):
    """Scripts that the page loads at once; pictures are no scripts."""
    return [each for each in freezer.first if not each.startswith("file:")] if freezer else []


def _cell(cell, freezer):
    """Lay out one cell."""
    if cell.kind == "markdown":
        return f'<div class="cell words">{prose(cell.source)}</div>'
    parts = []
    if cell.printed:
        printed = f'<pre class="output">{escape(cell.printed)}</pre>'
        parts.append(f'<div class="cell words">{printed}</div>')
    if frozen := freezer.html(cell.shown):
        pictures = ('class="live', "<img", "widget-box")
        wide = "shown" if any(each in frozen for each in pictures) else "words"
        parts.append(f'<div class="cell {wide}">{frozen}</div>')
    if cell.folded:
        return "\n".join(parts)
    written = code(cell.source)
    if cell.printed or frozen.startswith("<pre"):  # a number means little without its question
        return "\n".join([f'<div class="cell words">{written}</div>', *parts])
    fold = f"<details><summary>Python</summary>{written}</details>"
    return "\n".join([*parts, f'<div class="cell python">{fold}</div>'] if parts else [])


@cache
def _template():
    return Template(_text(HERE / "page.html"))


@cache
def _text(path):
    return path.read_text(encoding="utf-8")

"""A plate: a figure of a body or a point on it, and the same in words."""

import base64
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from html import escape
from io import BytesIO

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from acu import atlas, tables
from acu.body import Body
from acu.plates.construction import draw, sees
from acu.plates.labels import LINE, Words, text_width, wrapped
from acu.plates.page import FAINT, FOOTER, HEADING, INK, PAPER, POINT, SANS, Page, bounds, hanzi
from acu.plates.scene import Scene
from acu.plates.views import VIEWS
from acu.points import load_points, row_of, second_place

WIDTH, BODY = 8.0, (3.9, 5.6)  # inches: of a plate, and the most that its body may take
PAGE = "_acu_page"  # the attribute of an Axes that holds what is shown on it
_average = cache(Body)
_size = ContextVar("size of new plates, inches", default=None)
_scene = lru_cache(maxsize=16)(Scene)


@contextmanager
def sized(width, height):
    """Give plates that are made in the meantime one size, such as that of a screen.

    Words keep most of their size in points, so on a small plate that is shown large they are large.
    Charts and figures of several panels keep their own size.

    Parameters
    ----------
    width, height : float
        In inches.
    """
    before = _size.set((width, height))
    try:
        yield
    finally:
        _size.reset(before)


class Plate(Figure):
    """A figure that shows itself in a notebook as a picture with its words.

    Made without pyplot, so nothing keeps it alive or shows it twice. Its PNG is the same on every
    run.

    Attributes
    ----------
    title : str
        What several pages on it show together, if they do.
    shown : str
        What it shows that is no page of its own.
    """

    title, shown = "", ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, facecolor=PAPER, **kwargs)
        FigureCanvasAgg(self)

    @property
    def words(self):
        """What the picture shows, for people who cannot see it."""
        pages = (getattr(ax, PAGE, None) for ax in self.axes)
        said = " ".join(page.words for page in pages if page and page.current) or self.shown
        return f"{self.title}: {said}" if self.title else said

    def png(self):
        """Return the picture as PNG: bytes without date or software."""
        canvas = FigureCanvasAgg(self)
        canvas.draw()
        image = Image.fromarray(np.asarray(canvas.buffer_rgba()))
        file = BytesIO()
        image.convert("RGB").save(file, "png", compress_level=4)
        return file.getvalue()

    def html(self, words):
        """Return the picture as an HTML image that says some words."""
        source = f"data:image/png;base64,{base64.b64encode(self.png()).decode()}"
        width = round(self.get_figwidth() * self.dpi)
        return f'<img alt="{escape(words)}" src="{source}" width="{width}">'

    def _repr_mimebundle_(self, include=None, exclude=None):
        _only_once()
        return {"text/html": self.html(self.words), "text/plain": self.words}


def _only_once():
    """Keep a notebook that also uses pyplot from storing every plate as a second, wordless PNG."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None:
        shell.display_formatter.formatters["image/png"].for_type(Plate, lambda plate: None)


def plot_body(view="front", body=None, ax=None, sex="female"):
    """Show a body from one side.

    Parameters
    ----------
    view : str
        A key of `plates.VIEWS`, such as "front", "low_back" or "ankle_inner".
    body : Body, optional
        Unless given, the average woman or man.
    ax : matplotlib.axes.Axes, optional
        Where to draw; it is emptied. Unless given, a new `Plate` is made.
    sex : {"female", "male"}
        Of the average body, if no body is given.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If there is no such view.

    See Also
    --------
    plot_point : The same with a point and its construction.
    """
    page = open_page(scene_of(body, view, sex), ax)
    head(page, VIEWS[view].title.capitalize(), who(page.scene.body).capitalize())
    page.words = f"The {VIEWS[view].title} of {_a(page.scene.body)}."
    return page.ax


def plot_point(code, body=None, view=None, ax=None, sex="female"):
    """Show a point, the landmarks it is found from and the construction between them.

    Parameters
    ----------
    code : str
        WHO code, such as "GB29".
    body, ax, sex
        As for `plot_body`. On an Axes that already shows this body and view, only the construction
        is replaced.
    view : str, optional
        A key of `plates.VIEWS`; the view that suits the point unless given.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If `code` is no WHO code in the table, there is no such view, or the point lies outside it.

    Examples
    --------
    >>> ax = plot_point("GB29")
    >>> ax.figure.words[:40]
    'GB29 Jūliáo (Squatting Bone-Hole): left '
    """
    row = row_of(code)
    scene = scene_of(body, view or row["view"], sex)
    location = _location(code, scene.body)
    if not scene.inside(scene.place(location.point)[0]):
        raise ValueError(f"{code} is not in the view {scene.view!r}; try {row['view']!r}")
    page = open_page(scene, ax)
    notes = _notes(code, scene)
    second = _location(code, scene.body, True) if row["second_rule"] else None
    if row["drawn"]:
        draw(page, code, row, _names(), location, second)
    title = f"{code}  {row['pinyin']}"
    head(page, title, f"{row['english']}  ·  {shown_on(scene)}", row["traditional"], POINT)
    caption(page, [_rule(code), *notes])
    page.words = words(code, scene.body, scene.view)
    return page.ax


def words(code, body=None, view=None):
    """Say what a plate of a point shows.

    Parameters
    ----------
    code, body, view
        As for `plot_point`.

    Returns
    -------
    str
        The point, where it is shown, its rule in words, and what to know about the picture.

    Raises
    ------
    ValueError
        If `code` is no WHO code in the table.
    """
    row = row_of(code)
    scene = scene_of(body, view or row["view"])
    title = f"{code} {row['pinyin']} ({row['english']}): {shown_on(scene)}."
    return " ".join([title, _rule(code), *_notes(code, scene)])


def scene_of(body, view, sex="female"):
    """Scene of a body, or of the average one, from one side."""
    return _scene(_average(sex) if body is None else body, view)


@cache
def _names():
    """Plain and learned name of every landmark and point."""
    marks, points = tables.read("landmarks"), load_points()
    plain = [*marks["plain"], *(points.index + " " + points["pinyin"])]
    learned = [*marks["name"], *points["english"]]
    ids = [*marks["id"], *points.index]
    return dict(zip(ids, zip(plain, learned, strict=True), strict=True))


@lru_cache(maxsize=128)
def _location(code, body, second=False):
    return atlas.location(code, body, second)


@cache
def _rule(code, second=False):
    return atlas.describe(code, second)


def _notes(code, scene):
    """Say what a reader should know to read the plate."""
    row, notes = row_of(code), []
    if not row["drawn"]:
        return ["This point is described, not drawn."]
    sites = _location(code, scene.body).sites
    hidden = scene.hidden(sites)
    if hidden.all():
        notes.append("The point lies on the far side: dashed ring.")
    if row["paired"] and scene.both_sides and not scene.hidden(sites * (-1, 1, 1)).all():
        notes.append("Lighter dot: the same point on the right side.")
    if row["second_rule"]:
        out = "" if sees(scene, _location(code, scene.body, True)) else ", out of sight here"
        notes.append(f"{second_place(code)}{out}: {_second(code)}.")
    if row["choice"]:
        notes.append(row["choice"])
    return notes


def _second(code):
    return _rule(code, True).partition(" lies ")[2].rstrip(".")


def shown_on(scene):
    """Say what is shown of whom."""
    return f"{VIEWS[scene.view].title}, {who(scene.body)}"


def who(body):
    """Say whose body it is, such as "average woman"."""
    person = {"female": "woman", "male": "man"}[body.sex]
    if body.stature != _average(body.sex).stature:
        person += f" of {body.stature:.0f} cm"
    elif not body.build:
        return f"average {person}"
    way = "thin" if body.build < 0 else "heavy" if body.build > 0 else ""
    less = "slightly " if 0 < abs(body.build) < 0.5 else "rather " if abs(body.build) < 1 else ""
    return f"{less}{way} {person}" if way else person


def _a(body):
    person = who(body)
    return f"{'an' if person[0] == 'a' else 'a'} {person}"


def open_page(scene, ax):
    """Page for a scene on an Axes, cleared of what it showed before."""
    if ax is None:
        left, right, bottom, top = scene.box
        scale = min(BODY[0] / (right - left), BODY[1] / (top - bottom))
        height = round(scale * (top - bottom) + (HEADING + FOOTER) / 72, 2)
        size = _size.get() or (WIDTH, height)
        ax = Plate(figsize=size, dpi=100).add_axes((0.01, 0, 0.98, 1))
    page = getattr(ax, PAGE, None)
    if page is None or not page.current or page.scene != scene or page.bounds != bounds(ax):
        page = Page(ax, scene)
        setattr(ax, PAGE, page)
    page.clear()
    return page


def head(page, title, small, characters="", colour=INK):
    """Write a title, Chinese characters after it, and a smaller line below."""
    width, height = page.size
    parts = [(title, SANS, "bold")]
    parts += [(characters, hanzi(), "normal")] if characters else []
    sizes = [15 * page.font, 9 * page.font]
    wide = sum(text_width(text, sizes[0], weight, family) + 9 for text, family, weight in parts)
    sizes[0] *= min(1, (width - 8) / wide)
    sizes[1] *= min(1, (width - 8) / text_width(small, sizes[1]))
    x, style = 4, {"va": "baseline"}
    for text, family, weight in parts:
        place = (x, height - 19 * page.font)
        page.text(place, text, sizes[0], colour, "heading", family=family, weight=weight, **style)
        x += text_width(text, sizes[0], weight, family) + 9 * page.font
    page.text((4, height - 35 * page.font), small, sizes[1], FAINT, "heading", **style)


def caption(page, sentences):
    """Write the rule, then notes in smaller type, so small that they fit below the body."""
    for size in np.arange(9, 4, -0.5) * page.font:
        paragraphs = [
            Words(sentences[0], size, INK),
            Words(" ".join(sentences[1:]), 0.86 * size, FAINT),
        ]
        lines = [wrapped(each, page.size[0] - 8) for each in paragraphs if each.text]
        heights = [len(each) * LINE * p.size for each, p in zip(lines, paragraphs, strict=False)]
        if sum(heights) + 6 <= page.low:
            break
    top = sum(heights) + 4
    for each, paragraph, height in zip(lines, paragraphs, heights, strict=False):
        page.text((4, top), "\n".join(each), paragraph.size, paragraph.colour, "caption", va="top")
        top -= height

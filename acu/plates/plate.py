"""A plate: a figure that shows itself in a notebook as a picture with its words."""

import base64
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from html import escape
from io import BytesIO

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from acu.plates.page import FOOTER, HEADING, PAPER, Page, bounds

WIDTH, BODY = 8.0, (3.9, 5.6)  # inches: of a plate, and the most that its body may take
PAGE = "_acu_page"  # the attribute of an Axes that holds what is shown on it
_size = ContextVar("size of new plates, inches", default=None)


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

    def draw(self, renderer):
        """Draw it; words with dollar signs are words, not formulas."""
        for text in self.findobj(Text):
            text.set_parse_math(False)
        super().draw(renderer)

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


@dataclass(eq=False)
class Chart:
    """What an Axes without a body shows: words, and an artist that stands for all of it."""

    ax: object
    title: object
    words: str

    @property
    def current(self):
        """Whether the Axes still shows it."""
        return self.title in self.ax.texts


def _only_once():
    """Keep a notebook that also uses pyplot from storing every plate as a second, wordless PNG."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None:
        shell.display_formatter.formatters["image/png"].for_type(Plate, lambda plate: None)


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

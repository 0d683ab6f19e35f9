"""A deck of questions to take along on a phone."""

import base64
import tempfile
from html import escape
from pathlib import Path

import ipywidgets as widgets

from acu.lessons.frame import Lesson, row
from acu.practice.dealing import ARTICLE, sets

FILE = "acupressure.apkg"
MANY = 60  # of more points than these, a deck is too much for a page to carry


def make_deck():
    """Choose points, and save questions about them as a deck for the app Anki.

    Returns
    -------
    DeckMaker
        A widget; put it on the last line of a cell.

    Examples
    --------
    >>> acu.make_deck()
    A deck for the app Anki, about the article's three points
    """
    return DeckMaker()


class DeckMaker(Lesson):
    """A list of what to learn, a button, and then a link to the deck.

    Attributes
    ----------
    points : ipywidgets.Dropdown
        What the deck is about.
    make : ipywidgets.Button
        Makes it.
    told : ipywidgets.HTML
        How that went, and the link by which the browser saves the deck.
    """

    def __init__(self):
        self._sets = {name: codes for name, codes in sets().items() if len(codes) <= MANY}
        self.points = widgets.Dropdown(
            options=list(self._sets), value=ARTICLE, description="Points"
        )
        self.points.add_class("wide")
        self.make = widgets.Button(description="Make the deck")
        self.told = widgets.HTML()
        super().__init__(row("filters", self.points, self.make), self.told)
        self.make.on_click(self._make)
        self.points.observe(self._forget, "value")

    def _make(self, button):
        from acu.practice.anki import anki_deck  # takes its time, and few make decks

        self.told.value = '<p role="status">Drawing the pictures …</p>'
        with tempfile.TemporaryDirectory() as folder:
            raw = anki_deck(Path(folder) / FILE, self._sets[self.points.value]).read_bytes()
        href = f"data:application/octet-stream;base64,{base64.b64encode(raw).decode()}"
        said = f"{self.points.value}, {max(1, len(raw) // 1000)} kB"
        link = f'<a download="{FILE}" href="{href}">Save {FILE}</a>'
        self.told.value = f'<p role="status">The deck is ready: {link} ({escape(said)})</p>'

    def _forget(self, change):
        self.told.value = ""

    @property
    def words(self):
        """What it makes (str)."""
        return f"A deck for the app Anki, about {self.points.value}"

    @property
    def still(self):
        """What it makes, as HTML (str)."""
        return f"<p>{escape(self.words)}. Run the cell to make it.</p>"

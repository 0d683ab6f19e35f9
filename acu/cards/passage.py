"""A passage: a piece of text that a notebook shows, and any program can read as plain words."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from acu.tables import as_words

BREAKS = {"p", "li", "h3", "h4", "summary", "ul", "ol", "details", "tr", "br"}


@dataclass(frozen=True)
class Passage:
    """Text of a card.

    Parameters
    ----------
    html : str
    """

    html: str

    @property
    def words(self):
        """The same as plain text, a line for each paragraph (str)."""
        reader = _Words()
        reader.feed(self.html)
        lines = (" ".join(line.split()) for line in "".join(reader.found).split("\n"))
        return re.sub(r"\n+", "\n", "\n".join(filter(None, lines)))

    def __repr__(self):
        """Say the words."""
        return self.words

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": as_words(self.html), "text/plain": self.words}


class _Words(HTMLParser):
    """What is read of a piece of HTML."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found.append("\n- " if tag == "li" else "\n" * (tag in BREAKS))

    def handle_endtag(self, tag):
        self.found.append("\n" * (tag in BREAKS))

    def handle_data(self, data):
        self.found.append(data)

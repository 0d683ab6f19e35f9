"""The frame of a lesson's widgets: the common look, and keys that stay in their control."""

from pathlib import Path

import ipywidgets as widgets

from acu.live import KeyGuard
from acu.tables import as_words

STYLE = (Path(__file__).parent / "lesson.css").read_text(encoding="utf-8")


class Lesson(widgets.VBox):
    """A column of widgets with the look of all live widgets.

    Parameters
    ----------
    *children : ipywidgets.Widget
    """

    def __init__(self, *children):
        style = widgets.HTML(f"<style>{STYLE}</style>", layout={"display": "none"})
        super().__init__([style, *children, KeyGuard()])
        self.add_class("acu")
        self.add_class("lesson")

    @property
    def words(self):
        """What is shown, for people who cannot see it (str)."""
        raise NotImplementedError

    @property
    def still(self):
        """HTML for a notebook that is not run (str)."""
        raise NotImplementedError

    def __repr__(self):
        """Say what is shown."""
        return self.words

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        return bundle | {"text/plain": self.words, "text/html": as_words(self.still)}


def row(name, *children):
    """Put widgets in a row.

    Parameters
    ----------
    name : str
        What the style sheet calls it.
    *children : ipywidgets.Widget

    Returns
    -------
    ipywidgets.Box
    """
    box = widgets.Box(children)
    box.add_class(name)
    return box

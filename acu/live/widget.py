"""A widget that works in the browser, and is words and a picture where no browser runs it."""

from pathlib import Path

import anywidget
from anywidget.widget import repr_mimebundle

LOOK = (Path(__file__).parent / "look.css").read_text(encoding="utf-8")


class LiveWidget(anywidget.AnyWidget):
    """A widget with the common look, whose script and style lie beside its module.

    A subclass sets `_esm` to the path of its script and `_css` to `LiveWidget.styled(path)`, and
    says its state in `words`. Its elements stand in one element of class ``acu``.
    """

    @staticmethod
    def styled(path):
        """Return the common look with a style sheet of its own after it.

        Parameters
        ----------
        path : pathlib.Path

        Returns
        -------
        str
            CSS.
        """
        return LOOK + path.read_text(encoding="utf-8")

    @property
    def words(self):
        """What the widget shows, for people who cannot see it (str)."""
        raise NotImplementedError

    @property
    def still(self):
        """HTML for a notebook that is not run: pictures whose words are `words`, or words."""
        return None

    def __repr__(self):
        """Say what the widget shows."""
        return self.words

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = repr_mimebundle(model_id=self.model_id, repr_text=self.words)
        return (data | {"text/html": self.still} if self.still else data), metadata

"""A widget that works in the browser, and is words and a picture where no browser runs it."""

import json
from pathlib import Path

import anywidget
from anywidget.widget import repr_mimebundle
from ipywidgets.widgets.widget import _instances
from ipywidgets.widgets.widget_link import Link

from acu.tables import as_words

HERE = Path(__file__).parent
CLOCK = HERE / "clock"  # shared by widgets that go by the clock


class LiveWidget(anywidget.AnyWidget):
    """A widget with the common look, whose scripts and styles lie in a folder.

    A subclass names the folder, as in ``class PressTimer(LiveWidget, folder=HERE)``, and says its
    state in `words`. Its elements stand in one element of class ``acu``.

    Parameters
    ----------
    folder : pathlib.Path
        All its scripts and style sheets, in alphabetical order after the common ones, make one of
        each. A page in it (.html) is known to the scripts as PAGE.
    shared : pathlib.Path, optional
        A folder of scripts, style sheets and pieces of pages on which several widgets build. They
        come before the widget's own; a piece is known by its file's name in capitals.

    Attributes
    ----------
    lazy : tuple of str
        Dicts of which a page with no kernel loads an entry when it needs it: that of the current
        `view`, or what the script asks of ``model.asset(name, key)``.
    """

    lazy = ("_sheets", "_images")

    def __init_subclass__(cls, folder=None, shared=None, **kwargs):
        """Give a subclass the scripts and styles of its folders."""
        if folder:
            pieces = [(path.stem.upper(), path) for path in _paths(shared, "html")]
            pieces += [("PAGE", path) for path in _paths(folder, "html")]
            pages = [f"const {name} = {json.dumps(_text(path))};\n" for name, path in pieces]
            scripts, styles = [HERE / "page.js"], [HERE / "look.css"]
            for each in (shared, folder):
                scripts += _paths(each, "js")
                styles += _paths(each, "css")
            cls._esm = "".join([*pages, *map(_text, scripts)])
            cls._css = "".join(map(_text, styles))
        super().__init_subclass__(**kwargs)

    @property
    def words(self):
        """What the widget shows, for people who cannot see it (str)."""
        raise NotImplementedError

    @property
    def still(self):
        """HTML for a notebook that is not run: pictures whose words are `words`, or words."""
        return None

    def offline(self):
        """Return what is different on a page that has no kernel.

        Such a page also says ``_alone`` to the script.

        Returns
        -------
        dict
            Values by trait, or by a name of their own, in place of those that the traits have.
        """
        return {}

    def __repr__(self):
        """Say what the widget shows."""
        return self.words

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = repr_mimebundle(model_id=self.model_id, repr_text=self.words)
        return (data | {"text/html": as_words(self.still)} if self.still else data), metadata


def linked(widget):
    """Say whether a widget is at an end of one of ipywidgets' links (bool)."""
    links = [each for each in _instances.values() if isinstance(each, Link)]
    return any(widget in (end[0] for end in (link.source, link.target)) for link in links)


def _paths(folder, ending):
    return sorted(folder.glob(f"*.{ending}")) if folder else []


def _text(path):
    return path.read_text(encoding="utf-8")

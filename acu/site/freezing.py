"""Make HTML of what a cell shows: alive where the page can do it alone, else a picture of it."""

import base64
import re
from functools import cache
from html import escape

import ipywidgets as widgets
from ipywidgets.widgets.widget import _instances
from ipywidgets.widgets.widget_link import DirectionalLink, Link

from acu.live import KeyGuard, LiveWidget
from acu.site.assets import Assets, written
from acu.site.prose import chinese_marked

SMALL = 4000  # letters of JSON up to which a value stands in the page itself
NOT_STATE = {"_esm", "_css", "_anywidget_id", "layout", "tabbable", "tooltip", "comm", "keys"}
BOXES = {
    widgets.HBox: "widget-hbox",
    widgets.VBox: "widget-vbox",
    widgets.GridBox: "widget-gridbox",
}
NEEDS = '<p class="needs-python">{} needs Python. <a href="python.html">How to get it</a></p>'
STYLED = re.compile(r' style="[^"]*"')  # the site's own style sheet says how tables look
PICTURE = re.compile(r'<img alt="([^"]*)" src="data:image/png;base64,([^"]+)"([^>]*)>')


class Freezer:
    """Freezes what one page shows; what is linked there stays linked.

    Parameters
    ----------
    assets : Assets

    Attributes
    ----------
    first : list of str
        Addresses of the scripts that the first live widget of the page needs.
    styles : list of str
        Addresses of its style sheets.
    """

    def __init__(self, assets: Assets):
        self.assets, self.first, self.styles = assets, [], []
        self._names = {}  # of live widgets on this page, by model

    def html(self, shown):
        """Return what stands on the page for an object (str).

        Parameters
        ----------
        shown : object
            A LiveWidget lives on. Boxes, and HTML in them, stay; a control that only Python
            answers is left out, and the page says so once. All else is as a notebook stores it.
        """
        if shown is None:
            return ""
        if isinstance(shown, widgets.Widget):
            missing = []
            frozen = self._widget(shown, missing)
            return frozen + (NEEDS.format(_what(missing, frozen)) if missing else "")
        return chinese_marked(self._still(_bundle(shown)))

    @property
    def links(self):
        """Which traits of which widgets follow each other, as a block of JSON (str)."""
        ends = [
            [self._end(link.source), self._end(link.target), not isinstance(link, DirectionalLink)]
            for link in _links()
        ]
        ends = sorted(each for each in ends if all(each[:2]))
        return f'<script type="application/json" id="links">{_safe(ends)}</script>' if ends else ""

    def _end(self, end):
        name = self._names.get(end[0].model_id)
        return [name, end[1]] if name else []

    def _widget(self, widget, missing):
        if isinstance(widget, KeyGuard) or widget.layout.display == "none":
            return ""
        if isinstance(widget, LiveWidget):
            return self._live(widget)
        if isinstance(widget, widgets.Box):
            return self._box(widget, missing)
        if isinstance(widget, widgets.HTML):
            classes = " ".join(["widget-html", *widget._dom_classes])
            within = chinese_marked(self._pictures(widget.value))
            content = f'<div class="widget-html-content">{within}</div>'
            return f'<div class="{classes}">{content}</div>' if within else ""
        missing.append(getattr(widget, "description", "") or type(widget).__name__)
        return ""

    def _box(self, box, missing):
        children = box.children
        if hasattr(box, "offline"):
            children, needs = box.offline()
            missing += needs
        frozen = "".join(self._widget(child, missing) for child in children)
        kind = next((name for each, name in BOXES.items() if isinstance(box, each)), "")
        classes = " ".join(filter(None, ["widget-box", kind, *box._dom_classes]))
        return f'<div class="{escape(classes)}">{frozen}</div>' if frozen else ""

    def _live(self, widget):
        name = self._names.setdefault(widget.model_id, f"w{len(self._names) + 1}")
        script, style = _parts(widget, self.assets)
        state, big, lazy = self._state(widget)
        told = {"id": name, "script": script, "style": style, "state": state}
        told |= {"big": big, "lazy": lazy}
        if len(self._names) == 1 and not self.first:
            view = state.get("view")
            now = [by[view] for by in lazy.values() if view in by]
            self.first = list(dict.fromkeys([script, *big.values(), *now]))
            self.styles = [style]
        kind = type(widget).__name__.lower()
        data = f'<script type="application/json">{_safe(told)}</script>'
        words = f'<p class="words">{escape(widget.words)}</p>'
        return f'<div class="live waiting {kind}-here">{data}{words}</div>'

    def _state(self, widget):
        """Sort the state of a widget into what is small, what is big, and what may wait."""
        names = [each for each in widget.traits(sync=True) if each not in NOT_STATE]
        values = {
            each: getattr(widget, each) for each in names if not re.match("_(model|view)_", each)
        }
        values |= widget.offline()
        lazy = {each: values.pop(each) for each in widget.lazy if values.get(each)}
        big = {each: value for each, value in values.items() if len(written(value)) > SMALL}
        small = {each: value for each, value in values.items() if each not in big}
        waiting = {each: self._lazily(entries) for each, entries in lazy.items()}
        return small, {each: self.assets.data(value) for each, value in big.items()}, waiting

    def _lazily(self, entries):
        """Lay entries of a dict aside; pictures become files, which need no script."""
        if all(isinstance(each, bytes) and each[8:12] == b"WEBP" for each in entries.values()):
            entries = {key: self.assets.add("body", "webp", raw) for key, raw in entries.items()}
            return {key: f"file:{address}" for key, address in entries.items()}
        return self.assets.chunks(entries)

    def _still(self, bundle):
        if "text/html" in bundle:
            return f'<div class="output">{self._pictures(bundle["text/html"])}</div>'
        if "image/png" in bundle:
            return self._picture("", base64.b64decode(bundle["image/png"]), "")
        return f'<pre class="output">{escape(bundle.get("text/plain", ""))}</pre>'

    def _pictures(self, html):
        """Take the pictures out of HTML and put them beside the page; take styles away."""
        return PICTURE.sub(
            lambda found: self._picture(found[1], base64.b64decode(found[2]), found[3]),
            STYLED.sub("", html),
        )

    def _picture(self, alt, png, rest):
        address, (wide, high) = self.assets.picture(png)
        shown = re.search(r'width="(\d+)"', rest)
        width = int(shown[1]) if shown else wide
        size = f'width="{width}" height="{round(width * high / wide)}"'
        image = f'<img alt="{alt}" src="{address}" {size} loading="lazy" decoding="async">'
        return f'<div class="figure">{image}</div>'


def freeze(shown, assets):
    """Return what stands on a page for one object that is linked to no other (str).

    Parameters
    ----------
    shown : object
        As for `Freezer.html`.
    assets : Assets
    """
    freezer = Freezer(assets)
    return freezer.html(shown) + freezer.links


def _parts(widget, assets):
    """Return the addresses of the script and the style sheet of a widget."""
    stem = type(widget).__name__
    script = _classic(widget._esm, stem)
    return assets.add(stem.lower(), "js", script), assets.add(stem.lower(), "css", widget._css)


@cache
def _classic(script, name):
    """Turn the script of a widget into a plain one: a page that is a file loads no modules."""
    if script.count("export default") != 1 or re.search(r"^import ", script, re.MULTILINE):
        raise ValueError(f"the script of {name} must have one export default, and no import")
    body = script.replace("export default", "const $widget =")
    return f"acu.kind(document.currentScript, () => {{\n{body}\nreturn $widget;\n}});\n"


def _links():
    """Links between widgets that were made so far."""
    return [each for each in _instances.values() if isinstance(each, Link)]


def _bundle(shown):
    """Return what a notebook would store of an object (dict of str by type)."""
    from IPython.core.formatters import DisplayFormatter

    return DisplayFormatter().format(shown)[0]


def _what(missing, frozen):
    """Say what needs Python."""
    named = list(dict.fromkeys(name for name in missing if name[:1].isupper()))
    if not frozen:
        return "This part"
    named = [name if name[1:2].isupper() else name[0].lower() + name[1:] for name in named[:3]]
    return f"More of this ({', '.join(named)})" if named else "More of this"


def _safe(value):
    """Write JSON that may stand in a page."""
    return written(value).replace("<", "\\u003c")

"""Filters, a table and a map of the body that all show the same points."""

from html import escape
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from acu import safety, tables
from acu.bodymap import BodyMap
from acu.lessons.matching import called, matching, widening
from acu.lessons.sayings import sayings
from acu.live import KeyGuard
from acu.points import find, load_points
from acu.pointtable import PointTable

NAMES = {
    "channel": "Channel",
    "region": "Region",
    "complaint": "Complaint",
    "kind": "Said by",
    "who": "Leave out what is not for",
    "text": "Code or name",
}
KINDS = {
    "article": "the article",
    "tradition": "old books and schools",
    "trial": "trials",
    "literature": "papers, by how often they use it",
}
STYLE = (Path(__file__).parent / "explorer.css").read_text(encoding="utf-8")
NO_TRIAL = (
    "Our table of uses holds no trial: we know no test of pressing one of these points with the "
    "fingers."
)
ANYTHING = {
    "channel": "every channel",
    "region": "the whole body",
    "complaint": "every complaint",
    "kind": "anyone",
    "who": "leave nothing out",
}


def explore(body=None, selected="", **asked):
    """Choose points by what they are, where they lie and what is said of them.

    Parameters
    ----------
    body : Body, optional
        Whom the points are shown on; the average woman unless given.
    selected : str
        WHO code of the point that is chosen first; empty text for none.
    **asked
        What the filters begin with: `channel` (``"GB"``), `region` (``"hip"``), `complaint`
        (``"sciatica"``), `kind` (who says so: ``"article"``, ``"tradition"``, ``"trial"``,
        ``"literature"``), `who` (one of `safety.situations`), `text` (a code or a name).

    Returns
    -------
    Explorer
        A widget; put it on the last line of a cell.

    Raises
    ------
    TypeError
        If there is no such filter.
    ValueError
        If a filter has no such choice, or `selected` is not a point of the table.

    Examples
    --------
    >>> explore(complaint="sciatica", kind="article")
    Table of 3 of 111 points: BL40, GB29, GB30
    """
    return Explorer(body, selected, **asked)


class Explorer(widgets.VBox):
    """Filters, a table of points, a map of the body, and what is said of the chosen point.

    Parameters
    ----------
    body, selected, **asked
        As for `explore`.

    Attributes
    ----------
    filters : dict of str to widget
        A Dropdown for `channel`, `region`, `complaint`, `kind` and `who`; a Text for `text`.
    reset : ipywidgets.Button
        Shows all points again.
    answer : ipywidgets.HTML
        What `find` says of the text, and whom points were left out for.
    empty : ipywidgets.VBox
        Why no point matches, and buttons that widen what is asked.
    table : PointTable
    map : BodyMap
    page : ipywidgets.HTML
        What is said of the chosen point.
    """

    def __init__(self, body=None, selected="", **asked):
        self._points, self._uses = load_points(), tables.read("uses")
        self.filters = _filters(self._points, self._uses)
        for name, value in asked.items():
            _set(self.filters, name, value)
        self.reset = widgets.Button(description="Reset")
        self.answer, self.page, self.empty = widgets.HTML(), widgets.HTML(), widgets.VBox()
        self.table = PointTable(_columns(self._points), selected=selected)
        controls = _box("filters", *self.filters.values(), self.reset)
        self.map = BodyMap(selected=selected, body=body)
        # By way of the browser alone: it goes on while the kernel is busy, and nothing comes late.
        widgets.jslink((self.table, "selected"), (self.map, "selected"))
        sides = _box("sides", self.table, self.map, self.page)
        style = widgets.HTML(f"<style>{STYLE}</style>", layout={"display": "none"})
        super().__init__([style, controls, self.answer, self.empty, sides, KeyGuard()])
        self.add_class("acu")
        self.add_class("explorer")
        for control in self.filters.values():
            control.observe(self._filter, "value")
        self.filters["text"].observe(self._choose_the_one_called, "value")
        self.reset.on_click(lambda _: self.ask())
        self.table.observe(self._tell, "selected")
        self.filters["who"].observe(self._tell, "value")
        self._filter()
        self._tell()

    @property
    def asked(self):
        """What the filters ask for (dict of str to str); empty text where they ask nothing."""
        return {name: control.value for name, control in self.filters.items()}

    def ask(self, **asked):
        """Set the filters; those that are not named ask for nothing.

        Parameters
        ----------
        **asked
            As for `explore`.
        """
        for name in self.filters:
            _set(self.filters, name, asked.pop(name, ""))
        for name, value in asked.items():
            _set(self.filters, name, value)

    def choose(self, code):
        """Choose a point.

        Parameters
        ----------
        code : str
            WHO code; empty text for none.
        """
        self.table.selected = self.map.selected = code

    @property
    def words(self):
        """How many points match, which is chosen, and the first of them (str)."""
        return self.table.words

    def _filter(self, change=None):
        shown = matching(self._points, self._uses, **self.asked)
        self.table.shown = self.map.shown = shown
        lines = [f"<p>{escape(line)}</p>" for line in self._notes()]
        self.answer.value = f'<div role="status">{"".join(lines)}</div>' if lines else ""
        self.empty.children = [] if shown else self._ways_out()

    def _choose_the_one_called(self, change):
        codes = find(change["new"]).codes
        if len(codes) == 1 and codes[0] in self.table.shown:
            self.choose(codes[0])

    def _tell(self, change=None):
        code = self.table.selected
        hint = '<p class="faint">Choose a point, and what is said of it stands here.</p>'
        self.page.value = sayings(code, self.asked["who"]) if code else hint

    def _notes(self):
        """Say what the text can mean, and what is left out for whom."""
        text, who = self.asked["text"], self.asked["who"]
        notes = [called(text).message] if text.strip() else []
        if who:
            rows = safety.not_for(who)
            light = rows["verdict"].eq("light")
            notes += [f"Left out for “{who}”: {_actions(rows[~light])}"] if not all(light) else []
            notes += [f"For “{who}”: {_actions(rows[light])}"] if any(light) else []
            notes += ["That a point is still here does not make it safe. If in doubt, ask."]
        return notes

    def _ways_out(self):
        """Say why nothing matches, and offer what would bring points."""
        asked = [name for name, value in self.asked.items() if value.strip()]
        said = [f"{NAMES[name]}: {self._label(name)}" for name in asked]
        why = f"No point matches {'all of ' * (len(said) > 1)}{'; '.join(said)}."
        if self.asked["kind"] == "trial" and "trial" not in set(self._uses["kind"]):
            why = f"{NO_TRIAL} {why}"
        counts = widening(self._points, self._uses, **self.asked)
        buttons = [self._without(name, count) for name, count in counts.items()]
        if self.asked["text"]:
            buttons += map(self._instead, called(self.asked["text"]).suggestions)
        if not buttons and len(asked) > 1:
            why += " No single change brings one back: take away two, or press Reset."
        return [widgets.HTML(f'<p role="status"><b>{escape(why)}</b></p>'), _box("ways", *buttons)]

    def _label(self, name):
        control = self.filters[name]
        return f"“{control.value}”" if name == "text" else control.label

    def _without(self, name, count):
        points = "1 point" if count == 1 else f"{count} points"
        button = widgets.Button(
            description=f"Without {NAMES[name]}: {self._label(name)} you would see {points}"
        )
        button.on_click(lambda _: self._change(name, ""))
        return button

    def _instead(self, code):
        button = widgets.Button(description=f"Show {code} {self._points.loc[code, 'pinyin']}")
        button.on_click(lambda _: self._change("text", code))
        return button

    def _change(self, name, value):
        # The button that was pressed goes away. Who presses keys goes on from the filter.
        self.filters[name].focus()
        self.filters[name].value = value

    def __repr__(self):
        """Say which points are shown."""
        return self.words

    def _repr_mimebundle_(self, **kwargs):
        # A notebook that has not been run shows the table, and the chosen point, as they are now.
        bundle, chosen = super()._repr_mimebundle_(**kwargs), self.table.selected
        words = self.map.words if chosen else self.words
        still = self.table.still + (self.map.still + self.page.value if chosen else "")
        return bundle | {"text/plain": words, "text/html": still}


def _filters(points, uses):
    """Make a control for each thing that can be asked."""
    channels = tables.read("channels").set_index("code")["name"]
    choices = {
        "channel": {f"{code} {channels[code]}": code for code in points["channel"].unique()},
        "region": {region: region for region in sorted(points["region"].unique())},
        "complaint": {complaint: complaint for complaint in sorted(uses["complaint"].unique())},
        "kind": {name: kind for kind, name in KINDS.items()},
        "who": {who: who for who in safety.situations()},
    }
    controls = {
        name: widgets.Dropdown(
            options={ANYTHING[name]: ""} | options, value="", description=NAMES[name]
        )
        for name, options in choices.items()
    }
    placeholder = "such as B 54, Juliao or 委中"
    text = widgets.Text(description=NAMES["text"], placeholder=placeholder)
    return {"text": text} | controls


def _set(filters, name, value):
    """Set a filter, or say what is wrong with its value."""
    if name not in filters:
        listed = tables.nearest(name, filters) or f"; there are: {', '.join(filters)}"
        raise TypeError(f"explore has no filter {name!r}{listed}")
    if not isinstance(value, str):
        raise TypeError(f"{name} takes text, not {value!r}")
    if name != "text":
        known = [choice for _, choice in filters[name]._options_full]
        if value not in known:
            listed = tables.nearest(value, known) or f"; there are: {', '.join(known[1:])}"
            raise ValueError(f"there is no {name} {value!r}{listed}")
    filters[name].value = value


def _columns(points):
    """Put together what the table shows, the most telling first."""
    channels = tables.read("channels").set_index("code")["name"]
    shown = {
        "Name": points["pinyin"],
        "Region": points["region"],
        "English": points["english"],
        "Characters": points["traditional"],
        "Channel": points["channel"].map(channels),
    }
    return pd.DataFrame(shown).rename_axis("Code")


def _actions(rows):
    """Say what to do at how many points, the strictest first."""
    counts = rows["action"].value_counts(sort=False)
    return " ".join(
        f"{count} point{'s' * (count != 1)}. {action}" for action, count in counts.items()
    )


def _box(name, *children):
    box = widgets.Box(children)
    box.add_class(name)
    return box

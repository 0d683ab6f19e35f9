"""Filters, a table and a map of the body that all show the same points."""

from html import escape

import ipywidgets as widgets
import pandas as pd

from acu import safety, tables
from acu.bodymap import BodyMap
from acu.cards import card
from acu.lessons.filters import Filters
from acu.lessons.frame import Lesson, row
from acu.lessons.matching import called, matching, widening
from acu.points import find, load_points
from acu.pointtable import PointTable

FEW = 15  # rows that an unrun page has room for
NOT_SAFE = "That a point is still here does not make it safe. If in doubt, ask."
NO_TRIAL = (
    "Our table of uses holds no trial: we know no test of pressing one of these points with the "
    "fingers."
)


def explore(
    body=None, selected="", *, text="", channel="", region="", complaint="", kind="", who=""
):
    """Choose points by what they are, where they lie and what is said of them.

    All but `body` is what the filters begin with, and can be changed on the page.

    Parameters
    ----------
    body : Body, optional
        Whom the points are shown on; the average woman unless given.
    selected : str
        WHO code of the point that is chosen first; empty text for none.
    text : str
        A code or a name, whole or its beginning.
    channel : str
        Code of a channel, such as ``"GB"``.
    region : str
        Part of the body, such as ``"hip"``.
    complaint : str
        What somebody says the point is good for, such as ``"sciatica"``.
    kind : str
        Who says so: ``"article"``, ``"tradition"``, ``"trial"`` or ``"literature"``.
    who : str
        One of `safety.situations`; leaves out what these people should not press, or should ask
        about first.

    Returns
    -------
    Explorer
        A widget; put it on the last line of a cell.

    Raises
    ------
    TypeError
        If `body` is no body, or a filter is given no text.
    ValueError
        If a filter has no such choice, or `selected` is not a point of the table.

    Examples
    --------
    >>> explore(complaint="sciatica", kind="article").table
    Table of 3 of 386 points: BL40, GB29, GB30
    """
    asked = {"text": text, "channel": channel, "region": region}
    asked |= {"complaint": complaint, "kind": kind, "who": who}
    return Explorer(body, selected, asked)


class Explorer(Lesson):
    """Filters, a table of points, a map of the body, and what is said of the chosen point.

    Parameters
    ----------
    body, selected
        As for `explore`.
    asked : dict of str to str
        What the filters begin with.

    Attributes
    ----------
    filters : Filters
    notes : ipywidgets.HTML
        What `find` says of the text, and what is left out for whom.
    empty : ipywidgets.VBox
        Why no point matches, and buttons that widen what is asked.
    table : PointTable
    map : BodyMap
    sayings : ipywidgets.HTML
        What is said of the chosen point.
    """

    def __init__(self, body, selected, asked):
        self._points, self._uses = load_points(), tables.read("uses")
        self.filters = Filters(self._points, self._uses)
        self.filters.ask(**asked)
        self.notes, self.sayings, self.empty = widgets.HTML(), widgets.HTML(), widgets.VBox()
        self.table = PointTable(_columns(self._points), selected=selected)
        self.map = BodyMap(selected=selected, body=body)
        # By way of the browser alone: it goes on while the kernel is busy, and nothing comes late.
        widgets.jslink((self.table, "selected"), (self.map, "selected"))
        sides = row("sides", self.table, self.map, self.sayings)
        super().__init__(self.filters, self.notes, self.empty, sides)
        self.add_class("explorer")
        self.filters.observe(self._filter, "asked")
        self.table.observe(self._tell, "selected")
        self._filter()

    def choose(self, code):
        """Choose a point.

        Parameters
        ----------
        code : str
            WHO code; empty text for none.
        """
        self.table.selected = self.map.selected = code

    def _filter(self, change=None):
        asked = self.filters.asked
        shown = matching(self._points, self._uses, **asked)
        self.table.shown = self.map.shown = shown
        called_so = find(asked["text"]).codes
        if len(called_so) == 1 and called_so[0] in shown:
            self.choose(called_so[0])
        notes = _notes(asked["text"], asked["who"], shown)
        lines = "".join(f"<p>{escape(note)}</p>" for note in notes)
        self.notes.value = f'<div role="status">{lines}</div>' if lines else ""
        self.empty.children = [] if shown else self._ways_out()
        self._tell()

    def _tell(self, change=None):
        code, who = self.table.selected, self.filters.asked["who"]
        hint = '<p class="faint">Choose a point, and what is said of it stands here.</p>'
        self.sayings.value = card(code).sayings(who).html if code else hint

    def _ways_out(self):
        """Say why nothing matches, and offer what would bring points."""
        asked = {name: value for name, value in self.filters.asked.items() if value.strip()}
        labels = [self.filters.label(name) for name in asked]
        why = f"No point matches {'all of ' * (len(asked) > 1)}{'; '.join(labels)}."
        if asked.get("kind") == "trial" and "trial" not in set(self._uses["kind"]):
            why = f"{NO_TRIAL} {why}"
        meant = called(asked["text"]).suggestions if "text" in asked else ()
        buttons = [self._instead(code) for code in meant]
        for name, count in widening(self._points, self._uses, **asked).items():
            buttons.append(self._without(name, count))
        if "who" in asked and not matching(self._points, self._uses, who=asked["who"]):
            why = f"Every point is left out for “{asked['who']}”."
        elif not buttons and len(asked) > 1:
            why += " No single change brings one back: take away two, or press Reset."
        return [widgets.HTML(f'<p role="status"><b>{escape(why)}</b></p>'), row("ways", *buttons)]

    def _without(self, name, count):
        label = f"Without {self.filters.label(name)} you would see {_number(count)}"
        return self._button(label, name, "")

    def _instead(self, code):
        return self._button(f"Show {code} {self._points.loc[code, 'pinyin']}", "text", code)

    def _button(self, label, name, value):
        button, control = widgets.Button(description=label), self.filters.controls[name]

        def change(_):
            # The button goes away now. Who presses keys goes on from the filter.
            control.focus()
            control.value = value

        button.on_click(change)
        return button

    @property
    def words(self):
        """What the map shows (str)."""
        return self.map.words

    @property
    def still(self):
        """Map, table, and what is said of the chosen point, as HTML (str)."""
        state = "open" if len(self.table.shown) <= FEW else ""
        table = f"<details {state}><summary>Table</summary>{self.table.still}</details>"
        return self.map.still + table + (self.sayings.value if self.table.selected else "")


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


def _notes(text, who, shown):
    """Say what the text can mean, and what is left out for whom."""
    notes = [called(text).message] if text.strip() else []
    if who:
        rows = safety.not_for(who)
        light = rows["verdict"].eq("light")
        notes += [f"Left out for “{who}”. {_actions(rows[~light])}"] if not all(light) else []
        notes += [f"For “{who}”. {_actions(rows[light])}"] if any(light) else []
        notes += ["That a point is still here does not make it safe. If in doubt, ask."] * any(
            shown
        )
    return notes


def _actions(rows):
    """Say what to do at how many points, the strictest first."""
    counts = rows["action"].value_counts(sort=False)
    return " ".join(f"{action[:-1]} ({_number(count)})." for action, count in counts.items())


def _number(count):
    return f"{count} point{'s' * (count != 1)}"

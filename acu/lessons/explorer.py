"""Filters, a table and a map of the body that all show the same points."""

import ipywidgets as widgets
import pandas as pd

from acu import tables
from acu.bodymap import BodyMap
from acu.lessons.filters import Filters
from acu.lessons.frame import Lesson, row
from acu.lessons.sayings import Sayings
from acu.points import load_points
from acu.pointtable import PointTable

FEW = 15  # rows that an unrun page has room for
_LINKS = {
    "asked": ["sayings"],
    "shown": ["table", "map"],
    "selected": ["table", "map", "sayings"],
}


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
    >>> acu.explore(complaint="sciatica", kind="article").table.shown
    ['BL40', 'GB29', 'GB30']
    """
    asked = {"text": text, "channel": channel, "region": region}
    asked |= {"complaint": complaint, "kind": kind, "who": who}
    return Explorer(body, selected, asked)


class Explorer(Lesson):
    """Filters, a table of points, a map of the body, and what is said of the chosen point.

    They are linked in the browser, and work there without the kernel.

    Parameters
    ----------
    body, selected
        As for `explore`.
    asked : dict of str to str
        What the filters begin with.

    Attributes
    ----------
    filters : Filters
        Also says what the text can mean, what is left out for whom, and why no point matches.
    table : PointTable
    map : BodyMap
    sayings : Sayings
        What is said of the chosen point.
    """

    def __init__(self, body, selected, asked):
        points = load_points()
        self.table = PointTable(_columns(points), selected=selected)
        self.map = BodyMap(selected=selected, body=body)
        self.filters = Filters(points, tables.read("uses"), selected)
        self.sayings = Sayings(selected)
        self.filters.observe(self._follow, ["asked", "shown", "selected"])
        self.filters.ask(**asked)
        # By way of the browser alone: it goes on while the kernel is busy, and nothing comes late.
        for name, others in _LINKS.items():
            for other in others:
                widgets.jslink((self.filters, name), (getattr(self, other), name))
        super().__init__(self.filters, row("sides", self.table, self.map, self.sayings))
        self.add_class("explorer")

    def choose(self, code):
        """Choose a point.

        Parameters
        ----------
        code : str
            WHO code; empty text for none.
        """
        self.table.selected = self.map.selected = self.sayings.selected = code
        self.filters.selected = code

    def _follow(self, change):
        """Do as the links do, when Python asks and there may be no browser."""
        if not self.filters.from_page:
            for other in _LINKS[change["name"]]:
                setattr(getattr(self, other), change["name"], change["new"])

    @property
    def words(self):
        """What the map shows (str)."""
        return self.map.words

    @property
    def still(self):
        """Map, table, and what is said of the chosen point, as HTML (str)."""
        state = "open" if len(self.table.shown) <= FEW else ""
        table = f"<details {state}><summary>Table</summary>{self.table.still}</details>"
        return self.map.still + table + (self.sayings.html if self.table.selected else "")


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

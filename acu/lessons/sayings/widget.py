"""What is said of the chosen point: cautions first, then who says what it is good for."""

import re
from functools import cache
from html import escape
from pathlib import Path

import traitlets

from acu import safety, tables
from acu.cards import card, cards, said
from acu.cards.card import warning_to
from acu.cards.citing import DOUBTS, Sources, cited, fold, listed
from acu.live import LiveWidget
from acu.points import load_points

HINT = "Choose a point, and what is said of it stands here."
PIECES = re.compile(r"(?<=</li>)|(?<=</summary><ul>)|(?=<details)")


class Sayings(LiveWidget, folder=Path(__file__).parent):
    """What is said of a point, as on its card. It comes without the kernel.

    Parameters
    ----------
    selected : str
        WHO code of the point; empty text for none.
    asked : dict of str to str
        As `Filters.asked`; of it `who` counts here, whose caution stands first.

    Attributes
    ----------
    selected, asked
        As above; `ipywidgets.jslink` them.
    """

    selected = traitlets.Unicode().tag(sync=True, echo_update=False)
    asked = traitlets.Dict().tag(sync=True, echo_update=False)
    _said = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, selected="", asked=None):
        self.set_trait("_said", laid_out())
        super().__init__(selected=selected, asked=asked or {})

    @property
    def html(self):
        """What stands on the page (str)."""
        if not self.selected:
            return f'<p class="faint">{HINT}</p>'
        return card(self.selected).sayings(self.asked.get("who", "")).html

    @property
    def words(self):
        """Whose sayings these are (str)."""
        return f"What is said of {card(self.selected).name}" if self.selected else HINT

    @property
    def still(self):
        """What stands on the page, as HTML (str)."""
        return self.html


@cache
def laid_out():
    """Lay out what is said of all points, each piece of it once.

    Returns
    -------
    dict
        `pieces`: HTML, with the id of a source in braces. `points`: places in it, by code.
        `names`: code and name, as HTML. `warnings`: by situation, pairs of a piece and the codes
        of the points at which it stands first. `sources`: citations by id. `list`: the frame of
        the list of sources. `hint`: what stands there if no point is chosen.
    """
    own = {*tables.read("cautions")["code"], *tables.read("uses")["code"]}
    pieces, pages, points = {}, {}, {}
    for code, region in load_points()["region"].items():
        whose = code if code in own else region  # the others of a region have the same page
        if whose not in pages:
            page = said.cautions(code, Marks()) + said.uses(code, Marks())
            pages[whose] = [pieces.setdefault(piece, len(pieces)) for piece in PIECES.split(page)]
        points[code] = pages[whose]
    used = set(re.findall(r"{([^{}]+)}", "".join(pieces)))
    sources = tables.read("sources").set_index("id")
    return {
        "pieces": list(pieces),
        "points": points,
        "names": {code: escape(one.name) for code, one in cards().items()},
        "warnings": {who: _warnings(who) for who in safety.situations()},
        "sources": {name: cited(row) for name, row in sources.iterrows() if name in used},
        "list": fold("<b>Sources, {count}</b>", listed(["{lines}"], "ol")),
        "hint": HINT,
    }


class Marks(Sources):
    """Marks of sources that a script numbers once it knows what stands on the page."""

    def number(self, *ids, verified="seen"):
        """Mark the sources of a fact as `Sources` does, by their ids in braces."""
        marks = [f"{{{name}}}" for name in ids if name] + [DOUBTS[verified]] * bool(
            DOUBTS[verified]
        )
        return f"<small>[{', '.join(marks)}]</small>"


def _warnings(who):
    """Group the points by what the person has to heed there."""
    held = safety.not_for(who).groupby(["action", "reason"], sort=False)
    return [[warning_to(who, rows.iloc[0]), list(rows.index)] for _, rows in held]

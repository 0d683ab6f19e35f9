"""A list of all points, and a field to type any name in."""

from pathlib import Path

import traitlets

from acu.cards import cards
from acu.live import NAMING, LiveWidget
from acu.points import lookup, row_of


class PointPicker(LiveWidget, folder=Path(__file__).parent, shared=NAMING):
    """Choose one point: from a list, or by any of its names and numbers.

    It works in the browser alone. What is typed is looked up as by `find`; if it can mean several
    points, there is a button for each of them.

    Parameters
    ----------
    selected : str
        WHO code of the chosen point.

    Attributes
    ----------
    selected : str
        As above; `ipywidgets.jslink` it.

    Raises
    ------
    ValueError
        If `selected` is not a point of the table, also later.
    """

    selected = traitlets.Unicode().tag(sync=True, echo_update=False)
    _titles = traitlets.Dict(read_only=True).tag(sync=True)
    _lookup = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, selected):
        self.set_trait("_titles", {code: card.title for code, card in cards().items()})
        self.set_trait("_lookup", lookup())
        super().__init__(selected=selected)

    @traitlets.validate("selected")
    def _only_a_code(self, proposal):
        row_of(proposal["value"])
        return proposal["value"]

    @property
    def words(self):
        """Which point is chosen (str)."""
        return f"Point: {self._titles[self.selected]}"

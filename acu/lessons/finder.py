"""Choose a point and a person, and see step by step how the point is found."""

from html import escape

import ipywidgets as widgets

from acu.body import Body
from acu.bodymap import BodyMap
from acu.cards import cards
from acu.lessons.frame import Lesson, row
from acu.lessons.picker import PointPicker

PEOPLE = {
    "average woman": ("female", 0),
    "thin woman": ("female", -1),
    "heavy woman": ("female", 1),
    "average man": ("male", 0),
    "thin man": ("male", -1),
    "heavy man": ("male", 1),
}


def find_a_point(code="GB29"):
    """Choose a point and see where it lies, how it is found and what to feel for.

    Parameters
    ----------
    code : str
        WHO code of the point that is shown first.

    Returns
    -------
    PointFinder
        A widget; put it on the last line of a cell.

    Raises
    ------
    ValueError
        If `code` is not a point of the table.

    Examples
    --------
    >>> finder = acu.find_a_point("GB29")
    >>> finder.choose("BL40")
    >>> finder.map.view
    'knee_back'
    """
    return PointFinder(code)


class PointFinder(Lesson):
    """A list of points, a box to type in, a choice of people, and a map of the body.

    Parameters
    ----------
    code : str
        WHO code of the point that is shown first.

    Attributes
    ----------
    picker : PointPicker
        The chosen point.
    person : ipywidgets.Dropdown
        Whom it is shown on. Another body has to be measured first: this alone waits for Python.
    map : BodyMap
        Shows the chosen point and leads to it.
    """

    def __init__(self, code="GB29"):
        self.map = BodyMap(selected=code)
        self.picker = PointPicker(code)
        self.person = widgets.Dropdown(options=list(PEOPLE), description="Shown on")
        # By way of the browser alone, so that a point can be chosen while the kernel is busy.
        widgets.jslink((self.picker, "selected"), (self.map, "selected"))
        super().__init__(self.picker, row("filters", self.person), self.map)
        self.person.observe(self._show, "value")

    @property
    def body(self):
        """The body that the point is shown on."""
        sex, build = PEOPLE[self.person.value]
        return Body(sex, build=build)

    def choose(self, code):
        """Show a point.

        Parameters
        ----------
        code : str
            WHO code.
        """
        self.picker.selected = self.map.selected = code

    def _show(self, change):
        self.map.body = self.body

    @property
    def words(self):
        """What the map shows (str)."""
        return self.map.words

    @property
    def still(self):
        """The plate of the point and how it is found, as HTML (str)."""
        card = cards()[self.map.selected].facts
        steps = "".join(f"<li>{_told(**step)}</li>" for step in card["steps"])
        notes = "".join(f"<p>{escape(note)}</p>" for note in card["notes"])
        found = f"<h4>How to find it</h4><p>{escape(card['posture'])}</p><ol>{steps}</ol>{notes}"
        return f'<div style="max-width: 50em">{self.map.still}{found}</div>'


def _told(title, more):
    """Tell a step, its title strong; a sentence that begins with the title says it all."""
    return escape(more) if more.startswith(title) else f"<b>{escape(title)}.</b> {escape(more)}"

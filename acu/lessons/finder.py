"""Choose a point and a person, and see step by step how the point is found."""

from html import escape

import ipywidgets as widgets

from acu.body import Body
from acu.bodymap import BodyMap
from acu.cards import cards
from acu.lessons.frame import Lesson, row
from acu.points import find

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
    """
    return PointFinder(code)


class PointFinder(Lesson):
    """A list of points, a choice of people, a box to type in, and a map of the body.

    Parameters
    ----------
    code : str
        WHO code of the point that is shown first.

    Attributes
    ----------
    points, person : ipywidgets.Dropdown
        The chosen point (WHO code) and whom it is shown on.
    ask : ipywidgets.Text
        What is typed here goes through `find`; `answer` says what was found.
    choices : ipywidgets.Box
        A button for each point that the text can mean, if there are several.
    map : BodyMap
        Shows the chosen point and leads to it.
    """

    def __init__(self, code="GB29"):
        self.map = BodyMap(selected=code)
        self.points = widgets.Dropdown(
            options=[(card.title, card.code) for card in cards().values()],
            value=code,
            description="Point",
        )
        self.person = widgets.Dropdown(options=list(PEOPLE), description="Shown on")
        self.ask = widgets.Text(
            description="Or type it",
            placeholder="such as B 54, Juliao or 委中",
            continuous_update=False,
        )
        for control in (self.points, self.ask):
            control.add_class("wide")
        self.answer, self.choices = widgets.HTML(), row("ways")
        controls = row("filters", self.points, self.person, self.ask)
        super().__init__(controls, self.answer, self.choices, self.map)
        # By way of the browser alone, so that a point can be chosen while the kernel is busy.
        widgets.jslink((self.points, "index"), (self.map, "index"))
        self.person.observe(self._show, "value")
        self.ask.observe(self._look_up, "value")

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
        self.points.value = self.map.selected = code

    def _show(self, change):
        self.map.body = self.body

    def _look_up(self, change):
        found = find(self.ask.value)
        codes = [*found.codes, *found.suggestions]
        sure = len(found.codes) == 1
        said = f'<p role="status">{escape(found.message)}</p>' if self.ask.value else ""
        self.answer.value = said
        self.choices.children = [] if sure else [self._button(code) for code in codes]
        if sure:
            self.choose(codes[0])

    def _button(self, code):
        button = widgets.Button(description=f"Show {code}", tooltip=f"Show {code} on the body")
        button.on_click(lambda _: self.choose(code))
        return button

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

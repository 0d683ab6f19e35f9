"""The body map: choose a point on a body, and see how it is found."""

from pathlib import Path

import numpy as np
import traitlets

from acu import plates
from acu.body import Body
from acu.bodymap.sheets import everywhere, sides
from acu.bodymap.store import is_standard, sheet
from acu.cards import cards
from acu.live import Choice, linked, several
from acu.points import row_of

PAPER = Path(__file__).parent / "paper"  # on which other widgets build, too


class BodyMap(Choice, folder=Path(__file__).parent, shared=PAPER):
    """A body from one side with its points, to choose from by mouse, finger or keyboard.

    Choosing, turning, zooming and stepping through a construction happen in the browser, so they
    go on while the kernel is busy. `ipywidgets.jslink` links `index` to a Dropdown's ``index``,
    and `shown`, `selected` and `view` to other maps and tables.

    Parameters
    ----------
    shown : list of str or str, optional
        WHO codes of the points that can be chosen; the others are dimmed. All unless given.
    selected : str
        WHO code of the chosen point; empty text if none is.
    view : str, optional
        A key of `plates.VIEWS`; the best one for the chosen point unless given.
    body : Body, optional
        The average woman unless given.

    Attributes
    ----------
    codes : list of str
        Every code, in the order of the table. Fixed.
    shown, selected, view, body
        As above; may be set at any time. Choosing a point turns to its best view, unless it and
        all that it is found from are in sight in a close-up.
    index : int or None
        Place of `selected` in `codes`, for widgets that count, such as ``ipywidgets.Dropdown``.
    step : int
        How many steps of the construction are shown; 0 for all of it.
    lines : bool
        Whether channel lines are shown.
    clicked : dict
        What was pressed last: ``x``, ``y``, ``z`` of the place on the skin in cm (see `Body`);
        ``code`` and ``side`` of the drawn point that is nearest to it, and ``cm``, how far off in a
        straight line; ``view``. Beside the body, code and side are empty and lengths None.

    Raises
    ------
    TypeError
        If `body` is no body.
    ValueError
        If a code, view or step does not exist, also later.

    Examples
    --------
    >>> body_map = acu.BodyMap(selected="BL40")
    >>> body_map.view
    'knee_back'
    """

    # As of `Choice`, what the browser says of these is not said back to it.
    view = traitlets.Unicode("back").tag(sync=True, echo_update=False)
    step = traitlets.Int(0).tag(sync=True, echo_update=False)
    lines = traitlets.Bool(False).tag(sync=True)
    clicked = traitlets.Dict().tag(sync=True)
    _points = traitlets.Dict(read_only=True).tag(sync=True)
    _views = traitlets.List(read_only=True).tag(sync=True)
    _sheets = traitlets.Dict().tag(sync=True)
    _images = traitlets.Dict().tag(sync=True)
    _press = traitlets.Dict().tag(sync=True)

    def __init__(self, shown=None, selected="", view=None, body=None):
        self._told = True  # whether the traits that change fit together already
        self.set_trait("_points", {code: card.facts for code, card in cards().items()})
        self.set_trait("codes", list(self._points))
        self.set_trait("_views", sides())
        index = self.codes.index(self._known(selected)) if selected else None
        best = self._points[selected]["view"] if selected else "back"
        self.view = best if view is None else view
        self.body = Body() if body is None else body
        shown = self.codes if shown is None else several(shown)
        super().__init__(shown=shown, selected=selected, index=index)
        self._told = False

    @property
    def body(self):
        """Whose body is shown (Body). Another one keeps point, view and step."""
        return self._body

    @body.setter
    def body(self, body):
        if not isinstance(body, Body):
            raise TypeError(f"{body!r} is no body: make one, such as acu.Body('male')")
        self._body = body
        # What is looked at first. Drawing an unusual body takes long: its other sides wait.
        self._lay([self.view], {}, {})
        if is_standard(body):
            self._lay(plates.VIEWS, self._sheets, self._images)

    def _lay(self, views, sheets, images):
        """Add the sheets of some views to sheets and images, and send them in one message."""
        laid = {view: sheet(self._body, view) for view in views}
        with self.hold_sync():
            self._sheets = sheets | {view: sheet for view, (sheet, _) in laid.items()}
            self._images = images | {view: image for view, (_, image) in laid.items()}

    def notify_change(self, change):
        """Send what changes together in one message: the browser sees no half of it."""
        with self.hold_sync():
            super().notify_change(change)

    def set_state(self, sync_data):
        """Take over what the browser says, where the traits already fit each other."""
        self._told = True
        try:
            super().set_state(sync_data)
        finally:
            self._told = False

    @traitlets.validate("view")
    def _only_a_view(self, proposal):
        if proposal["value"] not in plates.VIEWS:
            views = ", ".join(plates.VIEWS)
            raise ValueError(f"there is no view {proposal['value']!r}; views are {views}")
        return proposal["value"]

    @traitlets.validate("step")
    def _only_a_step(self, proposal):
        last = len(self._points[self.selected]["steps"]) if self.selected else 0
        if not 0 <= proposal["value"] <= last:
            whose = self.selected or "no point"
            raise ValueError(f"step is {proposal['value']}; {whose} has steps 0 (all) to {last}")
        return proposal["value"]

    @traitlets.observe("selected")
    def _follow(self, change):
        if self._told:
            return
        self.step = 0
        self.index = self.codes.index(self.selected) if self.selected else None
        if self.selected and not self._well_seen:
            self.view = self._points[self.selected]["view"]

    @traitlets.observe("index")
    def _name(self, change):
        if not self._told:
            self.selected = "" if self.index is None else self.codes[self.index]

    @traitlets.observe("view")
    def _turn(self, change):
        if self._sheets and self.view not in self._sheets:
            self._lay([self.view], self._sheets, self._images)

    @traitlets.observe("_press")
    def _answer(self, change):
        press = self._press
        scene = plates.Scene(self.body, press["view"])
        place = scene.surface([[press["x"] / 10, -press["y"] / 10]])[0]
        nearest = ("", "", None)
        if beside := np.isnan(place).any():
            place = [None] * 3
        else:
            names, places = everywhere(self.body)
            far = np.linalg.norm(places - place, axis=1)
            nearest = (*names[far.argmin()], round(float(far.min()), 2))
        code, side, cm = nearest
        x, y, z = place if beside else (round(float(length), 2) for length in place)
        self.clicked = dict(code=code, side=side, view=press["view"], cm=cm, x=x, y=y, z=z)

    def offline(self):
        """Leave out what nobody can come to on such a page (dict).

        Of points that cannot be chosen only the names are left, and on the side that is seen first
        not the ways to them, so that it is there sooner.
        """
        if linked(self) or len(self.shown) == len(self.codes):
            return {}
        kept = {*self.shown, self.selected}
        names = {
            code: facts if code in kept else {"name": facts["name"]}
            for code, facts in self._points.items()
        }
        first = self._sheets[self.view]
        ways = {code: way for code, way in first["ways"].items() if code in kept}
        return {"_points": names, "_sheets": self._sheets | {self.view: first | {"ways": ways}}}

    @property
    def _well_seen(self):
        """Whether a close-up is shown that has the chosen point and all that it is found from."""
        sheet = self._sheets[self.view]
        way = sheet["ways"].get(self.selected)
        seen = [
            step and not step.get("dot", [0] * 3)[2] and not step.get("point", [[0] * 3])[0][2]
            for step in way or [{}]
        ]
        return not sheet["whole"] and all(seen)

    def _known(self, code):
        row_of(code)
        return code

    @property
    def words(self):
        """What the map shows (str)."""
        if self.selected:
            return plates.words(self.selected, self.body, self._still_view)
        return plates.words_of(self.shown, plates.Scene(self.body, self.view))

    @property
    def still(self):
        """A plate of the chosen point, or of the points that are shown, as HTML (str)."""
        return self._figure._repr_mimebundle_()["text/html"]

    @property
    def _still_view(self):
        seen = self.selected in self._sheets[self.view]["ways"]
        return self.view if seen else self._points[self.selected]["view"]

    @property
    def _figure(self):
        if self.selected:
            return plates.plot_point(self.selected, self.body, self._still_view).figure
        return plates.plot_points(self.shown, self.view, self.body).figure

"""The body as a solid: turn it, tilt it, choose a point on it."""

from pathlib import Path

import numpy as np
import traitlets

from acu import plates
from acu.body import Body
from acu.bodymap.sheets import everywhere
from acu.cards import cards
from acu.live import LiveWidget, several
from acu.points import row_of


class BodyTurner(LiveWidget, folder=Path(__file__).parent):
    """A body that is turned by mouse, finger, keys or buttons, with its points on it.

    It is drawn by the browser (WebGL), so it turns while the kernel is busy or gone.
    `ipywidgets.jslink` links `shown` and `selected` to a body map or a table.

    Parameters
    ----------
    shown : list of str or str, optional
        WHO codes of the points that are shown. All that are drawn unless given.
    selected : str
        WHO code of the chosen point; empty text if none is.
    body : Body, optional
        The average woman unless given.

    Attributes
    ----------
    shown, selected
        As above; may be set at any time. Choosing a point turns it to the front.
    azimuth, elevation : float
        Whence the body is seen, in degrees: azimuth 0 is from the front, 90 from its left, 180
        from behind; elevation 90 is from above. May be set at any time.
    body : Body
        Fixed.

    Raises
    ------
    TypeError
        If `body` is no body.
    ValueError
        If a code does not exist, also later.

    Examples
    --------
    >>> acu.BodyTurner(["BL39", "BL40"], selected="BL40")
    A body to turn: average woman with 2 points. Chosen: BL40 Wěizhōng.
    """

    shown = traitlets.List(traitlets.Unicode()).tag(sync=True)
    selected = traitlets.Unicode().tag(sync=True, echo_update=False)
    azimuth = traitlets.Float(0.0).tag(sync=True, echo_update=False)
    elevation = traitlets.Float(0.0).tag(sync=True, echo_update=False)
    _skin = traitlets.Dict(read_only=True).tag(sync=True)  # see `_solid`
    _dots = traitlets.List(read_only=True).tag(sync=True)  # code, side, and x, y, z in cm
    _names = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, shown=None, selected="", body=None):
        body = Body() if body is None else body
        if not isinstance(body, Body):
            raise TypeError(f"{body!r} is no body: make one, such as acu.Body('male')")
        self.body = body
        named, places = everywhere(body)
        dots = [
            [code, side, *place]
            for (code, side), place in zip(named, places.round(2).tolist(), strict=True)
        ]
        drawn = list(dict.fromkeys(code for code, _ in named))
        self.set_trait("_skin", _solid(body))
        self.set_trait("_dots", dots)
        self.set_trait("_names", {code: cards()[code].facts["name"] for code in drawn})
        super().__init__(shown=drawn if shown is None else several(shown), selected=selected)

    @traitlets.validate("shown")
    def _only_codes(self, proposal):
        for code in proposal["value"]:
            row_of(code)
        return proposal["value"]

    @traitlets.validate("selected")
    def _only_a_code(self, proposal):
        if proposal["value"]:
            row_of(proposal["value"])
        return proposal["value"]

    @property
    def words(self):
        """Who is shown, with how many points, and which is chosen (str)."""
        seen = sum(code in self._names for code in self.shown)
        count = f"{seen} point{'s' * (seen != 1)}"
        chosen = cards()[self.selected].facts["name"] if self.selected else "none"
        return f"A body to turn: {plates.who(self.body)} with {count}. Chosen: {chosen}."

    @property
    def still(self):
        """A plate of the chosen point, or of the points that are shown, as HTML (str)."""
        if self.selected:
            figure = plates.plot_point(self.selected, self.body).figure
        else:
            figure = plates.plot_points(self.shown, "back", self.body).figure
        return figure.html(self.words)


def _solid(body):
    """Pack a body small: corners in tenths of a mm (int16), triangles (uint16)."""
    return {
        "corners": np.round(body.vertices * 100).astype("<i2").tobytes(),
        "triangles": body.triangles.astype("<u2").tobytes(),
    }

"""The press timer: a session that counts from the clock, in the browser."""

from html import escape
from pathlib import Path

import traitlets

from acu import safety
from acu.live import CLOCK, LiveWidget
from acu.timer.session import ARTICLE, length, plan, technique
from acu.timer.strip import strip


class PressTimer(LiveWidget, folder=Path(__file__).parent, shared=CLOCK):
    """A session of pressing one point or several, with a clock that a class can read.

    It counts in the browser from the browser's clock, so a busy kernel does not hold it up.

    Parameters
    ----------
    *codes : str
        WHO codes, in the order of pressing. By default the article's three points.
    seconds : int, optional
        How long each press lasts, 30 to 180 seconds. By default each point's own time.
    sides : str
        ``"both"``, ``"left"`` or ``"right"``. Points on the midline have no sides.

    Attributes
    ----------
    phase : str
        What is going on: get ready, press, change sides, massage or done.
    remaining : int
        Seconds left of the phase.
    state : str
        ready, running, paused or finished.
    finished : list of dict
        What was pressed: `code`, `side`, `seconds` (without pauses) and `when` (local time at
        which the press began, ISO 8601).
    chime, vibration, guide : bool
        Whether it sounds a bell, shakes a phone and guides the breath.

    Raises
    ------
    ValueError
        If a code is not in the table or its point is not to be pressed, if a press would be too
        short or too long, or if there is no such side.
    TypeError
        If a code is not text, or the seconds are not whole.

    Examples
    --------
    >>> timer = acu.PressTimer("GB29", seconds=60)
    >>> timer.state
    'ready'
    """

    phase = traitlets.Unicode().tag(sync=True)
    remaining = traitlets.Int().tag(sync=True)
    state = traitlets.Enum(["ready", "running", "paused", "finished"], "ready").tag(sync=True)
    finished = traitlets.List(traitlets.Dict()).tag(sync=True)
    chime = traitlets.Bool(True).tag(sync=True)
    vibration = traitlets.Bool(True).tag(sync=True)
    guide = traitlets.Bool(True).tag(sync=True)
    _plan = traitlets.List(traitlets.Dict()).tag(sync=True)
    _breath = traitlets.List(traitlets.Int()).tag(sync=True)  # seconds in, seconds out
    _stops = traitlets.List(traitlets.List()).tag(sync=True)  # sign, what to do
    # The one truth from which the browser works out all that it shows; see phases.js.
    _clock = traitlets.Dict(
        {"start": None, "held": 0, "index": 0, "began": None, "stopped": False}
    ).tag(sync=True)

    def __init__(self, *codes, seconds=None, sides="both"):
        phases = plan(codes or ARTICLE, seconds, sides)
        super().__init__(
            phase=phases[0]["phase"],
            remaining=phases[0]["seconds"],
            _plan=phases,
            _breath=[int(s) for s in technique().loc[["breath_in", "breath_out"], "seconds"]],
            _stops=[list(sign) for sign in safety.stop_signs()],
        )

    @property
    def words(self):
        """How long the session is and what is pressed (str)."""
        presses = [phase for phase in self._plan if phase["phase"] == "press"]
        codes = list(dict.fromkeys(phase["code"] for phase in presses))
        named = ", ".join(codes) if len(codes) < 6 else f"{codes[0]} to {codes[-1]}"
        total = length(sum(phase["seconds"] for phase in self._plan))
        return (
            f"Press timer, {total}: {len(presses)} {'presses' if len(presses) > 1 else 'press'}, "
            f"{named}; {len(self.finished)} done"
        )

    @property
    def still(self):
        """The session as a picture, and the stop signs, for a notebook that is not run (str)."""
        signs = "; ".join(sign.lower() for sign, _ in self._stops)
        return (
            f"{strip(self._plan).html(self.words)}"
            f"<p>Run the notebook to start it. Stop at once: {escape(signs)}.</p>"
        )

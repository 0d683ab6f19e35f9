"""A clock for a class: it goes through a plan by the browser's clock."""

from html import escape
from pathlib import Path

import traitlets

from acu.cards.citing import listed
from acu.classroom.plan import ClassPlan, plan_class
from acu.live import CLOCK, LiveWidget

KEPT = {"safety"}  # parts that do not get shorter when a class is late


def class_clock(plan=None):
    """Lead a class through its plan, on a projector.

    Parameters
    ----------
    plan : ClassPlan, optional
        The class of the article's three points in 60 minutes unless given.

    Returns
    -------
    ClassClock
        A widget; put it on the last line of a cell.

    Raises
    ------
    TypeError
        If `plan` is no plan.

    Examples
    --------
    >>> acu.class_clock(acu.plan_class("BL40", minutes=30))
    Class clock, 30 minutes in 7 blocks: ready, at Welcome: what we claim
    """
    return ClassClock(plan_class() if plan is None else plan)


class ClassClock(LiveWidget, folder=Path(__file__).parent, shared=CLOCK):
    """The block of now, the time left of it and of the class, and all blocks as a bar.

    It counts in the browser from the browser's clock: neither a busy kernel nor a hidden page
    holds it up. The screen is kept awake where the browser allows it, for while a computer sleeps
    the clock of some browsers stands still. A block whose time is over stays until the teacher
    goes on; then the rest of the class is moved, or made shorter so that it ends in time. Safety
    is never made shorter.

    Parameters
    ----------
    plan : ClassPlan

    Attributes
    ----------
    plan : ClassPlan
    state : str
        ready, running, paused or finished.
    block : int
        Which block it is, from 0; their number when the class is finished.
    chime : bool
        Whether a bell rings when the time of a block is over.

    Raises
    ------
    TypeError
        If `plan` is no plan.
    """

    state = traitlets.Enum(["ready", "running", "paused", "finished"], "ready").tag(sync=True)
    block = traitlets.Int(0).tag(sync=True)
    chime = traitlets.Bool(True).tag(sync=True)
    _title = traitlets.Unicode().tag(sync=True)
    _blocks = traitlets.List(traitlets.Dict()).tag(sync=True)
    # The one truth from which the browser works out all that it shows; see schedule.js.
    _clock = traitlets.Dict({"start": None, "held": 0, "index": 0, "ends": [], "before": []}).tag(
        sync=True
    )

    def __init__(self, plan):
        if not isinstance(plan, ClassPlan):
            raise TypeError(f"a class clock goes by a plan, such as plan_class(), not by {plan!r}")
        self.plan = plan
        super().__init__(
            _title=plan.title, _blocks=[_laid(row) for row in plan.blocks.itertuples()]
        )

    @property
    def words(self):
        """How long the class is and how far it has come (str)."""
        names = [block["block"] for block in self._blocks]
        here = names[self.block] if self.block < len(names) else "the end"
        return (
            f"Class clock, {self.plan.minutes} minutes in {len(names)} blocks: {self.state}, "
            f"at {here}"
        )

    @property
    def still(self):
        """The blocks with their minutes, as HTML (str)."""
        lines = [
            f"<b>{row.start}–{row.end}</b> {escape(row.block)}"
            for row in self.plan.blocks.itertuples()
        ]
        return f"<p>{escape(self.words)}. Run the cell to start it.</p>{listed(lines)}"


def _laid(row):
    """Lay out what the browser needs to know of a block."""
    told = {name: getattr(row, name) for name in ("block", "does", "check")}
    return told | {"minutes": int(row.end - row.start), "kept": row.Index in KEPT}

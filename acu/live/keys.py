"""Keys that are meant for a control stay in the control."""

from pathlib import Path

from acu.live.widget import LiveWidget


class KeyGuard(LiveWidget):
    """Keep JupyterLab from acting on keys that are pressed in the controls of a box.

    A widget that nobody sees. Put one among the children of an ipywidgets Box; it guards all that
    is in the box, now or later, also boxes in it. Without it ArrowDown in a list of choices leaves
    the cell, and ``x`` cuts the cell out of the lesson (ipywidgets issue 3912). It also gives
    sliders the name that their label shows.
    """

    _esm = Path(__file__).parent / "keys.js"

    @property
    def words(self):
        """What it is (str)."""
        return "KeyGuard()"

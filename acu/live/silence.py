"""Words that stand on the page while Python does not answer."""

from pathlib import Path

import traitlets

from acu.live.widget import LiveWidget


class Silence(LiveWidget, folder=Path(__file__).parent / "silence"):
    """Say in a box that nothing is kept, while Python does not answer what is done there.

    Put one among the children of a `Lesson` that keeps something, near the control that does.
    After each deed in the lesson it asks Python, and shows its words if no answer comes. They go
    away when Python was only busy. Where JupyterLab asks a busy Python on a thread beside its work,
    that thread answers, and nothing is said: what was done is kept when Python has time.

    Attributes
    ----------
    on : bool
        Whether something is to be kept at all.
    """

    on = traitlets.Bool(True).tag(sync=True)

    def __init__(self):
        super().__init__()
        self.on_msg(lambda widget, asked, buffers: self.send({}))

    @property
    def words(self):
        """What it is (str)."""
        return "Silence()"

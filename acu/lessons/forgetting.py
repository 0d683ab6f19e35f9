"""Delete what was kept, after asking."""

import os
from html import escape

import ipywidgets as widgets

from acu.lessons.frame import row


class Forget(widgets.VBox):
    """A button that deletes a ledger, once it is sure.

    Parameters
    ----------
    ledger : Ledger
    tell : callable
        Takes the words that say how it went; empty text while it asks.
    show : callable
        Called when the ledger is gone.
    refuge : ipywidgets.Widget
        Where the focus goes when there is nothing left to delete.

    Attributes
    ----------
    delete, sure, back : ipywidgets.Button
        Delete it; yes, delete it; no, go back.
    question : ipywidgets.Box
        Whether it is really to be deleted; empty unless that was asked for.
    """

    def __init__(self, ledger, tell, show, refuge):
        self._ledger, self._tell, self._show, self._refuge = ledger, tell, show, refuge
        self.delete = widgets.Button(description=f"Delete my {ledger.NAME}")
        self.sure = widgets.Button(description="Yes, delete it for good")
        self.back = widgets.Button(description="No, keep it")
        self.question = row("ways")
        super().__init__([row("ways", self.delete), self.question])
        self.delete.on_click(self._ask)
        self.sure.on_click(self._delete)
        self.back.on_click(self._go_back)
        self.look()

    @property
    def begun(self):
        """Whether there is something to delete; False if its folder may not be looked into."""
        return os.path.exists(self._ledger.path)

    def look(self):
        """See whether there is something to delete."""
        self.delete.disabled = not self.begun

    def _ask(self, button):
        try:
            count = len(self._ledger.read())
        except OSError as error:
            return self._tell(str(error))
        kept = f"{count} {self._ledger.ENTRY}{'s' * (count != 1)}"
        asked = f"Delete {self._ledger.place} with {kept}? Nobody can bring it back."
        self._tell("")
        asked = f'<p role="status"><b>{escape(asked)}</b></p>'
        asked = widgets.HTML(asked, layout={"width": "100%"})
        self.question.children = [asked, self.back, self.sure]

    def _delete(self, button):
        try:
            self._ledger.delete()
        except (OSError, ValueError) as error:
            return self._tell(str(error))
        self._go_back(button)
        self.look()
        self._show()
        self._tell(f"{self._ledger.place} is deleted.")

    def _go_back(self, button):
        # The button goes away now. Who presses keys goes on from a control that stays.
        (self.delete if self.begun else self._refuge).focus()
        self.question.children = []

"""What can be asked of the points: a field for each thing, and a button that takes all back."""

from pathlib import Path

import traitlets

from acu import safety, tables
from acu.lessons.filters.answers import laid_out
from acu.lessons.matching import matching
from acu.live import NAMING, LiveWidget
from acu.points import find, lookup

NAMES = {
    "text": "Code or name",
    "channel": "Channel",
    "region": "Region",
    "complaint": "Complaint",
    "kind": "Said by",
    "who": "Leave out what is not for",
}
ANYTHING = {
    "channel": "every channel",
    "region": "the whole body",
    "complaint": "every complaint",
    "kind": "anyone",
    "who": "leave nothing out",
}
KINDS = {
    "the article": "article",
    "old books and schools": "tradition",
    "trials": "trial",
    "papers, by how often they use it": "literature",
}


class Filters(LiveWidget, folder=Path(__file__).parent, shared=NAMING):
    """A text field, a list of choices for everything else that can be asked, and Reset.

    What is asked is answered in the browser, which also says what the text can mean, what is left
    out for whom, and, where no point matches, what would bring some.

    Parameters
    ----------
    points, uses : pandas.DataFrame
        As for `matching`.
    selected : str
        Code of the chosen point; empty text for none.

    Attributes
    ----------
    asked : dict of str to str
        What is asked, by name: `text`, `channel`, `region`, `complaint`, `kind`, `who`. Empty
        text asks for nothing. Observe it; `ask` changes it.
    shown : list of str
        Codes of the points that match. It follows `asked`.
    selected : str
        The chosen point. A text that can mean only one point chooses it, and a text takes the
        choice from a point that it does not mean.
    choices : dict of str to dict of str to str
        Values by labels, for each list of choices. Fixed.
    from_page : bool
        Whether what changes now was told by the browser, where all that follows is done already.
    """

    asked = traitlets.Dict().tag(sync=True, echo_update=False)
    shown = traitlets.List(traitlets.Unicode()).tag(sync=True, echo_update=False)
    selected = traitlets.Unicode().tag(sync=True, echo_update=False)
    _lookup = traitlets.Dict(read_only=True).tag(sync=True)
    _fields = traitlets.List(read_only=True).tag(sync=True)
    _answers = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, points, uses, selected=""):
        self._points, self._uses = points, uses
        self.from_page = False
        self.choices = _choices(points, uses)
        fixed = {
            "_lookup": lookup(),
            "_answers": laid_out(points, uses, self.choices),
            "_fields": [_field(name, self.choices.get(name, {})) for name in NAMES],
        }
        for name, value in fixed.items():
            self.set_trait(name, value)
        asked = dict.fromkeys(NAMES, "")
        super().__init__(asked=asked, shown=list(points.index), selected=selected)

    def ask(self, **asked):
        """Ask for something, and for nothing else.

        Parameters
        ----------
        **asked : str
            Values by the names of `asked`.

        Raises
        ------
        TypeError
            If there is no such name, or a value is no text.
        ValueError
            If there is no such choice.
        """
        for name, value in asked.items():
            self._check(name, value)
        self.asked = {name: asked.get(name, "") for name in NAMES}

    def set_state(self, sync_data):
        """Take over what the browser says."""
        self.from_page = True
        try:
            super().set_state(sync_data)
        finally:
            self.from_page = False

    def notify_change(self, change):
        """Send what changes together in one message: the browser sees no half of it."""
        with self.hold_sync():
            super().notify_change(change)

    @traitlets.observe("asked")
    def _answer(self, change):
        if self.from_page or not self._answers:
            return
        asked = dict.fromkeys(NAMES, "") | self.asked
        self.shown = matching(self._points, self._uses, **asked)
        named = find(asked["text"]).codes
        if len(named) == 1 and named[0] in self.shown:
            self.selected = named[0]
        elif asked["text"].strip() and self.selected not in self.shown:
            self.selected = ""

    def _check(self, name, value):
        if name not in NAMES:
            raise TypeError(f"nothing is called {name!r}; there are: {', '.join(NAMES)}")
        if not isinstance(value, str):
            raise TypeError(f"{name} takes text, not {value!r}")
        known = ["", value] if name == "text" else ["", *self.choices[name].values()]
        if value not in known:
            listed = tables.nearest(value, known) or f"; there are: {', '.join(known[1:])}"
            raise ValueError(f"there is no {name} {value!r}{listed}")

    @property
    def words(self):
        """What is asked, and how many points match (str)."""
        asked = [self._label(name) for name, value in self.asked.items() if value]
        return f"{'; '.join(asked) or 'Nothing asked'}: {len(self.shown)} points"

    def _label(self, name):
        labels = {value: label for label, value in self.choices.get(name, {}).items()}
        return f"{NAMES[name]}: {labels.get(self.asked[name], self.asked[name])}"


def _choices(points, uses):
    """Return values by labels, for each list of choices."""
    channels = tables.read("channels").set_index("code")["name"]
    return {
        "channel": {f"{code} {channels[code]}": code for code in points["channel"].unique()},
        "region": {region: region for region in sorted(points["region"].unique())},
        "complaint": {complaint: complaint for complaint in sorted(uses["complaint"].unique())},
        "kind": KINDS,
        "who": {who: who for who in safety.situations()},
    }


def _field(name, choices):
    """Lay out a field: what it is called, and its choices, of which the first asks for nothing."""
    first = [[ANYTHING[name], ""]] if choices else []
    listed = [[label, value] for label, value in choices.items()]
    return {"name": name, "label": NAMES[name], "choices": first + listed}

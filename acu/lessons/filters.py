"""What can be asked of the points: a control for each thing, and a button that takes all back."""

import ipywidgets as widgets
import traitlets

from acu import safety, tables

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


class Filters(widgets.Box):
    """A text box, a list of choices for everything else that can be asked, and Reset.

    Parameters
    ----------
    points, uses : pandas.DataFrame
        As for `matching`.

    Attributes
    ----------
    asked : dict of str to str
        What is asked, by name: `text`, `channel`, `region`, `complaint`, `kind`, `who`. Empty
        text asks for nothing. Observe it; `ask` changes it.
    controls : dict of str to ipywidgets.Text or ipywidgets.Dropdown
        By the same names.
    reset : ipywidgets.Button
        Takes everything back.
    """

    asked = traitlets.Dict()

    def __init__(self, points, uses):
        text = widgets.Text(description=NAMES["text"], placeholder="B 54, Juliao, 委中")
        lists = {
            name: widgets.Dropdown(
                options={ANYTHING[name]: ""} | choices, value="", description=NAMES[name]
            )
            for name, choices in _choices(points, uses).items()
        }
        self.controls = {"text": text} | lists
        self.reset = widgets.Button(description="Reset")
        super().__init__([*self.controls.values(), self.reset])
        self.add_class("filters")
        for control in self.controls.values():
            control.observe(self._read, "value")
        self.reset.on_click(lambda _: self.ask())
        self._read()

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
        with self.hold_trait_notifications():
            for name, control in self.controls.items():
                control.value = asked.get(name, "")

    def label(self, name):
        """Say what is asked by a name, as a person reads it."""
        control = self.controls[name]
        value = f"“{control.value}”" if name == "text" else control.label
        return f"{NAMES[name]}: {value}"

    def _read(self, change=None):
        self.asked = {name: control.value for name, control in self.controls.items()}

    def _check(self, name, value):
        if name not in self.controls:
            raise TypeError(f"nothing is called {name!r}; there are: {', '.join(self.controls)}")
        if not isinstance(value, str):
            raise TypeError(f"{name} takes text, not {value!r}")
        known = ["", value] if name == "text" else list(self.controls[name].options.values())
        if value not in known:
            listed = tables.nearest(value, known) or f"; there are: {', '.join(known[1:])}"
            raise ValueError(f"there is no {name} {value!r}{listed}")


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

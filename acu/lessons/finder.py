"""Choose a point and see its page: plate, construction, landmarks."""

from html import escape

import ipywidgets as widgets

from acu import atlas, plates, rules, tables
from acu.body import Body
from acu.live import KeyGuard
from acu.points import find, load_points

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


class PointFinder(widgets.VBox):
    """A list of points, a box to type in, a choice of bodies, and the page of the chosen point.

    Parameters
    ----------
    code : str
        WHO code of the point that is shown first.

    Attributes
    ----------
    points, person : ipywidgets.Dropdown
        The chosen point (WHO code) and the body it is shown on.
    ask : ipywidgets.Text
        What is typed here goes through `find`; `answer` says what was found.
    choices : ipywidgets.HBox
        A button for each point that the text can mean, if there are several.
    page : ipywidgets.HTML
        Plate, construction and landmarks of the point.
    """

    def __init__(self, code="GB29"):
        points = load_points()
        if code not in points.index:
            raise ValueError(f"{code!r} is no WHO code in the table. {find(str(code)).message}")
        names = [f"{c} {row['pinyin']}, {row['english']}" for c, row in points.iterrows()]
        wide = {"style": {"description_width": "7em"}, "layout": {"width": "min(34em, 98%)"}}
        self.points = widgets.Dropdown(
            options=list(zip(names, points.index, strict=True)),
            value=code,
            description="Point",
            **wide,
        )
        self.person = widgets.Dropdown(options=list(PEOPLE), description="Shown on", **wide)
        self.ask = widgets.Text(
            description="Or type it",
            placeholder="a code or a name, such as B 54, Juliao or 委中",
            continuous_update=False,
            **wide,
        )
        self.answer = widgets.HTML()
        self.choices = widgets.HBox()
        self.page = widgets.HTML()
        controls = [self.points, self.person, self.ask, self.answer, self.choices]
        super().__init__([*controls, self.page, KeyGuard()])
        self.points.observe(self._show, "value")
        self.person.observe(self._show, "value")
        self.ask.observe(self._look_up, "value")
        self._show()

    @property
    def body(self):
        """The body that the point is shown on."""
        sex, build = PEOPLE[self.person.value]
        return Body(sex, build=build)

    def _show(self, change=None):
        self.page.value = page(self.points.value, self.body)

    def _look_up(self, change):
        found = find(self.ask.value)
        taught = load_points().index
        codes = [code for code in [*found.codes, *found.suggestions] if code in taught]
        sure = len(found.codes) == 1 and codes
        self.answer.value = (
            f'<p role="status">{escape(found.message)}</p>' if self.ask.value else ""
        )
        self.choices.children = [] if sure else [self._button(code) for code in codes]
        if sure:
            self.points.value = codes[0]

    def _button(self, code):
        button = widgets.Button(description=f"Show {code}", tooltip=f"Show {code} on the body")
        button.on_click(lambda _: setattr(self.points, "value", code))
        return button

    def __repr__(self):
        """Say which point is shown, on whom."""
        return f"PointFinder({self.points.value} on the {self.person.value})"

    def _repr_mimebundle_(self, **kwargs):
        # A notebook that has not been run shows the page of the point in place of the widget.
        bundle = super()._repr_mimebundle_(**kwargs)
        words = plates.words(self.points.value, self.body)
        return bundle | {"text/plain": words, "text/html": self.page.value}


def page(code, body):
    """Lay out what there is to know for finding a point.

    Parameters
    ----------
    code : str
        WHO code.
    body : Body
        Whom to show it on.

    Returns
    -------
    str
        HTML: the plate, then how to sit or lie and what to feel for, what is this workbook's own
        choice, and how the point is numbered elsewhere.
    """
    points = load_points()
    row = points.loc[code]
    plate = plates.plot_point(code, body).figure._repr_mimebundle_()["text/html"]
    steps = "".join(f"<li>{step}</li>" for step in _steps(code, points))
    parts = [plate, "<h4>How to find it</h4>", f"<p>{escape(row['posture'])}</p><ol>{steps}</ol>"]
    if row["second_rule"]:
        second = atlas.describe(code, second=True, points=points).partition(" lies ")[2]
        parts.append(f"<p><b>WHO prints a second place:</b> {escape(second)}</p>")
    if row["choice"]:
        parts.append(f"<p><b>Our choice.</b> {escape(row['choice'])}</p>")
    if numbers := _numbers(code):
        parts.append(f"<p><b>Numbering.</b> {escape(numbers)}</p>")
    return f'<div style="max-width: 50em">{"".join(parts)}</div>'


def _steps(code, points):
    """List, as HTML, what to feel for, bone by bone, then which points to find, this one last."""
    marks = tables.read("landmarks").set_index("id")
    found = {}  # in the order of finding, nothing twice

    def find_first(name):
        if name in marks.index:
            plain, learned, feel = marks.loc[name, ["plain", "name", "feel"]]
            found[name] = (
                f"<b>{escape(plain[0].upper() + plain[1:])}</b> ({escape(learned)}). {escape(feel)}"
            )
            return
        names = [
            *rules.read(points.loc[name, "rule"]).names,
            *(rules.read(second).names if (second := points.loc[name, "second_rule"]) else ()),
        ]
        # Of a whole row of landmarks, such as the 17 of EX-B2, the first and the last will do.
        for needed in names if len(names) <= 4 else (names[0], names[-1]):
            if needed not in found:
                find_first(needed)
        found[name] = escape(atlas.describe(name, points=points))

    find_first(code)
    return list(found.values())


def _numbers(code):
    """Say by which other numbers a point goes, and which point has that number in WHO's list."""
    names, points = tables.read("names"), load_points()
    said = []
    for row in names[(names["code"] == code) & (names["kind"] == "number")].itertuples():
        said.append(f"In {row.numbering} this point is {row.name}. {row.note}".strip())
        who = f"{points.loc[code, 'channel']}{row.name.split()[-1]}"
        if who in points.index and who != code:
            other = points.loc[who]
            said.append(f"WHO's {who} is another point: {other['pinyin']} ({other['region']}).")
    return " ".join(said)

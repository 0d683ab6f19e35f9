"""Your own ruler: measure two or three lengths, and have every distance of a rule in cm."""

import re
from functools import cache
from html import escape

import ipywidgets as widgets

from acu import rulers, tables
from acu.body import SHORTEST, TALLEST, Body
from acu.bodymap import BodyMap
from acu.cards import cards
from acu.lessons.frame import Lesson, row
from acu.plates import Plate, plot_ruler
from acu.points import load_points
from acu.rulers import INCH, TAPE, OwnRuler, read_length

FIRST = list(TAPE)[:3]  # asked of everybody; the others when a point needs them
SEX = {"a woman's": "female", "a man's": "male"}


def my_ruler(code="GB36", **lengths):
    """Measure yourself with a tape, and see how far every cun is on you.

    Parameters
    ----------
    code : str
        WHO code of the point that is shown first.
    **lengths : float
        Lengths in cm that are filled in already, such as ``SEG_LEG_LAT=40``.

    Returns
    -------
    MyRuler
        A widget; put it on the last line of a cell.

    Raises
    ------
    ValueError
        If `code` is no point of the table, a length is not asked for here, or nobody can be as
        long as that.

    Examples
    --------
    >>> float(acu.my_ruler(SEG_LEG_LAT=40).own.cun["SEG_LEG_LAT"])  # cm
    2.5
    """
    return MyRuler(code, lengths)


class MyRuler(Lesson):
    """Fields for lengths, what a cun is then, and how far to go for a chosen point.

    Parameters
    ----------
    code : str
        WHO code of the point that is shown first.
    lengths : dict of str to float
        Lengths in cm by ruler id that are filled in already.

    Attributes
    ----------
    fields : dict of str to ipywidgets.Text
        By ruler id: the lengths, as typed. A blank one is not measured.
    more : ipywidgets.VBox
        What else the chosen point needs to have measured.
    cards : dict of str to ipywidgets.VBox
        By ruler id: picture, words, field and message of one length.
    pictures : dict of str to ipywidgets.HTML
        By ruler id.
    messages : dict of str to ipywidgets.HTML
        What is wrong with a length or, by the name "stature", with the stature.
    unit, sex : ipywidgets.Dropdown
        In what is measured, and whose proportions stand in for what is not.
    stature : ipywidgets.Text
    build : ipywidgets.FloatSlider
    points : ipywidgets.Dropdown
        The chosen point (WHO code).
    answer, table : ipywidgets.HTML
        How far to go for the point, and one cun of each region.
    map : BodyMap
        The point on a body of that sex, stature and build.
    own : OwnRuler
        What has come out.
    """

    def __init__(self, code, lengths):
        for ruler in lengths:
            if ruler not in TAPE:
                raise ValueError(f"{ruler!r} is not asked for here; there are {', '.join(TAPE)}")
        filled = {ruler: f"{rulers.check(ruler, cm):g}" for ruler, cm in lengths.items()}
        self.map = BodyMap(selected=code)
        self._make(code, filled)
        person = row("filters", self.stature, self.sex, self.build)
        found = widgets.VBox(
            [
                _heading("A body like yours"),
                person,
                self.messages["stature"],
                _heading("How far is it on you?"),
                row("filters", self.points),
                self.answer,
                self.more,
            ]
        )
        super().__init__(
            widgets.HTML("<h3>Measure yourself</h3><p>Leave out what you cannot measure.</p>"),
            row("filters", self.unit),
            row("measured", *(self.cards[ruler] for ruler in FIRST)),
            row("sides", found, self.map, self.table),
        )
        # By way of the browser alone, so that a point can be chosen while the kernel is busy.
        widgets.jslink((self.points, "index"), (self.map, "index"))
        for control in (*self.fields.values(), self.unit, self.stature, self.sex, self.build):
            control.observe(self._measure, "value")
        self.points.observe(self._tell, "value")
        self._measure()

    def _make(self, code, filled):
        """Make every control and every place for words."""
        self.fields = {
            ruler: widgets.Text(value=filled.get(ruler, ""), placeholder="not measured")
            for ruler in TAPE
        }
        self.unit = widgets.Dropdown(options=["cm", "inches"], description="I measure in")
        self.stature = widgets.Text(placeholder="average")
        self.sex = widgets.Dropdown(options=SEX, description="Body most like")
        self.build = widgets.FloatSlider(
            min=-1,
            max=1,
            step=0.5,
            readout=False,
            continuous_update=False,
            description="Build, from thin to heavy",
        )
        self.build.add_class("wide")
        self.points = widgets.Dropdown(
            options=[(card.title, card.code) for card in cards().values()],
            value=code,
            description="Point",
        )
        self.points.add_class("wide")
        self.pictures = {ruler: widgets.HTML() for ruler in TAPE}
        self.messages = {name: widgets.HTML() for name in [*TAPE, "stature"]}
        self.answer, self.table, self.more = widgets.HTML(), widgets.HTML(), widgets.VBox()
        self.cards = {ruler: self._card(ruler) for ruler in TAPE}

    def _card(self, ruler):
        """Put together picture, words and field of one length."""
        parts = [self.pictures[ruler], widgets.HTML(_how(ruler))]
        field = row("filters", self.fields[ruler])
        return widgets.VBox([*parts, field, self.messages[ruler]])

    def _measure(self, change=None):
        """Take everything from the controls afresh."""
        for field in self.fields.values():
            field.description = f"Your length, {self.unit.value}"
        self.stature.description = f"My height, {self.unit.value}"
        lengths = {}
        for ruler, field in self.fields.items():
            cm, message = self._read(field, lambda cm, ruler=ruler: rulers.check(ruler, cm))
            self._complain(ruler, message)
            if cm is not None:
                lengths[ruler] = cm
        stature, message = self._read(self.stature, _stature)
        self._complain("stature", message)
        body = Body(self.sex.value, stature, self.build.value)
        self.own = OwnRuler(lengths, body)
        self.table.value = _table(self.own, self.unit.value)
        self._tell()
        if body != self.map.body:
            self.map.body = body

    def _read(self, field, check):
        """Return the length in a field, cm, or None; and what is wrong with it."""
        if not field.value.strip():
            return None, ""
        try:
            return check(read_length(field.value, self.unit.value)), ""
        except ValueError as error:
            return None, f"{error} You measure in {self.unit.value}: is that so?"

    def _complain(self, name, message):
        warning = f'<p class="warning" role="status">{escape(message)}</p>'
        self.messages[name].value = warning if message else ""

    def _tell(self, change=None):
        code = self.points.value
        self.answer.value = _answer(self.own, code, self.unit.value)
        needed = {distance.ruler for distance in self.own.distances(code)} - set(FIRST)
        for ruler in (*FIRST, *needed):  # a picture takes a moment: only of what is shown
            self.pictures[ruler].value = _picture(ruler, self.sex.value)
        self.more.children = [self.cards[ruler] for ruler in TAPE if ruler in needed]

    def offline(self):
        """Return what stays on a page with no Python, and what does not.

        Returns
        -------
        children : list of ipywidgets.Widget
        needs : list of str
        """
        return [self.map], ["Lengths taken with a tape", "Your own cun"]

    @property
    def words(self):
        """What to measure, and how far to go for the chosen point (str)."""
        measure = "; ".join(map(rulers.span, FIRST))
        said = self.own.say(self.points.value, self.unit.value)
        return " ".join([f"Your own ruler. Measure {measure}.", *said])

    @property
    def still(self):
        """Pictures of what to measure, how, and one cun of each region, as HTML (str)."""
        figure = Plate(figsize=(9, 4), dpi=100)
        for i, ruler in enumerate(FIRST):
            plot_ruler(ruler, ax=figure.add_axes((i / 3 + 0.003, 0, 0.327, 1)))
        how = "".join(map(_how, FIRST))
        picture = figure.html(self.words)
        return f"<h3>Measure yourself</h3>{picture}{how}{self.answer.value}{_averages()}"


def _heading(words):
    return widgets.HTML(f"<h3>{words}</h3>")


def _stature(cm):
    if not SHORTEST <= cm <= TALLEST:
        inches = f"{SHORTEST / INCH:.0f} to {TALLEST / INCH:.0f} inches"
        limits = f"{SHORTEST} to {TALLEST} cm ({inches})"
        raise ValueError(f"{cm:g} cm is not a height we can draw: our bodies are {limits} tall.")
    return cm


def _how(ruler):
    """Tell how to find both ends of a ruler, and how to measure."""
    known, marks = (tables.read(name).set_index("id") for name in ("rulers", "landmarks"))
    ends = dict.fromkeys(known.loc[ruler, ["from_landmark", "to_landmark"]])
    found = [
        f"<li><b>{escape(tables.capital(marks.loc[end, 'plain']))}.</b> "
        f"{escape(marks.loc[end, 'feel'])}</li>"
        for end in ends
    ]
    title = f"{tables.capital(known.loc[ruler, 'region'])}: {known.loc[ruler, 'cun']:g} cun"
    return f"<h4>{title}</h4><ul>{''.join(found)}</ul><p>{escape(TAPE[ruler])}</p>"


@cache
def _picture(ruler, sex):
    figure = Plate(figsize=(3.6, 4.2), dpi=100)
    plot_ruler(ruler, ax=figure.add_axes((0.01, 0, 0.98, 1)), sex=sex)
    return figure.html(figure.words)


def _answer(own, code, unit):
    rule, *said = own.say(code, unit)
    steps = "".join(f"<li>{escape(each)}</li>" for each in said)
    return f'<div role="status"><p>{escape(rule)}</p><ul>{steps}</ul></div>'


def _table(own, unit):
    """Lay out one cun of each ruler that the points need, beside the average woman's and man's."""
    women, men = Body("female").cun, Body("male").cun
    lines = []
    for ruler, name in _needed():
        own_cun = _cun(own.cun[ruler], unit)
        mine = f"<b>{own_cun}</b>, measured" if ruler in own.lengths else f"about {own_cun}"
        cells = [mine, _cun(women[ruler], unit), _cun(men[ruler], unit)]
        cells = "".join(f"<td>{cell}</td>" for cell in cells)
        # The name has a line of its own: a phone is narrow.
        head = f'<tr><th colspan="3" scope="rowgroup">{name}</th></tr>'
        lines.append(f"<tbody>{head}<tr>{cells}</tr></tbody>")
    heads = ["On you", "Average woman", "Average man"]
    heads = "".join(f'<th scope="col">{head}</th>' for head in heads)
    table = f"<table><thead><tr>{heads}</tr></thead>{''.join(lines)}</table>"
    note = "“About” is an estimate, from the average body of your height. Measure to be sure."
    return f'<div class="cun"><h3>How long is one cun?</h3>{table}<p class="faint">{note}</p></div>'


def _needed():
    """List each ruler that the points need, and its name as HTML."""
    used = set(re.findall(r"SEG_\w+", " ".join(load_points()["rule"])))
    known = tables.read("rulers").set_index("id")
    for ruler, line in known[known.index.isin(used)].iterrows():
        name = f"{tables.capital(line['region'])}, {line['cun']:g} cun"
        yield ruler, f"<b>{escape(name)}</b> {escape(rulers.span(ruler))}"


def _averages():
    """List how long one cun is on average, for a notebook that is not run."""
    lines = [
        f"<li>{name}: {_cun(Body('female').cun[ruler], 'cm')} on the average woman, "
        f"{_cun(Body('male').cun[ruler], 'cm')} on the average man</li>"
        for ruler, name in _needed()
    ]
    return f"<h3>How long is one cun?</h3><ul>{''.join(lines)}</ul>"


def _cun(cm, unit):
    return f"{cm:.2f} cm" if unit == "cm" else f"{cm / INCH:.2f} in"

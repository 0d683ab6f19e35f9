"""The teacher's desk: choose points, length and audience; see the plan; make what to hand out."""

from html import escape

import ipywidgets as widgets

from acu import atlas, ledger
from acu.classroom.minutes import lengths
from acu.classroom.papers import PAPERS, make
from acu.classroom.plan import AUDIENCES, plan_class
from acu.lessons.frame import Lesson, row
from acu.points import find, load_points
from acu.writing import from_home, place

SIZES = {"A4": "a4", "Letter": "letter"}


def teach(*codes, minutes=60, audience="adults", folder=None):
    """Prepare a class: choose, see the plan, make the papers.

    Nothing is written before a button is pressed.

    Parameters
    ----------
    *codes : str
        WHO codes of the points that are chosen first; the article's three unless given.
    minutes : int
        How long the class lasts: 30, 60 or 90.
    audience : str
        "adults", "school class", "carers" or "older people".
    folder : path-like, optional
        Where the papers go; `acu-class` in the learner's own folder unless given.

    Returns
    -------
    TeachingDesk
        A widget; put it on the last line of a cell.

    Raises
    ------
    ValueError
        As `plan_class`.

    Examples
    --------
    >>> print(acu.teach("BL40", minutes=30).words.splitlines()[0])
    Finding BL40 Wěizhōng, 30 minutes, for adults
    """
    return TeachingDesk(plan_class(*codes, minutes=minutes, audience=audience), folder)


class TeachingDesk(Lesson):
    """Choices, the plan that follows from them, and a button for each thing to make.

    Parameters
    ----------
    plan : ClassPlan
        What is chosen first.
    folder : path-like or None

    Attributes
    ----------
    points : ipywidgets.Box
        A Checkbox for each point on the desk.
    add : ipywidgets.Text
        What is typed here goes through `find`; the point is put on the desk.
    minutes, audience, paper : ipywidgets.Dropdown
    place, site : ipywidgets.Text
        Where the papers go; the address of the site, if it has one.
    buttons : list of ipywidgets.Button
        One for each of `PAPERS`.
    plan : ClassPlan or None
        What the choices come to; None while they do not fit.
    made : list of pathlib.Path
        What was written here, the last at the end.
    """

    def __init__(self, plan, folder):
        self.plan, self.made = plan, []
        article = load_points().query("article").index
        first = dict.fromkeys([*plan.codes, *article.difference(plan.codes)])
        self.points = row("ways", *(self._tick(code, code in plan.codes) for code in first))
        self.add = widgets.Text(
            description="Add a point",
            placeholder="such as SP6, B 54 or 合谷",
            continuous_update=False,
        )
        self.minutes = widgets.Dropdown(
            options=[(f"{each} minutes", each) for each in lengths()],
            value=plan.minutes,
            description="How long",
        )
        self.audience = widgets.Dropdown(
            options=[(said, name) for name, said in AUDIENCES.items()],
            value=plan.audience,
            description="For whom",
        )
        self._make_papers(folder)
        self.found, self.choices = widgets.HTML(), row("ways")
        self.shown, self.told = widgets.HTML(), widgets.HTML()
        super().__init__(
            _heading("1. Choose"),
            self.points,
            row("filters", self.add, self.minutes, self.audience),
            self.found,
            self.choices,
            _heading("2. The plan"),
            self.shown,
            _heading("3. Make what you take along"),
            row("filters", self.place, self.paper, self.site),
            row("ways", *self.buttons),
            self.told,
        )
        self.add.observe(self._look_up, "value")
        for control in (self.minutes, self.audience):
            control.observe(self._plan, "value")
        self._plan()

    def _make_papers(self, folder):
        own = ledger.folder() / "acu-class" if folder is None else from_home(folder)
        self.place = widgets.Text(value=place(own), description="Into this folder")
        self.paper = widgets.Dropdown(options=SIZES, description="Paper")
        self.site = widgets.Text(
            description="Address of your site, if it has one", placeholder="https://…"
        )
        for control in (self.place, self.site):
            control.add_class("wide")
        self.buttons = [widgets.Button(description=paper.says) for paper in PAPERS]
        for button, paper in zip(self.buttons, PAPERS, strict=True):
            button.on_click(lambda _, paper=paper: self._write(paper))

    # -- choosing ---------------------------------------------------------------------------------

    @property
    def codes(self):
        """The points that are ticked (list of str)."""
        return [tick.code for tick in self.points.children if tick.value]

    def choose(self, code):
        """Put a point on the desk, ticked.

        Parameters
        ----------
        code : str
            WHO code.
        """
        ticks = {tick.code: tick for tick in self.points.children}
        if code in ticks:
            ticks[code].value = True
        else:
            self.points.children = [*self.points.children, self._tick(code, True)]
            self._plan()

    def _tick(self, code, chosen):
        tick = widgets.Checkbox(chosen, description=atlas.plain_names()[code], indent=False)
        tick.code = code
        tick.observe(self._plan, "value")
        return tick

    def _look_up(self, change):
        asked = find(self.add.value)
        codes = [*asked.codes, *asked.suggestions]
        sure = len(asked.codes) == 1
        said = f"{atlas.plain_names()[codes[0]]} is on the desk." if sure else asked.message
        self.found.value = _status(said) if self.add.value else ""
        self.choices.children = [] if sure else [self._offer(code) for code in codes]
        if sure:
            self.choose(codes[0])

    def _offer(self, code):
        button = widgets.Button(description=f"Take {atlas.plain_names()[code]}")
        button.on_click(lambda _: self._take(code))
        return button

    def _take(self, code):
        self.choose(code)
        self.add.focus()
        self.choices.children = []
        self.found.value = _status(f"{atlas.plain_names()[code]} is on the desk.")

    def _plan(self, change=None):
        try:
            if not self.codes:
                raise ValueError("No point is ticked. Tick one, or add one by its name")
            minutes, audience = self.minutes.value, self.audience.value
            self.plan = plan_class(*self.codes, minutes=minutes, audience=audience)
        except ValueError as error:
            self.plan = None
            said = str(error)
            self.shown.value = _status(f"{said[0].upper()}{said[1:]}.", "warning")
        else:
            self.shown.value = f'<div class="plan">{self.plan.html}</div>'
        for button in self.buttons:
            button.disabled = self.plan is None

    # -- making -----------------------------------------------------------------------------------

    def _write(self, paper):
        self.told.value = _status(f"{paper.says}: one moment …")
        try:
            if not self.place.value.strip():
                raise ValueError("no folder is named; type where it shall go")
            folder = from_home(self.place.value.strip())
            path = make(paper, self.plan, folder, self.paper.value, self.site.value.strip())
        except (OSError, ValueError, RuntimeError) as error:
            self.told.value = _status(f"{paper.says}: not made. {error}", "warning")
        else:
            self.made.append(path)
            open_it = f" Open {place(path / 'index.html')}." if path.is_dir() else ""
            self.told.value = _status(f"{paper.says}: written to {place(path)}.{open_it}")

    def offline(self):
        """Return what stays on a page with no Python, and what does not.

        Returns
        -------
        children : list of ipywidgets.Widget
        needs : list of str
        """
        return [self.shown], ["A plan of your own", "Papers to print", "Slides"]

    @property
    def words(self):
        """What is planned (str)."""
        return "A class: nothing is planned yet" if self.plan is None else self.plan.words

    @property
    def still(self):
        """The plan as HTML (str)."""
        made = ", ".join(paper.says.lower() for paper in PAPERS)
        return (
            f"{self.plan.html if self.plan else ''}<p>Run the cell to choose points, length and "
            f"audience, and to make: {escape(made)}.</p>"
        )


def _heading(words):
    return widgets.HTML(f"<h3>{escape(words)}</h3>")


def _status(words, kind=""):
    return f'<p role="status" class="{kind}">{escape(words)}</p>'

"""A session from beginning to end: pain before, press, pain after, and a diary of one's own."""

import base64
from html import escape

import ipywidgets as widgets

from acu import safety
from acu.diary import Diary
from acu.lessons.course import MEAN, STOP, chart, danger, verdict
from acu.lessons.forgetting import Forget
from acu.lessons.frame import Lesson, row
from acu.live import Silence
from acu.timer import PressTimer
from acu.timer.session import ARTICLE, length

PAIN = {
    "choose": "",
    "0, no pain": 0,
    **{f"{number}, mild": number for number in (1, 2, 3)},
    **{f"{number}, medium": number for number in (4, 5, 6)},
    **{f"{number}, strong": number for number in (7, 8, 9)},
    "10, the worst I can think of": 10,
}
SHOWN = 12  # sessions in the list
PROMISE = (
    "Nothing is kept unless you press this button. It then goes to a file of your own, "
    "<b>{place}</b>, on the computer on which this notebook runs. A spreadsheet opens it, and "
    "below you can copy or delete it."
)


def guided_session(*codes, diary=None):
    """Go through a session: pain before, press with the timer, pain after, and a diary.

    Parameters
    ----------
    *codes : str
        WHO codes, in the order of pressing. By default the article's three points.
    diary : Diary, optional
        Where sessions are kept that the learner wants to keep. Unless given, the one in the
        learner's own folder.

    Returns
    -------
    GuidedSession
        A widget; put it on the last line of a cell.

    Raises
    ------
    ValueError, TypeError
        As for `PressTimer`.

    Examples
    --------
    >>> acu.guided_session("BL40")
    Press timer, 4 minutes 55 seconds: 2 presses, BL40; 0 done
    """
    return GuidedSession(codes, Diary() if diary is None else diary)


class GuidedSession(Lesson):
    """Questions, the timer, and the diary.

    What a notebook stores of it tells nothing of the diary.

    Parameters
    ----------
    codes : sequence of str
        WHO codes; empty for the article's three points.
    diary : Diary

    Attributes
    ----------
    timer : PressTimer
    before, after : ipywidgets.Dropdown
        Pain from 0 to 10; empty text while nothing is chosen.
    note : ipywidgets.Textarea
    keep : ipywidgets.Button
        Keeps this session.
    forget : Forget
        Deletes the diary.
    pressed, told, book : ipywidgets.HTML
        What was pressed, how the last deed went, and the diary.
    """

    def __init__(self, codes, diary):
        self.timer, self.diary = PressTimer(*codes), diary
        self._codes, self._kept = codes or ARTICLE, []
        self._make()
        super().__init__(
            _heading("1. How much does it hurt now?"),
            row("filters", self.before),
            _heading("2. Press"),
            self.timer,
            _heading("3. And now?"),
            row("filters", self.after, self.note),
            self.pressed,
            row("ways", self.keep),
            self._promise,
            self.told,
            Silence(),
            _heading("Your diary"),
            self.book,
            self.forget,
        )
        self.timer.observe(self._say_pressed, "finished")
        self.keep.on_click(self._keep)
        self._say_pressed()
        self._show()

    def _make(self):
        """Make every control and every place for words."""
        self.before = widgets.Dropdown(options=PAIN, description="Pain before, 0 to 10")
        self.after = widgets.Dropdown(options=PAIN, description="Pain after, 0 to 10")
        self.note = widgets.Textarea(
            description="A note, if you like", placeholder="such as: slept badly, sat all day"
        )
        self.keep = widgets.Button(description="Keep this in my diary")
        self.keep.add_class("main")
        self._promise = widgets.HTML(f"<p>{PROMISE.format(place=escape(self.diary.place))}</p>")
        self.pressed, self.told, self.book = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.forget = Forget(self.diary, self._tell, self._show, self.before)

    @property
    def _fresh(self):
        """Presses that the timer has finished and that are not in the diary yet."""
        return [press for press in self.timer.finished if press not in self._kept]

    def _say_pressed(self, change=None):
        said = "The timer has finished no press yet. A session without it is kept without a time."
        if fresh := self._fresh:
            total = length(sum(press["seconds"] for press in fresh))
            said = f"Pressed with the timer: {', '.join(_codes(fresh))}, {total} in all."
        self.pressed.value = f'<p class="faint">{said}</p>'

    def _keep(self, button):
        before, after, fresh = self.before.value, self.after.value, self._fresh
        if "" in (before, after):
            return self._tell("Not kept yet: first choose your pain before and after.")
        try:
            self.diary.add(
                _codes(fresh) or self._codes,
                before,
                after,
                sum(press["seconds"] for press in fresh) if fresh else None,
                self.note.value,
                fresh[0]["when"] if fresh else None,
            )
        except (OSError, ValueError) as error:
            return self._tell(str(error))
        self._kept += fresh
        self.before.value = self.after.value = self.note.value = ""
        self._say_pressed()
        self._show()
        self._tell(f"Kept in {self.diary.place}: pain {before} before and {after} after.")

    def _tell(self, words):
        self.told.value = f'<p role="status"><b>{escape(words)}</b></p>' if words else ""

    def _show(self):
        self.forget.look()
        try:
            self.book.value = _book(self.diary)
        except OSError as error:
            self.book.value = f'<p class="warning">{escape(str(error))}</p>'

    def offline(self):
        """Return what stays on a page with no Python, and what does not.

        Returns
        -------
        children : list of ipywidgets.Widget
        needs : list of str
        """
        return [self.timer], ["Pain before and after", "Your diary"]

    @property
    def words(self):
        """What is pressed and how long (str)."""
        return self.timer.words

    @property
    def still(self):
        """The session as a picture, and what the diary is for, as HTML (str)."""
        return (
            f"{self.timer.still}<p>You say how much it hurts before and after, from 0 (no pain) to "
            f"10. If you like, it goes into a diary of your own.</p>{_meant()}"
        )


def _heading(words):
    return widgets.HTML(f"<h3>{words}</h3>")


def _codes(presses):
    """Return the codes of presses, each once."""
    return list(dict.fromkeys(press["code"] for press in presses))


def _book(diary):
    """Lay out a diary as HTML."""
    sessions = diary.read()
    ax = chart(sessions, wide=4.3, foot=0.5)  # on a phone, letters are still large enough to read
    picture = ax.figure.html(ax.figure.words)
    parts = [_faults(diary.problems)]
    parts += [f"<p><b>{escape(said)}</b></p>" for said in [verdict(sessions)] if said]
    parts += [_meant(), _signs()]
    if diary.path.exists():
        raw = base64.b64encode(diary.path.read_bytes()).decode()
        parts += [
            _list(sessions),
            f'<p><a download="diary.csv" href="data:text/csv;base64,{raw}">Save a copy '
            "(diary.csv)</a></p>",
        ]
    return f'<div class="sayings book">{picture}<div>{"".join(parts)}</div></div>'


def _meant():
    return f"<p>{escape(MEAN)}</p><p>{escape(STOP)}</p>"


def _faults(problems):
    lines = "".join(f"<li>{escape(str(problem))}</li>" for problem in problems)
    left = "could not be read and stands untouched in the file:"
    said = f"{_number(len(problems), 'row')} {left}<ul>{lines}</ul>"
    return f'<div class="warning">{said}</div>' if lines else ""


def _signs():
    rows = danger()
    lines = "".join(
        f"<li><b>{escape(row.sign)}.</b> {escape(row.do)}</li>" for row in rows.itertuples()
    )
    ring = escape(safety.whom_to_ring())
    summary = "<summary>Danger signs: get help now</summary>"
    return f"<details>{summary}<ul>{lines}</ul><p>{ring}</p></details>"


def _list(sessions):
    """List the latest sessions, the newest first."""
    heads = ("When", "Points", "Before", "After")
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    rows = "".join(map(_session, sessions[::-1][:SHOWN].itertuples()))
    summary = f"The latest of {_number(len(sessions), 'session')}"
    table = f"<table><thead><tr>{head}</tr></thead>{rows}</table>"
    return f'<details><summary>{summary}</summary><div class="cun">{table}</div></details>'


def _session(row):
    """Lay out a session; its note has a line of its own, for a phone is narrow."""
    cells = (f"{row.when:%Y-%m-%d %H:%M}", row.points, row.before, row.after)
    cells = "".join(f"<td>{escape(str(cell))}</td>" for cell in cells)
    note = f'<tr><td colspan="4">{escape(row.note)}</td></tr>' if row.note else ""
    return f"<tbody><tr>{cells}</tr>{note}</tbody>"


def _number(count, name):
    return f"{count} {name}{'s' * (count != 1)}"

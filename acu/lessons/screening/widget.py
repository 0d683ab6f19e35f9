"""Questions to answer before anybody presses, and what holds for whom at the three points."""

from datetime import date
from functools import cache
from html import escape
from pathlib import Path

import traitlets

from acu import safety
from acu.cards.citing import Sources, fold, listed, sources_of
from acu.cards.people import people
from acu.lessons.screening import keeping
from acu.live import LiveWidget
from acu.points import load_points
from acu.timer.session import ARTICLE

TITLE = "Check first: may I press today?"
NO_DIAGNOSIS = (
    "This is no diagnosis. It only helps you to decide whether to ask somebody first. It cannot "
    "see you and may miss things: if you are worried, ask."
)
# What each result comes to: place in the row of the three ends, heading, and what to do.
ENDS = {
    "emergency": (
        "Get help now",
        "Do not press and do not wait: ring for help. At school, tell a grown-up at once and show "
        "this page.",
    ),
    "same day": (
        "See a doctor first: today",
        "Ring a doctor today. At night or at a weekend, ring the number for urgent advice in your "
        "country. At school, go to the school nurse. Do not press before that.",
    ),
    "see a doctor first": (
        "See a doctor first, before you press",
        "It need not be anything bad: one sign on its own often says little. Ask first, a doctor "
        "or the school nurse. Until then read on and watch.",
    ),
    "go on": (
        "Go on",
        "None of these signs today. Look below whether something else holds for you. Stop at "
        "once when something feels wrong.",
    ),
}
THREE = ["Get help now", "See a doctor first", "Go on"]
PLACES = {"emergency": 0, "same day": 1, "see a doctor first": 1, "go on": 2}
VERDICTS = {
    "avoid": "leave it out",
    "ask": "ask first",
    "light": "press lightly",
    "": "no caution on record, which does not make it safe",
}


def check_first(folded=False):
    """Ask for danger signs, and say who presses which of the three points, and who watches.

    Parameters
    ----------
    folded : bool
        Whether only one line is seen at first, as above a timer.

    Returns
    -------
    Screening
        A widget; put it on the last line of a cell.

    Examples
    --------
    >>> acu.check_first()
    Before you press: 10 questions, 0 answered, still open
    """
    return Screening(folded)


class Screening(LiveWidget, folder=Path(__file__).parent):
    """The questions before anybody presses. They begin unanswered, and nothing is kept by itself.

    It works out its result in the browser, so that no old result stands there when Python is busy.

    Parameters
    ----------
    folded : bool
        Whether only one line is seen at first.

    Attributes
    ----------
    answers : dict of str to bool
        Whether the answer is yes, by the text of the question; without those that are open.
    fits : list of str
        What the learner ticked: some of `safety.situations`, if it matters at the three points.
    """

    answers = traitlets.Dict().tag(sync=True)
    fits = traitlets.List(traitlets.Unicode()).tag(sync=True)
    _folded = traitlets.Bool().tag(sync=True)
    _questions = traitlets.List().tag(sync=True)
    _ends = traitlets.Dict().tag(sync=True)
    _numbers = traitlets.List().tag(sync=True)  # place and emergency number
    _elsewhere = traitlets.Unicode(safety.ELSEWHERE).tag(sync=True)
    _three = traitlets.List(THREE).tag(sync=True)
    _situations = traitlets.List().tag(sync=True)
    _points = traitlets.Dict().tag(sync=True)
    _verdicts = traitlets.Dict(VERDICTS).tag(sync=True)
    _caveat = traitlets.Unicode(NO_DIAGNOSIS).tag(sync=True)
    _place = traitlets.Unicode().tag(sync=True)
    _kept = traitlets.Unicode().tag(sync=True)  # one line; empty if nothing is kept
    _reply = traitlets.Dict().tag(sync=True)  # `words` after a wish was tried; `n` of the wish
    _wish = traitlets.Dict().tag(sync=True)  # `do`: keep or forget; `n` counts

    def __init__(self, folded=False):
        names = load_points().loc[list(ARTICLE), "pinyin"]
        super().__init__(
            _folded=bool(folded),
            _questions=[_question(question) for question in safety.questions()],
            _ends={
                urgency: {"heading": heading, "words": words, "place": PLACES[urgency]}
                for urgency, (heading, words) in ENDS.items()
            },
            _numbers=[list(number) for number in safety.emergency_numbers()],
            _situations=[
                {"who": who, "points": _verdicts(who)}
                for who in safety.situations()
                if _verdicts(who)
            ],
            _points={code: f"{code} {name}" for code, name in names.items()},
            _place=keeping.place(),
            _kept=_line(),
        )

    @property
    def result(self):
        """What the answers come to, as `safety.screened` says it (str)."""
        return safety.screened(self.answers)

    def keep(self):
        """Keep the result, and what was ticked, in the learner's own folder.

        Raises
        ------
        ValueError
            If a question is still open.
        OSError
            If it cannot be written.
        """
        if not self.result:
            raise ValueError("There is no result yet: answer every question first.")
        keeping.keep(self.result, self.fits)
        self._kept = _line()

    def forget(self):
        """Delete what was kept.

        Raises
        ------
        OSError
            If it cannot be deleted.
        """
        keeping.forget()
        self._kept = _line()

    @traitlets.observe("_wish")
    def _grant(self, change):
        wishes = {"keep": (self.keep, "Kept"), "forget": (self.forget, "Deleted")}
        if change.new.get("do") not in wishes:
            return
        grant, done = wishes[change.new["do"]]
        try:
            grant()
            words = f"{done}: {self._place}"
        except (OSError, ValueError) as error:
            words = str(error)
        self._reply = {"words": words, "n": change.new.get("n")}

    def offline(self):
        """Nothing is kept where there is no Python (dict)."""
        return {"_place": "", "_kept": ""}

    @property
    def words(self):
        """How far the questions are answered (str). Says nothing of what is kept."""
        total, done = len(self._questions), len(self.answers)
        end = THREE[PLACES[self.result]].lower() if self.result else "still open"
        return f"Before you press: {total} questions, {done} answered, {end}"

    @property
    def still(self):
        """The questions with what to do, and who presses what, as HTML (str).

        Nothing of the learner's own: it would be stored in the notebook.
        """
        sources = Sources()
        parts = [f"<p>{escape(NO_DIAGNOSIS)}</p>"]
        for urgency in safety.URGENCIES:
            heading, words = ENDS[urgency]
            numbers = safety.whom_to_ring() if urgency == safety.URGENCIES[0] else ""
            asked = [q for q in safety.questions() if q.urgency == urgency]
            lines = [
                escape(question.text) + listed(list(_told(question, sources))) for question in asked
            ]
            parts.append(f"<h3>If you say yes here: {escape(heading.lower())}</h3>")
            parts.append(f"<p>{escape(words)} {escape(numbers)}</p>{listed(lines)}")
        heading, words = ENDS[safety.GO_ON]
        parts.append(f"<h3>If you say no to all: {escape(heading.lower())}</h3>")
        parts.append(f"<p>{escape(words)}</p>")
        parts.append(
            fold("<b>Who presses, who asks first, who watches</b>", people(ARTICLE, sources))
        )
        state = "" if self._folded else "open"
        text = "".join([*parts, sources.listed()])
        return fold(f"<b>{TITLE}</b>", text, state)


def _question(question):
    signs = [
        {
            "sign": row.sign,
            "do": row.do,
            "may": row.may_mean,
            "sources": sources_of(row.source, row.second_source),
        }
        | {"doubt": "" if row.verified == "seen" else "partly from memory"}
        for row in question.signs.itertuples()
    ]
    return {"text": question.text, "urgency": question.urgency, "signs": signs}


@cache
def _verdicts(who):
    """Return what holds for a person at the three points, by code."""
    rows = safety.not_for(who)
    return rows[rows.index.isin(ARTICLE)].to_dict("index")


def _told(question, sources):
    for row in question.signs.itertuples():
        marks = sources.number(row.source, row.second_source, verified=row.verified)
        yield f"{escape(row.sign)}: {escape(row.do)} {marks}"


def _line():
    """Say in one line what was kept."""
    try:
        found = keeping.kept()
    except (OSError, ValueError) as error:
        return str(error)
    if not found:
        return ""
    when, end = found["when"], THREE[PLACES[found["result"]]].lower()
    ticked = f" You ticked: {'; '.join(found['fits'])}." if found["fits"] else ""
    if when == date.today():
        return f"Today you came to: {end}.{ticked} Answer again if anything has changed."
    return f"On {when.day} {when:%B %Y} you came to: {end}.{ticked} That was then: answer again."

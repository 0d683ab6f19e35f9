"""Practice: a round of questions, what it is about, and a memory of one's own."""

from datetime import datetime
from html import escape

import ipywidgets as widgets
import pandas as pd

from acu.body import Body
from acu.lessons.finder import PEOPLE
from acu.lessons.forgetting import Forget
from acu.lessons.frame import Lesson, row
from acu.memory import History
from acu.points import row_of
from acu.practice.dealing import ARTICLE, deal, sets
from acu.practice.quiz import LEVELS, Quiz, folded, how_many, said

CHOSEN = "the points that were asked for"
KINDS = {
    "all kinds in turn": None,
    "find the point": ["find"],
    "name the point": ["name"],
    "which one is it?": ["which"],
    "put it in order": ["order"],
    "press or refuse?": ["press"],
}
USUAL = "average woman"
PROMISE = (
    "Answers are kept while this is ticked, and it stays ticked from then on. They go to a file of "
    "your own, <b>{place}</b>, on the computer on which this notebook runs, and what is due comes "
    "first. A spreadsheet opens the file. For a class that shares a computer, take the tick away."
)


def practise(
    *codes, kinds=None, level="landmarks", cards=12, person=USUAL, history=None, seed=0, now=None
):
    """Practise points: find them, name them, tell them apart, and know when not to press.

    Parameters
    ----------
    *codes : str
        WHO codes. By default the article's three points; a menu offers more.
    kinds : list of str, optional
        Some of "find", "name", "which", "order", "press"; all unless given.
    level : str
        "landmarks" (they are shown), "bare", "another body" or "other side".
    cards : int
        How many questions a round has at most.
    person : str
        Whose body is shown, such as "average woman"; see `PEOPLE` for all.
    history : History, optional
        Where answers are kept that the learner wants to keep. Unless given, the one in the
        learner's own folder.
    seed : int
        Decides which new questions come, and in what order.
    now : datetime.datetime, optional
        Local time, by default that of the computer, for what is due.

    Returns
    -------
    Practice
        A widget; put it on the last line of a cell.

    Raises
    ------
    ValueError
        If there is no such point, kind, level or person, or there are no cards.
    """
    for code in codes:
        row_of(code)
    if level not in LEVELS:
        raise ValueError(f"there is no level {level!r}; levels are: {', '.join(LEVELS)}")
    if person not in PEOPLE:
        raise ValueError(f"there is no person {person!r}; there are: {', '.join(PEOPLE)}")
    if not isinstance(cards, int) or cards < 1:
        raise ValueError(f"cards is {cards!r}: a round has a whole number of questions, 1 or more")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return Practice(codes, kinds, level, cards, person, history, seed, now)


class Practice(Lesson):
    """What to practise, the questions, and the memory.

    What a notebook stores of it tells nothing of the memory.

    Attributes
    ----------
    points, kinds, level : ipywidgets.Dropdown
        What the questions are about, of what kind they are, and how hard.
    fresh : ipywidgets.Button
        Deals another round.
    quiz : Quiz
    remember : ipywidgets.Checkbox
        Whether answers are kept. Ticked from the beginning if some are kept already.
    history : History
    forget : Forget
        Deletes what is kept.
    told : ipywidgets.HTML
        What was dealt, and how keeping went.
    """

    def __init__(self, codes, kinds, level, cards, person, history, seed, now):
        self.history = History() if history is None else history
        self._cards, self._person, self._seed, self._now = cards, person, seed, now
        self._rounds = -1
        self._answers, self._kept = [], 0  # as `History.add` takes them; how many are kept
        self._sets = ({CHOSEN: list(codes)} if codes else {}) | sets()
        self._kinds = ({"the kinds that were asked for": list(kinds)} if kinds else {}) | KINDS
        self.points = _menu("Points", self._sets, CHOSEN if codes else ARTICLE)
        self.kinds = _menu("Questions", self._kinds, next(iter(self._kinds)))
        self.level = widgets.Dropdown(
            options=[(said, name) for name, said in LEVELS.items()],
            value=level,
            description="How hard",
        )
        for control in (self.points, self.level):
            control.add_class("wide")
        self.fresh = widgets.Button(description="Another round")
        self.remember = widgets.Checkbox(description="Remember my answers", indent=False)
        self.quiz, self.told = Quiz(), widgets.HTML()
        self.forget = Forget(self.history, self._tell, self._forgotten, self.fresh)
        self.remember.value = self.forget.begun
        promise = widgets.HTML(f"<p>{PROMISE.format(place=escape(self.history.place))}</p>")
        super().__init__(
            row("filters", self.points, self.kinds, self.level, self.fresh),
            self.told,
            self.quiz,
            row("ways", self.remember),
            promise,
            self.forget,
        )
        self._deal()
        for control in (self.points, self.kinds, self.level):
            control.observe(self._deal, "value")
        self.fresh.on_click(self._deal)
        self.remember.observe(self._keep, "value")
        self.quiz.observe(self._take, "log")

    @property
    def time(self):
        """The time that it goes by (datetime.datetime, local)."""
        return datetime.now() if self._now is None else self._now

    @property
    def person(self):
        """Whose body is shown (str): on level 3 another one in each round."""
        if self.level.value != "another body":
            return self._person
        others = [name for name in PEOPLE if name != self._person]
        return others[self._rounds % len(others)]

    def _deal(self, change=None):
        self._rounds += 1
        self._tell("Laying out the questions …")
        answers, troubles = self._remembered()
        chosen, due = self._chosen(answers)
        self._stored = chosen if answers is None else self._chosen()[0]
        sex, build = PEOPLE[self.person]
        self.quiz.deal(chosen, self.level.value, Body(sex, build=build))
        dealt = f"{how_many(chosen)}, on the {self.person}."
        if answers is not None:
            dealt += f" {due} due today." if due else " Nothing is due today."
        self._tell(dealt, *troubles)

    def _chosen(self, answers=None):
        """Choose the questions of this round, with regard to what was answered before."""
        codes, kinds = self._sets[self.points.value], self._kinds[self.kinds.value]
        return deal(codes, kinds, answers, self.time, self._cards, self._seed + self._rounds)

    def _remembered(self):
        """Read what is kept, if the learner wants that; say what cannot be read."""
        if not self.remember.value:
            return None, []
        try:
            return self.history.read(), list(map(str, self.history.problems))
        except OSError as error:
            return None, [str(error)]

    def _take(self, change):
        """Take down what was answered; it goes to the file as soon as the learner wants that."""
        for entry in self.quiz.log[len(self._answers) :]:
            where = entry.get("level", ""), entry.get("person", "")
            given = entry["answer"], entry["grade"], entry.get("cm"), self.time
            self._answers.append((entry["question"], *where, *given))
        self._keep()

    def _keep(self, change=None):
        """Keep the answers that are not kept yet, if the learner wants that."""
        if not self.remember.value or self._kept == len(self._answers):
            return
        try:
            for answer in self._answers[self._kept :]:
                self.history.add(*answer)
                self._kept += 1
        except (OSError, ValueError) as error:
            return self._tell(str(error))
        self.forget.look()
        self._tell(f"Answers that are kept from here in {self.history.place}: {self._kept}.")

    def read(self):
        """Return the answers that were given here, kept or not.

        Returns
        -------
        pandas.DataFrame
            As from `History.read`.
        """
        names = ["question", "level", "person", "answer", "grade", "cm", "when"]
        return pd.DataFrame(self._answers, columns=names)[[names[-1], *names[:-1]]]

    def _forgotten(self):
        self.remember.value = False

    def _tell(self, *words):
        lines = "".join(f"<p>{escape(line)}</p>" for line in words if line)
        self.told.value = f'<div role="status">{lines}</div>' if lines else ""

    @property
    def words(self):
        """What somebody is asked who has kept nothing (str)."""
        return said(self._stored)

    @property
    def still(self):
        """The questions for somebody who has kept nothing, answers folded, as HTML (str)."""
        return folded(self._stored, self.words)


def _menu(description, options, value):
    return widgets.Dropdown(options=list(options), value=value, description=description)

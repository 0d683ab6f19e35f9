"""Practice: a round of questions, what it is about, and a memory of one's own."""

from datetime import datetime
from html import escape

import ipywidgets as widgets
import pandas as pd

from acu.body import Body
from acu.ledger import stamp, time
from acu.lessons.finder import PEOPLE
from acu.lessons.forgetting import Forget
from acu.lessons.frame import Lesson, row
from acu.live import Silence
from acu.memory import History
from acu.points import row_of
from acu.practice.dealing import ARTICLE, CALLED, deal, sets
from acu.practice.quiz import LEVELS, Quiz, folded, how_many, said
from acu.questions import KINDS

CHOSEN = "the points that were asked for"
ALL_KINDS = {"all kinds in turn": " ".join(KINDS)}
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

    Examples
    --------
    >>> practice = acu.practise("BL40", "GB30", kinds=["find", "name"], cards=4)
    >>> practice
    Practice: 4 questions about BL40, GB30, 0 answered
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
    quiz : Quiz
        The questions, and above them the menus of what they are about.
    remember : ipywidgets.Checkbox
        Whether answers are kept. Ticked from the beginning if some are kept already.
    history : History
    forget : Forget
        Deletes what is kept.
    told : ipywidgets.HTML
        How keeping went.
    """

    def __init__(self, codes, kinds, level, cards, person, history, seed, now):
        self.history = History() if history is None else history
        self._person, self._seed, self._now = person, seed, now
        self._answers, self._kept = [], 0  # as `History.add` takes them; how many are kept
        self._sets = ({CHOSEN: list(codes)} if codes else {}) | sets()
        self.remember = widgets.Checkbox(description="Remember my answers", indent=False)
        self.quiz, self.told = Quiz(), widgets.HTML()
        self._offer(CHOSEN if codes else ARTICLE, kinds, level, cards)
        self.forget = Forget(self.history, self._tell, self._forgotten, self.remember)
        self.remember.value = self.forget.begun
        silence = Silence()
        widgets.jslink((self.remember, "value"), (silence, "on"))
        promise = widgets.HTML(f"<p>{PROMISE.format(place=escape(self.history.place))}</p>")
        keeping = row("ways", self.remember), self.told, silence, promise, self.forget
        super().__init__(self.quiz, *keeping)
        self._deal()
        self.quiz.observe(self._deal, "wanted")
        self.remember.observe(self._keep, "value")
        self.quiz.observe(self._take, "log")

    def _offer(self, points, kinds, level, cards):
        """Put the menus above the questions."""
        chosen = " ".join(kinds or KINDS)
        named = {said: kind for kind, said in CALLED.items()}
        known = ALL_KINDS | named
        asked = {} if chosen in known.values() else {"the kinds that were asked for": chosen}
        choices = {
            "points": [(name, name) for name in self._sets],
            "kinds": [(kinds, said) for said, kinds in (asked | known).items()],
            "level": LEVELS.items(),
        }
        wanted = {"points": points, "kinds": chosen, "level": level, "cards": cards}
        self.quiz.offer(choices, wanted)

    def ask(self, points=None, kinds=None, level=None):
        """Deal another round, as the menus do.

        Parameters
        ----------
        points : str, optional
            One of the names in the menu, such as "all points"; as before unless given.
        kinds : list of str, optional
            Some of "find", "name", "which", "order", "press"; as before unless given.
        level : str, optional
            As for `practise`; as before unless given.

        Raises
        ------
        ValueError
            If there are no such points, or no such kind or level.
        """
        now = self.quiz.wanted
        points, level = points or now["points"], level or now["level"]
        if points not in self._sets:
            raise ValueError(f"no points {points!r}; there are: {', '.join(self._sets)}")
        kinds = [kinds] if isinstance(kinds, str) else kinds or now["kinds"].split()
        if strange := set(kinds) - set(KINDS):
            raise ValueError(f"no kinds {sorted(strange)}; there are: {', '.join(KINDS)}")
        if level not in LEVELS:
            raise ValueError(f"there is no level {level!r}; levels are: {', '.join(LEVELS)}")
        wanted = {"points": points, "kinds": " ".join(kinds), "level": level}
        self.quiz.wanted = now | wanted | {"n": now["n"] + 1}

    @property
    def time(self):
        """The time that it goes by (datetime.datetime, local)."""
        return datetime.now() if self._now is None else self._now

    @property
    def person(self):
        """Whose body is shown (str): on level 3 another one in each round."""
        if self.quiz.wanted["level"] != "another body":
            return self._person
        others = [name for name in PEOPLE if name != self._person]
        return others[self.quiz.wanted["n"] % len(others)]

    def _deal(self, change=None):
        answers, troubles = self._remembered()
        chosen, due = self._chosen(answers)
        self._stored = chosen if answers is None else self._chosen()[0]
        sex, build = PEOPLE[self.person]
        about = f"{how_many(chosen)}, on the {self.person}."
        if answers is not None:
            about += f" {due} due today." if due else " Nothing is due today."
        wanted = self.quiz.wanted
        self.quiz.codes = tuple(self._sets[wanted["points"]])
        with self.quiz.hold_sync():
            self.quiz.deal(chosen, wanted["level"], Body(sex, build=build))
            self.quiz.about, self.quiz.dealt = about, wanted["n"]
        self._tell(*troubles)

    def _chosen(self, answers=None):
        """Choose the questions of this round, with regard to what was answered before."""
        wanted = self.quiz.wanted
        codes, kinds, seed = self._sets[wanted["points"]], wanted["kinds"].split(), wanted["n"]
        return deal(codes, kinds, answers, self.time, wanted["cards"], self._seed + seed)

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
            when = self._now or time(stamp(entry.get("when")))  # Python may have been busy since
            given = entry["answer"], entry["grade"], entry.get("cm"), when
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

    def offline(self):
        """Say what stays on a page with no Python.

        Returns
        -------
        children : list of ipywidgets.Widget
        needs : list of str
            What is left out.
        """
        return [self.quiz], [self.remember.description]

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

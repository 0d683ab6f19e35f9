"""Questions for a whole room: one at a time, large, with the answer when the teacher wants it."""

from html import escape
from pathlib import Path

import traitlets

from acu.cards.citing import fold, listed, sources_of
from acu.live import LiveWidget
from acu.points import load_points, row_of
from acu.practice.dealing import mixed
from acu.questions import questions
from acu.stations.items import use_of

KINDS = ("find", "which", "order", "press")  # what can be asked without a picture
ALL = {
    "which": "All of you: show the number with your fingers.",
    "press": "All of you: show the number with your fingers.",
    "order": "All of you: say the numbers in the right order.",
}
SHOW = {
    "pressed": "All of you: lay a finger there, on yourself, over clothes. Do not press.",
    "located": "All of you: point there, on yourself. Do not press.",
    "private": "Say where it lies. Touch nobody.",
}


def cold_call(*codes, words=(), seed=0):
    """Put question after question to a room, on a projector.

    Parameters
    ----------
    *codes : str
        WHO codes of the points to ask about; the article's three unless given. The danger signs
        are always asked for.
    words : iterable of str
        Words that learners chose, to call on them; they can also be typed into the page.
    seed : int
        Decides the order of the questions and in which the learners are called.

    Returns
    -------
    ColdCall
        A widget; put it on the last line of a cell.

    Raises
    ------
    ValueError
        If a code is not in the table of points.

    Examples
    --------
    >>> acu.cold_call("BL40", words=["blue fox", "tin cup"])
    Cold call: 40 questions for the wall, 2 learners to call
    """
    points = load_points()
    codes = list(dict.fromkeys(codes)) or list(points.index[points["article"]])
    return ColdCall(mixed(questions(codes, KINDS), seed), words, seed)


class ColdCall(LiveWidget, folder=Path(__file__).parent):
    """A question, then its answer with the reason and the source; and whose turn it is.

    It works in the browser alone. Everybody is called once before anybody is called again.

    Parameters
    ----------
    questions : iterable of Question
        Of `KINDS`.
    learners : iterable of str
        Words that learners chose.
    seed : int

    Attributes
    ----------
    turn : int
        How many questions were put before this one.
    turned : bool
        Whether its answer is shown.
    learners : list of str
        Whom to call on, by words of their own.
    seed : int
        Decides the order in which they are called.
    """

    turn = traitlets.Int(0, min=0).tag(sync=True)
    turned = traitlets.Bool(False).tag(sync=True)
    learners = traitlets.List(traitlets.Unicode()).tag(sync=True)
    seed = traitlets.Int(0).tag(sync=True)
    _questions = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, questions, learners=(), seed=0):
        self._asked = tuple(questions)
        named = [learners] if isinstance(learners, str) else learners
        told = [" ".join(word.split()) for word in named]
        super().__init__(
            learners=list(dict.fromkeys(filter(None, told))),
            seed=seed,
            _questions=[_laid(question) for question in self._asked],
        )

    @property
    def words(self):
        """How many questions there are (str)."""
        words = len(self.learners)
        called = f", {words} learner{'s' * (words != 1)} to call" if words else ""
        return f"Cold call: {len(self._asked)} questions for the wall{called}"

    @property
    def still(self):
        """The questions, each with its answer folded, as HTML (str)."""
        lines = [
            f"{escape(question.ask)}{listed(map(escape, question.options))}"
            f"{fold('Answer', f'<p>{escape(_answer(question))}</p>')}"
            for question in self._asked
        ]
        told = f"<p>{escape(self.words)}. Run the cell to put them one by one.</p>"
        return told + fold("All questions", listed(lines, "ol"))


def _laid(question):
    """Lay out what the browser needs to know of a question."""
    hint = ALL.get(question.kind) or SHOW[use_of(row_of(question.code))]
    return {
        "ask": question.ask,
        "options": list(question.options),
        "hint": hint,
        "right": [question.options.index(answer) + 1 for answer in question.answer],
        "answer": list(question.answer),
        "why": question.why,
        "sources": sources_of(*question.sources),
    }


def _answer(question):
    return " ".join([*(f"{answer.rstrip('.')}." for answer in question.answer), question.why])

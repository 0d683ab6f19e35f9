"""Questions that the browser puts, judges and answers, some of them on a map of the body."""

from html import escape
from pathlib import Path
from re import findall

import traitlets

from acu import precision
from acu.body import Body
from acu.bodymap import PAPER
from acu.bodymap.sheets import sides
from acu.bodymap.store import sheet
from acu.bodymap.targets import REACH, targets
from acu.cards import card
from acu.cards.citing import fold, listed, sources_of
from acu.lessons.finder import PEOPLE
from acu.live import LiveWidget
from acu.plates.views import VIEWS
from acu.points import row_of
from acu.questions import questions

LEVELS = {
    "landmarks": "1: the landmarks are shown",
    "bare": "2: nothing is shown",
    "another body": "3: on another body",
    "other side": "4: on the right side",
}
ALONE = ("landmarks", "bare", "other side")  # what a page can lay out without Python
ANYWHERE = ("back", "front", "left")  # whole bodies, to begin from when nothing is given away


class Quiz(LiveWidget, folder=Path(__file__).parent, shared=PAPER):
    """Questions, one after the other. What is answered wrongly comes again at the end, once.

    Asking, measuring along the skin, judging and explaining happen in the browser, so they go on
    while the kernel is busy or gone. So does handing over one's results.

    Attributes
    ----------
    log : list of dict
        Every answer so far, only ever added to: `question` (its key), `when` (local time, ISO
        8601), `answer` (str), `grade` (1 wrong, 2 near, 3 right); of a mark on the body also
        `level`, `person`, `view`, `x`, `y` (mm on its sheet) and `cm` (how far off along the skin;
        None if farther than is measured).
    begun : int
        How many of these were given before the round, or before going through it again.
    turned : bool
        Whether the answer to the last question is shown.
    view : str
        A key of `plates.VIEWS`: the side of the body that is shown.
    wanted : dict
        What the menus say: `points` (a set's name), `kinds` (some of `questions.KINDS` with a
        space between), `level` (one of `LEVELS`), `cards` (how many questions at most), and `n`,
        which counts up whenever another round is wanted. Empty without menus.
    dealt : int
        The `n` of the round that is laid out.
    about : str
        What that round is, in a line.
    targets : dict of dict
        By view, and by code and side (such as "BL40 either"), how far from the point every place
        is, as of `bodymap.targets`.
    questions : tuple of Question
        As dealt.
    level : str
        One of `LEVELS`, of the questions that ask for a place.
    codes : tuple of str
        The points that a page without Python deals from.
    body : Body
    """

    log = traitlets.List(traitlets.Dict()).tag(sync=True)
    begun = traitlets.Int(0).tag(sync=True)
    turned = traitlets.Bool(False).tag(sync=True)
    view = traitlets.Unicode("back").tag(sync=True)
    draft = traitlets.Dict().tag(sync=True)  # an answer that is not given yet
    wanted = traitlets.Dict().tag(sync=True)
    dealt = traitlets.Int(0).tag(sync=True)
    about = traitlets.Unicode().tag(sync=True)
    targets = traitlets.Dict().tag(sync=True)
    level = traitlets.Unicode()
    _choices = traitlets.Dict().tag(sync=True)  # of each menu: lists of value and words
    _deck = traitlets.List().tag(sync=True)  # what a page without Python deals from
    _questions = traitlets.List().tag(sync=True)
    _views = traitlets.List(read_only=True).tag(sync=True)
    _halves = traitlets.List().tag(sync=True)  # views that show the left half alone
    _sheets = traitlets.Dict().tag(sync=True)
    _images = traitlets.Dict().tag(sync=True)

    lazy = ("_sheets", "_images", "targets")

    def __init__(self):
        self.questions, self.codes, self.body = (), (), None
        self.set_trait("_views", sides())
        super().__init__()

    def deal(self, questions, level="landmarks", body=None):
        """Put other questions; what was answered before no longer counts.

        Parameters
        ----------
        questions : iterable of Question
        level : str
            One of `LEVELS`.
        body : Body, optional
            Whose body is shown; the average woman unless given.

        Raises
        ------
        ValueError
            If there is no such level.
        """
        if level not in LEVELS:
            raise ValueError(f"there is no level {level!r}; levels are {', '.join(LEVELS)}")
        body = Body() if body is None else body
        self.questions = tuple(questions)
        changed = body != self.body
        self.body = body
        with self.hold_sync():
            if changed:
                laid = {view: sheet(body, view) for view in VIEWS}
                self._sheets = {view: sheet for view, (sheet, _) in laid.items()}
                self._images = {view: image for view, (_, image) in laid.items()}
                self._halves = [view for view, (sheet, _) in laid.items() if _half(sheet)]
            self.level = level
            laid = [self._asked(question, level) for question in self.questions]
            self.targets, self._questions = self._measured(laid), laid
            first = next((each["view"] for each in self._questions if each["view"]), "back")
            self.begun = len(self.log)
            self.turned, self.draft, self.view = False, {}, first

    def offer(self, choices, wanted):
        """Put menus above the questions. What is chosen in them is `wanted`.

        Parameters
        ----------
        choices : dict of str to list of (str, str)
            Values and words of the menus `points`, `kinds` and `level`.
        wanted : dict
            What they say at first, and how many `cards` a round has at most.
        """
        self._choices = {name: list(map(list, choices[name])) for name in choices}
        self.wanted = wanted | {"n": 0}

    def offline(self):
        """Lay out what a page without Python deals from.

        Returns
        -------
        dict
            Traits: `_deck`, all questions about `codes`, those that ask for a place once for each
            level; `targets`; and `_choices` without what only Python can lay out.
        """
        if not self._choices:
            return {}
        levels = [each for each in LEVELS if each in (*ALONE, self.level)]
        deck = [
            self._asked(question, level)
            for question in questions(self.codes)
            for level in (levels if question.kind == "find" else levels[:1])
        ]
        kept = {"points": [self.wanted["points"]], "level": levels}
        choices = {
            name: [each for each in offered if each[0] in kept.get(name, each)]
            for name, offered in self._choices.items()
        }
        return {"_deck": deck, "_choices": choices, "targets": self._measured(deck)}

    def _asked(self, question, level):
        """Lay out what the browser needs to know of a question."""
        asked = {
            name: getattr(question, name) for name in ("kind", "code", "options", "right", "why")
        }
        asked |= {
            "key": question.key,
            "ask": question.ask,
            "sources": sources_of(*question.sources),
            "side": "",
            "view": "",
            "best": "",
        }
        if question.code and row_of(question.code)["drawn"]:
            asked |= self._placed(question, level)
        return asked

    def _placed(self, question, level):
        """Lay out what it needs to know of a point on the body."""
        code, row = question.code, row_of(question.code)
        placed = {"name": card(code).name, "view": row["view"], "best": row["view"]}
        if question.kind != "find":
            return placed
        side = "right" if level == "other side" and row["paired"] else ""
        ring, scatter = precision.tolerance(code), precision.scatter(code)
        placed |= {
            "side": side,
            "level": level,
            "person": self.person,
            "ask": f"{question.ask.rstrip('.')}, on the right side." if side else question.ask,
            "view": row["view"] if level == "landmarks" else self._anywhere(code),
            "steps": [step["title"] for step in card(code).facts["steps"]],
            "ring": {"cm": ring.cm, "said": _ringed(ring, scatter)},
            "sources": sources_of(*question.sources, ring.source),
            "cun": self._cun(row["rule"]),
            "reach": min(REACH, max(10.0, 8 * ring.cm)),  # on a face, farther is just elsewhere
        }
        return placed

    def _measured(self, laid):
        """Targets of the questions that ask for a place: by view, and by code and side."""
        found = {view: {} for view in VIEWS}
        for asked in laid:
            if asked["kind"] == "find" and asked["view"]:
                side = asked["side"] or "either"
                ring, reach = (asked["ring"]["cm"],), asked["reach"]
                each = targets(self.body, asked["code"], side, ring, reach)
                for view, target in each.items():
                    found[view][f"{asked['code']} {side}"] = target
        return found

    def _anywhere(self, code):
        """Choose a whole body on which the point can be found, which gives less away."""
        seen = {
            view: any(dot[0] == code for dot in self._sheets[view]["dots"]) for view in ANYWHERE
        }
        return next((view for view in ANYWHERE if seen[view]), row_of(code)["view"])

    def _cun(self, rule):
        """How long a cun is there: by the ruler that the rule names, else by the stature."""
        rulers = [name for name in findall(r"SEG_\w+", rule) if name in self.body.cun.index]
        cm = float(self.body.cun[rulers[0] if rulers else "SEG_STATURE"])
        whose = "of this part" if rulers else "of this body"
        return {"cm": cm, "said": f"a cun {whose} is {cm:.1f} cm"}

    @property
    def person(self):
        """Whose body is shown (str), one of `PEOPLE`; empty text if it is none of them."""
        known = {Body(sex, build=build): name for name, (sex, build) in PEOPLE.items()}
        return known.get(self.body, "")

    @property
    def right(self):
        """Keys of the questions that were answered rightly or nearly, sooner or later."""
        return {entry["question"] for entry in self.log[self.begun :] if entry["grade"] > 1}

    @property
    def words(self):
        """How many questions there are and how many are answered (str)."""
        answered = len({entry["question"] for entry in self.log[self.begun :]})
        return said(self.questions, answered)

    @property
    def still(self):
        """Every question with its answer folded, as HTML (str)."""
        return folded(self.questions, self.words)


def said(questions, answered=0):
    """Say how many questions there are, about what, and how many are answered (str)."""
    codes = dict.fromkeys(question.code for question in questions if question.code)
    about = f" about {', '.join(codes)}" if codes else ""
    return f"Practice: {how_many(questions)}{about}, {answered} answered"


def how_many(questions):
    """Say how many questions there are (str)."""
    return f"{len(questions)} question{'s' * (len(questions) != 1)}"


def folded(questions, words):
    """List questions, each with its answer folded, as HTML (str)."""
    lines = [_told(question) for question in questions]
    return f"<p>{escape(words)}. Run the cell to answer them.</p>{listed(lines, 'ol')}"


def _told(question):
    options = listed([escape(option) for option in question.options])
    answer = " ".join([*(f"{right}." for right in question.answer), question.why])
    return f"{escape(question.ask)}{options}{fold('Answer', f'<p>{escape(answer)}</p>')}"


def _half(sheet):
    return not any(side == "right" for _, side, *_ in sheet["dots"])


def _ringed(ring, scatter):
    """Say how large the ring is, and whence."""
    if scatter is None:
        return f"The ring: {ring.cm:.1f} cm. {ring.said} No study that we know gives an area."
    return (
        f"The ring: {ring.cm:.1f} cm. 95 in 100 of the marks of {scatter.people} trained doctors "
        f"lay on {scatter.area_95:g} cm², which is a circle of that size."
    )

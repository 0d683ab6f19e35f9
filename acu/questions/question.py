"""A question, and the order in which its options are shown."""

from dataclasses import dataclass
from random import Random

KINDS = ("find", "name", "which", "order", "press")


@dataclass(frozen=True)
class Question:
    """A question with its answer.

    Parameters
    ----------
    key : str
        Short text that names the question for good, such as "find BL40".
    kind : str
        One of `KINDS`. find: point at the place. name: which point is the dot? which: tell two
        points, or two places, apart. order: put the steps in order. press: may it be pressed?
    code : str
        WHO code of the point that is asked for or shown; empty if there is none.
    ask : str
        The sentence put to the learner.
    options : tuple of str
        What to choose from, in the order to show it; of an order, the steps in a wrong order;
        empty for "find".
    right : int, tuple of int or None
        Which option is right. Of an order, for each option how many steps must come before it:
        steps with equal numbers may be swapped. None for "find".
    why : str
        What is told after the answer.
    sources : tuple of str
        Ids in ``data/sources.csv``, at least one.
    """

    key: str
    kind: str
    code: str
    ask: str
    options: tuple[str, ...]
    right: int | tuple[int, ...] | None
    why: str
    sources: tuple[str, ...]

    @property
    def answer(self):
        """The right options (tuple of str): one, the steps in a right order, or none."""
        if isinstance(self.right, tuple):
            pairs = sorted(zip(self.right, self.options, strict=True), key=lambda pair: pair[0])
            return tuple(option for _, option in pairs)
        return () if self.right is None else (self.options[self.right],)


def shuffled(key, options):
    """Return options in an order that a key decides, the same at every run.

    Parameters
    ----------
    key : str
        Key of the question.
    options : iterable

    Returns
    -------
    list
    """
    options = list(options)
    Random(key).shuffle(options)
    return options


def choice(key, code, ask, right, wrong, why, sources):
    """Make a question with one right option among others.

    Parameters
    ----------
    key, code, ask, why, sources
        As for `Question`; the kind is the first word of the key.
    right : str
    wrong : iterable of str

    Returns
    -------
    Question
    """
    options = tuple(shuffled(key, [right, *wrong]))
    kind = key.split()[0]
    return Question(key, kind, code, ask, options, options.index(right), why, sources)


def standard(code):
    """Return the source of a point's place (str): WHO's standard, for extra points China's."""
    return "GBT40997" if code.startswith("EX") else "WHO2008"

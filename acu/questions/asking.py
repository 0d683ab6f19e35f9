"""All questions about some points."""

from acu.cards import card
from acu.points import load_points
from acu.questions import alike, ordering, places, pressing
from acu.questions.question import KINDS
from acu.tables import nearest

MAKERS = {
    "find": places.find,
    "name": places.name,
    "which": alike.which,
    "order": ordering.order,
    "press": pressing.press,
}


def questions(codes=None, kinds=None):
    """Make the questions about some points.

    Parameters
    ----------
    codes : iterable of str, optional
        WHO codes; the article's three points unless given.
    kinds : iterable of str, optional
        Some of `KINDS`; all unless given.

    Returns
    -------
    list of Question
        The same at every run, each key once: kind by kind, and within a kind point by point as
        they are given. A point that is not drawn is neither asked for on the body nor by its
        steps. The danger signs belong to no point: they end the kind "press", whatever the codes.

    Raises
    ------
    ValueError
        If a code is not in the table of points, or a kind is not one of `KINDS`.

    Examples
    --------
    >>> from acu.questions import questions
    >>> questions(["BL40"], ["find"])[0].ask
    'Find BL40 Wěizhōng, Bend Middle.'
    """
    points = load_points()
    codes = points.index[points["article"]] if codes is None else dict.fromkeys(_listed(codes))
    kinds = KINDS if kinds is None else _listed(kinds)
    for code in codes:
        card(code)
    for kind in kinds:
        if kind not in KINDS:
            hint = nearest(str(kind), KINDS) or f"; there are: {', '.join(KINDS)}"
            raise ValueError(f"there are no questions of the kind {kind!r}{hint}")
    made = {}
    for kind in KINDS:
        if kind in kinds:
            for code in codes:
                made |= {question.key: question for question in MAKERS[kind](code)}
            if kind == "press":
                made |= {question.key: question for question in pressing.signs()}
    return list(made.values())


def _listed(words):
    """Take one word for a list of one."""
    return [words] if isinstance(words, str) else list(words)

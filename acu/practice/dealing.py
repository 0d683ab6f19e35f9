"""Which questions to put next: those that are due, then new ones of every kind in turn."""

from itertools import chain, zip_longest
from random import Random

from acu import tables
from acu.ledger import stamp, time
from acu.memory import plan
from acu.points import load_points
from acu.questions import KINDS, questions

ARTICLE = "the article's three points"
BACK = "points used for the back"
ALL = "all points"
CALLED = {  # what each kind is called in menus and charts
    "find": "find the point",
    "name": "name the point",
    "which": "which one is it?",
    "order": "put it in order",
    "press": "press or refuse?",
}


def sets():
    """List what can be practised: WHO codes by what they have in common.

    Returns
    -------
    dict of str to list of str
    """
    points, uses = load_points(), tables.read("uses")
    back = uses["code"][uses["complaint"].str.contains("back")]
    found = {
        ARTICLE: list(points.index[points["article"]]),
        BACK: [code for code in points.index if code in set(back)],
    }
    for channel in tables.read("channels").itertuples():
        found[f"{channel.name} channel"] = list(points.index[points["channel"] == channel.code])
    return found | {ALL: list(points.index)}


def mixed(asked, seed=0):
    """Put questions in an order in which the kinds take turns.

    Parameters
    ----------
    asked : list of Question
    seed : int
        Decides the order within each kind.

    Returns
    -------
    list of Question
    """
    kinds = [[question for question in asked if question.kind == kind] for kind in KINDS]
    for each in kinds:
        Random(seed).shuffle(each)
    return [question for question in chain(*zip_longest(*kinds)) if question]


def deal(codes, kinds=None, answers=None, now=None, cards=12, seed=0):
    """Choose the questions of a round.

    Parameters
    ----------
    codes : list of str
        WHO codes of the points to practise.
    kinds : iterable of str, optional
        Some of `KINDS`; all unless given.
    answers : pandas.DataFrame, optional
        What was answered before, from `History.read`.
    now : datetime.datetime, optional
        Local time, for what is due; by default that of the computer.
    cards : int
        How many questions at most.
    seed : int

    Returns
    -------
    chosen : list of Question
        Those that are due first, the most overdue at the beginning, then new ones, then others.
    due : int
        How many of all that could be asked are due.
    """
    asked = {question.key: question for question in mixed(questions(codes, kinds), seed)}
    if answers is None or answers.empty:
        return list(asked.values())[:cards], 0
    now = time(stamp(now))
    order = plan(answers, list(asked), now)
    return [asked[key] for key in order.index[:cards]], int((order["due"] <= now).sum())

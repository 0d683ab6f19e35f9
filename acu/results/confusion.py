"""Which points a class takes for one another."""

import re
from functools import cache

import numpy as np
import pandas as pd

from acu import atlas, precision
from acu.plates.labels import text_width
from acu.plates.page import LANDMARK, PAPER
from acu.points.loading import own
from acu.questions import questions
from acu.results.board import (
    EDGE,
    PALE,
    WIDE,
    Board,
    checked,
    empty,
    fitted,
    invented,
    number,
    people,
    shown,
)
from acu.results.everybody import PEOPLE, body_of, marks

TITLE = "Which points are confused"
ABOUT = ("find", "name", "which")
MOST = 12  # pairs shown
WAYS = {"find": "marked on the body", "name": "named from a dot", "which": "told apart"}
BARS = {"find": (LANDMARK, ""), "name": (PALE, "////"), "which": (PAPER, "....")}
CODE = re.compile(r"\b(?:EX-)?[A-Z]{2}[0-9]{1,2}\b")
HOW = (
    "A mark on the body counts if it is wrong and lies in the ring of another point. "
    "Every answer counts, also the same one twice."
)


def plot_confused(results):
    """Show which points are taken for one another, the most frequent pairs first.

    Parameters
    ----------
    results : pandas.DataFrame
        From `read_results`, or some rows of it.

    Returns
    -------
    matplotlib.axes.Axes
        On a new `Plate`.

    Raises
    ------
    ValueError
        If these are no results.

    See Also
    --------
    confused : The same as a table.

    Examples
    --------
    >>> acu.plot_confused(acu.results.example(3)).figure.words[:37]
    'Which points are confused: 3 learners'
    """
    asked, _ = shown(checked(results).query("kind in @ABOUT"))
    if asked.empty:
        return empty(TITLE, "No answers yet to questions of which point it is")
    found = confused(asked)
    small = f"{people(asked)}, {number(len(asked), 'answer')} to questions of where and which"
    notes = [HOW, *invented(asked)]
    if found.empty:
        notes = ["Nobody took one point for another.", *notes]
        return Board(TITLE, small, 0, notes).finish(" ".join([f"{TITLE}: {small}.", *notes]))
    counts = pd.crosstab([found["asked"], found["answered"]], found["kind"])
    counts = counts.reindex(columns=list(WAYS), fill_value=0)
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    rest = len(order) - MOST
    notes += [f"{number(rest, 'rarer pair')} left out."] if rest > 0 else []
    who = found.groupby(["asked", "answered"])["learner"].nunique()
    return _drawn(counts.loc[order[:MOST]], who, small, notes)


def confused(results):
    """List the answers that took one point for another.

    Parameters
    ----------
    results : pandas.DataFrame
        From `read_results`.

    Returns
    -------
    pandas.DataFrame
        Rows of `results`, with `asked` and `answered`, WHO codes. Of a choice, the point that the
        answer names, else the other one of the question. Of a mark on the body, the nearest point
        if the mark is wrong and no farther from it than its ring (`precision.tolerance`), straight.
    """
    results = results.reset_index(drop=True)
    wrong = results[results["kind"].isin(ABOUT) & (results["grade"] == 1)]
    finds = wrong["kind"] == "find"
    chosen = wrong[~finds]
    told = zip(chosen["question"], chosen["code"], chosen["answer"], strict=True)
    told = pd.DataFrame([_chosen(*each) for each in told], chosen.index, ["asked", "answered"])
    pairs = pd.concat([told, _nearest(wrong[finds])])
    found = wrong.join(pairs.dropna())
    return found.dropna(subset="answered")


def _chosen(key, code, answer):
    """Say which point was asked for and which was answered, if it was another (two str or None)."""
    question = _asked(code).get(key)
    right = question.code if question else code
    named = [code for code in CODE.findall(answer) if code in own().index]
    others = [word for word in key.split()[1:] if word in own().index and word != right]
    answered = next((code for code in [*named, *others] if code != right), None)
    return right, answered


@cache
def _asked(code):
    """Questions about a point, and about its look-alikes, by key."""
    return {question.key: question for question in questions([code], ["name", "which"])}


def _nearest(finds):
    """Pair the point that was asked with the one in whose ring the mark lies."""
    pairs = []
    for person, rows in finds.groupby("person"):
        if person not in PEOPLE:
            continue
        sites, codes, rings = _points(person)
        places = pd.concat([marks(code, each, person) for code, each in rows.groupby("code")])
        for index, code, *place in places.dropna()[["code", "x", "y", "z"]].itertuples():
            place[0] = abs(place[0])  # points are listed on the left
            far = np.linalg.norm(sites - place, axis=1)
            nearest = int(far.argmin())
            if far[nearest] <= rings[nearest] and codes[nearest] != code:
                pairs.append((index, code, codes[nearest]))
    return pd.DataFrame(pairs, columns=["at", "asked", "answered"]).set_index("at")


@cache
def _points(person):
    """Places (n, 3) of the drawn points, cm, their codes and the radii of their rings."""
    drawn = own().index[own()["drawn"]]
    places = atlas.locate(body_of(person)).loc[drawn, ["x", "y", "z"]].to_numpy()
    return places, list(drawn), [precision.tolerance(code).cm for code in drawn]


def _drawn(counts, who, small, notes):
    """Draw a bar for each pair."""
    high, names, named = 36, 190, atlas.plain_names()
    board = Board(TITLE, small, 26 + high * len(counts), notes)
    x = EDGE
    for way, (fill, hatch) in BARS.items():
        board.bar(x, board.top + 6, 20, 9, fill, hatch, "key")
        board.text(x + 25, board.top + 6, WAYS[way], 8.5)
        x += 25 + 1.08 * text_width(WAYS[way], 8.5) + 22
    left, right = EDGE + names, WIDE - EDGE - 118
    per, told = (right - left) / counts.sum(axis=1).max(), []
    for i, ((asked, answered), row) in enumerate(counts.iterrows()):
        y, x = board.top + 26 + high * (i + 0.5), left
        for down, said, code, weight in (
            (-6, "asked", asked, "bold"),
            (6, "answered", answered, "normal"),
        ):
            words = fitted(f"{said}: {named[code]}", 9.5, names - 10)
            board.text(EDGE, y + down, words, 9.5, weight=weight)
        for way, (fill, hatch) in BARS.items():
            if row[way]:
                gid = f"{asked} {answered}: {WAYS[way]}"
                board.bar(x, y, per * row[way], 0.42 * high, fill, hatch, gid)
            x += per * row[way]
        times = number(int(row.sum()), "time")
        by = number(int(who[asked, answered]), "learner")
        board.text(x + 8, y, f"{times}, {by}", 9)
        told.append(f"asked {named[asked]}, answered {named[answered]}: {times}, {by}")
    return board.finish(" ".join([f"{TITLE}: {small}.", "; ".join(told) + ".", *notes]))

"""Who may press which point: danger signs, and cautions for a point or for a person."""

from functools import cache
from typing import NamedTuple

import pandas as pd

from acu import tables
from acu.points import load_points, row_of

VERDICTS = ["avoid", "ask", "light"]  # the strictest first
URGENCIES = ["emergency", "same day", "see a doctor first"]  # the most urgent first
GO_ON = "go on"
ELSEWHERE = "Elsewhere it may be another number."


class Question(NamedTuple):
    """A question of the screening, to be answered by yes or no.

    Parameters
    ----------
    text : str
    urgency : str
        How soon help is needed if the answer is yes: one of `URGENCIES`.
    signs : pandas.DataFrame
        The rows of ``data/red_flags.csv`` that it asks for.
    """

    text: str
    urgency: str
    signs: pd.DataFrame


def questions():
    """List the questions to ask before anybody presses, the most urgent first.

    Returns
    -------
    list of Question
    """
    rows = tables.read("red_flags")
    rows = rows.sort_values(
        "urgency", key=lambda urgency: urgency.map(URGENCIES.index), kind="stable"
    )
    asked = rows.groupby("question", sort=False)
    return [Question(text, signs["urgency"].iloc[0], signs) for text, signs in asked]


def screened(answers):
    """Say what the answers to the questions come to.

    Parameters
    ----------
    answers : dict of str to bool
        Whether the answer is yes, by the text of the question. Who has not answered a question
        leaves it out.

    Returns
    -------
    str
        The most urgent of `URGENCIES` that was answered with yes; ``"go on"`` if there is none;
        empty while a question is open, unless it is an emergency, which waits for no answer.

    Raises
    ------
    ValueError
        If there is no such question.
    """
    asked = {question.text: question.urgency for question in questions()}
    for text in answers:
        if text not in asked:
            raise ValueError(f"the screening does not ask {text!r}{tables.nearest(text, asked)}")
    found = {asked[text] for text, yes in answers.items() if yes}
    worst = next((urgency for urgency in URGENCIES if urgency in found), GO_ON)
    return worst if worst == URGENCIES[0] or len(answers) == len(asked) else ""


def emergency_numbers():
    """List the numbers to ring when a life is in danger.

    Returns
    -------
    list of (str, str)
        The place, in words that fit after ``"in"``, and its number as text, such as
        ``("Australia", "000")``, in the order of ``data/emergency.csv``. Elsewhere it may be
        another number.
    """
    rows = tables.read("emergency")
    return list(rows[["place", "number"]].itertuples(index=False, name=None))


def whom_to_ring():
    """Say the emergency numbers in one sentence, then that others hold elsewhere (str)."""
    numbers = (f"{number} in {place}" for place, number in emergency_numbers())
    return f"Emergency numbers: {'; '.join(numbers)}. {ELSEWHERE}"


def stop_signs():
    """List the signs at which a press stops at once.

    Returns
    -------
    list of (str, str)
        The sign and what to do, in the order of ``data/cautions.csv``.
    """
    rows = tables.read("cautions").query("kind == 'stop'")
    return list(rows[["situation", "action"]].itertuples(index=False, name=None))


def cautions(code):
    """Return the cautions that hold for a point.

    Parameters
    ----------
    code : str
        WHO code.

    Returns
    -------
    pandas.DataFrame
        Rows of ``data/cautions.csv``: those of the point, of its region, then of every point.

    Raises
    ------
    ValueError
        If `code` is not a point of the table.
    """
    row_of(code)
    held = _held()
    return held[held["point"] == code][tables.read("cautions").columns].reset_index(drop=True)


def situations():
    """List the people that the cautions are about, by short names for a menu.

    Returns
    -------
    list of str
        Such as ``"pregnant"``, in the order of ``data/cautions.csv``.
    """
    names = tables.read("cautions")["who"].str.split("; ").explode()
    return [name for name in names.unique() if name]


def not_for(who):
    """Say which points a person should leave, ask about or press lightly.

    Parameters
    ----------
    who : str
        One of `situations`.

    Returns
    -------
    pandas.DataFrame
        Index `code` in the order of the points; `verdict`, `action` and `reason` of the strictest
        row that holds for the point: ``"avoid"`` before ``"ask"`` before ``"light"``, and of
        equally strict ones the narrowest. A point that is not there has no caution on record,
        which does not make it safe.

    Raises
    ------
    ValueError
        If `who` is none of the situations.
    """
    known = situations()
    if who not in known:
        hint = tables.nearest(str(who), known) or f"; there are: {'; '.join(known)}"
        raise ValueError(f"there is no caution about {who!r}{hint}")
    held = _held()
    named = [names for names in held["who"].unique() if who in names.split("; ")]
    held = held[held["who"].isin(named)].sort_values(
        "verdict", key=lambda verdict: verdict.map(VERDICTS.index), kind="stable"
    )
    strictest = held.drop_duplicates("point").set_index("point").rename_axis("code")
    order = [code for code in load_points().index if code in strictest.index]
    return strictest.loc[order, ["verdict", "action", "reason"]]


@cache
def _held():
    """Pair each point with the rows that hold for it, the narrowest rows first."""
    places = load_points()["region"].rename("place").rename_axis("point").reset_index()
    pairs = places.merge(tables.read("cautions"), how="cross")
    own, near = pairs["code"] == pairs["point"], pairs["region"] == pairs["place"]
    holds = own | near | ((pairs["code"] == "") & (pairs["region"] == ""))
    width = 2 - 2 * own - near
    return pairs[holds].loc[width[holds].sort_values(kind="stable").index]

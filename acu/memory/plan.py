"""When to ask each question again."""

from datetime import UTC, timedelta

import numpy as np
import pandas as pd
from fsrs import Card, Rating, Scheduler

from acu.ledger import stamp, time

SCHEDULER = Scheduler(enable_fuzzing=False)  # desired retention 0.9; the same plan every time
# So far ahead of the clock an answer may be: after a journey west, or a clock that was put right.
AHEAD = timedelta(days=1)


def plan(answers, questions, now=None):
    """Say when to ask each question again, in the order to ask.

    Each question is taken through its answers by FSRS (Free Spaced Repetition Scheduler, the
    library `fsrs` with its default parameters), which aims at nine in ten remembered.

    Parameters
    ----------
    answers : pandas.DataFrame
        From `History.read`: `when`, `question` and `grade`, in order of time.
    questions : iterable of str
        Keys of the questions that can be asked.
    now : datetime.datetime or str, optional
        Local time, by default what the clock shows.

    Returns
    -------
    pandas.DataFrame
        Index `question`: first what is due, the longest due first; then what was never asked, as
        given; then the rest, the next to be due first. `due` is local time, NaT if never asked;
        `known` the part (0 to 1) that is still remembered at this time, NaN if never asked;
        `asked` how many answers count.

    Notes
    -----
    Times are taken as the clock of the room showed them, as if no clock was ever put forward or
    back: at most that is wrong by the hours of a journey, and FSRS counts whole days. An answer up
    to a day ahead of `now` counts as given now. One further ahead does not count: the clock was
    wrong then, or the year is mistyped, and the question shall not rest until that year.
    """
    now = time(stamp(now))
    questions = list(dict.fromkeys(questions))
    counted = answers[answers["question"].isin(questions) & (answers["when"] - AHEAD <= now)]
    cards = _cards(counted, now)
    asked = counted["question"].value_counts().reindex(questions, fill_value=0)
    due = [cards[key].due.replace(tzinfo=None) if key in cards else None for key in questions]
    known = [_known(cards[key], now) if key in cards else np.nan for key in questions]
    found = pd.DataFrame(
        {"due": pd.Series(due, dtype="datetime64[us]"), "known": known, "asked": asked.to_numpy()}
    ).set_index(pd.Index(questions, name="question", dtype="str"))
    turn = np.select([found["due"] <= now, found["due"].isna()], [0, 1], 2)
    return found.iloc[np.lexsort((found["due"], turn))]


class _Card(Card):
    """A card that is changed in place: nobody looks at what it was before."""

    def __copy__(self):
        return self


def _cards(answers, now):
    """Take each question through its answers: what `fsrs` knows of it, by question."""
    cards = {}
    whens = answers["when"].clip(upper=now).to_numpy().tolist()
    for key, when, grade in zip(answers["question"], whens, answers["grade"], strict=True):
        when = when.replace(tzinfo=UTC)
        # Without an id of ours, a new card waits for the clock to give it one.
        card = cards.get(key) or _Card(card_id=0, due=when)
        cards[key], _ = SCHEDULER.review_card(card, Rating(grade), when)
    return cards


def _known(card, now):
    return SCHEDULER.get_card_retrievability(card, now.replace(tzinfo=UTC))

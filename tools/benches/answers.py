"""Ten thousand answers, loaded and planned: our way and a plain one."""

import random
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
from fsrs import Card, Rating, Scheduler

from acu.memory import History, plan

QUESTIONS = [f"find P{number}" for number in range(400)]
NOW = datetime(2026, 7, 27, 12)


def written(folder, count=10_000):
    """Write answers of two years into a practice history.

    Parameters
    ----------
    folder : path-like
    count : int

    Returns
    -------
    pathlib.Path
    """
    chance, path = random.Random(0), Path(folder) / History.FILE
    lines = [",".join(History.VALUES)]
    for minutes in sorted(chance.choices(range(2 * 365 * 24 * 60), k=count), reverse=True):
        question, grade, cm = chance.choice(QUESTIONS), chance.choice("12334"), chance.random() * 5
        when = (NOW - timedelta(minutes=minutes)).isoformat()
        said = f'"x {chance.random():.3f}, y {chance.random():.3f}"'
        lines.append(f"{when},{question},bare,average woman,{said},{grade},{cm:.2f}")
    path.write_text("\ufeff" + "\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    return path


def ours(path):
    """Load and plan: what to ask, in order (list of str)."""
    return plan(History(path).read(), QUESTIONS, NOW).index.tolist()


def plain(path):
    """Do the same by what the documentation of pandas and fsrs shows."""
    scheduler, cards = Scheduler(enable_fuzzing=False), {}
    for row in pd.read_csv(path, parse_dates=["when"]).itertuples():
        card = cards.get(row.question) or Card(card_id=len(cards))
        when = row.when.tz_localize("UTC").to_pydatetime()
        cards[row.question], _ = scheduler.review_card(card, Rating(row.grade), when)
    return sorted(cards, key=lambda question: cards[question].due)

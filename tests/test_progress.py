"""The chart of what a learner knows by now, and of how far off they were."""

import re
from datetime import datetime, timedelta

import numpy as np
import pytest

from acu.memory import History
from acu.practice.progress import KINDS, STATES, counted, middles, plot_progress
from acu.questions import questions

NOW = datetime(2026, 7, 27, 12)
DAY = timedelta(days=1)


@pytest.fixture
def history(tmp_path):
    return History(tmp_path / "own" / "practice.csv")


def find(history, *distances, code="BL40", grade=3):
    for number, cm in enumerate(distances):
        when = NOW - DAY + timedelta(minutes=number)
        history.add(f"find {code}", "bare", "average woman", "", grade, cm, when)
    return history


def charts(history):
    """The bars, and the distances."""
    return plot_progress(history, now=NOW).child_axes


def test_without_answers_nothing_looks_like_an_answer_and_no_file_is_made(history):
    words = plot_progress(history, now=NOW).figure.words
    assert words.startswith("No answers are kept yet. Tick")
    assert "no distance is kept yet" in words
    assert not history.path.parent.exists()
    bars, distances = charts(history)
    assert not distances.lines and not distances.collections
    # The article's questions are there to be asked: not one of them is said to be known.
    numbers = counted(history.read(), NOW)
    assert numbers["not asked yet"].sum() == len(questions()) == numbers.to_numpy().sum()


def test_what_was_just_wrong_is_asked_again_and_what_is_easy_rests(history):
    history.add("find BL40", "", "", "", 1, 5.0, NOW)
    history.add("find GB29", "", "", "", 4, 0.5, NOW)
    row = counted(history.read(), NOW).loc["find"]
    assert row.to_dict() == {"known for now": 1, "again within a day": 1, "not asked yet": 1}
    later = counted(history.read(), NOW + 400 * DAY).loc["find"]
    assert later.to_dict() == {"known for now": 0, "again within a day": 2, "not asked yet": 1}


def test_a_point_that_was_begun_brings_its_questions_along(history):
    before = counted(history.read(), NOW).sum(axis=1)
    find(history, 2.0, code="BL23")
    after = counted(history.read(), NOW).sum(axis=1)
    assert after["find"] == before["find"] + 1 and after["press"] > before["press"]


def test_a_question_that_is_asked_no_more_still_counts(history):
    history.add("which one was dropped", "", "", "", 4, when=NOW)
    assert counted(history.read(), NOW).at["which", "known for now"] == 1


def test_picture_and_words_say_the_same(history):
    find(history, *np.linspace(8, 1, 25))
    ax = plot_progress(history, now=NOW)
    words, (bars, distances) = ax.figure.words, ax.child_axes
    assert words.startswith("Your practice: 25 answers on 1 day. Since 26 July 2026.")
    (dots,) = [line for line in distances.lines if len(line.get_xdata()) == 25]
    assert np.allclose(dots.get_ydata(), np.linspace(8, 1, 25), atol=0.01)
    drawn = [segment[0][1] for segment in distances.collections[0].get_segments()]
    first, last = re.search(r"first 10 ([\d.]+) cm, of the last ([\d.]+) cm", words).groups()
    assert [f"{drawn[0]:.1f}", f"{drawn[-1]:.1f}"] == [first, last]
    numbers = [int(text.get_text()) for text in bars.texts if text.get_text().isdigit()]
    told = [int(number) for number in re.findall(r"(\d+) (?:known|again|not)", words)]
    assert numbers == told and len(told) == len(KINDS) * len(STATES)


def test_a_middle_is_the_median_and_no_answer_is_left_out():
    off = np.array([*[4.0] * 9, 100.0, *[1.0] * 10, *[2.0] * 4])
    lines, size = middles(off)
    assert size == 10 and lines["cm"].tolist() == [4.0, 1.0]
    assert lines["first"].tolist() == [1, 11] and lines["last"].tolist() == [10, 24]


@pytest.mark.parametrize("count", [1, 4, 5, 14, 15, 399, 400, 401, 5000, 100_000])
def test_however_many_answers_the_lines_are_few_and_join_up(count):
    lines, size = middles(np.arange(count, dtype=float))
    assert 1 <= len(lines) <= 41
    assert lines["first"].iloc[0] == 1 and lines["last"].iloc[-1] == count
    assert (lines["first"].iloc[1:].to_numpy() == lines["last"].iloc[:-1].to_numpy() + 1).all()


def test_a_mark_on_the_spot_and_one_far_away_are_drawn_within_the_frame(history):
    _, distances = charts(find(history, 0, 1, 400))
    (dots,) = [line for line in distances.lines if len(line.get_xdata()) == 3]
    low, high = distances.get_ylim()
    assert (dots.get_ydata() > low).all() and (dots.get_ydata() < high).all()


def test_the_same_history_makes_the_same_picture(history):
    find(history, 3, 2, 1)
    first, second = (plot_progress(history, now=NOW).figure.png() for _ in range(2))
    assert first == second


def test_it_can_be_drawn_on_axes_of_ones_own_again_and_again(history):
    ax = plot_progress(find(history, 3), now=NOW)
    find(history, 2)
    assert plot_progress(history, ax, NOW) is ax
    assert "2 answers" in ax.figure.words and len(ax.child_axes) == 2

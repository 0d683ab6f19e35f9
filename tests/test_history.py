"""Answers kept in practice, and the plan of what to ask next."""

import itertools
import multiprocessing
import random
import time
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from sudden import answer

from acu.diary import Diary
from acu.memory import History, plan
from acu.points import load_points
from acu.questions import questions

# Where there is fork, a process starts in no time.
FORK = "fork" in multiprocessing.get_all_start_methods()
TURNS = 100 if FORK else 20
CONTEXT = multiprocessing.get_context("fork" if FORK else "spawn")
NOON = datetime(2026, 7, 27, 12)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture
def history(tmp_path):
    return History(tmp_path / "own" / "practice.csv")


def given(*answers):
    """Answers as `History.read` returns them, from (question, when, grade)."""
    frame = pd.DataFrame(answers, columns=["question", "when", "grade"])
    frame = frame.astype({"when": "datetime64[us]", "question": "str", "grade": "int64"})
    return frame.sort_values("when", kind="stable", ignore_index=True)


# --- what is kept --------------------------------------------------------------------------------


def test_an_answer_comes_back_as_it_was_kept(history):
    history.add("find BL40", "bare", "thin woman", '=x "1", 2', 2, 1.234, NOON)
    (row,) = history.read().to_dict("records")
    assert row == {
        "when": NOON,
        "question": "find BL40",
        "level": "bare",
        "person": "thin woman",
        "answer": '=x "1", 2',
        "grade": 2,
        "cm": 1.23,
    }
    assert history.problems == []


def test_what_was_not_measured_has_no_distance(history):
    empty = history.read().dtypes
    history.add("press R03", "", "", "refuse", 4)
    assert history.read()["cm"].isna().all()
    assert history.read().dtypes.equals(empty)


def test_every_question_that_there_is_can_be_kept(history):
    keys = [question.key for question in questions(load_points().index)]
    assert len(keys) > 1000 and any("," in key for key in keys)
    for key in keys:
        assert History.VALUES["question"](key) == key
    comma = next(key for key in keys if "," in key)
    history.add(comma, "", "", "", 3)
    assert history.read()["question"].tolist() == [comma] and history.problems == []


def test_answers_of_one_second_stay_in_their_order(history):
    for grade in (1, 3, 2, 4):
        history.add("name GB29", "", "", "", grade, when=NOON)
    assert history.read()["grade"].tolist() == [1, 3, 2, 4]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"question": "BL40"}, 'question: "BL40" is not the key of a question, such as find BL40'),
        ({"question": "find  "}, 'question: "find  " is not the key'),
        ({"question": "find =1"}, 'question: "find =1" is not the key'),
        ({"level": "hard"}, 'level: "hard" is not one of landmarks, bare, another body, other si'),
        ({"person": "A. Smith"}, 'person: "A. Smith" does not say whose body'),
        ({"grade": 0}, 'grade: "0" is not 1 (again), 2 (hard), 3 (good) or 4 (easy)'),
        ({"grade": 5}, 'grade: "5" is not 1'),
        ({"grade": True}, 'grade: "True" is not 1'),
        ({"grade": None}, 'grade: "None" is not 1'),
        ({"cm": -1}, 'cm: "-1.00" is not a distance in cm, such as 2.5'),
        ({"cm": float("nan")}, 'cm: "nan" is not a distance'),
        ({"cm": float("inf")}, 'cm: "inf" is not a distance'),
        ({"cm": "near"}, 'cm: "near" is not a distance'),
        ({"answer": "x" * 201}, "an answer has up to 200 characters, not 201"),
        ({"when": "noon"}, 'when: "noon" is not a time; write it as 2026-07-27T18:05'),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(history, wrong, why):
    right = {"question": "find BL40", "level": "", "person": "", "answer": "", "grade": 3}
    with pytest.raises(ValueError) as refused:
        history.add(**right | wrong)
    assert why in str(refused.value) and "\n" not in str(refused.value)
    assert not history.path.exists()


def test_the_errors_of_each_file_speak_of_it(tmp_path):
    diary, history = Diary(tmp_path / "diary.csv"), History(tmp_path / "practice.csv")
    diary.add("GB29", 6, 4)
    history.add("find GB29", "", "", "", 3)
    with pytest.raises(ValueError, match="diary.csv: this is no practice history: its first row"):
        History(diary.path).add("find GB29", "", "", "", 3)
    with pytest.raises(ValueError, match="practice.csv: this is no diary: its first row must name"):
        Diary(history.path).delete()
    history.delete()
    with pytest.raises(FileNotFoundError, match="the practice history is empty"):
        history.export(tmp_path / "copy.csv")
    assert len(diary.read()) == 1


def test_a_german_spreadsheet_may_save_it(history):
    history.path.parent.mkdir()
    history.path.write_text(
        "\ufeffwhen;question;level;person;answer;grade;cm\r\n"
        '2026-07-27T12:00:00;find BL40;bare;average man;"a; b";3;1,5\r\n',
        encoding="utf-8",
        newline="",
    )
    history.add("find GB29", "bare", "average man", "c, d", 2, 0.5, NOON)
    assert history.read()["cm"].tolist() == [1.5, 0.5]
    assert history.read()["answer"].tolist() == ["a; b", "c, d"]


# --- nothing is lost -----------------------------------------------------------------------------


def killed(path, first, turn, chance):
    """Let a process keep answers until it is killed; return the numbers that it told."""
    receiver, sender = CONTEXT.Pipe(duplex=False)
    dies_at = turn / TURNS if turn % 2 else None
    child = CONTEXT.Process(target=answer, args=(path, first, sender, dies_at))
    child.start()
    sender.close()
    told = [receiver.recv()]  # it is at work
    if dies_at is None:
        time.sleep(chance.uniform(0, 0.01))
        child.kill()
    child.join()
    assert child.exitcode != 0  # it did not end by itself
    try:
        while True:
            told.append(receiver.recv())
    except (EOFError, OSError):
        return told


def test_nothing_is_lost_when_the_kernel_is_killed_a_hundred_times_while_it_saves(history):
    chance, told, kept = random.Random(6), [], []
    for turn in range(TURNS):
        told += killed(history.path, 1000 * turn, turn, chance)
        kept = history.read()["answer"].str.split(",").str[0].astype(int).tolist()
        # An answer may be on the disk though the process died before it could say so.
        assert set(told) <= set(kept) and len(kept) <= len(told) + turn + 1
        assert len(kept) == len(set(kept))
    problems = history.problems
    assert 0.4 * TURNS < len(problems) <= TURNS  # nearly every other died within a row
    assert all("half-written" in problem.message for problem in problems)
    history.add("find BL40", "", "", "afterwards", 3)
    assert len(history.read()) == len(kept) + 1 and history.problems == problems


# --- the plan ------------------------------------------------------------------------------------


def test_what_was_never_asked_comes_in_the_given_order_each_once():
    planned = plan(given(), ["name B", "find A", "name B", "order C"], NOON)
    assert planned.index.tolist() == ["name B", "find A", "order C"]
    assert planned["due"].isna().all() and planned["known"].isna().all()
    assert planned["asked"].tolist() == [0, 0, 0]
    assert plan(given(), [], NOON).empty


def test_due_comes_first_then_new_then_what_can_wait():
    answers = given(
        ("find waits", NOON - DAY, 4),
        ("find rests", NOON - 2 * DAY, 4),
        ("find due", NOON - 2 * DAY, 1),
        ("find overdue", NOON - 40 * DAY, 1),
    )
    keys = ["find new", "find waits", "find due", "find overdue", "find rests", "find later"]
    assert plan(answers, keys, NOON).index.tolist() == [
        "find overdue",
        "find due",
        "find new",
        "find later",
        "find rests",
        "find waits",
    ]


def test_a_wrong_answer_comes_back_in_minutes_and_an_easy_one_after_days():
    planned = plan(given(("find A", NOON, 1), ("find B", NOON, 4)), ["find A", "find B"], NOON)
    assert planned.at["find A", "due"] - NOON <= 10 * MINUTE
    assert planned.at["find B", "due"] - NOON >= 2 * DAY


def test_each_time_that_it_is_known_the_wait_grows_and_a_wrong_answer_shortens_it():
    answers, now, waits = [], NOON, []
    for grade in (3, 3, 3, 3, 3, 1):
        answers.append(("find A", now, grade))
        due = plan(given(*answers), ["find A"], now).at["find A", "due"]
        waits.append(due - now)
        now = due
    assert all(later > sooner for sooner, later in itertools.pairwise(waits[:5]))
    assert waits[4] > 30 * DAY and waits[5] < DAY


def test_when_it_is_due_nine_in_ten_are_still_known_and_then_fewer():
    answers = given(("find A", NOON, 3), ("find A", NOON + DAY, 3), ("find A", NOON + 4 * DAY, 3))
    due = plan(answers, ["find A"], NOON + 4 * DAY).at["find A", "due"].to_pydatetime()
    known = [plan(answers, ["find A"], due + k * 30 * DAY).at["find A", "known"] for k in range(4)]
    assert known[0] == pytest.approx(0.9, abs=0.02)
    assert known == sorted(known, reverse=True) and known[3] < 0.8


def test_only_what_is_asked_for_is_planned():
    answers = given(("find A", NOON, 3), ("find gone", NOON, 3), ("find A", NOON, 3))
    planned = plan(answers, ["find A"], NOON)
    assert planned.index.tolist() == ["find A"] and planned["asked"].tolist() == [2]


def test_the_same_answers_make_the_same_plan():
    chance = random.Random(1)
    keys = [f"find {k}" for k in range(30)]
    asked = enumerate(chance.choices(keys[:20], k=99))
    answers = given(*((key, NOON + k * MINUTE, chance.randint(1, 4)) for k, key in asked))
    assert plan(answers, keys, NOON + DAY).equals(plan(answers, keys, NOON + DAY))


def test_a_clock_that_was_a_little_ahead_does_not_ask_the_same_again():
    planned = plan(given(("find A", NOON + 60 * MINUTE, 4)), ["find A", "find B"], NOON)
    assert planned.index.tolist() == ["find B", "find A"]
    assert planned.at["find A", "asked"] == 1 and planned.at["find A", "due"] > NOON + DAY


def test_a_year_that_was_mistyped_does_not_put_a_question_away_for_good():
    answers = given(("find A", datetime(2206, 1, 1), 4), ("find A", datetime(9999, 12, 31), 4))
    planned = plan(answers, ["find A"], NOON)
    assert planned["due"].isna().all() and planned["asked"].tolist() == [0]


def test_a_clock_that_once_stood_decades_back_does_no_harm():
    for start in (datetime(1, 1, 1), datetime(1970, 1, 1)):
        planned = plan(given(("find A", start, 1), ("find A", NOON, 3)), ["find A"], NOON)
        assert planned["asked"].tolist() == [2] and planned.at["find A", "due"] > NOON


def test_a_moment_of_the_clock_is_the_same_with_a_time_zone():
    answers = given(("find A", NOON, 3))
    here = NOON.astimezone(UTC)
    assert plan(answers, ["find A"], here).equals(plan(answers, ["find A"], NOON))


def test_the_plan_of_a_history_that_is_just_kept_counts_it(history):
    history.add("find A", "bare", "", "", 1)
    planned = plan(history.read(), ["find A", "find B"])
    assert planned["asked"].to_dict() == {"find A": 1, "find B": 0}
    assert np.isclose(planned.at["find A", "known"], 1)

"""Files of one's own when the clock is set back, summer time ends, or somebody travels."""

import time
from datetime import datetime, timedelta

import pytest

import acu
from acu.diary import Diary
from acu.memory import History, plan

NOON = datetime(2026, 7, 27, 12)
DAY = timedelta(days=1)
# Moments at which somebody kept a session, in order: around both changes of the clock in Berlin.
MOMENTS = [
    "2026-03-28T20:00",
    "2026-03-29T00:30",  # half past one at night
    "2026-03-29T01:30",  # half past three: there was no half past two
    "2026-10-24T20:00",
    "2026-10-24T23:30",  # half past one
    "2026-10-25T00:30",  # half past two, for the first time
    "2026-10-25T02:30",  # half past three
]


def wall_clock(moment):
    """What the clock of the room shows at a moment (UTC), as `add` takes it by default."""
    return datetime.fromisoformat(f"{moment}+00:00").astimezone().replace(tzinfo=None)


@pytest.fixture
def live_in(monkeypatch):
    """Moves the clock of the room to another time zone."""

    def moved(zone):
        monkeypatch.setenv("TZ", zone)
        getattr(time, "tzset", lambda: None)()  # Windows has none: all happens in one zone there

    yield moved
    monkeypatch.undo()
    getattr(time, "tzset", lambda: None)()


def test_answers_from_a_clock_that_was_months_ahead_wait_until_it_is_so_late(tmp_path):
    history = History(tmp_path / "practice.csv")
    for when in (NOON + 60 * DAY, NOON + 61 * DAY, NOON - 2 * DAY, NOON):
        history.add("find GB29", "bare", "", f"{when:%m-%d}", 3, when=when)
    history.add("name GB29", "", "", "ahead", 1, when=NOON + 60 * DAY)
    answers = history.read()
    assert answers["answer"].tolist() == ["07-25", "07-27", "09-25", "ahead", "09-26"]
    rows = history.path.read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [row[5:10] for row in rows] == ["09-25", "09-26", "07-25", "07-27", "09-25"]
    now = plan(answers, ["find GB29", "name GB29"], NOON)
    assert now["asked"].to_dict() == {"find GB29": 2, "name GB29": 0}
    assert NOON < now.at["find GB29", "due"] < NOON + 30 * DAY
    assert 0.9 < now.at["find GB29", "known"] <= 1
    later = plan(answers, ["find GB29", "name GB29"], NOON + 62 * DAY)
    assert later["asked"].to_dict() == {"find GB29": 4, "name GB29": 1}
    practice = acu.practise("GB29", kinds="find", history=history, now=NOON)
    assert practice.quiz.about.endswith("Nothing is due today.")


def test_a_diary_reads_in_order_across_summer_time_and_journeys(tmp_path, live_in):
    diary = Diary(tmp_path / "diary.csv")
    live_in("Europe/Berlin")
    for moment in MOMENTS:
        diary.add("GB29", 6, 4, note=moment, when=wall_clock(moment))
    at_home = diary.read()
    assert at_home["note"].tolist() == MOMENTS
    for zone, moment in (("Asia/Tokyo", "2026-11-01T08:00"), ("US/Pacific", "2026-11-02T20:00")):
        live_in(zone)
        assert diary.read().iloc[: len(MOMENTS)].equals(at_home)  # as the clock showed it there
        diary.add("GB29", 6, 4, note=moment, when=wall_clock(moment))
    live_in("Europe/Berlin")
    assert diary.read()["note"].tolist() == [*MOMENTS, "2026-11-01T08:00", "2026-11-02T20:00"]
    assert diary.problems == []

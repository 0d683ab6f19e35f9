"""A guided session and the course of a diary, as a learner meets them."""

import base64
import errno
import os
import re
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

import acu
from acu import tables
from acu.diary import Diary
from acu.lessons.course import MEAN, STOP, danger, verdict, weekly

MONDAY = datetime(2026, 7, 27, 18)
PRESSES = [
    {"code": "GB29", "side": "left", "seconds": 120, "when": "2026-07-27T18:05:00"},
    {"code": "GB29", "side": "right", "seconds": 90, "when": "2026-07-27T18:07:10"},
    {"code": "BL40", "side": "left", "seconds": 120, "when": "2026-07-27T18:10:00"},
]


@pytest.fixture
def diary(home):
    """The learner's own diary, not there yet."""
    return Diary()


@pytest.fixture
def session(diary):
    return acu.guided_session()


def keep(session, before=6, after=4, note=""):
    session.before.value, session.after.value, session.note.value = before, after, note
    session.keep.click()


def fill(diary, *pains):
    """Keep a session a week with the pain before; the pain after is one less."""
    for week, pain in enumerate(pains):
        if pain is not None:
            diary.add("GB29", pain, max(0, pain - 1), when=MONDAY + timedelta(weeks=week))
    return diary


def text(html):
    return unescape(re.sub(r"data:[^\"]*|<[^>]*>", " ", html))


# --- the session ---------------------------------------------------------------------------------


def test_it_is_the_articles_three_points_unless_others_are_asked_for(session):
    assert "6 presses, GB29, GB30, BL40" in session.timer.words
    assert "2 presses, SP6" in acu.guided_session("SP6").timer.words
    with pytest.raises(ValueError, match="only located"):
        acu.guided_session("GV4")


def test_every_number_from_0_to_10_can_be_chosen_and_none_is_chosen_beforehand(session):
    for question in (session.before, session.after):
        assert question.value == ""
        names, numbers = zip(*question.options.items(), strict=True)
        assert numbers[1:] == tuple(range(11))
        assert "no pain" in names[1] and "worst" in names[-1]


def test_nothing_is_kept_unless_the_learner_presses_the_button(session, diary):
    session.before.value, session.after.value = 6, 4
    session.timer.finished = PRESSES
    session.note.value = "private"
    assert not diary.path.parent.exists()
    assert diary.place in text(session._promise.value)


def test_what_was_pressed_with_the_timer_is_kept_with_its_time(session, diary):
    session.timer.finished = PRESSES
    assert "GB29, BL40, 5 minutes 30 seconds in all" in text(session.pressed.value)
    keep(session, 6, 4, "sat all day")
    (row,) = diary.read().to_dict("records")
    assert row == {
        "when": datetime(2026, 7, 27, 18, 5),
        "points": "GB29 BL40",
        "before": 6,
        "after": 4,
        "seconds": 330,
        "note": "sat all day",
    }
    assert "Kept in ~/acu-workbook/diary.csv: pain 6 before and 4 after." in text(
        session.told.value
    )


def test_the_next_session_counts_only_its_own_presses(session, diary):
    session.timer.finished = PRESSES[:2]
    keep(session)
    session.timer.finished = PRESSES
    keep(session)
    assert diary.read()["seconds"].tolist() == [210, 120]
    assert diary.read()["points"].tolist() == ["GB29", "BL40"]


def test_a_session_without_the_timer_is_kept_without_a_time(session, diary):
    keep(session, 0, 10)
    (row,) = diary.read().itertuples()
    assert row.points == "GB29 GB30 BL40" and (row.before, row.after) == (0, 10)
    assert diary.read()["seconds"].isna().all()


def test_a_second_click_keeps_nothing_twice(session, diary):
    keep(session)
    session.keep.click()
    assert len(diary.read()) == 1
    assert "first choose your pain" in text(session.told.value)


@pytest.mark.parametrize("missing", ["before", "after"])
def test_both_numbers_are_asked_for(session, diary, missing):
    keep(session, **{missing: ""})
    assert not diary.path.exists()
    assert "first choose your pain before and after" in text(session.told.value)


def test_when_the_disk_is_full_the_learner_is_told_and_loses_no_word(session, diary, monkeypatch):
    def full(file, row):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    keep(session, 6, 4, "typed with care")
    assert "This session is not kept: ~/acu-workbook/diary.csv" in text(session.told.value)
    assert (session.before.value, session.note.value) == (6, "typed with care")
    monkeypatch.undo()
    session.keep.click()
    assert Diary(session.diary.path).read()["note"].tolist() == ["typed with care"]


def test_a_note_is_shown_as_text_not_as_html(session):
    keep(session, note="<script>alert(1)</script> & <b>x</b>")
    assert "<script>" not in session.book.value and "<b>x</b>" not in session.book.value
    assert "<script>alert(1)</script> & <b>x</b>" in text(session.book.value)


def test_a_copy_can_be_saved_that_is_the_file(session, diary):
    assert "download" not in session.book.value
    keep(session, note="=1+1, 腰")
    copy = re.search(
        r'download="diary.csv" href="data:text/csv;base64,([^"]+)"', session.book.value
    )
    assert base64.b64decode(copy[1]) == diary.path.read_bytes()


def test_deleting_is_asked_twice_and_then_the_diary_is_gone(session, diary):
    assert session.forget.delete.disabled
    keep(session)
    session.forget.delete.click()
    asked, *buttons = session.forget.question.children
    assert "Delete ~/acu-workbook/diary.csv with 1 session?" in text(asked.value)
    assert buttons == [session.forget.back, session.forget.sure]
    session.forget.back.click()
    assert len(diary.read()) == 1 and session.forget.question.children == ()
    session.forget.delete.click()
    session.forget.sure.click()
    assert list(diary.path.parent.iterdir()) == []
    assert "is deleted" in text(session.told.value)
    assert "Your diary is empty" in session.book.value and session.forget.question.children == ()


def test_a_row_that_cannot_be_read_is_told_with_its_place(session, diary):
    keep(session)
    with open(diary.path, "ab") as file:
        file.write(b"2026-07-28T18:05:00,GB29,60,4,,\r\n")
    told = text(acu.guided_session().book.value)
    assert "1 row could not be read" in told and "diary.csv, row 3, column before" in told
    assert "1 session in 1 week" in acu.guided_session().book.value


def test_a_diary_that_cannot_be_opened_does_not_stop_the_lesson(diary, monkeypatch):
    def locked(*_):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    fill(diary, 5)
    monkeypatch.setattr(Path, "open", locked)
    assert "The diary cannot be read: ~/acu-workbook/diary.csv" in acu.guided_session().book.value


def test_every_danger_sign_that_needs_help_at_once_stands_in_the_lesson(session):
    rows = tables.read("red_flags")
    signs = rows.loc[rows["urgency"] == "emergency", "sign"]
    assert len(signs) >= 5 and danger()["sign"].tolist() == signs.tolist()
    assert all(sign in text(session.book.value) for sign in signs)


# --- what a notebook stores ----------------------------------------------------------------------


def test_what_a_notebook_stores_says_nothing_of_the_diary_or_the_computer(session, diary):
    empty = session._repr_mimebundle_()
    keep(session, note="private")
    full = acu.guided_session()._repr_mimebundle_()
    for kind in ("text/plain", "text/html"):
        assert empty[kind] == full[kind]
        assert "acu-workbook" not in full[kind] and str(diary.path.parent) not in full[kind]


def test_a_notebook_that_is_not_run_shows_the_session_and_says_what_a_diary_can_tell(session):
    bundle = session._repr_mimebundle_()
    assert re.findall(r'<img alt="([^"]*)"', bundle["text/html"]) == [bundle["text/plain"]]
    assert len(bundle["text/plain"]) < 110
    assert MEAN in bundle["text/html"] and STOP in bundle["text/html"]


# --- the course over weeks -----------------------------------------------------------------------


def test_an_empty_diary_shows_how_it_will_look_and_makes_no_file(diary):
    figure = acu.plot_diary().figure
    assert figure.words.startswith("Your diary is empty. Each session that you keep adds")
    assert figure.words.endswith(f"{MEAN} {STOP}")
    assert not diary.path.parent.exists()
    assert figure.png() == acu.plot_diary().figure.png()


def test_a_week_has_the_middle_of_its_sessions(diary):
    for day, pain in ((0, 8), (2, 3), (6, 4), (7, 10)):
        diary.add("GB29", pain, pain // 2, when=MONDAY + timedelta(days=day))
    assert weekly(diary.read()).to_dict() == {
        "before": {1: 4, 2: 10},
        "after": {1: 2, 2: 5},
    }


def test_a_week_begins_at_midnight_not_at_the_hour_of_the_first_session(diary):
    diary.add("GB29", 5, 4, when="2026-07-27T23:00")
    diary.add("GB29", 3, 2, when="2026-08-03T01:00")
    assert weekly(diary.read()).index.tolist() == [1, 2]


def test_picture_and_words_say_the_same(diary):
    fill(diary, 7, 6, None, 4)
    ax = acu.plot_diary(diary)
    told = re.findall(r"week (\d), (\d) before and (\d) after", ax.figure.words)
    assert told == [("1", "7", "6"), ("2", "6", "5"), ("4", "4", "3")]
    assert ax.figure.words.startswith("Your diary: 3 sessions in 4 weeks.")
    solid, dashed = [
        lines.get_segments() for lines in ax.collections if len(lines.get_paths()) == 3
    ][-2:]
    drawn = zip(solid, dashed, strict=True)
    assert [(f"{s[1][0]:g}", f"{s[0][1]:g}", f"{d[0][1]:g}") for s, d in drawn] == told
    rings, dots = [line for line in ax.lines if len(line.get_xdata()) == 3]
    assert rings.get_ydata().tolist() == [7, 6, 4] and dots.get_ydata().tolist() == [6, 5, 3]


def test_a_long_diary_is_still_told_in_a_few_words(diary):
    fill(diary, *[5] * 60)
    ax = acu.plot_diary(diary)
    assert "60 sessions in 60 weeks" in ax.figure.words
    assert ax.figure.words.count(" before and ") == 3  # the first week, the last, and what it is
    assert len(ax.get_xticks()) <= 14


def test_a_single_session_can_be_drawn_and_a_year_that_was_mistyped(diary):
    fill(diary, 5)
    assert "1 session in 1 week." in acu.plot_diary(diary).figure.words
    diary.add("GB29", 5, 4, when="2206-07-27T18:05")
    assert len(acu.plot_diary(diary).get_xticks()) <= 40
    acu.plot_diary(diary).figure.png()


@pytest.mark.parametrize(
    ("pains", "said"),
    [
        ([], "^$"),
        ([5], "too early to judge"),
        ([7, 6, 5, 4], "too early to judge. Look back after four to six weeks"),
        ([5, 6], "higher than in week 1 .*Stop pressing, and see a doctor"),
        ([6, 5, 7, 6, 6], "no lower than in week 1 .*See a doctor"),
        ([6, 6, 6, 6, 6, 8], "higher than in week 1 .*Stop pressing"),
        ([7, 6, 6, 5, 5], "lower than in week 1 .*a diary cannot tell which"),
    ],
)
def test_it_says_when_to_stop_and_see_someone_and_never_that_pressing_helped(diary, pains, said):
    words = verdict(fill(diary, *pains).read())
    assert re.search(said, words)
    assert not re.search(r"cure|heal|work|thanks to|because", words)


def test_it_can_be_drawn_on_axes_of_ones_own(diary):
    ax = acu.plot_diary(fill(diary, 5))
    fill(diary, None, 4)
    assert acu.plot_diary(diary, ax) is ax
    assert "2 sessions in 2 weeks" in ax.figure.words

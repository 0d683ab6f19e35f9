"""The diary: what was kept comes back, and what does not fit is refused."""

import os
import random
from datetime import UTC, datetime

import pytest
from diary_file import HEADER, notes, told, write

from acu import tables
from acu.diary import Diary
from acu.ledger import folder

# --- what is kept comes back ---------------------------------------------------------------------


def test_a_session_comes_back_as_it_was_kept(diary):
    diary.add(["GB29", "EX-B6"], 6, 4, 480, "Sat all day.", datetime(2026, 7, 27, 18, 5))
    (row,) = diary.read().to_dict("records")
    assert row == {
        "when": datetime(2026, 7, 27, 18, 5),
        "points": "GB29 EX-B6",
        "before": 6,
        "after": 4,
        "seconds": 480,
        "note": "Sat all day.",
    }
    assert diary.problems == []


def test_an_empty_diary_has_the_same_columns_as_a_full_one_and_makes_no_file(diary):
    empty = diary.read()
    assert len(empty) == 0 and not diary.path.parent.exists()
    diary.add("GB29", 0, 10)
    assert diary.read().dtypes.equals(empty.dtypes)
    assert diary.read()["seconds"].isna().all()


def test_the_time_is_the_clock_of_the_room(diary):
    before = datetime.now().replace(microsecond=0)
    diary.add("GB29", 6, 4)
    assert before <= diary.read()["when"][0] <= datetime.now()
    diary.add("GB30", 6, 4, when=datetime(2026, 7, 27, 18, tzinfo=UTC))
    here = datetime(2026, 7, 27, 18, tzinfo=UTC).astimezone().replace(tzinfo=None)
    assert diary.read()["when"][0] == here


def test_sessions_come_in_order_of_time_also_when_the_clock_was_set_back(diary):
    for day in (3, 1, 2):
        diary.add("GB29", day, day, when=f"2026-07-0{day}T10:00")
    assert diary.read()["before"].tolist() == [1, 2, 3]
    first_in_the_file = diary.path.read_text("utf-8").splitlines()[1]
    assert first_in_the_file.startswith("2026-07-03")  # nothing was moved


NOTES = [
    'He said "it\'s fine", then left; 10 \\ 2',
    "first line\nsecond, line\n\nlast",
    "rücken 腰 👩🏽‍⚕️ e\u0301",
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+1 better",
    "-2",
    "@home",
    "'=1",
    "''tis",
    "'quoted'",
    "better;=1+1\n+2,\t@x",
    "＝1＋1",
    "<b>bold</b> & <script>alert(1)</script>",
    '"',
    '""',
    ",",
    "half-written",
    HEADER,
    "",
]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_comes_back_as_it_was_typed(diary, note):
    diary.add("GB29", 6, 4, note="before it")
    diary.add("GB29", 6, 4, note=note)
    diary.add("GB29", 6, 4, note="after it")
    assert notes(diary) == ["before it", note, "after it"]
    assert diary.problems == []


def test_any_note_comes_back(diary):
    chance = random.Random(4)
    typed = ["".join(chance.choices("=+-@'\"',;\t\n\\ aé腰😀", k=12)).strip() for _ in range(60)]
    for note in typed:
        diary.add("GB29", 6, 4, note=note)
    assert notes(diary) == typed
    assert diary.problems == []


def test_line_ends_of_every_kind_are_one(diary):
    diary.add("GB29", 6, 4, note=" one\r\ntwo\rthree\x00 ")
    assert notes(diary) == ["one\ntwo\nthree"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("start", list("=+-@"))
def test_no_spreadsheet_meets_a_formula_whatever_separator_it_expects(diary, mark, start):
    diary.add("GB29", 6, 4, note=f"{start}1\nso{mark}{start}2{mark} {start}3\n{start}4")
    text = diary.path.read_text("utf-8-sig")
    cells = [cell.strip().strip('"') for line in text.split("\n") for cell in line.split(mark)]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@"))]


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"before": 11}, 'before: "11" is not a whole number from 0 (no pain) to 10'),
        ({"after": -1}, 'after: "-1" is not a whole number'),
        ({"after": 4.5}, 'after: "4.5" is not a whole number'),
        ({"before": None}, 'before: "None" is not a whole number'),
        ({"before": True}, 'before: "True" is not a whole number'),
        ({"seconds": -5}, 'seconds: "-5" is not a whole number of seconds'),
        ({"points": "B 54"}, 'points: "B" is not the code of a point, such as GB29'),
        ({"points": []}, 'points: "" is not the code'),
        ({"points": "=1"}, 'points: "=1" is not the code'),
        ({"when": "27/07/2026"}, 'when: "27/07/2026" is not a time; write it as 2026-07-27T18:05'),
        ({"note": "x" * 2001}, "a note has up to 2000 characters, not 2001"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(diary, wrong, why):
    with pytest.raises(ValueError) as refused:
        diary.add(**{"points": "GB29", "before": 6, "after": 4} | wrong)
    assert why in str(refused.value) and "\n" not in str(refused.value)
    assert not diary.path.exists()


def test_a_file_that_is_no_diary_is_neither_added_to_nor_deleted(tmp_path):
    other = Diary(tmp_path / "points.csv")
    other.path.write_bytes((tables.DATA / "points.csv").read_bytes())
    for change in (lambda: other.add("GB29", 6, 4), other.delete):
        with pytest.raises(ValueError, match="this is no diary: its first row must name the col"):
            change()
    assert other.path.read_bytes() == (tables.DATA / "points.csv").read_bytes()
    assert len(other.read()) == 0 and "no diary" in told(other)[0]


# --- the learner's own ---------------------------------------------------------------------------


def test_it_lies_in_the_folder_that_the_learner_names_or_in_the_home_folder(monkeypatch, home):
    assert folder() == home / "acu-workbook"
    assert Diary().place == "~/acu-workbook/diary.csv"
    assert repr(Diary()) == "Diary('~/acu-workbook/diary.csv')"
    monkeypatch.setenv("ACU_HOME", str(home / "mine"))
    assert folder() == home / "mine"
    assert Diary().path == home / "mine" / "diary.csv"


def test_nobody_else_on_the_computer_reads_it(diary):
    diary.add("GB29", 6, 4)
    for path in (diary.path, diary.path.parent):
        # Windows keeps home folders apart by itself and has no such bits.
        assert os.name == "nt" or path.stat().st_mode & 0o077 == 0


def test_a_copy_is_the_same_and_never_written_over_a_file(diary, tmp_path):
    diary.add("GB29", 6, 4, note="=1+1")
    copy = diary.export(tmp_path / "copy.csv")
    assert copy.read_bytes() == diary.path.read_bytes()
    assert Diary(copy).read().equals(diary.read())
    diary.add("GB30", 6, 4)
    with pytest.raises(FileExistsError, match="Nothing is copied: .*copy.csv: something of that"):
        diary.export(copy)
    assert len(Diary(copy).read()) == 1


def test_there_is_no_copy_of_nothing(diary, tmp_path):
    with pytest.raises(FileNotFoundError, match="the diary is empty"):
        diary.export(tmp_path / "copy.csv")
    assert not (tmp_path / "copy.csv").exists()


def test_deleted_is_gone_and_a_new_one_can_be_begun(diary):
    diary.add("GB29", 6, 4, note="private")
    diary.delete()
    assert list(diary.path.parent.iterdir()) == []
    diary.delete()  # nothing there: nothing to do
    diary.add("GB30", 5, 3)
    assert diary.read()["points"].tolist() == ["GB30"]


def test_a_spoilt_diary_can_be_deleted(diary):
    write(diary, f'{HEADER}\n"""\n')
    diary.delete()
    assert not diary.path.exists()

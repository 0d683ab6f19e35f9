"""The diary: what was kept is there, whatever happens to the computer or to the file."""

import csv
import errno
import io
import multiprocessing
import os
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sudden import die_writing, keep_many

from acu import tables
from acu.diary import Diary
from acu.ledger import folder

# Where there is fork, a process starts in no time.
START = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
PROCESS = multiprocessing.get_context(START).Process
HEADER = "when,points,before,after,seconds,note"
ROW = "2026-07-27T18:05:00,GB29 BL40,6,4,480,"


@pytest.fixture
def diary(tmp_path):
    return Diary(tmp_path / "own" / "diary.csv")


def write(diary, text, encoding="utf-8"):
    diary.path.parent.mkdir(exist_ok=True)
    diary.path.write_bytes(text.encode(encoding))


def notes(diary):
    return diary.read()["note"].tolist()


def told(diary):
    return [str(problem) for problem in diary.problems]


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


# --- nothing is lost -----------------------------------------------------------------------------


def test_nothing_is_lost_when_the_kernel_is_killed_while_it_writes(diary):
    for turn in range(20):
        child = PROCESS(target=die_writing, args=(diary.path, f"kernel {turn}", turn / 20))
        child.start()
        child.join()
        assert child.exitcode != 0  # it did not end by itself
        kept = [f'kernel {earlier}, "0"\n=1+1' for earlier in range(turn + 1)]
        assert notes(diary) == kept
        assert len(diary.problems) <= turn + 1
    spoilt = [problem.row for problem in diary.problems]
    assert len(set(spoilt)) == 20  # each told, and still in the file


def test_two_notebooks_may_add_at_once(diary):
    writers = [PROCESS(target=keep_many, args=(diary.path, name, 60)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(notes(diary)) == sorted(f'{w}, "{n}"\n=1+1' for w in "ab" for n in range(60))
    assert diary.problems == []


def test_wherever_the_last_row_breaks_off_the_others_stay_and_no_row_is_false(diary):
    for note in ("first", 'say ""hi"", friend\nand more', ""):
        diary.add("GB29", 6, 4, 120, note, "2026-07-27T18:05")
    true, whole = diary.read().to_dict("records"), diary.path.read_bytes()
    last = whole.index(b"2026", whole.index(b"friend") - 60)
    for end in range(len(whole)):
        diary.path.write_bytes(whole[:end])
        kept = diary.read().to_dict("records")
        assert kept == true[: len(kept)]
        assert len(kept) >= 1 + (end > whole.rindex(b"2026")) or end < last
        # A row without its line break counts as half-written, and is told.
        assert len(diary.problems) == (whole[:end] != b"" and not _ends_a_row(whole, end))
        diary.add("GB30", 1, 1, note="afterwards", when="2026-07-28")
        assert diary.path.read_bytes().startswith(whole[:end])  # left in place
        again = diary.read().to_dict("records")
        assert again[:-1] == kept and again[-1]["note"] == "afterwards"
        # A spreadsheet, too, sees the new row as a row of its own.
        plain = list(csv.reader(io.StringIO(diary.path.read_text("utf-8", "replace"), newline="")))
        assert plain[-1][1:] == ["GB30", "1", "1", "", "afterwards"]


def _ends_a_row(whole, end):
    rows = [at for at in range(len(whole)) if whole.startswith(b"2026", at)] + [len(whole)]
    return end <= rows[0] or any(at - end in (0, 1) for at in rows[1:])


def test_a_half_written_row_is_told_with_its_place_and_what_to_do(diary):
    write(diary, f"{HEADER}\r\n{ROW}fine\r\n2026-07-28T18:05:00,GB2")
    assert notes(diary) == ["fine"]
    (problem,) = told(diary)
    assert problem.startswith("diary.csv, row 3: the row is half-written (a crash, or a full disk?")
    diary.add("GB29", 5, 3)
    (problem,) = told(diary)
    assert problem.startswith("diary.csv, row 3: the row is half-written")
    assert 'take "half-written" away' in problem
    mended = diary.path.read_text("utf-8").replace("GB2,,,,,,half-written", "GB29,5,3,,")
    write(diary, mended)
    assert diary.problems == [] and len(diary.read()) == 3


def test_a_spoilt_row_in_the_middle_spoils_no_other(diary):
    write(diary, f'{HEADER}\n{ROW}a\n{ROW}"left open\n{ROW}"b, c"\n"x"y\n{ROW}"d\ne"\n')
    assert notes(diary) == ["a", "b, c", "d\ne"]
    assert [problem.row for problem in diary.problems] == [3, 5]
    assert "quotation mark" in told(diary)[0]


def test_a_row_in_another_encoding_spoils_no_other(diary):
    write(diary, f"{HEADER}\n{ROW}fine\n{ROW}r\xfccken\n{ROW}good\n", "latin-1")
    assert notes(diary) == ["fine", "good"]
    assert told(diary) == [
        "diary.csv, row 3, column note: the cell is not saved as UTF-8; save the file as CSV UTF-8"
    ]


def test_a_row_among_any_bytes_is_read_or_told(diary):
    chance = random.Random(8)
    write(diary, "")
    pieces = [ROW.encode(), b"\n", b'"', b";", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r\n,"]
    for _ in range(300):
        raw = b"".join([ROW.encode(), *chance.choices(pieces, k=12)])
        diary.path.write_bytes(HEADER.encode() + b"\r\n" + raw)
        assert len(diary.read()) + len(diary.problems) > 0
        diary.path.write_bytes(raw)
        assert len(diary.read()) == 0 and "no diary" in told(diary)[0]


# --- a disk or a folder that does not take it ----------------------------------------------------


def full_disk(room):
    real = os.write

    def write(file, row):
        if not room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(file, row[:room])

    return write


@pytest.mark.parametrize("room", [0, 1, 30])
def test_a_full_disk_is_told_in_a_sentence_and_loses_nothing(diary, monkeypatch, room):
    diary.add("GB29", 6, 4, note="kept")
    before = diary.path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full_disk(room))
        with pytest.raises(OSError, match="This session is not kept: .*diary.csv: .*[.]$"):
            diary.add("GB30", 6, 4, note="too much")
    assert diary.path.read_bytes().startswith(before)
    assert notes(diary) == ["kept"]
    diary.add("GB30", 6, 4, note="room again")
    assert notes(diary) == ["kept", "room again"]


def test_a_disk_that_is_full_from_the_first_makes_a_diary_that_can_still_be_kept(
    diary, monkeypatch
):
    for room in (0, 2, 20):
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", full_disk(room))
            with pytest.raises(OSError):
                diary.add("GB30", 6, 4)
        assert len(diary.read()) == 0
    diary.add("GB30", 6, 4)
    assert len(diary.read()) == 1 and diary.path.read_text("utf-8-sig").startswith(HEADER)


def not_allowed(*args, **kwargs):
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def test_a_read_only_folder_is_told_in_a_sentence(diary, monkeypatch):
    # The permissions of a folder do not bind an administrator, who may run this test.
    monkeypatch.setattr(os, "open", not_allowed)
    with pytest.raises(PermissionError) as refused:
        diary.add("GB29", 6, 4)
    assert str(refused.value).startswith("This session is not kept: ")
    assert "is it open in a spreadsheet, or its folder read-only?" in str(refused.value)


def test_a_file_in_place_of_the_folder_is_told_in_a_sentence(tmp_path):
    (tmp_path / "own").write_text("a file")
    with pytest.raises(OSError, match="This session is not kept: .*diary.csv: "):
        Diary(tmp_path / "own" / "diary.csv").add("GB29", 6, 4)


def test_a_diary_that_cannot_be_opened_is_told_in_a_sentence(diary, monkeypatch):
    diary.add("GB29", 6, 4)
    monkeypatch.setattr(Path, "read_bytes", not_allowed)
    with pytest.raises(PermissionError, match="The diary cannot be read: "):
        diary.read()


# --- spreadsheets --------------------------------------------------------------------------------

SAVED = {
    "Excel, English": ("\ufeff{head}\r\n{row}\r\n\r\n", ","),
    "Excel, German": ("\ufeff{head}\r\n{row}\r\n;;;;;\r\n", ";"),
    "Excel, with its own first line": ("sep=;\r\n{head}\r\n{row}\r\n", ";"),
    "LibreOffice": ("{head}\n{row}\n", ","),
    "an old Mac": ("{head}\r{row}\r", "\t"),
}


@pytest.mark.parametrize("program", SAVED)
def test_a_file_that_was_saved_by_a_spreadsheet_is_read_and_added_to(diary, program):
    text, mark = SAVED[program]
    row = mark.join(["2026-07-27T18:05:00", "GB29 BL40", "6", "4", "", '"a, b; c\nd"'])
    write(diary, text.format(head=HEADER.replace(",", mark), row=row))
    diary.add("GB30", 5, 3, 60, "x; y, z")
    assert notes(diary) == ["a, b; c\nd", "x; y, z"]
    assert diary.problems == []
    assert f"GB30{mark}5{mark}3{mark}60{mark}" in diary.path.read_text("utf-8")


def test_the_file_says_to_excel_that_it_is_utf_8(diary):
    diary.add("GB29", 6, 4, note="腰")
    assert diary.path.read_bytes().startswith(b"\xef\xbb\xbfwhen,points,")


def test_columns_may_be_moved_and_a_column_of_ones_own_added(diary):
    write(diary, "when,weather,note,points,before,after,seconds\n2026-07-27,rain,fine,GB29,6,4,\n")
    diary.add("BL40", 3, 2, 60, "added")
    assert notes(diary) == ["fine", "added"]
    assert diary.read()["points"].tolist() == ["GB29", "BL40"]


@pytest.mark.parametrize(
    ("row", "place", "right"),
    [
        ("2026-07-27T18:05,GB29,12,4,,", "row 3, column before", "from 0 (no pain) to 10"),
        ("2026-07-27T18:05,GB29,6,four,,", "row 3, column after", "from 0 (no pain) to 10"),
        ("27/07/2026 18:05,GB29,6,4,,", "row 3, column when", "write it as 2026-07-27T18:05"),
        ("2026-07-27T18:05,GB29,6,4,2 min,", "row 3, column seconds", "whole number of seconds"),
        ("2026-07-27T18:05,knee,6,4,,", "row 3, column points", "such as GB29"),
        ("2026-07-27T18:05,GB29,6", "row 3", "has 3 cells"),
        ("2026-07-27T18:05,GB29,6,4,,well, better", "row 3", "needs quotation marks"),
    ],
)
def test_a_wrong_cell_is_told_with_row_and_column_and_what_would_be_right(diary, row, place, right):
    write(diary, f"{HEADER}\n{ROW}fine\n{row}\n{ROW}good\n")
    (problem,) = told(diary)
    assert problem.startswith(f"diary.csv, {place}: ") and right in problem
    assert notes(diary) == ["fine", "good"]


# --- the learner's own ---------------------------------------------------------------------------


def test_it_lies_in_the_folder_that_the_learner_names_or_in_the_home_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("ACU_HOME", str(tmp_path / "mine"))
    assert folder() == tmp_path / "mine"
    assert Diary().path == tmp_path / "mine" / "diary.csv"
    monkeypatch.delenv("ACU_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert folder() == tmp_path / "acu-workbook"
    assert Diary().place == "~/acu-workbook/diary.csv"
    assert repr(Diary()) == "Diary('~/acu-workbook/diary.csv')"


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

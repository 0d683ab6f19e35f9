"""The diary when a kernel is killed, a disk is full or a row is spoilt: nothing is lost."""

import csv
import errno
import io
import multiprocessing
import os
import random
from pathlib import Path

import pytest
from diary_file import HEADER, ROW, notes, told, write
from sudden import die_writing, keep_many

from acu.diary import Diary

# Where there is fork, a process starts in no time.
START = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
PROCESS = multiprocessing.get_context(START).Process


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
    assert "is it open in another program, or its folder read-only?" in str(refused.value)


def test_a_file_in_place_of_the_folder_is_told_in_a_sentence(tmp_path):
    (tmp_path / "own").write_text("a file")
    with pytest.raises(OSError, match="This session is not kept: .*diary.csv: "):
        Diary(tmp_path / "own" / "diary.csv").add("GB29", 6, 4)


def test_a_diary_that_cannot_be_opened_is_told_in_a_sentence(diary, monkeypatch):
    diary.add("GB29", 6, 4)
    monkeypatch.setattr(Path, "open", not_allowed)
    with pytest.raises(PermissionError, match="The diary cannot be read: "):
        diary.read()

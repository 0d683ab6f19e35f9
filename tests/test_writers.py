"""Several notebooks and a spreadsheet at one diary: nothing is mixed, and nothing is lost."""

import csv
import io
import multiprocessing
import os
import threading
import time

import pytest
from sudden import keep_many

from acu import writing
from acu.diary import Diary
from acu.memory import History
from acu.stations import StationBook

START = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
CONTEXT = multiprocessing.get_context(START)
LONG = "ä" * 1900  # so that a row is longer than a page of memory, and half of it can be seen


@pytest.fixture
def diary(tmp_path):
    return Diary(tmp_path / "own" / "diary.csv")


def notes(diary):
    return diary.read()["note"].tolist()


def keep_in_threads(path, name, threads, count):
    """Keep long notes from several threads of a process at once."""

    def keep(thread):
        for number in range(count):
            Diary(path).add("GB29", 1, 1, 1, f"{name} {thread} {number} {LONG}")

    workers = [threading.Thread(target=keep, args=(each,)) for each in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def run(*jobs):
    processes = [CONTEXT.Process(target=job, args=given) for job, *given in jobs]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * len(processes)


def test_two_processes_of_four_threads_begin_a_diary_together_and_no_row_breaks_another(diary):
    run(*((keep_in_threads, diary.path, name, 4, 12) for name in "ab"))
    wanted = [f"{p} {t} {n} {LONG}" for p in "ab" for t in range(4) for n in range(12)]
    assert sorted(notes(diary)) == sorted(wanted)
    assert diary.problems == []
    rows = diary.path.read_bytes().decode("utf-8-sig").split("\r\n")
    assert all(row.startswith(("when,", "20")) for row in rows[:-1]) and rows[-1] == ""


def read_until(path, stop, told):
    """Read a diary again and again; tell all that is ever said to be wrong with it."""
    while not stop.is_set():
        told.update(map(str, Diary(path).problems))


def test_who_reads_while_another_writes_is_told_of_no_broken_row(diary):
    stop, told = threading.Event(), set()
    reader = threading.Thread(target=read_until, args=(diary.path, stop, told))
    reader.start()
    run((keep_in_threads, diary.path, "a", 2, 20))
    stop.set()
    reader.join()
    assert told == set() and len(notes(diary)) == 40


KEPT = {
    Diary: ("GB29", 6, 4),
    History: ("find BL40", "bare", "average man", "back 1 2", 3),
    StationBook: ("GB30", 9, True),
}


@pytest.mark.parametrize("kind", KEPT)
@pytest.mark.parametrize("deed", ["deleted", "replaced"])
def test_what_is_kept_while_the_file_goes_away_is_in_the_next_one(
    tmp_path, monkeypatch, kind, deed
):
    book, other = kind(tmp_path / "x.csv"), kind(tmp_path / "x.csv")
    book.add(*KEPT[kind])
    first, reached = book.path.read_bytes(), os.fsync

    def meanwhile(file):
        """In another notebook, or in a spreadsheet, when the row is on the disk."""
        reached(file)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", reached)
            if deed == "deleted":
                other.path.unlink()
            else:
                writing.write_whole(other.path, first)
        monkeypatch.setattr(os, "fsync", reached)

    monkeypatch.setattr(os, "fsync", meanwhile)
    book.add(*KEPT[kind], when="2020-01-01T12:00")
    assert len(book.read()) == (1 if deed == "deleted" else 2) and book.problems == []
    assert book.read()["when"][0].year == 2020


def test_what_is_kept_in_a_file_that_is_deleted_as_soon_as_it_is_open_is_in_the_next_one(
    diary, monkeypatch
):
    diary.add("GB29", 6, 4, note="before")
    opened = os.open

    def deleted(path, *given, **named):
        file = opened(path, *given, **named)
        if path == diary.path:
            monkeypatch.setattr(os, "open", opened)
            path.unlink()
        return file

    monkeypatch.setattr(os, "open", deleted)
    diary.add("GB29", 6, 4, note="kept")
    assert notes(diary) == ["kept"]


def test_notebooks_that_delete_and_keep_leave_whole_rows_only(diary):
    stop = threading.Event()

    def forget():
        while not stop.is_set():
            Diary(diary.path).delete()
            time.sleep(0.01)

    forgets = threading.Thread(target=forget)
    forgets.start()
    run((keep_many, diary.path, "a", 60), (keep_many, diary.path, "b", 60))
    stop.set()
    forgets.join()
    diary.add("GB30", 1, 1, note="last")
    kept = notes(diary)
    assert diary.problems == [] and kept[-1] == "last" and len(kept) == len(set(kept))
    assert {note.split('"')[0] for note in kept[:-1]} <= {"a, ", "b, "}


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody replace a file that is open")
def test_a_notebook_that_hangs_while_it_writes_holds_nobody_up_for_long(diary, monkeypatch):
    diary.add("GB29", 6, 4, note="before")
    monkeypatch.setattr(writing, "PATIENCE", 0.2)
    hangs = os.open(diary.path, os.O_RDWR)
    with writing.alone(hangs):
        diary.add("GB29", 6, 4, note="all the same")
        assert notes(diary) == ["before", "all the same"]
    os.close(hangs)


def test_a_disk_that_knows_no_locks_keeps_all_the_same(diary, monkeypatch):
    def unknown(*given):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(writing, "_lock", unknown)
    diary.add("GB29", 6, 4, note="kept")
    assert notes(diary) == ["kept"]


# How spreadsheets save a table: mark, end of a row, first line, encoding.
SAVED = [
    (";", "\r\n", "", "utf-8-sig"),
    (",", "\n", "", "utf-8"),
    ("\t", "\r\n", "", "utf-8-sig"),
    (";", "\r\n", "sep=;\r\n", "utf-8"),
    (",", "\r\n", "", "utf-8-sig"),
]


def save_as_spreadsheet(path, mark, end, first, encoding):
    """Open a table as a spreadsheet does, and save it in a way of its own, in place of the file."""
    text = path.read_bytes().decode("utf-8-sig")
    text = text.removeprefix("sep=;\r\n")
    was = max(",;\t", key=text.partition("\n")[0].count)
    out = io.StringIO()
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=was)
    csv.writer(out, delimiter=mark, lineterminator=end).writerows(rows)
    fresh = path.with_name("~saving")
    fresh.write_bytes((first + out.getvalue()).encode(encoding))
    os.replace(fresh, path)


def test_a_spreadsheet_that_saves_in_its_own_way_between_two_notebooks_loses_and_mixes_nothing(
    diary,
):
    books, typed = [diary, Diary(diary.path)], []
    for turn, how in enumerate(SAVED * 2):
        for name, book in enumerate(books):
            typed.append(f'{turn}{name}; "half", \t=1+1\nsecond line, 5,5')
            book.add("GB29 BL40", 6, 4, 480, typed[-1], f"2026-07-{turn + 1:02d}T1{name}:00")
        save_as_spreadsheet(diary.path, *how)
        for book in books:
            assert notes(book) == typed and book.problems == []
            assert set(book.read()["points"]) == {"GB29 BL40"}

"""A file is written whole or not at all, whatever the disk does, and what goes wrong is plain."""

import errno
import multiprocessing
import os
import re
import signal
import time

import pytest

import acu
from acu.diary import Diary
from acu.writing import REASONS, from_home, make_folder, place, sweep, telling, write_whole

START = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
CONTEXT = multiprocessing.get_context(START)
OLD, NEW = b"the old one\n" * 9, b"the new one\r\n" * 99_999


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "own.txt"
    path.write_bytes(OLD)
    return path


def refuse(number):
    def refused(*given, **named):
        raise OSError(number, os.strerror(number))

    return refused


def test_what_is_written_is_there_to_the_byte_and_nothing_beside_it(file):
    for content in (NEW, b"", b"\x00\xff"):
        write_whole(file, content)
        assert file.read_bytes() == content
    write_whole(file, "Jūliáo 居髎\nnext\r\n")
    assert file.read_bytes() == "Jūliáo 居髎\nnext\r\n".encode()
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_at_whatever_step_it_fails_the_old_file_stays_alone(file, monkeypatch, step, number):
    with monkeypatch.context() as patch:
        patch.setattr(os, step, refuse(number))
        with pytest.raises(OSError, match="^No page: .*own.txt: [^:]*[.?]$") as told:
            write_whole(file, NEW, "No page")
    assert REASONS[errno.errorcode[number]] in str(told.value)
    assert file.read_bytes() == OLD and list(file.parent.iterdir()) == [file]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of this kind")
def test_a_disk_that_fills_in_the_middle_of_a_file_leaves_the_old_one_alone(file):
    told = multiprocessing.get_context("fork").SimpleQueue()
    child = multiprocessing.get_context("fork").Process(target=_write_on_little, args=(file, told))
    child.start()
    child.join()
    assert told.get().endswith("own.txt: there is no room left for it on the disk.")
    assert file.read_bytes() == OLD and list(file.parent.iterdir()) == [file]


def _write_on_little(path, told):
    """Write in a process that may make no file of more than 100 kB."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        write_whole(path, NEW)
    except OSError as error:
        told.put(str(error))


def test_who_reads_meanwhile_finds_the_old_or_the_new_and_never_a_part(file):
    writers = [CONTEXT.Process(target=_write_often, args=(file, each)) for each in (OLD, NEW)]
    for writer in writers:
        writer.start()
    found = set()
    while any(writer.is_alive() for writer in writers):
        found.add(file.read_bytes())
    assert found <= {OLD, NEW} and found
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert list(file.parent.iterdir()) == [file]


def _write_often(path, content):
    for _ in range(40):
        write_whole(path, content)


def test_who_is_killed_leaves_the_old_file_and_what_it_began_goes_later(file):
    child = CONTEXT.Process(target=_die_writing, args=(file,))
    child.start()
    child.join()
    assert child.exitcode != 0 and file.read_bytes() == OLD
    (left,) = set(file.parent.iterdir()) - {file}
    assert left.read_bytes() == NEW
    write_whole(file, "1")  # somebody else may be writing still
    assert left.exists()
    os.utime(left, (time.time() - 7200,) * 2)
    write_whole(file, "2")
    assert list(file.parent.iterdir()) == [file]


def _die_writing(path, step="replace", **how):
    setattr(os, step, lambda *_: os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM)))
    write_whole(path, NEW, **how)


def test_who_is_killed_while_a_new_file_is_written_leaves_its_name_free(file):
    fresh = file.with_name("fresh.txt")
    child = CONTEXT.Process(target=_die_writing, args=(fresh, "fsync"), kwargs={"new": True})
    child.start()
    child.join()
    assert child.exitcode != 0 and not fresh.exists()
    write_whole(fresh, NEW, new=True)
    assert fresh.read_bytes() == NEW


def test_who_is_stopped_at_the_last_step_leaves_a_new_name_free(file, monkeypatch):
    def stop(*given):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(file.with_name("fresh.txt"), NEW, new=True)
    assert list(file.parent.iterdir()) == [file]


def test_only_what_we_left_is_swept(tmp_path):
    (tmp_path / ".acu-0123456789abcdef.new").write_bytes(b"half")
    for name in (".acu-notes.new", "acu-0123456789abcdef.new", ".acu-0123456789abcdef.new.txt"):
        (tmp_path / name).write_bytes(b"mine")
    sweep(tmp_path)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_new_name_is_never_written_over_and_free_again_after_an_error(file, monkeypatch):
    with pytest.raises(FileExistsError, match="is there already, and it is not overwritten"):
        write_whole(file, NEW, new=True)
    fresh = file.with_name("fresh.txt")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse(errno.ENOSPC))
        with pytest.raises(OSError):
            write_whole(fresh, NEW, new=True)
    assert list(file.parent.iterdir()) == [file] and file.read_bytes() == OLD
    write_whole(fresh, NEW, new=True)
    assert fresh.read_bytes() == NEW


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits")
def test_it_is_as_open_as_other_new_files_or_private(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "open", "1")
        write_whole(tmp_path / "private", "1", private=True)
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == {"open": 0o640, "private": 0o600}


@pytest.mark.skipif(os.name == "nt", reason="Windows has links for few people")
def test_a_link_stays_a_link(file):
    link = file.with_name("link.txt")
    link.symlink_to(file)
    write_whole(link, NEW)
    assert link.is_symlink() and file.read_bytes() == NEW


def test_a_file_in_place_of_a_folder_is_called_so(file):
    for inside in (file / "own", file):
        with (
            pytest.raises(OSError, match="a file stands where its folder should be"),
            telling("Nothing is kept", inside / "diary.csv"),
        ):
            make_folder(inside)
    assert file.read_bytes() == OLD


def test_every_reason_is_a_sentence_about_a_file_and_known_to_the_computer():
    for name, why in REASONS.items():
        assert re.fullmatch(r"[a-z][^.?]*[.?]", why), name
        assert name == "EDQUOT" or hasattr(errno, name)


def test_what_has_been_told_once_is_not_told_again(file):
    with pytest.raises(FileExistsError) as told, telling("No site", file.parent):
        write_whole(file, NEW, "No page", new=True)
    assert str(told.value).count(": ") == 2 and str(told.value).startswith("No page: ")


def test_a_place_is_said_with_a_tilde(home):
    assert place(home / "own" / "x.csv") == "~/own/x.csv"
    assert place(home.parent / "x.csv") == str(home.parent / "x.csv")


def test_where_nobody_has_a_home_a_place_is_said_in_full_and_no_tilde_leads_anywhere(
    monkeypatch, tmp_path
):
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # such an account has no HOME
    assert place(tmp_path / "x.csv") == str(tmp_path / "x.csv")
    with pytest.raises(OSError, match="No page: .*x.csv: there is no such folder or disk"):
        write_whole(tmp_path / "none" / "x.csv", NEW, "No page")
    assert from_home(tmp_path / "x.csv") == tmp_path / "x.csv"
    with pytest.raises(FileNotFoundError, match="there is no such home folder"):
        from_home("~/x.csv")


WAYS_OUT = {
    "diary": lambda path: Diary(path),
    "export": lambda path: Diary("d.csv").export(path),
    "results": lambda path: acu.results.save(acu.results.example(1), path),
    "sheet": lambda path: acu.safety_sheet(f"{path}.pdf"),
    "deck": lambda path: acu.anki_deck(f"{path}.apkg", ["BL40"]),
    "lessons": acu.copy_lessons,
    "slides": lambda path: acu.write_slides(path, ["1"]),
    "site": acu.write_site,
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_nothing_is_written_into_the_home_of_nobody(way, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # Windows would guess a folder
    with pytest.raises(FileNotFoundError, match="^~nobody_is_called_so/x.*no such home folder"):
        WAYS_OUT[way]("~nobody_is_called_so/x")
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_without_a_home_names_what_is_missing(monkeypatch):
    monkeypatch.delenv("ACU_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    with pytest.raises(FileNotFoundError, match="no such home folder"):
        Diary()

"""A file is written whole or not at all, whatever the disk does, and what goes wrong is plain."""

import errno
import multiprocessing
import os
import re
import signal
import time
from pathlib import Path

import pytest

from acu.writing import REASONS, make_folder, place, sweep, telling, write_whole

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


def _die_writing(path):
    os.replace = lambda *_: os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    write_whole(path, NEW)


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


def test_a_place_is_said_with_a_tilde(monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert place(tmp_path / "own" / "x.csv") == "~/own/x.csv"
    assert place(tmp_path.parent / "x.csv") == str(tmp_path.parent / "x.csv")

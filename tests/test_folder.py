"""A folder of pages takes the place of an earlier one, of nothing else, and is never half there."""

import errno
import os
from itertools import count
from pathlib import Path

import pytest

from acu import writing
from acu.site.folder import replaced

WHATS = ["site", "slides"]
FIRST = {"index.html": b"one", "old.html": b"old", "assets/a-1.js": b"a", "assets/b-1.js": b"b"}
NEXT = {"index.html": b"two", "assets/a-2.js": b"A", "assets/b-1.js": b"b", "deep/c.txt": b"c"}


def build(folder, files, what="site"):
    with replaced(folder, what) as workshop:
        for name, raw in files.items():
            (workshop / name).parent.mkdir(exist_ok=True)
            (workshop / name).write_bytes(raw)


def everything(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("what", WHATS)
def test_the_next_takes_the_place_of_the_first_and_nothing_of_it_stays(tmp_path, what):
    build(tmp_path / "a", FIRST, what)
    build(tmp_path / "a", NEXT, what)
    build(tmp_path / "b", NEXT, what)
    there = everything(tmp_path / "a")
    assert there == everything(tmp_path / "b") and there.keys() == {*NEXT, f"{what}.json"}
    build(tmp_path / "a", FIRST, what)
    assert not (tmp_path / "a" / "deep").exists()


@pytest.mark.parametrize("what", WHATS)
@pytest.mark.parametrize("name", ["letter.txt", "assets/mine.js", "pictures/me.png"])
def test_something_of_ones_own_is_named_and_nothing_is_touched(tmp_path, what, name):
    build(tmp_path, FIRST, what)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"mine")
    before = everything(tmp_path)
    with pytest.raises(FileExistsError, match=f"no part of a folder of {what}, such as {name}: "):
        build(tmp_path, NEXT, what)
    assert everything(tmp_path) == before


@pytest.mark.parametrize(("what", "other"), [WHATS, WHATS[::-1]])
def test_slides_do_not_take_the_place_of_a_site_nor_a_site_of_slides(tmp_path, what, other):
    build(tmp_path, FIRST, what)
    before = everything(tmp_path)
    with pytest.raises(FileExistsError):
        build(tmp_path, NEXT, other)
    assert everything(tmp_path) == before


def test_what_computers_lay_into_folders_is_no_obstacle_and_stays(tmp_path):
    build(tmp_path, FIRST)
    laid = {".DS_Store", "Thumbs.db", "desktop.ini", ".nojekyll", ".git/HEAD"}
    (tmp_path / ".git" / "refs").mkdir(parents=True)
    for name in laid:
        (tmp_path / name).write_bytes(b"theirs")
    build(tmp_path, NEXT)
    assert everything(tmp_path).keys() == {*NEXT, *laid, "site.json"}
    assert (tmp_path / ".git" / "refs").is_dir()  # though it is empty


def test_a_list_that_is_no_list_makes_no_file_ours(tmp_path):
    for told in ("", "[]", '{"acu site": 3}', '{"acu site": null}', "\udcff"):
        (tmp_path / "site.json").write_bytes(told.encode("utf-8", "surrogateescape"))
        with pytest.raises(FileExistsError, match="such as site.json"):
            build(tmp_path, NEXT)
        assert [path.name for path in tmp_path.iterdir()] == ["site.json"]


def test_a_file_of_that_name_stays(tmp_path):
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(FileExistsError, match="a is a file: name a folder for the slides"):
        build(tmp_path / "a", NEXT, "slides")
    assert (tmp_path / "a").read_bytes() == b"mine"


class Cut(BaseException):
    """The computer goes off."""


def steps_until(turn, act, monkeypatch, what):
    """Let a deed stop at the step of a turn; return whether it came so far."""
    steps = count(1)

    def counted(real):
        def step(*given, **named):
            if next(steps) == turn:
                what()
            return real(*given, **named)

        return step

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", counted(os.replace))
        patch.setattr(Path, "unlink", counted(Path.unlink))
        try:
            act()
        except Cut:
            return True
    return False


def cut():
    raise Cut


def test_cut_short_at_any_step_every_page_works_and_it_can_be_made_again(tmp_path, monkeypatch):
    for turn in count(1):
        folder = tmp_path / str(turn)
        build(folder, FIRST)
        stopped = steps_until(turn, lambda: build(folder, NEXT), monkeypatch, cut)  # noqa: B023
        there = everything(folder)
        page = there["index.html"]
        needs = FIRST if page == FIRST["index.html"] else NEXT
        assert {n: r for n, r in needs.items() if "/" in n}.items() <= there.items()
        build(folder, NEXT)
        assert everything(folder).keys() == {*NEXT, "site.json"}
        if not stopped:
            break
    assert turn > 8


def test_on_a_full_disk_it_says_so_and_every_page_of_the_first_still_works(tmp_path, monkeypatch):
    def full():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    build(tmp_path, FIRST)
    before, why = everything(tmp_path), writing.REASONS["ENOSPC"]
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda file: full())
        with pytest.raises(OSError, match=f"^Nothing is written: .*site.json: {why}$"):
            build(tmp_path, NEXT)
    assert everything(tmp_path) == before
    with monkeypatch.context() as patch:  # or in the workshop already
        patch.setattr(Path, "write_bytes", lambda *given: full())
        with pytest.raises(OSError, match=f"^Nothing is written: .*{why}$"):
            build(tmp_path, NEXT)
    assert everything(tmp_path) == before

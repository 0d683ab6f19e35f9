"""A disk that is full, broken or locked: what was there stays, nothing is half, and why is said."""

import errno
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

import acu
from acu import results
from acu.diary import Diary
from acu.lessons.screening import keeping
from acu.memory import History
from acu.practice.anki import anki_deck
from acu.questions import Question
from acu.site.folder import replaced
from acu.stations import StationBook

NOBODY = 65534  # the user of Linux and macOS who may nothing; root may all and would test nothing
WINDOWS = os.name == "nt"
FULL = "there is no room left for it on the disk."
LOCKED = "that is not allowed; is it open in another program, or its folder read-only?"


def pages(folder, what, turn):
    with replaced(folder / what, what) as workshop:
        (workshop / "assets").mkdir()
        (workshop / "assets" / f"look-{turn}.css").write_text(f"{turn}" * 500)
        (workshop / "index.html").write_text(f"{turn}" * 500)


def deck(folder, turn):
    asked = Question("which x", "which", "", f"Is it {turn}?", ("yes", "no"), 0, "So.", ())
    return anki_deck(folder / "x.apkg", questions=[asked])


ANSWERS = results.example(2)
# What puts something into a folder, once with 0 and then with 1.
LEDGERS = {
    "diary": lambda folder, turn: Diary(folder / "diary.csv").add("GB29", turn, 4, note="n" * 99),
    "history": lambda folder, turn: History(folder / "practice.csv").add(
        "find BL40", "bare", "average man", "back 1 2", 3 - turn
    ),
    "stations": lambda folder, turn: StationBook(folder / "stations.csv").add("GB30", 9, not turn),
}
WHOLE = {
    "check first": lambda folder, turn: keeping.keep("go on", ["pregnant"] * turn),
    "copy": lambda folder, turn: Diary(folder.parent / "source.csv").export(folder / f"{turn}.csv"),
    "results": lambda folder, turn: results.save(ANSWERS.iloc[: 1 + turn], folder / "class.csv"),
    "handout": lambda folder, turn: acu.safety_sheet(folder / "x.pdf", ("a4", "letter")[turn]),
    "deck": deck,
    "site": lambda folder, turn: pages(folder, "site", turn),
    "slides": lambda folder, turn: pages(folder, "slides", turn),
}
DEEDS = LEDGERS | WHOLE


@contextmanager
def as_nobody():
    """Be a user whom permissions bind, where this is root."""
    root = not WINDOWS and os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture(scope="module", autouse=True)
def warm(tmp_path_factory):
    """Do all once, so that whatever is loaded late is there before nobody may read it."""
    folder = tmp_path_factory.mktemp("warm") / "own"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACU_HOME", str(folder))
        Diary(folder.parent / "source.csv").add("GB29", 6, 4)
        for deed in DEEDS.values():
            deed(folder, 0)
        acu.guided_session(), acu.check_first(), acu.practise()


@pytest.fixture
def own(monkeypatch):
    """A folder of nobody's, outside those of root."""
    around = Path(tempfile.mkdtemp())
    if not WINDOWS and os.geteuid() == 0:
        os.chown(around, NOBODY, NOBODY)
    folder = around / "own"
    with as_nobody():
        folder.mkdir()
        Diary(around / "source.csv").add("GB29", 6, 4)
    monkeypatch.setenv("ACU_HOME", str(folder))
    yield folder
    for path in [around, *around.rglob("*")]:
        path.chmod(0o700)
    shutil.rmtree(around)


def everything(folder):
    """Bytes of all files, by name; of a ledger what it says."""
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    readers = {kind.FILE: kind for kind in (Diary, History, StationBook)}
    return {
        name: readers[name](path).read().to_csv() if name in readers else path.read_bytes()
        for name, path in found.items()
    }


def refused(deed, folder, why):
    """Whether a deed is refused in one sentence with a reason, and changes nothing."""
    before = everything(folder)
    with pytest.raises(OSError) as told:
        deed(folder, 1)
    said = str(told.value)
    assert said.endswith(why) and said.count("\n") == 0 and "Errno" not in said, said
    assert said.startswith(("Nothing", "Not", "No", "This", "Your")), said
    assert everything(folder) == before
    return True


@contextmanager
def room_for(size):
    """Let no file grow beyond a size, bytes: a write stops in the middle, as on a full disk."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(WINDOWS, reason="Windows has no limit of this kind")
@pytest.mark.parametrize("name", DEEDS)
@pytest.mark.parametrize("more", [0, 30])
def test_a_file_that_cannot_grow_leaves_what_was_there(own, name, more):
    DEEDS[name](own, 0)
    size = max(p.stat().st_size for p in own.iterdir() if p.is_file()) if name in LEDGERS else 0
    with room_for(size + more):
        assert refused(DEEDS[name], own, FULL)
    DEEDS[name](own, 1)  # when there is room again
    if name in LEDGERS:
        assert everything(own)[next(own.iterdir()).name].count("\n") == 3  # header and both


STEPS = {"open": ("EACCES", LOCKED), "fsync": ("ENOSPC", FULL), "replace": ("ENOSPC", FULL)}


@pytest.mark.parametrize("name", DEEDS)
@pytest.mark.parametrize("step", STEPS)
def test_at_whatever_step_the_disk_refuses_nothing_changes(own, monkeypatch, name, step):
    if name in LEDGERS and step == "replace":
        return  # a ledger is never replaced
    number, why = STEPS[step]
    DEEDS[name](own, 0)

    real = getattr(os, step)

    def refuse(*given, **named):
        if step == "open" and not given[1] & os.O_CREAT:
            return real(*given, **named)  # what is only read, such as a folder
        raise OSError(getattr(errno, number), os.strerror(getattr(errno, number)))

    with monkeypatch.context() as patch:
        if name in LEDGERS and step == "fsync":
            # The row may be on the disk, but nobody was told that it is.
            patch.setattr(os, "fsync", refuse)
            with pytest.raises(OSError, match="is not kept: ") as told:
                DEEDS[name](own, 1)
            assert str(told.value).endswith(why)
        else:
            patch.setattr(os, step, refuse)
            assert refused(DEEDS[name], own, why)
    DEEDS[name](own, 1)


@pytest.mark.skipif(WINDOWS, reason="Windows has no such bits")
@pytest.mark.parametrize("name", DEEDS)
def test_a_folder_that_may_only_be_read_is_left_as_it_is(own, name):
    with as_nobody():
        DEEDS[name](own, 0)
        for folder in [own, *(path for path in own.rglob("*") if path.is_dir())]:
            folder.chmod(0o555)
        if name in LEDGERS:
            for path in own.iterdir():
                path.chmod(0o444)
        assert refused(DEEDS[name], own, LOCKED)


@pytest.mark.skipif(WINDOWS, reason="Windows has no such bits")
@pytest.mark.parametrize("name", sorted(DEEDS.keys() - {"copy"}))
def test_a_file_that_was_locked_is_not_replaced(own, name):
    with as_nobody():
        DEEDS[name](own, 0)
        for path in own.rglob("*"):
            if path.is_file():
                path.chmod(0o444)
        assert refused(DEEDS[name], own, LOCKED)


# --- a folder of one's own that is none ----------------------------------------------------------


def a_file(own):
    own.rmdir()
    own.write_bytes(b"mine")


def a_folder_nobody_may_enter(own):
    own.chmod(0)


def on_a_drive_that_is_missing(own):
    own.rmdir()
    own.parent.chmod(0o555)


AT_HOME = {
    a_file: "a file stands where its folder should be.",
    a_folder_nobody_may_enter: LOCKED,
    on_a_drive_that_is_missing: LOCKED,
}


@pytest.mark.skipif(WINDOWS, reason="Windows has no such bits")
@pytest.mark.parametrize("place", AT_HOME)
def test_without_a_folder_to_keep_things_in_every_lesson_says_so_and_goes_on(own, place):
    why = AT_HOME[place]
    with as_nobody():
        place(own)
        for keep in (*LEDGERS.values(), lambda *_: keeping.keep("go on", [])):
            with pytest.raises(OSError) as told:
                keep(own, 1)
            assert str(told.value).endswith(why)
        session, check, practice = acu.guided_session(), acu.check_first(), acu.practise()
        session.note.value, session.before.value, session.after.value = "typed", 6, 4
        session.keep.click()
        check.answers = {question["text"]: False for question in check._questions}
        check._wish = {"do": "keep", "n": 1}
        practice.remember.value = True
        practice.quiz.log = [ANSWER]
    assert f"This session is not kept: {own}/diary.csv: {why}" in session.told.value
    assert (session.note.value, session.before.value) == ("typed", 6)  # to try again, or to copy
    assert check._reply == {"words": f"Your answer is not kept: {own}/check.json: {why}", "n": 1}
    assert f"This answer is not kept: {own}/practice.csv: {why}" in practice.told.value
    if place is a_file:
        assert own.read_bytes() == b"mine"


ANSWER = {
    "question": "find GB29",
    "level": "landmarks",
    "person": "average man",
    "answer": "front 1 2",
    "grade": 3,
}

"""Whatever stands in a learner's own files: nothing is lost, mixed, or read as it was not meant."""

import csv
import io
import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import edited, files, saved, texts

from acu.diary import Diary
from acu.ledger.cells import LINES
from acu.lessons.screening import keeping, widget
from acu.memory import History
from acu.stations import StationBook

DAY = "2026-07-27T18:05:00"
# Of each ledger: a sound file, and a way to add to it.
KINDS = {
    Diary: (
        [["GB29 EX-B6", "6", "4", "480", "Sat all day."], ["BL40", "3", "3", "", 'so "so"\n, 1,5']],
        lambda book, text: book.add("GB29", 6, 4, note=text, when=DAY),
    ),
    History: (
        [
            ["find BL40", "landmarks", "average woman", "", "3", "0.8"],
            ["name GB30", "", "", "BL54", "1", ""],
        ],
        lambda book, text: book.add("find BL40", "bare", "average man", text, 2, 1.5, when=DAY),
    ),
    StationBook: (
        [["GB30", "9", "yes", "5", "1.5", "blue", "red"], ["BL40", "3", "no", "1 2 3", "", "", ""]],
        lambda book, text: book.add("GB30", 9, True, [5], 1.5, text, "red", when=DAY),
    ),
}
FREE = {Diary: "note", History: "answer", StationBook: "presser"}
ROWS = {
    kind: [list(kind.VALUES), *([f"2026-07-2{n}T08:00", *row] for n, row in enumerate(rows))]
    for kind, (rows, _) in KINDS.items()
}
SOUND = {kind: saved(rows, end="\r\n", encoding="utf-8-sig") for kind, rows in ROWS.items()}
kinds = st.sampled_from(list(KINDS))
notes = texts.filter(lambda text: len(text) <= 40)


def entries(book):
    """What is read of a ledger, after every problem has been held to what it must say."""
    for problem in book.problems:
        assert problem.file == book.path.name and problem.row >= 1 and problem.message.strip()
    frame = book.read()
    assert dict(frame.dtypes.astype(str)) == book.TYPES
    return [tuple(map(repr, row)) for row in frame.itertuples(index=False)]


def as_kept(text):
    """Free text without what no eye can see, as every ledger keeps it."""
    text = re.sub("\r\n?", "\n", text).encode("utf-8", "replace").decode()
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", " ", text).strip()


def added_to(kind, raw, text, folder):
    """Add to a ledger of these bytes: nothing that stood there is lost or read otherwise."""
    book = kind(folder / kind.FILE)
    book.path.write_bytes(raw)
    before = entries(book)
    try:
        KINDS[kind][1](book, text)
    except ValueError as error:
        assert book.path.read_bytes() == raw and book.path.name in str(error)
        return
    assert book.path.read_bytes().startswith(raw)
    after = entries(book)
    assert len(after) == len(before) + 1 and set(before) <= set(after)
    assert as_kept(text) in list(book.read()[FREE[kind]])


@given(kinds.flatmap(lambda kind: st.tuples(st.just(kind), files(SOUND[kind]))), notes)
@example((Diary, b""), "")
@example((Diary, b"\xef\xbb"), "x")
@example((Diary, SOUND[Diary] + b'2026-01-01,GB29,1,1,,"half'), "=1")
@example((Diary, SOUND[Diary] + b"\0" * 50), "x")
@example((History, SOUND[History] + b'"\n' * 500), "x")
@example((StationBook, "\ufeffwhen\t".encode("utf-16")), "x")
def test_what_is_added_to_any_bytes_is_a_row_of_its_own(tmp_path, file, text):
    added_to(*file, text, tmp_path)


@given(kinds.flatmap(lambda kind: st.tuples(st.just(kind), edited(ROWS[kind]))), notes)
def test_what_is_added_to_a_file_that_somebody_worked_on_is_a_row_of_its_own(tmp_path, file, text):
    kind, rows = file
    added_to(kind, saved(rows, end="\r\n", encoding="utf-8-sig"), text, tmp_path)


@given(kinds, st.lists(notes, min_size=1, max_size=5), st.sampled_from(",;\t"))
@example(Diary, ["=1+1", "'=1", "a;=1", 'a"\n@b', "\t-1", "x\t \t=1", "＝1"], ";")
def test_free_text_comes_back_as_typed_and_runs_in_no_spreadsheet(tmp_path, kind, said, mark):
    book = kind(tmp_path / kind.FILE)
    book.path.write_bytes(saved([list(kind.VALUES)], mark, "\r\n", "utf-8-sig"))
    for text in said:
        KINDS[kind][1](book, text)
    assert list(book.read()[FREE[kind]]) == [as_kept(text) for text in said]
    text = book.path.read_text(encoding="utf-8-sig")
    for other in {mark, ",", ";", "\t"}:  # as a spreadsheet may cut it
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=other):
            assert not any(
                cell.lstrip('" \xa0\u3000').startswith(("=", "+", "-", "@")) for cell in row
            )


def test_a_note_of_many_lines_is_kept_whole_or_refused(tmp_path):
    diary = Diary(tmp_path / "diary.csv")
    diary.add("GB29", 1, 1, note="\n".join("a" * LINES))
    with pytest.raises(ValueError, match="a note has up to 100 lines, not 101"):
        diary.add("GB29", 1, 1, note="\n".join("a" * (LINES + 1)))
    assert list(diary.read()["note"]) == ["\n".join("a" * LINES)] and not diary.problems


@given(kinds, texts, texts, texts)
def test_what_fits_no_column_is_refused_and_nothing_is_written(tmp_path, kind, one, two, three):
    book = kind(tmp_path / "new" / kind.FILE)
    with pytest.raises(ValueError):
        if kind is Diary:
            book.add(one, f"{two}!", three)
        elif kind is History:
            book.add(f"{one}!", two, three, "", 3)
        else:
            book.add(f"{one}!", two, three)
    assert not book.path.exists()


KEPT = {"when": "2026-07-27", "result": "go on", "fits": []}
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
other_answers = st.builds(lambda **new: KEPT | new, when=values, result=values, fits=values)


@given(
    files(json.dumps(KEPT).encode())
    | other_answers.map(lambda answers: json.dumps(answers).encode())
)
@example(b"[" * 100_000)
@example(b"9" * 5000)
@example(b'{"when": "2026-07-27", "result": "go on", "fits": 5}')
def test_any_file_of_the_screening_is_read_right_or_refused(tmp_path, monkeypatch, raw):
    monkeypatch.setenv("ACU_HOME", str(tmp_path))
    keeping.path().write_bytes(raw)
    try:
        found = keeping.kept()
        assert found["result"] in keeping.RESULTS and isinstance(found["fits"], list)
    except ValueError as error:
        assert "check.json is not as it was written" in str(error)
    assert isinstance(widget._line(), str)

"""Whatever stands in a table: it is read right, or every fault is told with its place."""

import csv
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import edited, files, saved, texts

from acu import tables
from acu.points import load_points
from acu.tables import TableError

NAMES = sorted(resource.stem for resource in tables.DATA.glob("*.csv"))
FEW = 6  # rows of a table that somebody works on


def sound(name):
    with open(tables.DATA / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


ROWS = {name: sound(name) for name in NAMES}
SAVED = {name: saved(rows[:FEW]) for name, rows in ROWS.items()}
worked_on = st.sampled_from(NAMES).flatmap(
    lambda name: st.tuples(st.just(name), edited(ROWS[name][:FEW]))
)
any_file = st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), files(SAVED[name])))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mine.csv"


def faults(read, raw, path):
    """What a table is said to have wrong, each with its place; [] if it was read."""
    path.write_bytes(raw)
    try:
        return [] if len(read(path)) >= 0 else None
    except TableError as error:
        assert error.problems and str(error).startswith(f"{len(error.problems)} problem")
        rows = raw.count(b"\n") + raw.count(b"\r") + 1
        for problem in error.problems:
            assert problem.file == "mine.csv" and problem.message.strip()
            assert problem.row is None or 1 <= problem.row <= rows
            assert problem.row or not problem.column
        return list(error.problems)


def point(**cells):
    """The points, of which the first has other cells."""
    head, first, *others = ROWS["points"][:FEW]
    return saved(
        [head, [cells.get(name, cell) for name, cell in zip(head, first, strict=True)], *others]
    )


@given(any_file)
@example(("points", b""))
@example(("points", b"\xff\xfe" + "code,pinyin".encode("utf-16-le")))
@example(("landmarks", b'id,"name'))
def test_any_bytes_are_a_table_or_told_to_be_none(path, file):
    name, raw = file
    faults(lambda path: tables.read(name, path), raw, path)


@given(files(SAVED["points"]))
@example(SAVED["points"].replace(b"code,", b"kode,", 1))
@example(point(code="L\nU1"))
@example(point(code="LU" + "1" * 5000))
@example(point(rule="midpoint(nowhere, ﬁbular_head)"))
@example(point(rule="along(LU2, LU2, 1e999/1e999)"))
@example(point(rule="LU1"))
def test_any_bytes_are_points_or_told_to_be_none(path, raw):
    faults(load_points, raw, path)


@given(worked_on)
def test_what_is_read_from_a_table_is_what_stands_in_it(path, table):
    name, rows = table
    if faults(lambda path: tables.read(name, path), saved(rows), path):
        return
    frame = tables.read(name, path)
    head, *rows = [[clean(cell) for cell in row] for row in rows]
    rows = [row + [""] * (len(head) - len(row)) for row in rows if any(row)]
    assert len(frame) == len(rows)
    for column in frame.select_dtypes("str"):
        assert list(frame[column]) == [row[head.index(column)] for row in rows], column


@given(edited(ROWS["points"][:FEW]))
def test_points_that_somebody_worked_on_are_read_or_every_fault_has_its_row(path, rows):
    found = faults(load_points, saved(rows), path)
    assert len(found) == 1 or all(problem.row for problem in found)


@given(
    st.sampled_from(NAMES),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig"]),
    st.sampled_from(["NFC", "NFD"]),
    st.lists(st.integers(1, 5), max_size=3),
    st.randoms(use_true_random=False),
)
def test_what_spreadsheets_do_by_themselves_changes_nothing(
    path, name, delimiter, end, encoding, form, blanks, order
):
    columns = list(range(len(ROWS[name][0])))
    order.shuffle(columns)
    rows = [[unicodedata.normalize(form, f" {row[at]} ") for at in columns] for row in ROWS[name]]
    rows = [[cell if cell.strip() else "" for cell in row] for row in rows]
    for at in blanks:
        rows.insert(at, [""] * len(columns))
    if delimiter == ";":  # where a comma is written for the point of a number
        numbers = {field for field, kind in tables.read(name).dtypes.items() if kind == "float64"}
        at = [columns.index(ROWS[name][0].index(field)) for field in numbers]
        rows = [
            [cell.replace(".", ",") if i in at and n else cell for i, cell in enumerate(row)]
            for n, row in enumerate(rows)
        ]
    path.write_bytes(saved(rows, delimiter, end, encoding))
    assert tables.read(name, path).equals(tables.read(name))


@given(texts.filter(lambda text: text not in NAMES))
def test_a_table_that_there_is_not_is_told(text):
    with pytest.raises(ValueError, match="there is no table"):
        tables.read(text)


@given(texts)
@example("a\0b")
def test_a_file_that_there_is_not_is_told(tmp_path, text):
    with pytest.raises(TableError):
        tables.read("landmarks", tmp_path / "nowhere" / text)


def clean(cell):
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", cell).replace("\xa0", " ").strip()


def test_the_nearest_word_is_sought_for_no_more_faults_than_anybody_reads(path):
    head, first, *_ = ROWS["names"]
    at = head.index("code")
    rows = [[*first[:at], "GB29x", *first[at + 1 :]] for _ in range(300)]
    path.write_bytes(saved([head, *rows]))
    with pytest.raises(TableError) as error:
        tables.read("names", path)
    strange = [problem for problem in error.value.problems if "points.csv" in problem.message]
    assert len(strange) == 300
    assert 0 < sum("did you mean" in problem.message for problem in strange) <= 100
    listed = str(error.value).splitlines()
    assert len(listed) == 102 and listed[-1] == f"and {len(error.value.problems) - 100} more"

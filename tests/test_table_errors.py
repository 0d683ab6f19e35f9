"""Tables are plain about what a teacher's edit, or a spreadsheet, broke."""

import csv
import unicodedata

import pandas as pd
import pytest

from acu import tables
from acu.tables import TableError


@pytest.fixture
def sheet(tmp_path):
    """Write the rows of a table to a file of its own, as a spreadsheet of some kind would."""

    def write(name, change=lambda rows: rows, encoding="utf-8", delimiter=",", end="\n"):
        with open(tables.DATA / f"{name}.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        path = tmp_path / f"{name}.csv"
        with open(path, "w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(change(rows))
        return path

    return write


def edit(*changes):
    """A function that puts values into cells, each change being (row, column, value)."""

    def change(rows):
        for row, column, value in changes:
            rows[row - 1][rows[0].index(column)] = value
        return rows

    return change


def problems(name, path):
    """What is told about a table, as triples of row, column and message."""
    with pytest.raises(TableError) as caught:
        tables.read(name, path)
    return [(p.row, p.column, p.message) for p in caught.value.problems]


# --- what spreadsheets do by themselves --------------------------------------------------------


def decomposed(rows):
    return [[unicodedata.normalize("NFD", cell) for cell in row] for row in rows]


def blank_rows_and_columns(rows):
    blank = [""] * (len(rows[0]) + 2)
    padded = [[*row, "", " "] for row in rows]
    return [*padded[:5], blank, *padded[5:], blank, [], blank]


def spaces(rows):
    return [[f" {cell}\N{NO-BREAK SPACE}" for cell in row] for row in rows]


def german_booleans(rows):
    words = {"true": "WAHR", "false": "FALSCH"}
    return [[words.get(cell, cell) for cell in row] for row in rows]


@pytest.mark.parametrize(
    "as_saved",
    [
        {"encoding": "utf-8-sig"},
        {"end": "\r\n"},
        {"delimiter": ";"},
        {"delimiter": "\t"},
        {"change": decomposed},
        {"change": blank_rows_and_columns},
        {"change": spaces},
        {"change": german_booleans, "delimiter": ";", "end": "\r\n", "encoding": "utf-8-sig"},
        {"change": lambda rows: blank_rows_and_columns(decomposed(rows)), "end": "\r\n"},
        {"change": lambda rows: [row[::-1] for row in rows]},
    ],
    ids=["bom", "crlf", "semicolons", "tabs", "nfd", "blanks", "spaces", "german", "all", "moved"],
)
@pytest.mark.parametrize("name", ["points", "rulers"])
def test_what_a_spreadsheet_does_by_itself_does_no_harm(sheet, name, as_saved):
    pd.testing.assert_frame_equal(tables.read(name, sheet(name, **as_saved)), tables.read(name))


def test_a_decimal_comma_is_read_where_semicolons_part_the_cells(sheet):
    path = sheet("rulers", edit((2, "cun", "9,5")), delimiter=";")
    assert tables.read("rulers", path)["cun"][0] == 9.5
    path = sheet("rulers", edit((2, "cun", "9,5")))
    assert problems("rulers", path) == [(2, "cun", '"9,5" is not a number')]


def test_blank_cells_at_the_end_of_a_row_may_be_left_out(sheet):
    path = sheet("rulers", lambda rows: [row[:-1] if row[-1] == "" else row for row in rows])
    assert len(path.read_text(encoding="utf-8").splitlines()[6].split(",")) == 8
    pd.testing.assert_frame_equal(tables.read("rulers", path), tables.read("rulers"))


# --- what is wrong is told, all of it ----------------------------------------------------------


def test_every_problem_is_told_at_once_with_its_row_and_column(sheet):
    change = edit(
        (3, "region", "tigh"),
        (4, "english", ""),
        (5, "paired", "maybe"),
        (6, "seconds", "long"),
        (7, "seconds", "900"),
        (8, "code", "LU1"),
        (9, "channel", "STT"),
        (10, "code", "st39"),
        (11, "seconds", "1.5"),
    )
    told = problems("points", sheet("points", lambda rows: blank_at(change(rows), 6)))
    assert [(row, column) for row, column, _ in told] == [
        (3, "region"),
        (4, "english"),
        (5, "paired"),
        (7, "seconds"),
        (8, "seconds"),
        (9, "code"),
        (10, "channel"),
        (11, "code"),
        (12, "seconds"),
    ]
    said = {row: message for row, _, message in told}
    assert '"tigh"' in said[3] and 'did you mean "thigh"?' in said[3]
    assert "missing" in said[4]
    assert "neither true nor false" in said[5]
    assert "not a number" in said[7]
    assert "at most 180" in said[8]
    assert '"LU1" stands already in row 2' in said[9]
    assert "not in channels.csv; did you mean" in said[10]
    assert "WHO's numbering (GB29)" in said[11]
    assert "not a whole number" in said[12]


def blank_at(rows, row):
    return [*rows[: row - 1], [""] * len(rows[0]), *rows[row - 1 :]]


def test_a_row_is_the_row_of_the_spreadsheet_even_after_a_cell_of_two_lines(sheet):
    path = sheet("points", edit((2, "posture", "Sit.\nOr lie."), (9, "region", "moon")))
    assert [(row, column) for row, column, _ in problems("points", path)] == [(9, "region")]


def test_the_message_holds_every_problem_on_a_line_of_its_own(sheet):
    path = sheet("points", edit((3, "region", "moon"), (4, "view", "moon")))
    with pytest.raises(TableError) as caught:
        tables.read("points", path)
    first, *lines = str(caught.value).splitlines()
    assert first == "2 problems in the table:"
    assert lines[0].startswith('points.csv, row 3, column region: "moon" is not one of')
    assert lines[1].startswith('points.csv, row 4, column view: "moon" is not one of')


def test_columns_missing_unknown_and_double(sheet):
    def change(rows):
        rows[0][rows[0].index("rule")] = "rules"
        rows[0][rows[0].index("article")] = "drawn"
        return rows

    told = problems("points", sheet("points", change))
    assert {row for row, _, _ in told} == {1}
    said = "\n".join(message for _, _, message in told)
    assert 'no column "rules" in this table; did you mean "rule"?' in said
    assert 'the column "drawn" stands there twice' in said
    assert 'the column "rule" is missing' in said
    assert 'the column "article" is missing' in said


def test_cells_without_a_column_name(sheet):
    def change(rows):
        return [[*rows[0], ""], [*rows[1], "hm"], *rows[2:]]

    told = problems("channels", sheet("channels", change))
    assert (1, None, "column 5 has cells and no name; give it one or empty it") in told


def test_a_comma_that_was_not_quoted_shifts_the_row_and_is_told(tmp_path):
    path = tmp_path / "channels.csv"
    path.write_text("code,name,points,line\nLU,Lung, or lungs,11,LU1\nLI\n", encoding="utf-8")
    told = problems("channels", path)
    assert [row for row, _, _ in told] == [2, 3]
    assert "5 cells and the header has 4" in told[0][2]
    assert "1 cells and the header has 4" in told[1][2]


def test_a_key_of_two_columns(sheet):
    path = sheet("prefixes", lambda rows: [*rows, rows[4]])
    row = len(tables.read("prefixes")) + 2
    (told,) = problems("prefixes", path)
    assert told[:2] == (row, "alias, channel") and "stands already in row 5" in told[2]


def test_a_file_that_is_not_utf8_is_told_how_to_be_saved(sheet, tmp_path):
    path = tmp_path / "channels.csv"
    path.write_bytes("code,name,points\nLU,Lungé,11\n".encode("cp1252"))
    ((row, _, message),) = problems("channels", path)
    assert row is None and "line 2" in message and "CSV UTF-8" in message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "empty"),
        ('code,name,points\nLU,"Lung,11\n', "quotation mark"),
        ("a,b,c\n1,2,3\n", 'no column "a"'),
    ],
)
def test_what_is_no_table_at_all(tmp_path, content, said):
    path = tmp_path / "channels.csv"
    path.write_text(content, encoding="utf-8")
    assert said in " ".join(message for _, _, message in problems("channels", path))


def test_a_file_that_is_not_there(tmp_path):
    ((_, _, message),) = problems("points", tmp_path / "points.csv")
    assert "cannot be opened" in message


def test_a_table_that_is_not_there_gets_the_nearest_name():
    with pytest.raises(ValueError, match='did you mean "points"'):
        tables.read("point")


def test_the_first_line_that_excel_adds_for_itself_does_no_harm(sheet):
    path = sheet("points", delimiter=";", end="\r\n")
    path.write_bytes(b"\xef\xbb\xbfsep=;\r\n" + path.read_bytes())
    assert tables.read("points", path).equals(tables.read("points"))


def test_the_noughts_that_a_spreadsheet_drops_are_missed(sheet):
    # A spreadsheet takes Australia's 000 for a number and saves it as 0.
    path = sheet("emergency", lambda rows: [[c.lstrip("0") or "0" for c in row] for row in rows])
    ((row, column, message),) = problems("emergency", path)
    assert (row, column) == (5, "number") and "000 with all of its noughts" in message


def test_old_mac_line_ends_do_no_harm(sheet):
    assert tables.read("rulers", sheet("rulers", end="\r")).equals(tables.read("rulers"))

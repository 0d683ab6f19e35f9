"""The diary after a spreadsheet has saved it."""

import pytest
from diary_file import HEADER, ROW, notes, told, write

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

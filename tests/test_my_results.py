"""A learner's results as the page writes them: whole, and so that a fault is seen."""

import json
import re
from zlib import crc32

import pytest
from scripts import run

from acu.practice.quiz import Quiz

MARK = {
    "question": "find BL40",
    "when": "2026-11-23T10:15:00",
    "level": "landmarks",
    "person": "average woman",
    "view": "knee_back",
    "x": 120,
    "y": 310.5,
    "cm": None,
    "grade": 1,
    "answer": "knee_back 120 310.5",
}
CHOICE = {
    "question": "which BL40 BL54",
    "when": "2026-11-23T10:16:00",
    "choice": 2,
    "answer": "BL40 Wěizhōng",
    "grade": 3,
}


@pytest.fixture(scope="module")
def quiz():
    return Quiz()


def js(quiz, name, *given):
    return run(quiz, f"{name}({', '.join(map(json.dumps, given))})")


def test_the_file_has_two_lines_and_the_first_fits_the_second(quiz):
    for word in ("blue fox", "藍狐 Füchslein", 'say "no" \\ 🦊', "\u2028"):
        text = js(quiz, "resultsOf", word, "before", [MARK, CHOICE])
        head, line, end = text.split("\n")
        assert end == ""
        assert head == f"acu-results 1 {crc32(line.encode()):08x}"
        assert json.loads(line)["word"] == word


def test_it_says_of_each_answer_what_a_teacher_needs_and_no_more(quiz):
    text = js(quiz, "resultsOf", "blue fox", "after", [MARK, CHOICE])
    content = json.loads(text.split("\n")[1])
    assert list(content) == ["word", "stage", "answers"] and content["stage"] == "after"
    assert content["answers"][0] == MARK
    assert content["answers"][1] == {name: CHOICE[name] for name in CHOICE if name != "choice"}


@pytest.mark.parametrize("raw", [b"", b"a", b"123456789", bytes(range(256)) * 9])
def test_the_sum_is_that_of_zlib(quiz, raw):
    assert run(quiz, f"crc32(Uint8Array.from({list(raw)}))") == f"{crc32(raw):08x}"


@pytest.mark.parametrize(
    ("typed", "word", "file"),
    [
        ("  blue   fox ", "blue fox", "acu-results-bluefox-before.txt"),
        ("藍狐 7", "藍狐 7", "acu-results-藍狐7-before.txt"),
        ("../../etc/passwd", "../../etc/passwd", "acu-results-etcpasswd-before.txt"),
        ("a\nb\u2028c\td\x00e", "a b c d e", "acu-results-abcde-before.txt"),
        ("🦊", "🦊", "acu-results-before.txt"),
        ("x" * 60, "x" * 40, f"acu-results-{'x' * 40}-before.txt"),
        (" \n ", "", "acu-results-before.txt"),
    ],
)
def test_a_word_is_one_line_and_a_file_name_holds_letters_and_digits(quiz, typed, word, file):
    assert js(quiz, "tidied", typed) == word
    assert js(quiz, "fileOf", word, "before") == file


def test_a_time_is_that_of_the_clock_on_the_wall(quiz):
    said = run(quiz, "localTime(new Date(2026, 10, 3, 4, 5, 6, 789))")
    assert said == "2026-11-03T04:05:06"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", run(quiz, "localTime(new Date())"))

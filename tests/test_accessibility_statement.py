"""What the statement of accessibility rests on is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
BROWSER = Path(__file__).parent / "browser"
FILES = dict(re.findall(r"\*([A-Z])\*: `(test_\w+\.py)`", TEXT))
ROWS = [line for line in TEXT.splitlines() if re.match(r"\| [\dP]", line)]


def shown_by(name):
    text = (BROWSER / name).read_text(encoding="utf-8")
    return re.findall(r"^def (test_\w+)", text, re.MULTILINE)


def test_each_test_that_the_statement_names_is_there():
    named = [
        (FILES[letter], word)
        for row in ROWS
        for letter, word in re.findall(r"\*(\w)\* `(\w+)`", row)
    ]
    named += [pair for row in ROWS for pair in re.findall(r"`([\w/]+\.py)` `(\w+)`", row)]
    assert len(named) > 25
    missing = [pair for pair in named if not any(pair[1] in name for name in shown_by(pair[0]))]
    assert missing == []


def test_it_speaks_of_each_part_of_wcag_and_of_what_does_not_hold():
    guidelines = {"1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5"}
    guidelines |= {"3.1", "3.2", "3.3", "4.1"}
    assert {row[2:5] for row in ROWS} >= guidelines
    assert "### What does not hold" in TEXT

"""What README and the other pages for people say is there, is there."""

import re
import shlex
from pathlib import Path

import pytest

import acu
from acu import command, tables

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "deploy" / "README.md"]
PAGES += sorted((ROOT / "docs").glob("*.md"))
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
TYPED = re.compile(r"^ {4,}(\S.*)$|`([^`\n]+)`", re.MULTILINE)
OURS = re.compile(r"\b((?:tests|tools|deploy|docs|notebooks|data|acu)/[\w./*-]*\w|workbook\.py)")


def typed(page):
    """Return the commands of a page: lines of code, and code within a line."""
    return ["".join(found) for found in TYPED.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_each_link_leads_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    inside = [link for link in links if not re.match(r"https?:|mailto:", link)]
    assert [link for link in inside if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_each_file_of_a_command_is_there(page):
    named = {path for line in typed(page) for path in OURS.findall(line)}
    missing = [path for path in named if not list(ROOT.glob(path))]
    assert missing == []


def test_each_deed_in_a_terminal_is_one():
    said = [line for page in PAGES for line in typed(page)]
    deeds = {found for line in said for found in re.findall(r"(?:^|uv run )acu ([a-z]+)", line)}
    assert deeds and deeds <= set(command.DEEDS)


def test_each_part_of_the_tests_that_readme_names_has_tests():
    paths = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/**/test_*.py")]
    for line in typed(ROOT / "README.md"):
        if " -k " in line:
            (words,) = shlex.split(line.partition(" -k ")[2])[:1]
            for word in words.split(" or "):
                assert any(word in path for path in paths), line


@pytest.mark.parametrize(
    ("said", "there"),
    [
        (r"all (\d+) points of WHO's book", lambda: (~_extra()).sum()),
        (r"and (\d+) extra ones", lambda: _extra().sum()),
        (r"\| (\d+) claims as cards", lambda: len(tables.read("claims"))),
        (
            r"; (\d+) plates;",
            lambda: len(list((tables.DATA / "plates").glob("female_average_*.webp"))),
        ),
    ],
    ids=["points of WHO", "extra points", "claims", "plates"],
)
def test_readme_counts_what_is_there(said, there):
    (number,) = re.findall(said, README)
    assert int(number) == there()


def test_what_readme_says_was_measured_is_what_was():
    shown = re.search(r"Measured on ([\d-]+) .*?\n((?:\|[^\n]*\n)+)", README, re.DOTALL)
    rows = [re.split(r" *\| *", row.strip("| ")) for row in shown[2].splitlines()[2:]]
    bench = [
        [re.split(r" [(<]|: ", cell)[0] for cell in re.split(r" *\| *", line.strip("| "))[1:]]
        for line in (ROOT / "docs" / "bench.md").read_text(encoding="utf-8").splitlines()
    ]
    said = [[ours, instead.split(": ")[0], ratio] for _, ours, instead, ratio in rows]
    assert len(said) > 5
    assert [row for row in said if row not in bench] == []
    assert shown[1] in (ROOT / "docs" / "bench.md").read_text(encoding="utf-8")


def _extra():
    return acu.load_points().index.str.startswith("EX-")

"""The pages that are written from the tables say what the tables say now."""

import re

import describe_data
import pytest

from acu import tables
from acu.points import load_points

SHEET, RULES = describe_data.pages().values()


@pytest.mark.parametrize("path", describe_data.pages())
def test_the_page_is_as_the_tables_are_now(path):
    assert path not in describe_data.stale(), f"{path} is old: uv run tools/describe_data.py"


def test_every_file_of_the_tables_has_its_section_and_its_number_of_rows():
    files = sorted(path.name for path in tables.DATA.glob("*.csv"))
    assert sorted(re.findall("^### (.+)$", SHEET, re.M)) == files
    for file in files:
        section = SHEET.partition(f"### {file}\n")[2].partition("\n#")[0]
        lines = (tables.DATA / file).read_text(encoding="utf-8").strip().count("\n")
        assert f" {lines:,} row" in section  # no cell of ours holds a line break


def test_every_choice_of_ours_is_told_with_its_points():
    told = SHEET.partition("## What we chose\n")[2].partition("\n## ")[0].strip().splitlines()
    pairs = {
        (code, line.partition(": ")[2])
        for line in told
        for code in line[2:].partition(": ")[0].split(", ")
    }
    chosen = load_points().query("choice != ''")["choice"]
    assert pairs == {*chosen.items()}


def test_every_rule_is_said_once():
    codes = re.findall(r"^- (\S+) .* lies ", RULES, re.M)
    assert codes == list(load_points().index)


def test_links_of_the_pages_lead_somewhere():
    for path, text in describe_data.pages().items():
        folder = (describe_data.ROOT / path).parent
        for link in re.findall(r"\]\(([^)#]+)\)", text):
            assert (folder / link).exists(), link

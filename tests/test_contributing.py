"""What CONTRIBUTING says of adding a point is done here to the letter, and keeps its promises."""

import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from paper import texts
from PIL import Image

ROOT = Path(__file__).parent.parent
STEPS = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Add a point")[2]
STEPS = STEPS.partition("\n## ")[0]
FENCED = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)


def fenced(kind):
    """Lines between the fences of a kind, in order."""
    blocks = [body for language, body in FENCED.findall(STEPS) if language == kind]
    return [line.strip() for body in blocks for line in body.splitlines()]


POINT, NAME = fenced("csv")
CODE = POINT.partition(",")[0]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the workbook; what is large and no table is linked."""
    root = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "acu", root / "acu", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "data").mkdir()
    for path in (ROOT / "data").iterdir():
        if path.suffix in (".csv", ".json"):
            shutil.copy(path, root / "data")
        else:
            (root / "data" / path.name).symlink_to(path)
    return root


def typed(line, folder):
    """Type a line of the text into a terminal; `uv run` stands for this Python."""
    words = shlex.split(line)
    assert words[:2] == ["uv", "run"], line
    start = {"python": [], "acu": ["-c", "import sys, acu.command; sys.exit(acu.command.main())"]}
    command = [sys.executable, *start[words[2]], *words[3:]]
    known = os.environ | {"PYTHONPATH": str(folder), "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=folder, env=known, capture_output=True, encoding="utf-8", check=False
    )


def add(folder, table, row):
    with open(folder / "data" / table, "a", encoding="utf-8", newline="") as file:
        file.write(row + "\n")


@pytest.fixture(scope="module")
def added(checkout):
    """The copy after the rows of the text were put in, and what each of its commands said."""
    add(checkout, "points.csv", POINT)
    table, _, row = NAME.partition(": ")
    add(checkout, Path(table).name, row)
    return checkout, {line: typed(line, checkout) for line in fenced("sh")}


def test_the_text_shows_the_columns_as_the_table_has_them():
    with open(ROOT / "data" / "points.csv", encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    (row,) = csv.reader([POINT])
    assert len(row) == len(columns)
    assert "Invented" in row[columns.index("choice")]  # nobody takes it for a real one


def test_each_command_works(added):
    _, said = added
    assert [line for line, done in said.items() if done.returncode] == [], [
        done.stderr for done in said.values()
    ]
    assert len(said) == 4
    assert "points have their place" in said["uv run acu check"].stdout


def test_the_point_is_found_drawn_and_printed(added):
    folder, said = added
    assert any(done.stdout.startswith(f"{CODE} Yāozhōng 腰中") for done in said.values())
    with Image.open(folder / f"{CODE}.png") as picture:
        assert picture.width > 400 and len(set(picture.convert("L").tobytes())) > 100
    pages = " ".join(" ".join(texts(folder / f"{CODE}.pdf")).split())
    assert f"{CODE} Yāozhōng" in pages and "no book has this point" in pages


def test_everything_else_follows_from_the_row(added):
    folder, _ = added
    asked = "; ".join(
        (
            "import acu",
            f"print({CODE!r} in acu.explore().table.codes)",
            f"print(acu.card({CODE!r}).place.words)",
            f"print(acu.plot_point({CODE!r}).figure.words)",
            "print(acu.find('Mid-Waist').codes)",
            f"print(acu.practise({CODE!r}, kinds=['find']))",
            f"print(acu.PressTimer({CODE!r}))",
        )
    )
    done = typed(f"uv run python -c {shlex.quote(asked)}", folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("True\n") and f"('{CODE}',)" in done.stdout
    (told,) = re.findall(r"The rule reads: ([^.]+)\.", STEPS)
    assert " ".join(told.split()) in done.stdout
    assert f"1 question about {CODE}" in done.stdout and "Press timer" in done.stdout


@pytest.mark.parametrize(
    ("was", "typed_in", "column", "right"),
    [
        ("low_back", "lower_back", "view", "low_back"),
        ("l3_spine_lower", "l3_spine_low", "rule", "l3_spine_lower"),
        ("beside(", "besides(", "rule", "beside"),
        (f"{CODE},", "EX-99,", "code", "EX"),
    ],
)
def test_a_wrong_row_is_told_with_row_and_column_and_what_would_be_right(
    checkout, tmp_path, was, typed_in, column, right
):
    shutil.copytree(checkout, tmp_path / "copy", symlinks=True)
    folder = tmp_path / "copy"
    shutil.copy(ROOT / "data" / "points.csv", folder / "data")
    shutil.copy(ROOT / "data" / "names.csv", folder / "data")
    assert was in POINT
    add(folder, "points.csv", POINT.replace(was, typed_in, 1))
    rows = (ROOT / "data" / "points.csv").read_text(encoding="utf-8").count("\n") + 1
    done = typed("uv run acu check", folder)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"points.csv, row {rows}, column {column}" in done.stderr, done.stderr
    assert right in done.stderr

"""Marks that HTML, formulas, Typst and spreadsheets obey are only text on paper and in files.

What stands in a browser is in tests/browser/test_text_as_text.py.
"""

import csv
import re
import sqlite3
import subprocess
import sys
import zipfile
from html.parser import HTMLParser

import pytest
from hostile import MARK, ROOT, free, lay_out
from pypdf import PdfReader

import acu
from acu.diary import Diary
from acu.memory import History
from acu.plates import Plate
from acu.site.assets import Assets
from acu.site.pages import Frame
from acu.tables import as_words, filled, gaps

PAPERS = """
import sys, acu
from pathlib import Path
out = Path(sys.argv[1])
acu.handout("GB29", out=out / "handout.pdf", site="https://example.org/acu")
acu.card_set("GB29", out=out / "cards.pdf")
acu.safety_sheet(out / "sheet.pdf")
acu.plan_sheet(acu.plan_class("GB29"), out / "plan.pdf")
acu.anki_deck(out / "deck.apkg", ["GB29"])
acu.plot_point("GB29").figure.png()
acu.plot_trials().png()
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """Folder of what is printed from tables that are full of marks."""
    workbook = lay_out(tmp_path_factory.mktemp("hostile"), lessons=())
    out = tmp_path_factory.mktemp("papers")
    done = subprocess.run(
        [sys.executable, "-c", PAPERS, out], cwd=workbook, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return out


def bare(text):
    """A text without what a line of print changes: spaces, hyphens, round quotation marks."""
    return re.sub(r"[\s\u00ad\u200b-]+", "", text).translate(str.maketrans("“”’", '""\''))


@pytest.mark.parametrize("name", ["handout", "cards", "sheet", "plan"])
def test_a_print_shows_the_marks_as_they_are_written_and_leads_nowhere_by_them(papers, name):
    pdf = PdfReader(papers / f"{name}.pdf")
    text = bare("".join(page.extract_text() for page in pdf.pages))
    assert text.count(bare(MARK)) > 3
    assert text.count(bare(MARK)) > 0.9 * text.count("{{7*7}}")  # some begin on another page
    notes = [note.get_object() for page in pdf.pages for note in page.get("/Annots") or []]
    targets = [str(note.get("/A", {}).get("/URI", "")) for note in notes]
    assert [target for target in targets if not re.match("https?://|$", target)] == []
    assert not {"/OpenAction", "/AA"} & set(pdf.trailer["/Root"])
    assert b"/JavaScript" not in (papers / f"{name}.pdf").read_bytes()


class Tags(HTMLParser):
    """What a program that shows HTML would make of it: its elements, and its text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data


def test_cards_for_a_phone_show_the_marks_as_they_are_written(papers, tmp_path):
    with zipfile.ZipFile(papers / "deck.apkg") as packed:
        (name,) = [each for each in packed.namelist() if each.startswith("collection.anki2")]
        packed.extract(name, tmp_path)
    with sqlite3.connect(tmp_path / name) as deck:
        fields = "\x1f".join(row[0] for row in deck.execute("SELECT flds FROM notes"))
    read = Tags(fields)
    assert read.text.count(MARK) > 3
    assert [tag for tag, _ in read.tags if tag in ("script", "iframe", "object")] == []
    assert [told for tag, told in read.tags if told.get("src") == "x"] == []
    assert [told for _, told in read.tags if any(name.startswith("on") for name in told)] == []
    # What Anki itself would obey: sounds, gaps to fill, and LaTeX.
    assert not re.search(r"\[sound:|\{\{c\d|\[latex\]", fields)


def test_a_page_has_title_and_summary_as_they_are_written(tmp_path):
    page = Frame(Assets(tmp_path / "assets"), {}).page("x.html", MARK, MARK, "", "text-page")
    read = Tags(page)
    assert MARK in read.text.split("Find the point")[0]
    assert [told["content"] for _, told in read.tags if told.get("name") == "description"] == [MARK]
    assert [told for tag, told in read.tags if tag == "img"] == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝", "＋", "－", "＠", " =", "\n="])
def test_no_file_of_ones_own_has_a_cell_that_a_spreadsheet_would_run(tmp_path, start):
    said = f"{start}HYPERLINK(\"http://x\"),{start}cmd|'/C calc'!A0;{start}1\n{start}2\t{start}3"
    diary, history = Diary(tmp_path / "d.csv"), History(tmp_path / "h.csv")
    diary.add("GB29", 6, 4, note=said)
    history.add("find BL40", "bare", "average man", said.replace("\n", " "), 3, 1.5)
    for book in (diary, history):
        text = book.path.read_text("utf-8-sig")
        for mark in ",;\t":
            rows = csv.reader(text.splitlines(), delimiter=mark)
            cells = [line.strip() for row in rows for cell in row for line in cell.split("\n")]
            assert [cell for cell in cells if cell[:1] in tuple("=+-@＝＋－＠")] == []


def test_a_note_comes_back_from_the_diary_as_it_was_typed(tmp_path):
    diary = Diary(tmp_path / "d.csv")
    diary.add("GB29", 6, 4, note=MARK)
    assert diary.read()["note"].item() == MARK


def test_a_picture_shows_dollars_and_draws_no_formula():
    plate = Plate(figsize=(4, 2))
    plate.text(0.1, 0.5, r"from $5 to $\frac{6$")  # as a formula this would be an error
    assert plate.png()
    axes = acu.plot_body("knee_back")
    axes.set_title(r"$\frac{$")
    assert axes.figure.png()


def test_only_what_looks_like_a_formula_is_kept_from_being_one():
    assert as_words("<p>a</p>") == "<p>a</p>"
    for text in ("$5", r"\(y\)", r"\begin{matrix}"):
        assert as_words(text) == f'<div class="mathjax_ignore">{text}</div>'


def test_braces_that_are_no_gap_stay_as_they_are():
    assert gaps("Show {name}, {{7*7}} {a b}") == {"name"}
    assert filled("Show {name}, {{7*7}} {x}", {"name": "{x}"}) == "Show {x}, {{7*7}} {x}"


def test_the_marked_tables_are_marked_all_over():
    import json

    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    marked = {table["name"]: free(table) for table in package["resources"]}
    assert sum(map(len, marked.values())) > 60
    assert {"english", "posture", "choice"} <= set(marked["points"])
    assert {"claim", "why", "known", "fair"} == set(marked["claims"])

"""Slides: which part of a lesson becomes what, and where they are written."""

import re

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from acu.command import main
from acu.slides import write_slides
from acu.slides.rule import SlideRule

LONG = "The first sentence is short. " + "Another one goes on for quite a while. " * 9


def html(text):
    return [new_output("display_data", {"text/html": text})]


def dealt(*cells):
    """Slides of a notebook: for each a list of (what it is, its words, how it comes)."""
    lesson, _ = SlideRule().preprocess(new_notebook(cells=list(cells)), {"decks": {"02_two"}})
    slides = []
    for cell in lesson.cells:
        comes = cell.metadata.slideshow.slide_type
        if comes in ("slide", "subslide"):
            slides.append([])
        slides[-1].append((cell.metadata.tags[0], cell.source, comes))
    return slides


def kinds(slide):
    return [kind for kind, *_ in slide]


def test_a_heading_begins_a_slide_and_a_question_stands_apart_from_the_prose():
    text = "## Find it\n\nTouch the bone. **Before you look:** is it hard?"
    (slide,) = dealt(new_markdown_cell(text))
    assert kinds(slide) == ["heading", "prose", "question"]
    assert slide[0][2] == "slide" and slide[1][1] == "Touch the bone."
    assert slide[2][1] == "**Before you look:** Is it hard?"


def test_an_answer_comes_later_on_the_same_slide():
    folded = "<details><summary>Answer</summary>\nFour.\n</details>"
    text = f"## Sum\n\n**Check.** Two and two?\n\n{folded}"
    (slide,) = dealt(new_markdown_cell(text))
    assert slide[-1] == ("answer", "Four.", "fragment")


def test_of_long_prose_the_beginning_is_shown_and_all_of_it_is_in_the_notes():
    (slide,) = dealt(new_markdown_cell("## Much\n\n" + LONG))
    shown = {kind: words for kind, words, _ in slide}
    assert shown["prose"].startswith("The first sentence") and len(shown["prose"]) < 250
    assert shown["prose"].endswith(".") and shown["notes"] == LONG.strip()


def test_what_is_shown_has_a_slide_of_its_own_and_its_code_is_left_out():
    plate = new_code_cell("acu.plot_point('GB29').figure", outputs=html('<img alt="a" src="b">'))
    first, second, third = dealt(
        new_markdown_cell("## Look\n\n**Guess first:** where?"), plate, new_markdown_cell("There.")
    )
    assert kinds(second) == ["kicker", "picture"] and kinds(third) == ["kicker", "prose"]


def test_what_a_line_with_a_colon_leads_to_stands_below_it():
    said = new_code_cell("card.names", outputs=html('<div class="sayings"><p>Jūliáo</p></div>'))
    _, slide = dealt(new_markdown_cell("## Names\n\nOne.\n\n* a\n* b\n\nIt is called:"), said)
    assert kinds(slide) == ["kicker", "prose", "sayings"]


def test_code_that_gives_a_number_is_a_sum_and_what_only_imports_is_nothing():
    number = new_code_cell("2 * 60", outputs=html('<pre class="output">120</pre>'))
    first, second = dealt(new_markdown_cell("## Sum"), new_code_cell("import acu"), number)
    assert kinds(second) == ["kicker", "sum"]


def test_how_to_run_a_notebook_is_on_no_slide():
    text = "# One\n\nA lesson.\n\n*Lesson 1 of 2. Back: [x](0.ipynb)*\n\n**To start:** *Run*."
    slides = dealt(new_markdown_cell(text), new_markdown_cell("## Two\n\nHold *Shift*. It works."))
    words = " ".join(words for slide in slides for _, words, _ in slide)
    assert "Run" not in words and "Back" not in words and "It works." in words


def test_links_lead_to_the_slides_of_another_lesson_if_there_are_any():
    text = "## End\n\n**Back:** [1](01_one.ipynb) · **Next:** [2](02_two.ipynb)"
    (slide,) = dealt(new_markdown_cell(text))
    assert slide[-1][:2] == ("way", "**Next:** [2](02_two.html)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Slides of one lesson, written from the command line, twice."""
    place = tmp_path_factory.mktemp("slides") / "of a class"
    assert main(["slides", str(place), "4"]) == 0
    first = {path.name: path.read_bytes() for path in place.rglob("*.*")}
    write_slides(place, ["04_finding_bones.ipynb"])
    assert {path.name: path.read_bytes() for path in place.rglob("*.*")} == first
    return place


def test_a_folder_of_slides_is_whole_and_leads_nowhere_else(folder):
    pages = sorted(path.name for path in folder.glob("*.html"))
    assert pages == ["04_finding_bones.html", "index.html"]
    for page in pages:
        text = (folder / page).read_text(encoding="utf-8")
        asked = re.findall(r'<(?:script|link|img)\b[^>]*?(?:src|href)="([^"]+)"', text)
        assert asked and all((folder / address).is_file() for address in asked)


def test_plates_on_slides_are_drawn_for_a_screen(folder):
    text = (folder / "04_finding_bones.html").read_text(encoding="utf-8")
    sizes = re.findall(r'<img[^>]* height="(\d+)"[^>]* width="(\d+)"', text)
    assert len(sizes) == 5 and all(1.7 < int(w) / int(h) < 1.85 for h, w in sizes)


def test_a_lesson_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ValueError, match="no lesson '99'.*05_gb29_hip"):
        write_slides(tmp_path, ["99"])
    assert not list(tmp_path.iterdir())


def test_a_page_of_somebody_else_is_not_overwritten(tmp_path, capsys):
    (tmp_path / "index.html").write_text("mine")
    assert main(["slides", str(tmp_path), "4"]) == 1
    assert "no part of a folder of slides, such as index.html" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    assert (tmp_path / "index.html").read_text() == "mine"

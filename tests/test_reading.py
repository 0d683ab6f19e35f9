"""What a learner reads can be read at grade 8."""

import nbformat
import pytest
import reading

from acu import tables

PLAIN = "Slide a finger down the middle of your low back. Just above the cleft is a small hollow."
HARD = (
    "Contemporary practitioners habitually recommend individualised combinations of "
    "anatomically heterogeneous locations, notwithstanding considerable methodological "
    "limitations of the underlying investigations."
)


def too_hard(texts):
    return [str(text) for text in texts if text.grade > reading.LIMIT]


@pytest.mark.parametrize(
    "texts",
    [
        reading.in_notebooks,
        reading.in_tables,
        reading.in_cards,
        reading.in_questions,
        reading.in_widgets,
    ],
)
def test_everything_can_be_read_at_grade_8(texts):
    texts = list(texts())
    assert texts
    assert too_hard(texts) == []


# --- what the measure sees ---------------------------------------------------------------------


def test_the_grade_is_that_of_the_published_formula():
    # 8 words in one sentence, 9 syllables: 0.39 x 8 + 11.8 x 9 / 8 - 15.59.
    (sentence,) = reading.sentences("A point is a rule on a body.")
    assert reading.grade([sentence]) == pytest.approx(0.805)


def test_a_leaflet_is_easier_than_a_journal():
    assert reading.grade(reading.sentences(PLAIN)) < 5
    assert reading.grade(reading.sentences(HARD)) > 16


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    """Write a lesson with some cells of text; read it as the lessons are read."""

    def read(*sources):
        cells = [nbformat.v4.new_markdown_cell(source) for source in sources]
        folder = tmp_path / "notebooks"
        folder.mkdir()
        nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "lesson.ipynb")
        monkeypatch.setattr(reading, "ROOT", tmp_path)
        return [cell["id"] for cell in cells], list(reading.in_notebooks())

    return read


@pytest.mark.parametrize(
    "cell",
    [
        HARD,
        f"- {HARD}\n- {HARD}",
        f"> {HARD}",
        f"**Check yourself**\n\n<details><summary>Answer</summary>\n{HARD}\n</details>",
    ],
    ids=["paragraph", "list", "quotation", "answer"],
)
def test_a_hard_cell_is_named_with_its_hardest_sentence(notebook, cell):
    (easy, hard), texts = notebook(PLAIN, cell)
    (told,) = too_hard(texts)
    assert f"lesson.ipynb {hard}: Contemporary practitioners" in told
    assert easy not in told


def test_a_hard_cell_of_a_table_is_named_as_a_spreadsheet_counts():
    table = tables.read("technique")
    table.loc[1, "teach"] = f"{PLAIN} {HARD}"
    told = too_hard(reading.in_table("technique", table))
    assert any("technique.csv row 3 teach: Contemporary practitioners" in text for text in told)
    assert not too_hard(reading.in_table("technique", table.drop(index=1)))


def test_short_cells_do_not_slip_through(notebook):
    _, texts = notebook("Musculoskeletal considerations.", "Physiological ramifications abound.")
    (told,) = too_hard(texts)
    assert "short cells together" in told


def test_marks_addresses_code_and_headings_are_not_read():
    marked = (
        "## Anatomical considerations\n\nSlide *a finger* down the **middle** of your "
        "[low back](https://example.org/anatomy/considerations). [NICE_NG59] [WHO2008]\n"
        "<b>Just</b> above the cleft is a small hollow.\n\n"
        "```python\nanatomical(considerations)\n```\n"
    )
    assert reading.from_markdown(marked) == reading.sentences(PLAIN)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Go 0.5 cun down, then 1,000 steps back.", 1),
        ("It hurts; stop: rest.", 1),
        ("Does it hurt? Stop! Then rest.", 3),
        ('He said: "Stop." I did.', 2),
    ],
)
def test_a_sentence_ends_where_a_reader_stops(text, count):
    assert len(reading.sentences(text)) == count


def test_lines_of_a_list_are_sentences():
    assert reading.from_markdown("You will\n\n* find a point,\n* press it.") == [
        "You will.",
        "find a point.",
        "press it.",
    ]


# --- exceptions --------------------------------------------------------------------------------


def test_every_exception_is_a_column_that_is_there_and_says_why():
    for place, reason in reading.EXEMPT.items():
        name, *column = place.split()
        assert {*column} <= {*tables.read(name).columns}, place
        assert reason.endswith(".")


def test_citations_are_left_out_of_a_widget_and_its_words_are_not():
    html = (
        f"<p>{PLAIN} <small>[1, partly from memory]</small></p>"
        f"<details ><summary><b>Sources, 1</b></summary><ol><li>{HARD}</li></ol></details>"
    )
    assert reading.from_html(html) == reading.sentences(PLAIN)
    assert too_hard([reading.Text("answer", reading.from_html(f"<details>{HARD}</details>"))])

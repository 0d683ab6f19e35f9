"""Drawings of classes that are empty, large, invented, or have strange words."""

import re

import pandas as pd
import pytest
from class_drawn import RIGHT, WRONG, chosen, class_of, find, texts

import acu
from acu import results
from acu.results.finds import EACH

DRAWINGS = [
    acu.plot_found,
    acu.plot_confused,
    acu.plot_before_after,
    lambda results: acu.plot_everybody("BL40", results),
]


@pytest.mark.filterwarnings("ignore::acu.results.Doubt")
@pytest.mark.parametrize("draw", DRAWINGS)
def test_without_answers_a_drawing_says_so(draw):
    assert re.search("[Nn]o (answers|marks) yet", draw(class_of()).figure.words)


@pytest.fixture(scope="module")
def crowd():
    """Two hundred learners with long and strange words, before and after."""
    people = []
    for number in range(200):
        word = f"{number} {'WWWWW ' * 6}"[:40].strip()
        word = {0: r"$\frac{", 1: "蓝狐", 2: "🦊", 3: "<b>bold</b>", 4: "%s {0}"}.get(number, word)
        before = [find("BL40", 1 + number % 3, minute=1), chosen("name GB30", "BL54 Zhìbiān")]
        people.append((word, "before", before))
        people.append((word, "after", [find("BL40", minute=1), chosen("name GB30", "", RIGHT)]))
    return class_of(*people)


@pytest.mark.parametrize("draw", DRAWINGS)
@pytest.mark.parametrize("learners", [1, 6, 40, 200])
@pytest.mark.filterwarnings("error")
def test_words_of_any_kind_stay_on_the_page(draw, learners, crowd):
    some = crowd[crowd["word"].isin(crowd["word"].unique()[:learners])]
    ax = draw(some)
    ax.figure.png()
    page = ax.figure.bbox
    for each in ax.figure.axes:
        for text in each.texts:
            box = text.get_window_extent()
            assert box.x0 >= page.x0 and box.x1 <= page.x1 + 1, text.get_text()
            assert box.y0 >= page.y0 - 1 and box.y1 <= page.y1 + 1, text.get_text()


def test_words_that_the_font_cannot_show_are_numbered_and_told(crowd):
    some = crowd[crowd["word"].isin(["蓝狐", "🦊", "<b>bold</b>"])]
    ax = acu.plot_found(some)
    assert {"learner 1", "learner 2", "<b>bold</b>"} <= set(texts(ax))
    assert "learner 1 is 蓝狐" in ax.figure.words
    html = ax.figure._repr_mimebundle_()["text/html"]
    assert "<b>" not in html and "&lt;b&gt;bold" in html


def test_rows_do_not_run_into_each_other(crowd):
    some = crowd[crowd["word"].isin(crowd["word"].unique()[:EACH])]
    for ax in (acu.plot_found(some), acu.plot_before_after(some)):
        ax.figure.png()
        left = [text for text in ax.texts if text.get_position()[0] == 12]
        boxes = sorted((text.get_window_extent() for text in left), key=lambda box: box.y0)
        assert all(a.y1 <= b.y0 + 1 for a, b in zip(boxes, boxes[1:], strict=False))


@pytest.mark.parametrize("draw", DRAWINGS)
def test_what_is_no_table_of_results_is_refused(draw):
    with pytest.raises(ValueError, match="results lack .*: give what acu.read_results returns"):
        draw(pd.DataFrame({"word": ["fox"]}))


def test_two_classes_put_together_are_drawn_as_one():
    one = class_of(("fox", "practice", [find("BL40")]))
    two = class_of(("owl", "practice", [find("BL40", WRONG, at="BL39")]))
    both = pd.concat([one, two.assign(file="two")])
    assert "2 learners" in acu.plot_found(both).figure.words
    assert "2 marks of 2 learners" in acu.plot_everybody("BL40", both).figure.words
    assert "BL39" in acu.plot_confused(both).figure.words


def test_drawings_of_the_invented_class_say_that_it_is_invented():
    frame = results.example(2)
    for draw in DRAWINGS:
        assert "This class is invented" in draw(frame).figure.words


def test_the_invented_class_marks_points_about_where_they_are():
    frame = results.example(3)
    finds = frame[frame["kind"] == "find"]
    on_body = pd.concat(
        results.everybody.marks(code, rows, "average woman") for code, rows in finds.groupby("code")
    )
    assert on_body[["x", "y", "z"]].notna().all(axis=None)
    assert 0.2 < finds["cm"].median() < 4

"""Words on a plate are the right ones and can be read, in colours that differ."""

import base64
import re
from io import BytesIO
from itertools import combinations

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image
from plate_seen import POINTS, body_of, found, luminance, plotted, written

from acu import atlas, plates
from acu.body import Body
from acu.plates import labels, page


def texts(ax):
    return [text for text in ax.findobj(Text) if text.get_gid()]


def turn(p, q, r):
    return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])


def cross(a, b, c, d):
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


# --- words can be read ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sex", "size"),
    [("female", "usual"), ("male", "usual"), ("female", "small"), ("male", "large")],
)
def test_words_can_be_read_and_leaders_do_not_cross(sex, size):
    wrong = []
    for code in POINTS.index:
        ax = plotted(code, sex, size=size)
        edge = ax.figure.bbox
        boxes = [(text.get_text(), text.get_window_extent()) for text in texts(ax)]
        for text, box in boxes:
            if not (edge.x0 <= box.x0 and box.x1 <= edge.x1):
                wrong.append(f"{code}: {text!r} leaves the page sideways")
            if not (edge.y0 <= box.y0 and box.y1 <= edge.y1):
                wrong.append(f"{code}: {text!r} leaves the page up or down")
        for (one, a), (two, b) in combinations(boxes, 2):
            if a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1:
                wrong.append(f"{code}: {one!r} overlaps {two!r}")
        if min(text.get_size() for text in texts(ax)) < (4 if size == "small" else 5.5):
            wrong.append(f"{code}: tiny type")
        lines = [line.get_segments()[0] for line in found(ax, "leader")]
        for one, two in combinations(lines, 2):
            if cross(*one, *two):
                wrong.append(f"{code}: two leaders cross")
    assert not wrong


def test_labels_stand_beside_the_body():
    for code in ("GB29", "ST36", "BL57", "KI3"):
        ax = plotted(code)
        body = found(ax, "body")[0].get_window_extent()
        for label in found(ax, "label"):
            box = label.get_window_extent()
            assert box.x1 <= body.x0 or box.x0 >= body.x1


def test_spread_moves_labels_apart_and_no_further():
    heights = [10, 10, 10]
    assert labels.spread([80, 50, 20], heights, 0, 100, 2) == pytest.approx([80, 50, 20])
    assert labels.spread([50, 50, 50], heights, 0, 100, 2) == pytest.approx([62, 50, 38])
    assert labels.spread([99, 98, 50], heights, 0, 100, 2) == pytest.approx([95, 83, 50])
    assert labels.spread([3, 2, 1], heights, 0, 100, 2) == pytest.approx([29, 17, 5])


@pytest.mark.parametrize("colour", [page.INK, page.FAINT, page.LANDMARK, page.POINT])
def test_text_stands_out_from_the_paper(colour):
    # WCAG 2.2, success criterion 1.4.3
    assert (luminance(page.PAPER) + 0.05) / (luminance(colour) + 0.05) >= 4.5


def test_point_and_landmarks_differ_for_colour_blind_readers():
    # Machado, Oliveira and Fernandes (2009), severity 1: deuteranopia, then protanopia
    for rows in (
        [(0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)],
        [(0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)],
    ):
        point, landmark = (
            np.array(rows) @ np.array(to_rgb(c)) for c in (page.POINT, page.LANDMARK)
        )
        assert np.linalg.norm(point - landmark) > 0.35


def test_point_is_filled_and_landmarks_are_open():
    ax = plotted("GB29")
    (point,) = found(ax, "point")
    assert to_rgb(point.get_facecolor()[0]) == to_rgb(page.POINT)
    for mark in found(ax, "landmark"):
        assert to_rgb(mark.get_facecolor()[0]) == to_rgb(page.PAPER)
        assert mark.get_sizes()[0] < point.get_sizes()[0]


# --- the right words -----------------------------------------------------------------------------


def test_labels_give_the_plain_and_the_learned_name():
    labels_of_gb29 = written(plotted("GB29"), "label")
    assert "GB29 Jūliáo" in labels_of_gb29
    assert "Front tip of the hip bone" in labels_of_gb29
    assert "anterior superior iliac spine" in labels_of_gb29


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("GB29", {"1/2"}),
        ("GB30", {"1/3", "2/3"}),
        ("BL23", {"1.5 cun"}),
        ("SP6", {"1", "2", "3 cun"}),
        ("ST36", {"1", "2", "3/16", "4", "8", "12"}),
    ],
)
def test_numbers_stand_beside_the_string(code, numbers):
    assert numbers <= set(written(plotted(code), "number"))


def test_heading_has_code_pinyin_and_characters():
    assert written(plotted("BL40"), "heading")[:2] == ["BL40  Wěizhōng", "委中"]


def test_words_tell_the_rule_the_view_and_the_body():
    words = plates.words("GB29", body_of("male"), "hip")
    assert atlas.describe("GB29") in words
    assert "left hip from the side, average man" in words
    assert "rather heavy woman of 180 cm" in plates.words("GB29", Body("female", 180, 0.5))


def test_a_notebook_shows_the_picture_with_its_words():
    figure = plotted("GB29").figure
    bundle = figure._repr_mimebundle_()
    pattern = 'alt="(.*?)" src="data:image/png;base64,(.*?)"'
    alt, source = re.search(pattern, bundle["text/html"]).groups()
    assert alt == bundle["text/plain"] == plates.words("GB29", body_of("female"))
    with Image.open(BytesIO(base64.b64decode(source))) as image:
        assert image.size == tuple(figure.bbox.size.round().astype(int))
        assert not image.info.keys() & {"Software", "date", "Creation Time"}


def test_a_notebook_that_uses_pyplot_too_stores_the_picture_once():
    shell = InteractiveShell.instance()
    try:
        # what pyplot's inline backend does
        shell.display_formatter.formatters["image/png"].for_type(Figure, lambda figure: b"again")
        shown, _ = shell.display_formatter.format(plotted("GB29").figure)
    finally:
        InteractiveShell.clear_instance()
    assert set(shown) == {"text/html", "text/plain"}


def test_the_same_plate_has_the_same_bytes():
    one, two = (plates.plot_point("BL57").figure.png() for _ in range(2))
    assert one == two

"""Every Chinese character in the tables can be drawn."""

import warnings
from pathlib import Path

from build_font import DATA, FONT, characters
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font


def drawn(text):
    """The grey values of a text that is drawn with the font, and the warnings about it."""
    figure = Figure(figsize=(3, 1))
    canvas = FigureCanvasAgg(figure)
    figure.text(0.1, 0.3, text, fontproperties=FontProperties(fname=FONT, size=30))
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        canvas.draw()
    return bytes(canvas.buffer_rgba()), [str(warning.message) for warning in said]


def test_the_font_has_every_character_of_the_tables():
    has = FT2Font(str(FONT)).get_charmap()
    lacks = [one for one in characters(DATA.glob("*.csv")) if ord(one) not in has]
    assert lacks == [], "run `uv run tools/build_font.py NotoSansCJK-Regular.ttc`"


def test_juliao_and_huantiao_are_drawn_and_look_different():
    (juliao, first), (huantiao, second) = drawn("居髎"), drawn("環跳")
    assert first + second == []
    assert juliao != huantiao


def test_a_character_that_is_missing_would_be_noticed():
    assert any("missing from" in said for said in drawn("A")[1])


def test_the_font_travels_with_its_licence_and_is_small():
    licence = (Path(FONT).parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Adobe" in licence
    assert FT2Font(str(FONT)).family_name == "Acu CJK"
    assert FONT.stat().st_size < 250_000

"""What a person sees on a poster of points."""

import re

import numpy as np
import pytest
from paper import A3, ARTICLE, SITE, elements, millimetres, texts
from PIL import ImageColor

import acu
from acu import tables
from acu.handouts import chart, panels
from acu.handouts.labelling import Labelling


@pytest.fixture(scope="module")
def wall(tmp_path_factory):
    return acu.poster(tmp_path_factory.mktemp("wall") / "poster.pdf", "a3", SITE)


def test_the_poster_names_every_point_that_is_drawn_and_says_which_are_not(wall):
    (text,), points = texts(wall), acu.load_points()
    assert millimetres(wall) == [A3]
    shown = set(re.findall(r"(?:EX-[A-Z]{1,2}|[A-Z]{2})\d+", text.partition("Without a code")[0]))
    rest = text.partition("out of sight here:")[2].partition(". Sources")[0]
    assert shown >= set(points.index[points["drawn"]])
    assert {each.strip() for each in rest.split(",")} == set(points.index[~points["drawn"]])
    for channel in tables.read("channels").itertuples():
        assert f"{channel.name}, " in text
    assert "Not medical advice" in text
    assert f"{SITE}/explorer.html" in text


def test_the_poster_says_in_words_what_each_picture_shows(wall):
    alts = [figure["/Alt"] for figure in elements(wall, "/Figure")]
    assert len(alts) == len(chart.SIDES) + len(chart.DETAILS) + len(ARTICLE) + 1
    assert any(alt.startswith("Left sole of the body") for alt in alts)


def test_colours_of_channels_can_be_read_on_white_paper_and_in_grey():
    def light(colour):
        parts = np.array(ImageColor.getrgb(colour)) / 255
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return linear @ (0.2126, 0.7152, 0.0722)

    assert set(panels.COLOURS) == set(tables.read("channels")["code"])
    for code, colour in panels.COLOURS.items():
        assert 1.05 / (light(colour) + 0.05) >= 4.5, code


def test_words_beside_dots_lie_on_no_dot_no_other_word_and_inside_the_room():
    chance = np.random.default_rng(7)
    dots, size = chance.uniform(10, 90, (60, 2)), np.array([7, 2.2])
    room = Labelling((0, 0, 100, 100), dots, 0.8)
    placed = [room.place(dot, size)[0] for dot in dots]
    middles = np.array([middle for middle in placed if middle is not None])
    assert len(middles) == 60
    assert (middles - size / 2 >= 0).all()
    assert (middles + size / 2 <= 100).all()
    for i, middle in enumerate(middles):
        others = np.delete(middles, i, 0)
        assert not (abs(others - middle) < size - 1e-6).all(1).any()
        assert not (abs(dots - middle) < size / 2 + 0.8 - 1e-6).all(1).any()


def test_a_word_with_room_stands_beside_its_dot_without_a_line_and_one_without_gets_one():
    room = Labelling((0, 0, 50, 50), [(25, 25)], 1)
    middle, line = room.place(np.array([25, 25]), (6, 2))
    assert line is None
    assert middle[1] == pytest.approx(25)
    walls = [(25 + 2.5 * x, 25 + 2.5 * y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    crowded = Labelling((0, 0, 50, 50), walls, 1)
    assert crowded.place(np.array([25, 25]), (6, 2))[1] is not None

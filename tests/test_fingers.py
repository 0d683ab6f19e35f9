"""How far fingers lead astray, and the chart of it."""

import re
from math import pi

import numpy as np
import pytest
from figure_words import clear

import acu
from acu import precision, tables
from acu.plates import Plate


def test_fingers_miss_by_the_difference_of_the_survey():
    # 8 cun of the middle woman: four fingers 2.60 cm a cun, leg 2.34; of the middle man 2.93, 2.47
    assert precision.finger_miss("female", 8).middle == pytest.approx(8 * (2.60 - 2.34))
    assert precision.finger_miss("male", 8).middle == pytest.approx(8 * (2.93 - 2.47))
    assert precision.finger_miss("female", 8, "male").middle == pytest.approx(8 * (2.93 - 2.34))


def test_own_fingers_are_steadier_than_anothers_and_twice_as_far_is_twice_as_wrong():
    for sex in ("female", "male"):
        own, other = precision.finger_miss(sex, 8), precision.finger_miss(sex, 8, sex)
        assert own.middle == other.middle
        assert own.high - own.low < other.high - other.low
        assert np.allclose(precision.finger_miss(sex, 16), 2 * np.array(own))


def test_the_range_is_that_of_people_made_after_the_surveys_own_columns():
    # People drawn one by one: height first, then hand and leg by height, each with its own rest.
    rows = tables.read("cun_spread").set_index(["sex", "measure"]).loc["female"]
    chance = np.random.default_rng(3)
    height = chance.normal(0, rows.loc["stature", "variation"] / 100, 200_000)
    cun = {}
    for measure in ("four_fingers", "leg_from_joint"):
        row = rows.loc[measure]
        over = (row["relative_high"] - row["relative_low"]) / 3.29 / row["relative_median"]
        own, tall = row["variation"] / 100, rows.loc["stature", "variation"] / 100
        slope = (own**2 + tall**2 - over**2) / (2 * tall**2)
        rest = np.sqrt(own**2 - (slope * tall) ** 2)
        cun[measure] = row["median_cm"] * (1 + slope * height + chance.normal(0, rest, len(height)))
        relative = (cun[measure] / row["median_cm"]) / (1 + height)
        assert relative.std() == pytest.approx(over, rel=0.03)
    miss = 8 * (cun["four_fingers"] - cun["leg_from_joint"])
    expected = np.percentile(miss, [5, 50, 95])
    assert np.allclose(precision.finger_miss("female", 8), expected, atol=0.05)


def test_a_sex_that_the_survey_has_not_is_refused():
    with pytest.raises(ValueError, match="there are female, male"):
        precision.finger_miss("women", 8)


@pytest.fixture(scope="module")
def fingers():
    return acu.plot_finger_miss()


def test_the_chart_shows_each_range_and_the_students_areas(fingers):
    lines = [line for line in fingers.lines if len(line.get_xdata()) == 2]
    spans = [tuple(line.get_xdata()) for line in lines]
    for sex in ("female", "male"):
        for hand in (None, "female", "male"):
            low, _, high = precision.finger_miss(sex, 8, hand)
            assert (low, high) in spans
    (found,) = tables.read("studies").query("id == 'S31'")["found"]
    areas = re.findall(r"(\d+) square|less than (\d+)", found)
    for area in (int(a or b) for a, b in areas):
        assert any(pi * right**2 == pytest.approx(area) and left == -right for left, right in spans)
    assert (0, 0) in spans  # by bones


def test_the_chart_says_what_it_rests_on(fingers):
    words = fingers.figure.words
    for said in ("across the knuckles", "our guess", "6,068 people", "Aird and others 2002"):
        assert said in words
    assert "On a woman's leg by her own fingers: 2.1 cm (0.1 to 4.1)." in words
    low, high = fingers.get_xlim()
    assert all(low < x < high for line in fingers.lines for x in line.get_xdata() if x)


@pytest.mark.parametrize("cun", [3, 8])
def test_no_words_of_the_chart_are_cut_off(cun):
    assert clear(acu.plot_finger_miss(cun).figure)


def test_the_chart_can_be_drawn_into_a_figure_that_is_there():
    ax = Plate(figsize=(8, 5)).add_axes((0.35, 0.25, 0.4, 0.6))
    assert acu.plot_finger_miss(ax=ax) is ax
    assert ax.figure.words.startswith("By fingers you end elsewhere")


@pytest.mark.parametrize("cun", ["x", None, True, 0, -3, float("nan"), float("inf")])
def test_a_way_that_is_none_is_refused_in_words_and_no_chart_is_emptied(cun):
    ax = Plate(figsize=(8, 5)).add_axes((0.1, 0.1, 0.8, 0.8))
    ax.text(0, 0, "mine")
    with pytest.raises(ValueError, match="no way down the leg: give a number above 0"):
        acu.plot_finger_miss(cun, ax)
    assert [text.get_text() for text in ax.texts] == ["mine"]

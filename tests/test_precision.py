"""How widely trained people's marks scatter, and how near is near enough."""

import re
from math import exp, pi

import nbformat
import numpy as np
import pytest

from acu import precision, tables
from acu.body import Body
from acu.points import load_points

PUBLISHED = {  # Molsberger et al. 2012, summary: cm² that hold 95 and 68 in 100 marks
    "PC6": (2.7, 0.7),
    "SP6": (12.2, 3.0),
    "BL23": (22.4, 5.6),
    "BL54": (22.5, 5.6),
    "ST38": (41.4, 10.2),
}
MANY = 400  # times 71 doctors


def marks(code, seed=0):
    """Distances from the point, of many times 71 marks."""
    return np.hypot(*precision.simulated(code, 71 * MANY, seed).T)


# --- what was measured ---------------------------------------------------------------------------


def test_the_published_areas():
    found = {code: precision.scatter(code) for code in PUBLISHED}
    assert {code: (each.area_95, each.area_68) for code, each in found.items()} == PUBLISHED
    assert {each.people for each in found.values()} == {71}
    assert {each.source for each in found.values()} == {"MOLSBERGER2012"}


@pytest.mark.parametrize("code", PUBLISHED)
def test_the_circle_is_as_large_as_the_area(code):
    assert pi * precision.scatter(code).radius ** 2 == pytest.approx(PUBLISHED[code][0])


def test_teachings_radii():
    # reckoned by hand from the areas
    radii = {code: round(precision.scatter(code).radius, 1) for code in PUBLISHED}
    assert radii == {"PC6": 0.9, "SP6": 2.0, "BL23": 2.7, "BL54": 2.7, "ST38": 3.6}


@pytest.mark.parametrize("code", ["BL40", "BL60", "TE5", "GB29", "EX-B2"])
def test_no_figure_is_made_up(code):
    assert precision.scatter(code) is None


def test_published_areas_are_as_two_deviations_to_one():
    # the doubt that `simulated` tells of: round normal marks would have 2.6 to 1
    ratios = [a / b for a, b in PUBLISHED.values()]
    assert np.allclose(ratios, 4, rtol=0.06)


# --- 71 doctors, simulated -----------------------------------------------------------------------


@pytest.mark.parametrize("code", PUBLISHED)
def test_95_in_100_marks_lie_in_the_area(code):
    inside = (marks(code) < precision.scatter(code).radius).mean()
    error = np.sqrt(0.95 * 0.05 / (71 * MANY))
    assert abs(inside - 0.95) < 4 * error


@pytest.mark.parametrize("code", PUBLISHED)
def test_the_other_reading_would_be_seen(code):
    # were the area that of two deviations, the same circle would hold 86 in 100
    radius = precision.scatter(code).radius
    wider = marks(code) * (radius / 2) / precision.scatter(code).sigma
    assert (wider < radius).mean() == pytest.approx(1 - exp(-2), abs=0.01)
    assert radius / 2 / precision.scatter(code).sigma == pytest.approx(1.22, abs=0.005)


def test_marks_lie_around_the_point_the_same_way_on_all_sides():
    offsets = precision.simulated("ST38", 71 * MANY)
    error = precision.scatter("ST38").sigma / np.sqrt(71 * MANY)
    assert (abs(offsets.mean(axis=0)) < 4 * error).all()
    assert np.corrcoef(offsets.T)[0, 1] == pytest.approx(0, abs=4 / np.sqrt(71 * MANY))
    assert np.divide(*offsets.std(axis=0)) == pytest.approx(1, abs=0.03)


def test_same_seed_same_marks_and_no_two_points_alike():
    again = precision.simulated("BL23")
    assert again.shape == (71, 2)
    assert (again == precision.simulated("BL23")).all()
    assert not np.isclose(again, precision.simulated("BL23", seed=1)).any()
    scaled = precision.simulated("BL54") / precision.scatter("BL54").sigma
    assert not np.isclose(again / precision.scatter("BL23").sigma, scaled).any()


@pytest.mark.parametrize("ask", [precision.simulated, precision.scatter, precision.tolerance])
def test_a_point_that_is_none_is_told(ask):
    with pytest.raises(ValueError, match="BL404"):
        ask("BL404")


def test_a_point_without_area_names_those_that_have_one():
    with pytest.raises(ValueError, match="no area of marks for BL40; there are PC6, SP6, BL23"):
        precision.simulated("BL40")


# --- near enough ---------------------------------------------------------------------------------


def test_a_published_area_makes_the_ring():
    for code in PUBLISHED:
        ring = precision.tolerance(code)
        assert (ring.cm, ring.source) == (precision.scatter(code).radius, "MOLSBERGER2012")
        assert "71 trained doctors" in ring.said and precision.OURS not in ring.said


def test_the_articles_points_have_rings_of_our_own():
    for code, cm in {"BL40": 1, "GB29": 2, "GB30": 2.5}.items():
        assert precision.tolerance(code).cm == cm
        assert precision.tolerance(code).said.startswith(precision.OURS)


def test_every_point_has_a_ring_between_the_width_of_a_finger_and_the_widest_area():
    widest = precision.scatter("ST38").radius
    for code in load_points().index:
        assert 0.5 <= precision.tolerance(code).cm <= widest


def test_rings_are_smaller_where_parts_are_smaller():
    small, large = ("LU11", "KI2", "BL2", "TE21"), ("BL37", "BL25", "GB26", "ST36")
    assert max(precision.tolerance(code).cm for code in small) < min(
        precision.tolerance(code).cm for code in large
    )


def test_nothing_stands_in_the_table_of_rings_that_no_point_uses():
    rings = tables.read("tolerances")
    points = load_points()
    used = {(code, "") for code in points.index} | {("", region) for region in points["region"]}
    assert {*zip(rings["code"], rings["region"], strict=True)} <= used | {("", "")}
    assert not set(rings["code"]) & PUBLISHED.keys()
    covered = set(rings["region"]) - {""}
    assert set(points["region"]) - covered  # for these is the ring for all
    assert len(rings.query("code == '' and region == ''")) == 1


def test_what_is_ours_is_said_to_be_ours():
    rings = tables.read("tolerances")
    assert set(rings["verified"]) == {"ours"}
    said = {code: precision.tolerance(code) for code in load_points().index}
    ours = {code for code, ring in said.items() if ring.said.startswith(precision.OURS)}
    assert ours == set(said) - PUBLISHED.keys()


# --- what the lesson says ------------------------------------------------------------------------


def test_the_lesson_says_the_numbers_of_the_tables():
    path = tables.DATA.parent / "notebooks" / "11_how_precise.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    said = " ".join(" ".join(cell.source.split()) for cell in cells)
    areas = {code: area for code, (area, _) in PUBLISHED.items()}
    for code in ("BL23", "ST38", "PC6"):
        assert re.search(rf"\b{code}\b.*\b{areas[code]}\b", said)
    assert round(areas["ST38"] / areas["PC6"]) == 15 and "fifteen times" in said
    people = tables.read("studies").set_index("id")["n"]
    for study, words in {"S29": "{} doctors", "S34": "{} people", "S10": "{} older people"}.items():
        assert words.format(people[study]) in said
    found = tables.read("studies").set_index("id")["found"]
    for study in ("S34", "S35", "S36"):
        for number in re.findall(r"\b\d\d\b(?=[^a-z]|, | and| of)", found[study]):
            assert number in said, (study, number)
    spine = Body("male").landmarks["y"]
    one_bone = spine["l2_spine_lower"] - spine["l3_spine_lower"]
    assert one_bone > precision.scatter("BL23").radius  # "takes you out of the doctors' circle"


@pytest.mark.parametrize("cun", [0, -3])
def test_a_way_of_no_length_is_refused(cun):
    with pytest.raises(ValueError, match="a number above 0"):
        precision.finger_miss("female", cun)

"""The other side of the body, as the page makes it."""

import json
import re

import numpy as np
import pytest
from scripts import run

import acu
from acu.bodymap.store import sheet
from acu.lessons.finder import PEOPLE
from acu.plates import VIEWS, Scene


def mirrored(quiz, plain, times=1):
    """A sheet mirrored, and again as if it were a left half."""
    other = "({left: 'right', right: 'left'})[side] ?? side"
    back = f"({{...s, dots: s.dots.map(([code, side, ...xy]) => [code, {other}, ...xy])}})"
    act = "mirrored(s)" if times == 1 else f"mirrored(((s) => {back})(mirrored(s)))"
    return run(quiz, f"((s) => {act})({json.dumps(plain)})")


@pytest.mark.parametrize("view", ["hip", "knee_back", "hand_thumb", "left"])
def test_one_half_becomes_the_other_within_the_same_frame(quiz, view):
    plain = sheet(acu.Body(), view)[0]
    turned = mirrored(quiz, plain)
    left, _, width, _ = plain["box"]
    assert turned["box"] == plain["box"] and len(turned["dots"]) == len(plain["dots"])
    for (code, side, x, *rest), (turned_code, turned_side, turned_x, *turned_rest) in zip(
        plain["dots"], turned["dots"], strict=True
    ):
        assert (code, rest) == (turned_code, turned_rest)
        assert turned_side == {"left": "right"}.get(side, side)
        assert x - left == pytest.approx(left + width - turned_x, abs=0.11)  # mm, to a tenth
    assert "right" in turned["title"].lower() and "left" not in turned["title"].lower()


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_mirrored_twice_it_is_the_sheet_again(quiz, view):
    plain = sheet(acu.Body(), view)[0]
    again = mirrored(quiz, plain, 2)
    if Scene(acu.Body(), view).both_sides:
        assert mirrored(quiz, plain)["dots"] == plain["dots"]
        assert mirrored(quiz, plain)["title"] == plain["title"]
    places = [[dot[2:4] for dot in each["dots"]] for each in (plain, again)]
    assert np.allclose(*places, atol=0.11)
    assert sorted(again["ways"]) == sorted(plain["ways"])
    for code, way in plain["ways"].items():
        assert numbers(again["ways"][code]) == pytest.approx(numbers(way), abs=0.11), code
    for part in ("outline", "section", "ghost", "lines", "fade"):
        assert numbers(again[part]) == pytest.approx(numbers(plain[part]), abs=0.11), part


def numbers(thing):
    """All numbers in what a sheet holds, also in path data."""
    if isinstance(thing, dict):
        return [n for name in sorted(thing) for n in numbers(thing[name])]
    if isinstance(thing, list):
        return [n for each in thing for n in numbers(each)]
    if isinstance(thing, str):
        return [float(n) for n in re.findall(r"-?[\d.]+", thing)]
    return [float(thing)] if isinstance(thing, (int, float)) else []


def test_both_halves_in_sight_is_the_same_for_python_and_for_the_page(quiz):
    # Python measures from the left site, and the page mirrors, where only one half is seen.
    for sex, build in PEOPLE.values():
        body = acu.Body(sex, build=build)
        for view in VIEWS:
            one = run_one_sided(sheet(body, view)[0])
            assert one != Scene(body, view).both_sides, (sex, build, view)


def run_one_sided(sheet):
    return not any(side == "right" for _, side, *_ in sheet["dots"])

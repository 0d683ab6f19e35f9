"""Drawings of a class: what was answered stands where it belongs."""

import re

import numpy as np
import pytest
from class_drawn import NEAR, RIGHT, WRONG, chosen, class_of, dot, find, marks, place_of, texts

import acu
from acu import precision
from acu.plates.plate import PAGE
from acu.points import row_of
from acu.results import confusion
from acu.results.finds import EACH, POINTS


def test_the_mark_of_a_learner_stands_in_their_row_under_the_point():
    answers = [find("BL40", RIGHT), find("GB30", WRONG)]
    ax = acu.plot_found(class_of(("fox", "practice", answers), ("owl", "practice", answers[:1])))
    (x, y), *rest = marks(ax, "fox: not found")
    assert not rest and x == pytest.approx(place_of(ax, "GB30")[0])
    assert y == pytest.approx(place_of(ax, "fox")[1], abs=5)
    (x, y), *rest = marks(ax, "owl: found")
    assert not rest and x == pytest.approx(place_of(ax, "BL40")[0])
    assert "owl: found BL40" in ax.figure.words and "fox: found BL40, not found GB30" in (
        ax.figure.words
    )
    assert "·" in texts(ax)  # the owl was never asked for GB30


def test_the_last_mark_counts_and_who_found_most_stands_first():
    late = [find("BL40", WRONG, minute=1), find("BL40", RIGHT, minute=5)]
    fell = [find("BL40", RIGHT, minute=1), find("BL40", WRONG, minute=5)]
    ax = acu.plot_found(class_of(("ant", "practice", fell), ("owl", "practice", late)))
    assert len(marks(ax, "owl: found")) == 1 and len(marks(ax, "ant: not found")) == 1
    assert place_of(ax, "owl")[1] < place_of(ax, "ant")[1]


def test_of_a_big_class_each_point_has_a_bar_that_is_as_long_as_its_share():
    people = [
        (f"p{number}", "practice", [find("BL40", RIGHT if number % 4 else WRONG)])
        for number in range(EACH + 20)
    ]
    ax = acu.plot_found(class_of(*people))
    wide = {patch.get_gid(): patch.get_width() for patch in ax.patches}
    assert wide["BL40: found"] == pytest.approx(3 * wide["BL40: not found"])
    assert "BL40: 45 found, 0 near, 15 not found, 0 never asked" in ax.figure.words
    assert "p7" not in texts(ax)


def test_of_many_points_the_most_asked_are_shown_and_the_others_counted():
    codes = [f"BL{number}" for number in range(11, 48) if not 34 < number < 41]
    people = [("fox", "practice", [find(code) for code in codes])]
    ax = acu.plot_found(class_of(*people))
    shown = [text for text in texts(ax) if re.fullmatch("BL[0-9]+", text)]
    assert len(shown) == POINTS and f"{len(codes) - POINTS} more were" in ax.figure.words


@pytest.mark.parametrize(
    ("answer", "pair"),
    [
        (chosen("name GB30", "BL54 Zhìbiān"), ("GB30", "BL54")),
        (chosen("which BL40 BL54", "BL54 Zhìbiān"), ("BL40", "BL54")),
        (chosen("which GB29 ST3", "ST3 Jùliáo (face)"), ("GB29", "ST3")),
        (chosen("which GB29 ST3", "GB29 Jūliáo (face)"), ("GB29", "ST3")),
        (chosen("which BL54 BL40 place", "Behind the knee, in mid-crease"), ("BL54", "BL40")),
        (find("GB30", WRONG, at="BL54"), ("GB30", "BL54")),
        (find("BL23", WRONG, at="BL52"), ("BL23", "BL52")),
    ],
)
def test_a_wrong_answer_names_the_pair(answer, pair):
    (row,) = confusion.confused(class_of(("fox", "practice", [answer]))).to_dict("records")
    assert (row["asked"], row["answered"]) == pair


@pytest.mark.parametrize(
    "answer",
    [
        chosen("name GB30", "GB30 Huántiào", RIGHT),
        chosen("name GB30", "no idea <b>"),
        chosen("which GB30 places", "One third of the way"),
        chosen("order GB30", "1 2 3"),
        find("BL40", NEAR, at="BL39"),  # near is scatter, not another point
        find("BL40", WRONG) | {"x": -9000.0},  # beside the body
        find("BL40", WRONG, at="BL39", person=""),  # on a body that we do not know
    ],
)
def test_what_is_right_or_names_no_point_is_no_confusion(answer):
    assert confusion.confused(class_of(("fox", "practice", [answer]))).empty


def test_a_mark_on_the_other_side_of_the_body_is_one_of_the_same_point():
    x, y = dot("BL54", "low_back")
    answer = find("GB30", WRONG, at="BL54", view="low_back") | {"x": -x, "y": y}
    (row,) = confusion.confused(class_of(("fox", "practice", [answer]))).to_dict("records")
    assert row["answered"] == "BL54"


def test_bars_of_pairs_are_as_long_as_they_are_frequent():
    often = [chosen("name GB30", "BL54 Zhìbiān", minute=minute) for minute in range(3)]
    seldom = [chosen("which BL40 BL54", "BL54 Zhìbiān", minute=9)]
    ax = acu.plot_confused(class_of(("fox", "practice", often + seldom), ("owl", "after", often)))
    wide = {patch.get_gid(): patch.get_width() for patch in ax.patches}
    assert wide["GB30 BL54: named from a dot"] == pytest.approx(6 * wide["BL40 BL54: told apart"])
    assert "answered BL54 Zhìbiān: 6 times, 2 learners" in ax.figure.words
    assert place_of(ax, "asked: GB30 Huántiào")[1] < place_of(ax, "asked: BL40 Wěizhōng")[1]


def test_a_class_that_confuses_nothing_is_told_so():
    ax = acu.plot_confused(class_of(("fox", "practice", [find("BL40")])))
    assert "Nobody took one point for another" in ax.figure.words


def test_marks_lie_where_they_were_made_and_are_sorted_by_grade():
    answers = [find("GB30"), find("GB30", WRONG, at="BL54", view="buttock")]
    ax = acu.plot_everybody("GB30", class_of(("fox", "practice", answers)))
    for gid, code in (("found", "GB30"), ("not found", "BL54")):
        (spot,) = marks(ax, gid)
        assert list(spot * (10, -10)) == pytest.approx(dot(code, "buttock"), abs=2)
    assert "2 marks of 1 learner: 1 found, 0 near, 1 not found" in ax.figure.words


def test_a_mark_made_on_another_picture_of_the_body_lies_at_the_same_place():
    answers = [find("BL40", view="back"), find("BL40", view="knee_back", minute=1)]
    ax = acu.plot_everybody("BL40", class_of(("fox", "practice", answers)))
    one, other = marks(ax, "found")
    assert np.linalg.norm(one - other) < 0.4


def test_the_ring_of_the_close_up_is_as_large_as_it_says_and_marks_keep_their_distance():
    answers = [find("GB30", NEAR, at="BL54", view="buttock", cm=3.0)]
    ax = acu.plot_everybody("GB30", class_of(("fox", "practice", answers)))
    (side,) = [each for each in ax.figure.axes if each is not ax]
    lines = {line.get_gid(): line.get_xydata() for line in side.lines}
    cm = np.ptp(lines["scale"][:, 0])
    middle = (lines["close-up ring"].max(axis=0) + lines["close-up ring"].min(axis=0)) / 2
    radius = np.linalg.norm(lines["close-up ring"][0] - middle)
    assert radius / cm == pytest.approx(precision.tolerance("GB30").cm)
    (spot,) = marks(side, "close-up near")
    assert np.linalg.norm(spot - middle) / cm == pytest.approx(3.0)


def test_marks_on_other_bodies_are_counted_and_not_mixed_in():
    answers = [find("BL40"), find("BL40", minute=1), find("BL40", person="average man", minute=2)]
    frame = class_of(("fox", "practice", answers))
    ax = acu.plot_everybody("BL40", frame)
    assert len(marks(ax, "found")) == 2 and "On other bodies: 1 mark." in ax.figure.words
    ax = acu.plot_everybody("BL40", frame, person="average man")
    assert len(marks(ax, "found")) == 1 and "On other bodies: 2 marks." in ax.figure.words
    assert "average man" in ax.figure.words


def test_marks_out_of_sight_and_beside_the_body_are_counted():
    answers = [find("BL40"), find("BL40", minute=1), find("BL40", WRONG, minute=2) | {"x": -9000.0}]
    answers.append(find("BL40", WRONG, at="ST35", view="leg_front", minute=3))
    ax = acu.plot_everybody("BL40", class_of(("fox", "practice", answers)))
    assert "Out of sight on the body: 2 marks." in ax.figure.words


def test_a_class_that_marks_it_on_the_wrong_side_still_gets_the_plate_of_the_point():
    answers = [find("BL40", WRONG, at="ST35", view="leg_front", cm=15.0)]
    ax = acu.plot_everybody("BL40", class_of(("fox", "practice", answers)))
    assert getattr(ax, PAGE).scene.view == row_of("BL40")["view"]


def test_it_draws_on_axes_of_ones_own_and_says_if_there_are_no_marks():
    ax = acu.plot_point("BL40")
    frame = class_of(("fox", "practice", [find("BL40")]))
    assert acu.plot_everybody("BL40", frame, ax=ax) is ax and len(marks(ax, "found")) == 1
    assert "No marks yet" in acu.plot_everybody("GB29", frame).figure.words
    for wrong in ({"person": "average cat"}, {"view": "inside"}, {"view": "hand_back"}):
        with pytest.raises(ValueError, match="no person|no view|not in the view"):
            acu.plot_everybody("BL40", frame, **wrong)
    with pytest.raises(ValueError, match="no WHO code"):
        acu.plot_everybody("BL99", frame)

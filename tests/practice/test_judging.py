"""How the page judges an answer: distance, grade, verdict, and what comes again."""

import json

import numpy as np
import pytest
from practising import laid, measures, run_reading
from scripts import run

import acu
from acu.bodymap.store import sheet
from acu.plates import Scene
from acu.points import load_points
from acu.questions import questions


@pytest.mark.parametrize(("code", "view"), [("GB30", "hip"), ("BL40", "back")])
def test_what_the_page_reads_is_the_way_over_the_skin(quiz, code, view):
    body, scene = acu.Body(), Scene(acu.Body(), view)
    target = measures(quiz, laid(quiz, code))[view]
    point = acu.atlas.location(code, body).point
    middle = scene.place(point)[0, :2] * (10, -10)
    spots = np.random.default_rng(5).uniform(-60, 60, (90, 2)) + middle
    places = scene.surface(spots / (10, -10))
    side = places[:, 0] > 0  # of the body: a mark on the other is measured to the point there
    chosen = np.flatnonzero(np.isfinite(places).all(axis=1) & side)[:30]
    assert len(chosen) == 30
    read = run_reading(quiz, target, *spots[chosen].tolist())
    off = np.abs(
        np.subtract(read, [acu.skin_distance(body, each, code) for each in places[chosen]])
    )
    # Where the skin turns away, a millimetre of the picture is several on the skin.
    assert np.sum(off < 0.15) >= 28 and off.max() < 1


@pytest.mark.parametrize("code", ["GB30", "SI1", "HT1", "EX-B2"])
def test_who_marks_the_very_dot_is_right_in_every_view(quiz, code):
    # Also at a rim, where the skin turns away within the grid.
    for level in ("landmarks", "other side"):
        asked = laid(quiz, code, level=level)
        for view, target in measures(quiz, asked).items():
            plain = sheet(quiz.body, view)[0]
            meant = f"{{code: {json.dumps(code)}, side: {json.dumps(asked['side'])}}}"
            sites = run(quiz, f"sitesOf({{dots: {json.dumps(plain['dots'])}}}, {meant})")
            if sites:
                read = run_reading(quiz, target, *sites, *sites, sites=sites)
                assert max(read) <= 0.1, view


def test_beside_the_body_and_out_of_reach_nothing_is_read(quiz):
    target = measures(quiz, laid(quiz, "BL40"))["back"]
    assert run_reading(quiz, target, (0, -300), (-10_000, 0), (0, -1500)) == [None] * 3


def test_a_window_on_other_bytes_is_read_rightly(quiz):
    # A widget's buffer may be a part of a larger one.
    cm = "new DataView(Uint8Array.of(9, 9, 10, 20, 30, 255).buffer, 2)"
    target = f"{{x: 0, y: 0, step: 10, columns: 2, cm: {cm}}}"
    places = [[0, 0], [10, 0], [5, 0], [0, 5], [10, 10], [-9, 0]]
    read = run(quiz, f"{places}.map(([x, y]) => reading({target}, x, y))")
    assert read == [1, 2, 1.5, 2, None, None]
    assert run(quiz, "reading(undefined, 0, 0)") is None


@pytest.mark.parametrize(
    ("cm", "grade"), [(0, 3), (2.5, 3), (2.6, 2), (5.0, 2), (5.1, 1), (None, 1)]
)
def test_a_mark_is_right_in_the_ring_and_near_within_twice_the_ring(quiz, cm, grade):
    assert run(quiz, f"graded({json.dumps(cm)}, 2.5)") == grade


def test_the_distance_is_said_in_cm_and_cun(quiz):
    question = "{cun: {cm: 2, said: 'a cun is 2.0 cm'}, ring: {cm: 2.5}, reach: 20}"
    said = run(quiz, f"[1, 2.5, 2.6, 5, 5.1, null].map((cm) => farSaid({question}, {{cm}}))")
    assert said[0] == "1.0 cm along the skin, or 0.5 cun (a cun is 2.0 cm). Inside the ring."
    assert [words.partition("). ")[2] for words in said[1:5]] == [
        "Inside the ring.",
        "Outside the ring, but less than twice as far.",
        "Outside the ring, but less than twice as far.",
        "Outside the ring.",
    ]
    assert said[5] == "Your mark is more than 20 cm away, or not on the body."


def standing(quiz, names, log):
    asked = [{"key": name} for name in names]
    log = [{"question": name, "grade": grade} for name, grade in log]
    said = "[now.queue.map(({key}) => key).join(''), now.right, now.asked.size]"
    return run(quiz, f"((now) => {said})(standing({asked}, {log}))")


def test_a_wrong_one_comes_again_once_at_the_end(quiz):
    assert standing(quiz, "abc", []) == ["abc", 0, 0]
    assert standing(quiz, "abc", [("a", 1)]) == ["bca", 0, 1]
    assert standing(quiz, "abc", [("a", 1), ("b", 2), ("c", 3)]) == ["a", 2, 3]
    assert standing(quiz, "abc", [("a", 1), ("b", 2), ("c", 3), ("a", 1)]) == ["", 2, 3]
    assert standing(quiz, "abc", [("a", 1), ("b", 1), ("c", 3), ("a", 3)]) == ["b", 1, 3]
    assert standing(quiz, "abc", [("a", 1), ("b", 1), ("c", 3), ("a", 1)]) == ["b", 1, 3]
    assert standing(quiz, "abc", [("x", 1)]) == ["abc", 0, 0]  # of another round


def test_the_last_one_does_not_come_again_with_its_answer_still_in_sight(quiz):
    assert standing(quiz, "ab", [("a", 3), ("b", 1)]) == ["", 1, 2]
    assert standing(quiz, "ab", [("a", 1), ("b", 1)]) == ["ab", 0, 2]


def test_steps_of_one_rank_may_be_swapped_and_no_others(quiz):
    ranks = [2, 0, 0, 3]  # of the steps as they are shown
    said = run(
        quiz,
        f"[[1,2,0,3], [2,1,0,3], [1,0,2,3], [3,0,1,2], [1,2,3,0]].map((o) => inOrder(o, {ranks}))",
    )
    assert said == [True, True, False, False, False]


def test_of_every_order_the_right_one_is_taken_and_the_shown_one_refused(quiz):
    asked = [
        (list(q.right), [q.options.index(o) for o in q.answer])
        for q in questions(load_points().index, ["order"])
    ]
    shown = [[ranks, list(range(len(ranks)))] for ranks, _ in asked]
    assert len(asked) > 50
    assert all(run(quiz, f"{json.dumps(asked)}.map(([ranks, order]) => inOrder(order, ranks))"))
    assert not any(run(quiz, f"{json.dumps(shown)}.map(([ranks, order]) => inOrder(order, ranks))"))


@pytest.mark.parametrize(
    ("kind", "right", "chosen", "grade"),
    [("press", 2, 2, 3), ("press", 2, 3, 2), ("press", 2, 1, 1), ("which", 1, 2, 1)],
)
def test_who_takes_more_care_than_need_be_is_not_wrong(quiz, kind, right, chosen, grade):
    asked = {"kind": kind, "right": right, "options": list("abcd")}
    assert run(quiz, f"chosenWell({json.dumps(asked)}, {chosen})") == grade
    verdict = run(quiz, f"verdictOn({json.dumps(asked)}, {{grade: {grade}}})")
    assert verdict.startswith({3: "✓ Right.", 2: "◐ Safe", 1: "✗ Not yet."}[grade])
    assert (f"{right + 1} is right." in verdict) == (grade < 3)

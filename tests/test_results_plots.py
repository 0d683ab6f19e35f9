"""Drawings of a class: what was answered stands where it belongs, and strange data do no harm."""

import re
from functools import cache

import numpy as np
import pandas as pd
import pytest

import acu
from acu import precision, results
from acu.body import Body
from acu.bodymap.store import sheet
from acu.plates.plate import PAGE
from acu.points import row_of
from acu.results import change, confusion, written
from acu.results.finds import EACH, POINTS

DRAWINGS = [
    acu.plot_found,
    acu.plot_confused,
    acu.plot_before_after,
    lambda results: acu.plot_everybody("BL40", results),
]
RIGHT, NEAR, WRONG = 3, 2, 1


@cache
def dot(code, view, person="average woman"):
    """Where a sheet shows the left one of a point, mm."""
    body = Body("male") if person == "average man" else Body()
    dots = sheet(body, view)[0]["dots"]
    return next(place for at, side, *place in dots if at == code and side != "right")[:2]


def find(code, grade=RIGHT, at=None, view=None, cm=None, minute=0, **more):
    """An answer: a mark on the dot of a point, or of another one."""
    view = view or row_of(at or code)["view"]
    x, y = dot(at or code, view, more.get("person", "average woman"))
    known = {RIGHT: 0.2, NEAR: 3.0, WRONG: 9.0}[grade] if cm is None else cm
    answer = {"when": f"2026-11-23T10:{minute:02}:00", "question": f"find {code}", "grade": grade}
    answer |= {"answer": "", "level": "bare", "person": "average woman", "view": view}
    return answer | {"x": x, "y": y, "cm": known} | more


def chosen(question, answer, grade=WRONG, minute=0):
    when = f"2026-11-23T10:{minute:02}:00"
    return {"when": when, "question": question, "grade": grade, "answer": answer}


def class_of(*people):
    """Results of learners: (word, stage, answers)."""
    return acu.read_results("".join(written(*each) for each in people))


def marks(ax, gid):
    """Places of all marks with a name."""
    drawn = [each for each in ax.collections if each.get_gid() == gid]
    return np.vstack([each.get_offsets() for each in drawn]) if drawn else np.empty((0, 2))


def texts(ax):
    return [each.get_text() for each in ax.texts]


def place_of(ax, text):
    (found,) = [each for each in ax.texts if each.get_text() == text]
    return found.get_position()


# Who has found what


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


# Which points are confused


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


# Where everybody marked it


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


# Before against after


def quiz(*grades, cm=None, minute=0):
    keys = ["name BL40", "name GB29", "name GB30", "press R01"]
    answers = [
        chosen(key, "", grade, minute + number)
        for number, (key, grade) in enumerate(zip(keys, grades, strict=False))
    ]
    return answers + ([find("BL40", cm=cm, minute=minute + 9)] if cm is not None else [])


def test_first_answers_count_in_shares_and_centimetres():
    again = [chosen("name BL40", "", RIGHT, 30)]  # after its answer was shown
    frame = change.before_after(
        class_of(
            ("fox", "before", quiz(WRONG, WRONG, RIGHT, cm=4.0) + again),
            ("fox", "after", quiz(RIGHT, RIGHT, WRONG, cm=1.0)),
        )
    )
    assert frame.loc["fox"].to_dict() == {
        ("right", "before"): 50.0,
        ("right", "after"): 75.0,
        ("cm", "before"): 4.0,
        ("cm", "after"): 1.0,
    }


def test_circles_stand_at_the_values_of_each_learner_and_at_the_medians():
    people = []
    for word, before, after in (("ant", 1, 2), ("bee", 0, 4), ("cow", 2, 2), ("dog", 3, 1)):
        for stage, right in (("before", before), ("after", after)):
            people.append((word, stage, quiz(*[RIGHT] * right, *[WRONG] * (4 - right))))
    ax = acu.plot_before_after(class_of(*people))
    ticks = {text: place_of(ax, text)[0] for text in ("0", "100")}
    share = (marks(ax, "right after")[:, 0] - ticks["0"]) / (ticks["100"] - ticks["0"])
    rows = [text for text in texts(ax) if text in ("ant", "bee", "cow", "dog")]
    assert rows == ["bee", "ant", "cow", "dog"]  # who gained most stands first
    assert list(share) == pytest.approx([1.0, 0.5, 0.5, 0.25])
    (middle,) = marks(ax, "right middle before")
    assert (middle[0] - ticks["0"]) / (ticks["100"] - ticks["0"]) == pytest.approx(0.375)
    assert "4 learners answered before and after, 0 only once" in ax.figure.words
    assert "how far off" not in "".join(texts(ax)[:6]) and "bee: 0 to 100 of 100" in ax.figure.words


def test_it_says_that_the_questions_were_learnt_too_and_that_nobody_was_compared_with():
    frame = class_of(("fox", "before", quiz(1, 1)), ("fox", "after", quiz(3, 3)))
    words = acu.plot_before_after(frame).figure.words
    assert "2 of 2 were asked both times" in words and "learning of the questions" in words
    assert "no class beside this one" in words


def test_what_was_too_far_to_measure_counts_as_far():
    far = find("BL40", WRONG) | {"cm": None}
    frame = class_of(("fox", "before", [far]), ("fox", "after", [find("BL40", cm=1.0)]))
    assert change.before_after(frame).loc["fox", ("cm", "before")] == change.FAR


def test_who_answered_once_is_left_out_and_counted():
    frame = class_of(
        ("fox", "before", quiz(1)), ("fox", "after", quiz(3)), ("owl", "after", quiz(3, 3))
    )
    ax = acu.plot_before_after(frame)
    assert "1 only once" in ax.figure.words and "owl" not in texts(ax)
    alone = acu.plot_before_after(frame[frame["word"] == "owl"])
    assert "nobody answered both times: 0 only before, 1 only after" in alone.figure.words


# Whatever comes


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

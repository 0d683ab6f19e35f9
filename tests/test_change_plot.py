"""The drawing of a class before and after."""

import pytest
from class_drawn import RIGHT, WRONG, chosen, class_of, find, marks, place_of, texts

import acu
from acu.results import change


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

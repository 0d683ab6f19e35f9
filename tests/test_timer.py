"""The press timer, as far as Python goes: what a session consists of, and what it refuses."""

import re
from datetime import datetime
from itertools import pairwise

import pytest
from IPython.core.formatters import DisplayFormatter

import acu
from acu import safety
from acu.points import load_points
from acu.timer.session import length, plan, technique
from acu.timer.strip import strip


def steps(phases):
    return [(p["phase"], p["side"], p["seconds"]) for p in phases]


# --- the session ---------------------------------------------------------------------------------


def test_the_article_presses_its_three_points_for_two_minutes_then_massages():
    session = plan()
    presses = [phase for phase in session if phase["phase"] == "press"]
    assert list(dict.fromkeys(phase["code"] for phase in presses)) == ["GB29", "GB30", "BL40"]
    assert load_points().query("article").index.sort_values().tolist() == ["BL40", "GB29", "GB30"]
    assert {phase["seconds"] for phase in presses} == {120}
    after = [later["phase"] for early, later in pairwise(session) if early in presses]
    assert after == ["change sides", "massage"] * 3


def test_one_point_is_pressed_on_both_sides():
    assert steps(plan(["GB29"])) == [
        ("get ready", "", 15),
        ("press", "left", 120),
        ("change sides", "right", 10),
        ("press", "right", 120),
        ("massage", "", 30),
        ("done", "", 0),
    ]


def test_one_side_needs_no_change():
    assert steps(plan(["BL40"], 45, "right"))[:3] == [
        ("get ready", "", 15),
        ("press", "right", 45),
        ("massage", "", 30),
    ]


def test_points_have_their_own_time_unless_it_is_said():
    own = {p["code"]: p["seconds"] for p in plan(["SP6", "GB29"]) if p["phase"] == "press"}
    assert own == {"SP6": 60, "GB29": 120}
    said = {p["seconds"] for p in plan(["SP6", "GB29"], 30) if p["phase"] == "press"}
    assert said == {30}


def test_every_point_that_may_be_pressed_has_a_session_within_the_limits():
    pressed = load_points().query("pressure != 'locate only'")
    for phase in plan(pressed.index):
        if phase["phase"] == "press":
            assert 30 <= phase["seconds"] <= 180
            paired = pressed.loc[phase["code"], "paired"]
            assert phase["side"] in (("left", "right") if paired else ("",))


def test_points_on_the_spine_are_only_located():
    points = load_points()
    spine = [f"GV{number}" for number in range(1, 15)]
    assert (points.loc[spine, "pressure"] == "locate only").all()


def test_a_midline_point_that_a_teacher_allows_is_pressed_once_without_a_side(monkeypatch):
    points = load_points()
    points.loc["GV4", ["pressure", "seconds"]] = "gentle", 60
    monkeypatch.setattr("acu.timer.session.row_of", points.loc.__getitem__)
    assert steps(plan(["GV4"])) == [
        ("get ready", "", 15),
        ("press", "", 60),
        ("massage", "", 30),
        ("done", "", 0),
    ]


# --- its words -----------------------------------------------------------------------------------


def test_behind_the_knee_the_press_is_gentle_and_says_what_lies_there():
    press = plan(["BL40"])[1]
    words = " ".join(press["words"])
    assert "2 to 3 out of 10" in words and "Never deep" in words and "A pulse" in words
    assert "4 to 6" not in words


def test_over_the_nerve_of_the_leg_the_press_says_when_to_move_off():
    assert "If pain shoots down the leg, move off." in " ".join(plan(["GB30"])[1]["words"])


def test_before_each_press_stands_how_to_lie_and_who_leaves_the_point_out():
    ready = " ".join(plan(["GB29"])[0]["words"])
    assert load_points().loc["GB29", "posture"] in ready
    assert "new or broken hip" in ready and "pregnant" in ready
    assert "blood clot in the leg" in " ".join(plan(["BL40"])[0]["words"])


def test_what_a_screen_reader_says_names_point_side_and_length():
    said = [phase["said"] for phase in plan(["GB29"], 90)]
    assert said[1] == "GB29 Jūliáo: Press the left side, 1 minute 30 seconds."
    assert said[2] == "GB29 Jūliáo: Change sides, 10 seconds."
    assert said[-1] == "Done."


def test_nothing_promises_a_cure():
    words = " ".join(technique()["teach"])
    assert not re.search(r"\b(cure|heal|treat|relie)", words)


def test_no_kilograms_and_the_breath_out_is_the_longer_one():
    how = technique()
    assert not how["teach"].str.contains(r"\bk(?:g|ilo)").any()
    assert (how.loc["breath_in", "seconds"], how.loc["breath_out", "seconds"]) == (4, 6)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(10, "10 seconds"), (60, "1 minute"), (61, "1 minute 1 second"), (120, "2 minutes")],
)
def test_lengths_in_words(seconds, words):
    assert length(seconds) == words


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "options", "why"),
    [
        (["GV4"], {}, "GV4 Mìngmén is not pressed, only located"),
        (["BL35"], {}, "only located"),
        (["B 54"], {}, "'B 54' is no WHO code"),
        (["GB29"], {"seconds": 29}, "30 to 180 seconds, not 29"),
        (["GB29"], {"seconds": 181}, "30 to 180 seconds, not 181"),
        (["GB29"], {"sides": "middle"}, "'both', 'left' or 'right'"),
    ],
)
def test_a_session_that_cannot_be_is_refused_with_the_reason(codes, options, why):
    with pytest.raises(ValueError, match=why):
        acu.PressTimer(*codes, **options)


def test_half_seconds_and_lists_are_refused():
    with pytest.raises(TypeError):
        acu.PressTimer("GB29", seconds=45.5)
    with pytest.raises(TypeError, match="by its code, such as 'GB29'"):
        acu.PressTimer(["GB29", "GB30"])


# --- the widget ----------------------------------------------------------------------------------


def test_a_new_timer_stands_at_its_first_phase():
    timer = acu.PressTimer("GB29", seconds=60)
    assert (timer.state, timer.phase, timer.remaining, timer.finished) == (
        "ready",
        "get ready",
        15,
        [],
    )


def test_it_says_in_one_line_what_is_pressed_and_how_long():
    timer = acu.PressTimer()
    assert repr(timer) == (
        "Press timer, 14 minutes 45 seconds: 6 presses, GB29, GB30, BL40; 0 done"
    )
    assert repr(acu.PressTimer("SP6", sides="left")) == (
        "Press timer, 1 minute 45 seconds: 1 press, SP6; 0 done"
    )
    every = load_points().query("pressure != 'locate only'").index
    assert len(repr(acu.PressTimer(*every))) < 110


def test_what_was_pressed_counts_in_the_words():
    timer = acu.PressTimer("GB29")
    timer.finished = [
        {"code": "GB29", "side": "left", "seconds": 120, "when": datetime.now().isoformat()}
    ]
    assert repr(timer).endswith("; 1 done")


def test_unrun_it_reads_as_a_list_with_the_stop_signs_and_no_picture():
    shown, _ = DisplayFormatter().format(acu.PressTimer())
    assert shown["text/plain"] == repr(acu.PressTimer())
    html = shown["text/html"]
    assert re.search('<img alt="([^"]+)"', html)[1] == shown["text/plain"]
    for sign, _ in safety.stop_signs():
        assert sign.lower() in html


def test_the_script_asks_nobody_and_writes_no_html():
    script = acu.PressTimer._esm
    text = str(getattr(script, "contents", script))
    assert "openSession" in text
    assert not re.search(
        r"innerHTML|https?://(?!www\.w3\.org/2000/svg)|\bfetch\(|^import ", text, re.M
    )


def test_the_strip_shows_each_phase_as_long_as_it_lasts():
    session = plan(["GB29", "BL40"], 60)
    (ax,) = strip(session).axes
    widths = [bar.get_width() for bar in ax.patches]
    assert widths == [phase["seconds"] for phase in session[:-1]]
    said = [text.get_text() for text in ax.texts]
    assert said.count("press left\n1:00") == said.count("press right\n1:00") == 2
    ax.figure.canvas.draw()
    for text in ax.texts:
        box = text.get_window_extent()
        assert box.x0 >= 0 and box.x1 <= ax.figure.bbox.x1, text.get_text()

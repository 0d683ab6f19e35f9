"""The clock of a class, as its script counts."""

from itertools import pairwise
from types import SimpleNamespace

import pytest
from scripts import run

import acu

MINUTE = 60_000


@pytest.fixture(scope="module")
def clock():
    return acu.class_clock()


def turned(clock, *turns):
    """The clock of a class after (minute, turn) and so on, and what it shows at the last minute."""
    steps = "; ".join(f"c = TURNS.{name}(b, c, {at * MINUTE})" for at, name in turns)
    at = turns[-1][0] * MINUTE
    return SimpleNamespace(
        **run(
            clock,
            f"(() => {{ const b = {blocks_of(clock)}; let c = ANEW; {steps}; "
            f"const s = hours(b, c, {at}); "
            f"return {{...c, ...s, state: stateOfClass(b, c), share: share(b, c, {at})}}; }})()",
        )
    )


def blocks_of(clock):
    rows = [f"{{minutes: {b['minutes']}, kept: {str(b['kept']).lower()}}}" for b in clock._blocks]
    return f"[{', '.join(rows)}]"


def lasting(shown):
    return [round((b - a) / MINUTE, 2) for a, b in pairwise([0, *shown.ends])]


def ends(shown):
    return round(shown.ends[-1] / MINUTE, 6)


def test_a_class_that_goes_by_its_plan_ends_in_time(clock):
    shown = turned(clock, (0, "go"), (5, "next"), (13, "next"), (20, "next"))
    assert lasting(shown) == [5, 8, 7, 10, 10, 7, 6, 5, 2]
    assert (shown.index, shown.left, shown.all) == (3, 10 * MINUTE, 40 * MINUTE)


def test_five_minutes_over_can_be_taken_from_the_rest_so_that_it_ends_in_time(clock):
    shown = turned(clock, (0, "go"), (5, "next"), (13, "next"), (20, "next"), (35, "next"))
    assert lasting(shown)[3] == 15
    assert ends(shown) == 60 and abs(shown.late) < 1
    assert lasting(shown)[4:] == [round(each * 25 / 30, 2) for each in (10, 7, 6, 5, 2)]


def test_five_minutes_over_can_shift_the_rest(clock):
    shown = turned(clock, (0, "go"), (5, "next"), (13, "next"), (20, "next"), (35, "shift"))
    assert lasting(shown)[4:] == [10, 7, 6, 5, 2] and shown.late == 5 * MINUTE
    # What the teacher has allowed is not taken away afterwards.
    later = turned(
        clock, (0, "go"), (5, "next"), (13, "next"), (20, "next"), (35, "shift"), (45, "next")
    )
    assert lasting(later)[5:] == [7, 6, 5, 2] and later.late == 5 * MINUTE


def test_safety_does_not_get_shorter_when_the_welcome_was_long(clock):
    shown = turned(clock, (0, "go"), (11, "next"))
    assert lasting(shown)[:2] == [11, 8]
    assert ends(shown) == 60 and lasting(shown)[2] < 7


def test_time_that_was_won_is_kept_in_hand(clock):
    shown = turned(clock, (0, "go"), (3, "next"))
    assert lasting(shown)[1:] == [8, 7, 10, 10, 7, 6, 5, 2] and shown.late == -2 * MINUTE
    spent = turned(clock, (0, "go"), (3, "next"), (13, "next"))
    assert lasting(spent)[2:] == [7, 10, 10, 7, 6, 5, 2] and spent.late == 0


def test_five_minutes_more_move_the_rest_and_can_be_taken_back(clock):
    more = turned(clock, (0, "go"), (4, "more"))
    assert lasting(more) == [10, 8, 7, 10, 10, 7, 6, 5, 2]
    assert lasting(turned(clock, (0, "go"), (4, "more"), (4, "back"))) == [
        *(5, 8, 7, 10, 10, 7, 6, 5, 2)
    ]


def test_a_pause_counts_for_nothing(clock):
    shown = turned(clock, (0, "go"), (4, "pause"), (30, "go"))
    assert (shown.left, shown.all) == (1 * MINUTE, 56 * MINUTE)


def test_who_is_far_too_late_cannot_end_in_time(clock):
    shown = turned(clock, (0, "go"), (5, "next"), (13, "next"), (20, "next"), (59, "pause"))
    assert shown.share is None
    shown = turned(clock, (0, "go"), (5, "next"), (13, "next"), (20, "next"), (59, "next"))
    assert lasting(shown)[4:] == [10, 7, 6, 5, 2]


def test_after_the_last_block_the_class_is_over(clock):
    shown = turned(clock, (0, "go"), *[(at, "next") for at in (5, 13, 20, 30, 40, 47, 53, 58, 60)])
    assert (shown.state, shown.index, shown.start) == ("finished", 9, None)


def test_a_clock_wants_a_plan_and_says_where_it_is(clock):
    with pytest.raises(TypeError, match="goes by a plan"):
        acu.class_clock("GB29")
    assert repr(clock) == "Class clock, 60 minutes in 9 blocks: ready, at Welcome: what we claim"
    assert "<b>5–13</b> Safety first" in clock.still

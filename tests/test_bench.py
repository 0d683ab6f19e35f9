"""The benchmark adds up rightly; nothing is timed here."""

import json
import math
import re

import pytest
from benches import hub, latency, pages, rows, timers
from benches.layout import figure, found, page, table
from benches.rows import Row
from measured import ROW, results


def test_a_ratio_is_ours_by_theirs_of_the_medians():
    assert ROW.ratio == 0.1
    assert math.isnan(Row("a", "s", [1], "b", []).ratio)
    assert math.isnan(Row("a", "s", [1], "b", [0]).ratio)


def test_a_row_comes_back_from_a_file_as_it_was():
    stored = json.loads(json.dumps(ROW.stored()))
    assert Row.read(stored) == ROW
    assert (stored["ours_median"], stored["theirs_median"], stored["ratio"]) == (20, 200, 0.1)
    assert "ratio" not in Row("a", "s", [1], "b", []).stored()


def test_spread_is_least_and_most_of_few_and_p95_of_many():
    assert rows.spread([5]) == ()
    assert rows.spread([5, 9, 7]) == ("to", 5, 9)
    assert rows.spread(range(101)) == ("p95", 95)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"),
        (0.01234, "0.0123"),
        (1.999, "2"),
        (12.34, "12.3"),
        (123.4, "123"),
        (100.0, "100"),
        (12345.6, "12,346"),
        (-1.5, "-1.5"),
        (math.nan, "none"),
    ],
)
def test_a_number_is_said_with_three_digits(number, words):
    assert figure(number) == words


def test_a_cell_says_median_unit_and_spread():
    assert found([20, 10, 30], "ms") == "20 ms (10 to 30)"
    assert found(list(range(101)), "ms") == "50 ms (p95 95)"
    assert found([], "ms") == "none"


def test_a_straight_law_of_growth_is_found_again():
    cells = {(p, b): 7 + b * (3 + 0.5 * p) for p in (10, 100, 370) for b in (1, 10, 100)}
    law = rows.growth(cells)
    assert (law.start, law.body, law.point) == pytest.approx((7, 3, 0.5), rel=1e-6)
    assert law.miss < 1e-6


def test_cost_that_grows_faster_than_the_work_does_not_fit_a_straight_law():
    cells = {(p, b): b * p**2 / 10 for p in (10, 100, 370) for b in (1, 10, 100)}
    assert rows.growth(cells).miss > 0.3


def test_no_cost_is_below_nought():
    law = rows.growth({(10, 1): 5, (100, 1): 4, (10, 10): 50, (100, 10): 40})
    assert min(law.start, law.body, law.point) >= 0


def test_growth_goes_from_size_to_size_where_there_is_most():
    cells = {(p, b): 100 + b * p for p in (10, 100, 370) for b in (1, 10, 50)}
    assert rows.tenfold(cells, 0) == [5100 / 600, 18_600 / 5100]
    assert rows.tenfold(cells, 1) == [3800 / 470, 18_600 / 3800]


def test_points_of_a_table_bring_those_that_their_rules_name():
    from benches.locating import POINTS, table

    from acu import rules

    for number in POINTS:
        points = table(number)
        assert len(points) == number
        for text in [*points["rule"], *filter(None, points["second_rule"])]:
            named = [name for name in rules.read(text).names if re.fullmatch("[A-Z]+[0-9]+", name)]
            assert set(named) <= set(points.index)


def test_each_of_our_routes_stands_beside_each_usual_one():
    waits = {"interact": [200], "ipympl": [100], "kernel": [40], "jslink": [20]}
    made = list(latency.compared(waits, {name: [1] for name in waits}))
    assert {(row.what.partition(": ")[2], row.instead.split(",")[0]) for row in made} == {
        ("the body map, told by Python", "interact"),
        ("the body map, told by Python", "ipympl"),
        ("the body map, linked in the browser", "interact"),
        ("the body map, linked in the browser", "ipympl"),
    }
    assert [row.ratio for row in made if row.unit == "ms"] == [0.1, 0.2, 0.2, 0.4]


@pytest.mark.parametrize(
    ("log", "wrong"),
    [
        ([[0, 0], [59_100, 59], [60_007.5, 60]], (pytest.approx(0.0075), True)),
        ([[0, 0], [59_400, 60]], (pytest.approx(-0.6), True)),
        ([[0, 0], [50_000, 20], [70_000, 40]], (40, False)),
    ],
    ids=["late", "early", "behind"],
)
def test_a_timer_is_wrong_by_what_the_page_shows(log, wrong):
    assert timers.error(log, 60) == wrong


def test_early_and_behind_are_told_from_late():
    logs = {
        "press": [[0, 0], [60_100, 60]],
        "asyncio": [[0, 0], [50_000, 20]],
        "play": [[0, 0], [59_400, 60]],
    }
    behind, early = timers.compared("idle", logs, 60)
    assert (behind.ours, behind.theirs, early.theirs) == ((0.1,), (40,), (0.6,))
    assert behind.note == (
        "the other was so far behind when it was due, and had not ended 10 s later"
    )
    assert early.note == "the other was early"


def test_a_page_that_never_answers_has_no_time():
    visit = {"text": 1200, "usable": 1700, "loaded": 3000, "bytes": 500_000, "elsewhere": 0}
    other = visit | {"usable": math.nan, "elsewhere": 7}
    made = {row.what.partition(": ")[2]: row for row in pages.compared([visit], [other])}
    usable = made["a press on a point is answered"]
    assert (usable.ours, usable.theirs) == ((1.7,), ())
    assert "no live widget" in usable.note
    assert made["requests to other computers"].theirs == (7,)


def test_a_learner_who_did_not_get_there_is_told():
    reached = dict.fromkeys(hub.STAGES, 2.0)
    ours = {"learners": 2, "succeeded": 2, "each": [reached, reached]}
    ours |= {"MiB_per_learner": 150.0, "MiB_once": {"warm": 200.0, "hub_and_proxy": 50.0}}
    theirs = ours | {"succeeded": 1, "each": [dict.fromkeys(hub.STAGES, 8.0)]}
    first, *_, once = hub.compared(ours, theirs)
    assert (first.ours, first.theirs, first.ratio) == ((2, 2), (8,), 0.25)
    assert first.note.startswith("2 of 2 and 1 of 2 learners")
    assert once.ours == (250,)
    assert not any(row.note for row in hub.compared(ours, ours))


def test_the_table_names_each_row_its_peer_and_the_ratio():
    text = table(results(latency=([ROW], "")))
    for words in ("LATENCY", "a choice", "20 ms (10 to 30)", "200 ms (190 to 210)", "as it is"):
        assert words in text
    assert re.search(r"200 ms \(190 to 210\)\s+0\.1$", text, re.M)
    assert "instead: interact " in text
    assert text.startswith("a processor, 2 cores, 24 GiB; a system\nPython 3.11.7, numpy 2.4.0\n")


def test_the_page_has_a_row_of_four_cells_for_each():
    text = page(results(latency=([ROW], ""), hub=([], "no root | here")))
    (line,) = [line for line in text.splitlines() if line.startswith("| a choice")]
    assert line == (
        "| a choice <small>as it is</small> | 20 ms (10 to 30) "
        "| 200 ms (190 to 210): interact | 0.1 |"
    )
    assert "| not measured: no root / here | | | |" in text
    assert {len(row.split("|")) for row in text.splitlines() if row.startswith("|")} == {6}

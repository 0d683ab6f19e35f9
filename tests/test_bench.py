"""The benchmark adds up rightly; nothing is timed here."""

import pytest
from bench import table
from latency import error, summary

ROUTE = {"p95_ms": 400.0, "kib": 185.0}
RESULTS = {
    "routes": {
        "interact": ROUTE | {"median_ms": 278.0},
        "ipympl": ROUTE | {"median_ms": 139.0},
        "kernel": ROUTE | {"median_ms": 41.7},
        "jslink": {"median_ms": 13.9, "p95_ms": 38.0, "kib": 1.7},
    },
    "timers": {
        condition: {
            "press": {"error_ms": 8.4, "arrived": True},
            "asyncio": {"error_ms": 285.0, "arrived": True},
            "play": {"error_ms": 29_000, "arrived": False},
        }
        for condition in ("idle", "busy", "hidden")
    },
    "ready": {
        "body_map": {"from_start_ms": 900.0, "from_end_ms": 40.0},
        "press_timer": {"from_start_ms": 200.0, "from_end_ms": 20.0},
    },
    "machine": {"cores": 2, "python": "3.11.7"},
}


def cells(title):
    (line,) = [line for line in table(RESULTS).splitlines() if line.startswith(title)]
    return line.removeprefix(title).split()


def test_routes_are_compared_with_interact():
    assert cells("interact, figure redrawn") == ["278", "400", "1.000", "185.0"]
    assert cells("ipympl, figure changed") == ["139", "400", "0.500", "185.0"]
    assert cells("body map, jslink") == ["14", "38", "0.050", "1.7"]


def test_a_timer_that_does_not_arrive_is_told_from_one_that_is_late():
    assert cells("asyncio.sleep(1)") == ["+285", "+285", "+285"]
    assert cells("Play and jslink") == ["29", "s", "*"] * 3


def test_the_computer_is_named():
    assert table(RESULTS).endswith("cores 2, python 3.11.7")


def test_changes_are_summed_up():
    waits = [float(wait) for wait in range(101)]
    assert summary(waits, [1024, 3072]) == {"median_ms": 50.0, "p95_ms": 95.0, "kib": 2.0}


@pytest.mark.parametrize(
    ("log", "wrong"),
    [
        ([[0, 0], [59_100, 59], [60_007.5, 60]], {"error_ms": 7.5, "arrived": True}),
        ([[0, 0], [59_400, 60]], {"error_ms": -600.0, "arrived": True}),
        ([[0, 0], [50_000, 20], [70_000, 40]], {"error_ms": 40_000, "arrived": False}),
    ],
    ids=["late", "early", "behind"],
)
def test_a_timer_is_wrong_by_what_the_page_shows(log, wrong):
    assert error(log) == wrong

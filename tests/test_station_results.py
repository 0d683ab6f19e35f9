"""Stations: scored alike by page and Python, and kept."""

import html
import json
import re
from datetime import datetime

import pytest
from scripts import run
from station_asked import CODES

import acu
from acu import precision
from acu.stations import StationBook, items, scoring
from acu.stations.sheet import sheet

ALL_YES = {str(number): True for number in range(1, 11)} | {"7": 0.0}


@pytest.fixture
def book(tmp_path):
    return StationBook(tmp_path / "own" / "stations.csv")


@pytest.fixture
def station(book):
    return acu.station("GB30", book)


def outcome(results, code="GB30"):
    return scoring.outcome(items.items(code), items.ring(code), results)


# --- what it comes to ----------------------------------------------------------------------------


def test_eight_pass_and_seven_do_not():
    assert outcome(ALL_YES).passed
    assert outcome(ALL_YES | {"4": False, "5": False}).passed
    seven = outcome(ALL_YES | {"4": False, "5": False, "9": False})
    assert seven.points == 7 and not seven.passed and seven.missed == (4, 5, 9)


@pytest.mark.parametrize("number", ["1", "2", "10"])
def test_nine_do_not_pass_without_what_must_be(number):
    nine = outcome(ALL_YES | {number: False})
    assert nine.points == 9 and not nine.passed and nine.lacking == (int(number),)
    open_yet = {key: yes for key, yes in ALL_YES.items() if key != number}
    assert not outcome(open_yet).passed


def test_a_mark_on_the_ring_is_inside_and_one_beyond_it_is_outside():
    assert outcome(ALL_YES | {"7": 2.5}).points == 10
    assert outcome(ALL_YES | {"7": 2.6}).missed == (7,)
    assert outcome(ALL_YES | {"7": 1.1}, "BL40").missed == (7,)


def test_the_ring_is_that_of_practice_to_a_millimetre():
    for code in CODES:
        assert abs(items.ring(code) - precision.tolerance(code).cm) <= 0.05


def test_without_consent_it_is_over_and_otherwise_only_when_all_is_scored():
    assert outcome({"1": False}).stopped and outcome({"1": False}).finished
    assert not outcome(ALL_YES | {"10": False}).stopped
    assert outcome(ALL_YES).finished and not outcome({"1": True, "2": True}).finished


def test_the_page_scores_as_python_does(station):
    cases = [{}, {"1": False}, ALL_YES, {"1": True, "2": True, "7": 2.5}]
    cases += [ALL_YES | {"10": False}, ALL_YES | {"4": False, "7": 9.0, "9": False}]
    cases += [{"1": True, "2": True, "3": False, "4": False, "5": False, "10": False}]
    told = (json.dumps(part) for part in (station._items, station._ring, station._pass, cases))
    by_page = run(
        station,
        "(([i, r, p, all]) => all.map(a => outcomeOf(i, r, p, a)))([{}])".format(", ".join(told)),
    )
    by_python = [outcome(case)._asdict() for case in cases]
    assert by_page == json.loads(json.dumps(by_python))


def test_the_verdict_says_what_is_missing(station):
    def verdict(results):
        item, ring, points = json.dumps(station._items), station._ring, station._pass
        now = f"outcomeOf({item}, {ring}, {points}, {json.dumps(results)})"
        return run(station, f"verdictOf({item}, {points}, {now})")

    assert verdict({}) == "Not scored yet."
    assert verdict(ALL_YES) == "Passed: 8 or more, and 1, 2 and 10 are yes."
    assert verdict({"2": False}).startswith("Stop here: without a yes to 2")
    assert verdict(ALL_YES | {"10": False}).startswith("Not passed: 10 must be a yes.")
    seven = verdict(ALL_YES | {"4": False, "5": False, "9": False})
    assert seven == "Not passed: 8 are needed. Learn once more: 4, 5 and 9."
    assert verdict({"1": True, "2": True, "3": False}) == (
        "Still open: 4, 5, 6, 7, 8, 9 and 10. A no: 3."
    )


@pytest.mark.parametrize(
    ("typed", "cm"),
    [("1.5", 1.5), ("1,5", 1.5), (" 2 ", 2), (".5", 0.5), ("0", 0), ("2.54", 2.5)]
    + [(wrong, "none") for wrong in ("", "x", "-1", "1.5 cm", "1e3", "1.2.3", "Infinity")],
)
def test_a_distance_may_have_a_comma_and_nothing_else_is_one(station, typed, cm):
    assert run(station, f"distanceOf({json.dumps(typed)}) ?? 'none'") == cm


# --- the sheet -----------------------------------------------------------------------------------


def test_a_notebook_that_is_not_run_shows_the_sheet(station):
    bundle, _ = station._repr_mimebundle_()
    assert bundle["text/plain"] == station.words
    assert station.words == "Station GB30 Huántiào: 10 items, 8 to pass; 0 scored, 0 with a yes"
    shown = html.unescape(bundle["text/html"])
    assert shown.count("<li>") == 10 and shown.count("(must be a yes)") == 3
    for item in items.items("GB30"):
        assert item.ask in shown and item.look in shown
    assert "our own choice" in shown and "up to 2.5 cm is a yes" in shown


def test_the_sheet_has_two_boxes_for_each_item_and_no_empty_words():
    for code in ("GB30", "CV1", "ST9"):
        names = re.findall('data-box="([a-z]+[0-9]*)"', sheet(code))
        both = [f"{answer}{number}" for number in range(1, 11) for answer in ("yes", "no")]
        assert names == [*both, "passed", "failed"]
        assert "<small></small>" not in sheet(code)


def test_the_sheet_stays_blank_and_tells_nothing_of_the_pair(station):
    before = station.still
    station.results, station.presser = ALL_YES, "blue"
    assert station.still == before and "blue" not in station.words


# --- what is kept --------------------------------------------------------------------------------


def test_nothing_is_written_until_a_result_is_kept(station):
    station.results = ALL_YES
    assert not station.book.path.exists() and station.book.read().empty


def test_a_result_comes_back_as_it_was_scored(station):
    station.results = ALL_YES | {"5": False, "7": 1.5}
    station.presser, station.scorer = "=blue, 1", "rot"
    station.keep()
    (row,) = station.book.read().to_dict("records")
    assert abs(row.pop("when") - datetime.now()).total_seconds() < 60
    assert row == {
        "point": "GB30",
        "points": 9,
        "passed": True,
        "missed": "5",
        "cm": 1.5,
        "presser": "=blue, 1",
        "scorer": "rot",
    }
    assert station.book.problems == []


def test_half_a_station_is_not_kept_but_a_stopped_one_is(station):
    station.results = {"1": True, "2": True}
    with pytest.raises(ValueError, match="not finished: no answer yet to item 3, 4, 5"):
        station.keep()
    assert not station.book.path.exists()
    station.results = {"1": True, "2": False}
    station.keep()
    (row,) = station.book.read().to_dict("records")
    assert not row["passed"] and row["missed"] == "2" and row["cm"] != row["cm"]


def test_the_button_keeps_what_the_page_had_and_says_how_it_went(station):
    wish = {"results": ALL_YES, "presser": "a", "scorer": "b"}
    station._wish = wish | {"n": 1}
    assert station._reply["saved"] and station._reply["n"] == 1
    station.book.path.write_text("shopping,list\n")
    station._wish = wish | {"n": 2}
    assert not station._reply["saved"]
    assert station._reply["words"].startswith("Not saved.")
    assert station.book.path.read_text() == "shopping,list\n"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"code": "B 54"}, "no WHO code"),
        ({"points": 11}, "points: .* 0 to 10"),
        ({"missed": [0]}, "missed: .* 1 to 10"),
        ({"cm": -1.0}, "cm: .* distance"),
        ({"cm": "near"}, "cm: .* distance"),
        ({"presser": "x" * 41}, "up to 40 characters"),
        ({"when": "yesterday"}, "when: .* not a time"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_written(book, change, message):
    with pytest.raises(ValueError, match=message):
        book.add(**({"code": "GB30", "points": 9, "passed": True} | change))
    assert not book.path.exists()


def test_a_spoilt_row_spoils_no_other(book):
    book.add("GB30", 9, True, [5], 1.5)
    with open(book.path, "a", encoding="utf-8") as file:
        file.write("2026-07-27T18:05,GB29,maybe,yes,,,,\r\n")
    book.add("BL40", 10, True)
    assert list(book.read()["point"]) == ["GB30", "BL40"]
    (problem,) = book.problems
    assert problem.column == "points" and problem.row == 3


def test_it_is_copied_and_deleted_only_on_request(book, tmp_path):
    book.add("GB30", 9, True)
    copy = book.export(tmp_path / "copy.csv")
    book.delete()
    assert not book.path.exists()
    assert len(StationBook(copy).read()) == 1


def test_a_save_that_was_cut_off_anywhere_loses_no_other_result(book):
    book.add("GB30", 9, True, [5], 1.5, "blue", "red")
    whole = book.path.read_bytes()
    book.add("BL40", 8, True, [4, 9], 0.5, "red", 'so-called "blue", 2')
    row = book.path.read_bytes()[len(whole) :]
    for cut in range(1, len(row)):
        book.path.write_bytes(whole + row[:cut])
        book.add("GB29", 10, True)
        points = list(book.read()["point"])
        assert points[0] == "GB30" and points[-1] == "GB29", cut

"""Stations: a fair and safe test for every point."""

import re

import pytest
from station_asked import CODES, POINTS, asked, told

import acu
from acu import tables
from acu.stations import items

LOCATED = list(POINTS.index[POINTS["pressure"] == "locate only"])
PRIVATE = list(POINTS.index[~POINTS["drawn"]])


@pytest.mark.parametrize("code", CODES)
def test_every_point_has_a_task_and_ten_items_without_a_gap(code):
    filled = items.items(code)
    assert [item.number for item in filled] == list(range(11))
    assert [item.number for item in filled if item.must] == [1, 2, 10]
    words = told(code)
    assert not re.search(r"[{}]|\bnan\b|None|: ?\.|;\.|\.\.", words), words
    assert all(item.ask.endswith(".") for item in filled)


def test_consent_and_danger_signs_come_before_all_else():
    for code in CODES:
        first = [item.number for item in items.items(code) if item.must == "first"]
        assert first == [1, 2], code


def test_a_point_that_is_pressed_is_pressed_slowly_and_rated():
    for code in set(CODES) - set(LOCATED):
        assert re.search(r"Presses (slowly|gently).* asks for a number", asked(code)[8]), code


def test_nobody_leans_on_belly_face_or_neck():
    for code in ("CV12", "ST4", "GV15", "GB21", "BL40"):
        assert "Lean" not in told(code) and "out of 10" in told(code)
    assert "Lean in slowly" in told("GB30")


@pytest.mark.parametrize("code", LOCATED)
def test_nobody_is_asked_to_press_a_point_that_is_only_found(code):
    said = asked(code)
    assert not any(re.match("Presses", ask) for ask in said.values())
    assert re.search("do not press|nothing is pressed", said[0])
    assert re.search("Does not press|leave it alone", said[8])


def test_private_places_are_shown_on_a_drawing_and_nobody_is_touched():
    assert set(PRIVATE) == {"ST17", "BL35", "GV1", "GV28", "CV1"}
    for code in PRIVATE:
        assert "nobody is touched" in asked(code)[1]
        assert not re.search("sticker|your mark|Lies or sits", " ".join(asked(code).values()))


def test_hip_buttock_groin_and_chest_are_for_the_learners_own_body():
    near = POINTS[POINTS["region"].isin(["hip", "buttock", "groin", "chest"]) & POINTS["drawn"]]
    assert len(near) == 38
    for code in near.index:
        assert re.search("the learner's own (body|hip), over clothes", told(code)), code


def test_the_stations_of_the_three_points_ask_for_their_bones_folds_and_rings():
    facts = {
        "GB29": ("front tip of the hip bone", "bump at the top", "folds it in half", "gluteus", 2),
        "GB30": ("bump at the top", "lower end of the sacrum", "thirds", "sciatic nerve", 2.5),
        "BL40": ("ends of the crease", "pulse", "middle", "tibial nerve", 1),
    }
    for code, (first, second, share, beneath, cm) in facts.items():
        said = asked(code)
        assert first in said[4] and second in said[5] and share in said[6]
        assert beneath in items.items(code)[9].look
        assert items.ring(code) == cm
    assert "artery" in items.items("BL40")[9].look
    assert "never deep" in asked("BL40")[8]


def test_who_must_not_be_pressed_there_is_asked_for():
    assert "pregnant" in items.items("SP6")[2].look
    assert "new or broken hip" in items.items("GB30")[2].look
    assert "lump behind the knee" in items.items("BL40")[2].look


def test_the_landmarks_are_those_of_the_rule():
    assert "kneecap" in told("ST34") and "cun" in asked("LU1")[6]
    assert "6 cun out from the midline" in items.items("LU1")[6].look
    assert "it is 8 cun" in items.items("LU1")[5].look


def test_what_lies_beneath_is_asked_where_the_tables_know_it_and_a_caution_elsewhere():
    known = set(tables.read("anatomy")["code"])
    for code in set(CODES) - set(PRIVATE):
        assert ("under the skin" in asked(code)[9]) == (code in known), code


def test_what_is_no_point_has_no_station():
    with pytest.raises(ValueError, match="no WHO code"):
        acu.station("B 54")

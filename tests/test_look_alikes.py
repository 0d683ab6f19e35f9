"""Points that are mixed up are asked about, and each is told from the other."""

import unicodedata
from itertools import combinations

import numpy as np
from asked import BY_KEY, POINTS, answer, of_kind

from acu import atlas
from acu.body import Body
from acu.questions import questions


def bare(pinyin):
    signs = unicodedata.normalize("NFD", pinyin)
    return "".join(sign for sign in signs if not unicodedata.combining(sign)).casefold()


def test_all_points_of_one_name_are_told_apart():
    pairs = {
        pair
        for pair in combinations(POINTS.index, 2)
        if len({bare(POINTS.loc[code, "pinyin"]) for code in pair}) == 1
    }
    assert ("ST3", "GB29") in pairs and len(pairs) == 7
    for one, other in pairs:
        for right, wrong in ((one, other), (other, one)):
            question = BY_KEY[f"which {right} {wrong}"]
            assert POINTS.loc[right, "traditional"] in question.ask
            row = POINTS.loc[right]
            assert question.answer == (f"{right} {row['pinyin']} ({row['region']})",)


def test_juliao_on_the_hip_is_gb29_and_not_st3():
    assert "居髎" in BY_KEY["which GB29 ST3"].ask
    assert answer("which GB29 ST3") == "GB29 Jūliáo (hip)"
    assert "巨髎" in BY_KEY["which ST3 GB29"].ask
    assert answer("which ST3 GB29") == "ST3 Jùliáo (face)"
    assert answer("which GB29 ST3 pressed") == "GB29 Jūliáo"
    assert answer("which GB29 ST3 bare") == "One on the hip or one on the face"


def test_the_neck_is_not_pressed_for_a_point_of_the_thigh():
    assert answer("which LI18 ST32 pressed") == "LI18 Fútū"


def test_b_54_is_bl40_and_bl54_is_in_the_buttock():
    about = [q for q in of_kind("which") if {"BL40", "BL54"} <= {*q.key.split()}]
    assert len(about) >= 3
    for question in about:
        assert "BL54" in question.why and "buttock" in question.why
    assert answer("which BL40 BL54") == "BL40 Wěizhōng"
    assert answer("which BL40 BL54 article") == "Behind the knee"
    assert "Look up" in answer("which BL40 BL54 chart")
    assert answer("which BL54 BL40 place").startswith("In the buttock")


def test_older_charts_number_the_back_before_the_leg():
    # Old 36 to 49 are WHO's 41 to 54; old 50 to 54 are WHO's 36 to 40.
    for old in range(36, 55):
        who = old + 5 if old < 50 else old - 14
        question = BY_KEY[f"which BL{who} BL{old}"]
        assert f"B {old}." in question.ask or f"B {old} " in question.ask
        assert answer(question.key).split()[0] == f"BL{who}"


def test_a_look_alike_is_asked_about_from_both_sides():
    keys = {q.key for q in questions(["BL54"], ["which"])}
    assert {"which BL40 BL54", "which BL40 BL54 article"} <= keys
    assert "which GB29 ST3" in {q.key for q in questions("ST3", "which")}


def test_the_two_lines_of_gb30():
    assert answer("which GB30 places").endswith("notch at the lower end of the sacrum")
    assert "front tip of the hip bone" in BY_KEY["which GB30 places"].why
    assert answer("which GB30 end") == answer("which GB30 line")
    body = Body("female")
    here = atlas.locate(body).loc["GB30"]
    first, second = here[["x", "y", "z"]].to_numpy(), here[["x2", "y2", "z2"]].to_numpy()
    marks = body.landmarks[["x", "y", "z"]]
    thigh, sacrum = marks.loc["greater_trochanter"], marks.loc["sacral_hiatus"]
    assert np.linalg.norm(first - thigh) < np.linalg.norm(first - sacrum)
    assert first[2] < thigh["z"] < second[2]  # the one behind the bump, the other in front


def test_which_place_is_the_first_is_asked_of_the_disputed_points_of_who():
    # WHO 2008 settled 86 of 92 disputed points; the other six have two places.
    asked = {q.code for q in of_kind("which") if q.key.endswith(" places")}
    assert asked == {"LI19", "LI20", "PC8", "PC9", "GB30", "GV26"}

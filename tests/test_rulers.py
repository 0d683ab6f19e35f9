"""A learner's own cun: WHO's shares of measured lengths, and what real bodies say of them."""

import re

import numpy as np
import pandas as pd
import pytest

import acu
from acu import rulers, tables
from acu.body import Body
from acu.plates import Plate, plot_cun_spread, plot_ruler
from acu.points import load_points
from acu.rulers import OwnRuler


@pytest.fixture
def own():
    """A person who measured leg and back."""
    return OwnRuler({"SEG_LEG_LAT": 40, "SEG_BACK_WIDTH": 13.5})


def far(own, code):
    return [(each.cun, round(each.cm, 2)) for each in own.distances(code)]


# --- a cun is a share of a length ---------------------------------------------------------------


def test_the_leg_from_knee_crease_to_ankle_has_16_cun_and_the_back_6():
    # WHO 2008, pages 12-13
    own = OwnRuler({"SEG_LEG_LAT": 40, "SEG_BACK_WIDTH": 15, "SEG_THIGH_LAT": 38})
    cun = own.cun[["SEG_LEG_LAT", "SEG_BACK_WIDTH", "SEG_THIGH_LAT"]]
    assert cun.tolist() == [2.5, 2.5, 2.0]


def test_seven_cun_above_the_ankle_bone(own):
    # WHO 2008, page 189: GB36 lies 7 cun proximal to the prominence of the lateral malleolus
    (distance,) = own.distances("GB36")
    assert distance == ("go 7 cun straight up from the outer ankle bone", 7, 17.5, "SEG_LEG_LAT")


def test_the_two_lines_of_the_back_lie_half_way_to_the_shoulder_blade_and_at_its_edge(own):
    # WHO 2008, pages 111 and 125: BL23 1.5 cun and BL52 3 cun from the midline
    assert far(own, "BL23") == [(1.5, 3.38)]
    assert far(own, "BL52") == [(3, 6.75)]


def test_what_another_point_needs_is_said_first(own):
    # BL58 lies level with 7 cun above BL60, and 1 cun out from the middle of the calf.
    assert far(own, "BL58") == [(7, 17.5), (1, 2.5)]
    inner = OwnRuler({"SEG_LEG_MED": 37.5})
    assert far(inner, "KI7") == [(2, 5.0), (0.5, 1.25)]  # KI8, 2 cun up, then back from there
    assert "inner ankle bone" in inner.distances("KI7")[0].words
    assert "KI8" in inner.distances("KI7")[1].words


@pytest.mark.parametrize(("code", "cun"), [("ST36", 3), ("ST37", 6), ("ST39", 9)])
def test_the_shin_has_a_line_of_its_own(own, code, cun):
    # WHO 2008, pages 64-65: 3, 6 and 9 cun below ST35, on the line from ST35 to ST41
    assert own.distances(code) == []
    _, told = own.say(code)
    assert f"from ST35 Dúbí to ST41 Jiěxī counts as 16 cun, and you go {cun} of them." in told
    assert told.endswith(f"40 cm long gives {cun * 2.5:.1f} cm.")  # a cun of 2.5 cm
    assert own.say(code, "inches")[1].endswith(f"16 inches long gives {cun}.0 inches.")


def test_of_the_line_of_another_point_it_is_told_first(own):
    _, line, far = own.say("ST40")  # out from ST38
    assert "8 of them: lay a string along it and fold it in half" in line and far == (
        "Go 0.7 cun outwards from ST38 Tiáokǒu, on the level: 1.8 cm on you."
    )
    assert "from BL40 Wěizhōng to the back of the Achilles tendon" in own.say("BL57")[1]


@pytest.mark.parametrize("code", ["GB29", "GB30", "BL40", "GV4", "BL36", "LR4"])
def test_a_string_or_a_fingertip_needs_no_ruler(own, code):
    assert own.distances(code) == []
    rule, told = own.say(code)
    assert code in rule and told == "No ruler is needed."


def test_every_cun_in_the_table_of_points_is_told():
    average = OwnRuler({}, Body())
    points = load_points()
    for code, rule in points["rule"].items():
        written = re.findall(r"([\d.]+), (SEG_\w+)", rule)
        told = [(each.cun, each.ruler) for each in average.distances(code)]
        own = [(float(cun), ruler) for cun, ruler in written]
        assert told[len(told) - len(own) :] == own, code
        assert all(each.cm > 0 for each in average.distances(code)), code


# --- measured, estimated, not known -------------------------------------------------------------


def test_what_was_not_measured_is_not_known_or_said_to_be_an_estimate(own):
    assert np.isnan(own.cun["SEG_LEG_MED"])
    assert "not known yet" in own.say("SP6")[1]
    like = OwnRuler(own.lengths, Body("male", stature=190))
    (distance,) = like.distances("SP6")
    assert distance.cm == pytest.approx(3 * Body("male", stature=190).cun["SEG_LEG_MED"])
    assert "an estimate" in like.say("SP6")[1]
    assert "the lower tip of the kneecap to the inner ankle bone" in like.say("SP6")[1]
    assert "estimate" not in like.say("GB36")[1]


def test_who_is_taller_has_a_longer_cun_by_estimate():
    short, tall = (OwnRuler({}, Body(stature=stature)) for stature in (150, 180))
    assert np.allclose(tall.cun / short.cun, 180 / 150)


def test_a_body_is_not_changed_by_what_somebody_measured():
    body = Body()
    before = body.cun.copy()
    OwnRuler({"SEG_LEG_LAT": 44}, body)
    pd.testing.assert_series_equal(body.cun, before)


def test_inches(own):
    assert own.say("GB36", "inches")[1].endswith("6.9 inches on you.")  # 17.5 / 2.54


# --- impossible lengths -------------------------------------------------------------------------


def test_inches_taken_for_cm_are_refused_with_what_was_expected():
    # A leg of 40 cm measures 15.7 inches.
    with pytest.raises(ValueError) as refused:
        OwnRuler({"SEG_LEG_LAT": 15.7})
    assert str(refused.value) == (
        "15.7 cm is too short. We expect 31 to 45 cm (12 to 18 inches) from the middle of the "
        "crease behind the knee to the outer ankle bone, with the tape held straight."
    )


@pytest.mark.parametrize("ruler", tables.read("rulers")["id"])
def test_nobody_is_refused_whom_a_survey_could_meet_but_ten_times_or_inches_are(ruler):
    cun = tables.read("rulers").set_index("id").loc[ruler, "cun"]
    for body in (Body("female", stature=140), Body("male", stature=205)):
        for share in (0.85, 1.15):  # ANSUR II: 1 in 20 is shorter or longer, at most, than that
            assert rulers.check(ruler, body.cun[ruler] * cun * share) > 0
    for sex in ("female", "male"):
        length = Body(sex).cun[ruler] * cun
        for wrong in (length / 2.54, length * 2.54, 10 * length, 0, -length):
            with pytest.raises(ValueError, match=r"too (short|long)\. We expect"):
                rulers.check(ruler, wrong)


@pytest.mark.parametrize("cm", ["40", None, True, float("nan"), float("inf")])
def test_what_is_no_length_is_refused(cm):
    with pytest.raises(ValueError, match="in cm as a number"):
        OwnRuler({"SEG_LEG_LAT": cm})


def test_a_ruler_or_point_that_does_not_exist_is_refused_with_a_hint(own):
    with pytest.raises(ValueError, match='did you mean "SEG_LEG_LAT"'):
        OwnRuler({"SEG_LEG_LATT": 40})
    for asked in (rulers.span, rulers.expected):
        with pytest.raises(ValueError, match='did you mean "SEG_LEG_LAT"'):
            asked("SEG_LEG_LATT")
        with pytest.raises(ValueError, match="there is no ruler \\['x'\\]; there are SEG_"):
            asked(["x"])
    with pytest.raises(ValueError, match="points 1 to 44"):
        own.distances("GB99")


# --- real people --------------------------------------------------------------------------------


@pytest.fixture
def spread():
    return tables.read("cun_spread").set_index(["measure", "sex"])


def test_the_survey_measured_6068_people(spread):
    # Gordon et al. 2014 (ANSUR II): 4,082 men and 1,986 women
    people = spread["people"].groupby("sex").unique()
    assert people["male"].tolist() == [4082] and people["female"].tolist() == [1986]


def test_heights_and_hands_are_those_of_the_published_survey(spread):
    # Gordon et al. 2014, summary statistics: mean stature 175.6 and 162.8 cm.
    # A cun is given to 0.01 cm, so a length to half of that times its cun.
    length = spread["median_cm"] * spread["cun"]
    assert length["stature", "male"] == pytest.approx(175.6, abs=0.5)
    assert length["stature", "female"] == pytest.approx(162.8, abs=0.5)


def test_one_in_twenty_is_outside_at_either_end(spread):
    # For a normal distribution the 5th and 95th percentile lie 1.645 standard deviations off.
    sd = spread["variation"] / 100 * spread["median_cm"]
    width = (spread["high_cm"] - spread["low_cm"]) / (2 * 1.645 * sd)
    assert width.between(0.9, 1.1).all()


def test_the_parts_of_the_leg_add_up_to_the_height_of_the_hip(spread):
    # 19 + 16 + 3 cun, wherever the knee is taken to be
    length = spread["median_cm"] * spread["cun"]
    for knee in ("kneecap", "knob", "joint"):
        parts = length[f"thigh_to_{knee}"] + length[f"leg_from_{knee}"] + length["ankle_to_sole"]
        assert np.allclose(parts, length["hip_to_sole"], rtol=0.01), knee


def test_every_body_of_ours_has_a_thigh_and_leg_as_people_have(spread):
    named = spread[spread["ruler"].ne("")].reset_index()
    assert set(named["ruler"]) == {"SEG_STATURE", "SEG_THIGH_LAT", "SEG_LEG_LAT"}
    for row in named.itertuples():
        assert row.low_cm < Body(row.sex).cun[row.ruler] < row.high_cm


def test_what_we_expect_takes_in_nine_people_of_ten(spread):
    for row in spread[spread["ruler"].ne("")].itertuples():
        low, high = rulers.expected(row.ruler)
        assert low <= row.low_cm * row.cun and row.high_cm * row.cun <= high + 0.01 * row.cun


# --- pictures -----------------------------------------------------------------------------------


def test_the_chart_shows_each_range_and_that_fingers_reach_further(spread):
    ax = plot_cun_spread()
    lines = [sorted(line.get_xdata()) for line in ax.lines if len(line.get_xdata()) == 2]
    for measure in ("four_fingers", "leg_from_joint", "thigh_to_joint"):
        for sex in ("female", "male"):
            assert spread.loc[(measure, sex), ["low_cm", "high_cm"]].tolist() in lines
    words = ax.figure.words
    assert "men 2.93 (2.70 to 3.20)" in words
    # 7 x 2.47 and 7 x 2.93
    assert "of the middle man, 17.3 cm and 20.5 cm" in words
    assert "the true gap is smaller than shown" in words


def test_the_chart_can_be_told_apart_without_colour():
    ax = plot_cun_spread()
    marks = {line.get_marker(): line.get_markerfacecolor() for line in ax.lines}
    assert {"o", "s"} <= marks.keys() and marks["o"] != marks["s"]
    dashes = [line.get_linestyle() for line in ax.lines if line.get_zorder() == 1]
    assert len(dashes) == 2
    ax.clear()
    assert ax.figure.words == ""


@pytest.mark.parametrize("ruler", tables.read("rulers")["id"])
def test_a_plate_shows_a_ruler_with_a_box_for_each_cun_from_landmark_to_landmark(ruler):
    row = tables.read("rulers").set_index("id").loc[ruler]
    body = Body("male")
    ax = plot_ruler(ruler, body)
    boxes = [patch for patch in [*ax.patches, *ax.collections] if patch.get_gid() == "cun"]
    assert len(boxes) == row["cun"]
    if row["direction"] != "over the skin" and ruler != "SEG_THUMB":
        across = row["direction"] == "transverse"
        side = boxes[0].get_width() if across else boxes[0].get_height()
        assert side == pytest.approx(body.cun[ruler])
    texts = " ".join(text.get_text().replace("\n", " ") for text in ax.texts)
    for end in row[["from_landmark", "to_landmark"]]:
        plain = tables.read("landmarks").set_index("id").loc[end, "plain"]
        assert plain[1:] in texts
    dots = [part for part in ax.collections if part.get_gid() == "landmark"]
    assert len(dots) == 2
    assert f"{row['cun']:g} cun" in ax.figure.words and "average man" in ax.figure.words


def test_pictures_are_plates_and_a_ruler_that_does_not_exist_has_none():
    assert isinstance(plot_cun_spread().figure, Plate)
    assert acu.plot_ruler is plot_ruler and acu.OwnRuler is OwnRuler
    with pytest.raises(ValueError, match="there is no ruler 'SEG_ARM'"):
        plot_ruler("SEG_ARM")

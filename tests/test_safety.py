"""Safety: who may press what. A caution that fails to show is worse than one too many."""

import pytest

from acu import safety, tables
from acu.points import load_points

LEG = ["groin", "thigh", "knee", "leg", "ankle", "foot", "toes"]
ARM = ["shoulder", "upper arm", "elbow", "forearm", "wrist", "hand", "fingers"]


def codes(*regions):
    points = load_points()
    return list(points.index[points["region"].isin(regions)])


def verdicts(who):
    return safety.not_for(who)["verdict"]


def test_a_blood_clot_forbids_every_point_of_the_leg_and_sends_to_a_doctor_first():
    clot = verdicts("blood clot in the leg")
    assert list(clot.index[clot == "avoid"]) == codes(*LEG)
    assert (clot.drop(codes(*LEG)) == "ask").all() and list(clot.index) == list(load_points().index)
    said = safety.not_for("blood clot in the leg").loc["BL40"]
    assert "Never" in said["action"] and "deaths" in said["reason"]


@pytest.mark.parametrize("who", ["cancer", "recent operation, plaster or long journey"])
def test_what_makes_clots_likely_forbids_the_leg_too(who):
    # Sutham 2020 and the case reports: the clots that were rubbed free had not been known.
    assert (verdicts(who)[codes(*LEG)] == "avoid").all()


def test_who_is_pregnant_does_not_practise_today():
    pregnant = safety.not_for("pregnant")
    assert list(pregnant.index) == list(load_points().index)
    assert (pregnant["verdict"] == "avoid").all()
    assert "Do not practise today" in pregnant.loc["BL40", "action"]
    # The narrowest of equally strict rows tells why: old books, and what research found.
    assert "Old books" in pregnant.loc["SP6", "reason"]


def test_six_weeks_after_birth_the_leg_is_asked_about():
    after = verdicts("within six weeks after birth")
    assert list(after.index) == codes(*LEG) and set(after) == {"ask"}


def test_a_new_hip_forbids_the_two_points_of_the_hip_and_the_one_in_front():
    hip = verdicts("new or broken hip")
    assert set(hip.index[hip == "avoid"]) == {"GB29", "GB30", "ST31"}
    assert set(codes("buttock", "hip")) <= set(hip.index)
    assert "BL40" not in hip.index


def test_bad_sciatica_forbids_the_points_right_over_the_nerve():
    assert verdicts("bad sciatica, numb or weak leg now").to_dict() == dict.fromkeys(
        ["BL36", "BL37", "GB30"], "avoid"
    )


def test_bad_veins_forbid_the_whole_leg():
    veins = verdicts("varicose or inflamed veins, swollen legs")
    assert list(veins.index) == codes(*LEG) and set(veins) == {"avoid"}


def test_a_hurt_knee_holds_back_every_point_of_the_knee_and_no_other():
    assert list(verdicts("knee operated or hurt").index) == codes("knee")
    assert list(verdicts("lump behind the knee").index) == ["BL40"]


@pytest.mark.parametrize(
    ("who", "verdict"),
    [
        ("fever or feeling ill", "avoid"),
        ("drunk, drugged or just after a big meal", "avoid"),
        ("blood thinners or easy bleeding", "ask"),
        ("thin or broken bones", "ask"),
        ("very high blood pressure", "ask"),
        ("numb skin or nerve damage", "light"),
        ("old or frail", "light"),
    ],
)
def test_what_holds_for_the_whole_body_holds_for_every_point(who, verdict):
    assert verdicts(who).to_dict() == dict.fromkeys(load_points().index, verdict)


def test_every_person_of_the_table_can_be_chosen_and_has_a_verdict():
    for who in safety.situations():
        assert len(who) < 45 and set(verdicts(who)) <= {"avoid", "ask", "light"}, who
    assert len(set(safety.situations())) == len(safety.situations())


def test_a_caution_about_some_people_names_them_and_one_for_all_names_no_one():
    rows = tables.read("cautions")
    some = rows["verdict"].isin(["avoid", "ask", "light"])
    assert (some == (rows["who"] != "")).all()
    assert rows.loc[rows["kind"].isin(["illness", "pregnancy"]), "who"].ne("").all()
    assert ((rows["kind"] == "stop") == (rows["verdict"] == "stop")).all()


def test_an_action_that_forbids_has_the_strictest_verdict():
    # "Never", "do not press" and "wait" leave no room; "unless" and "until" leave it to a doctor.
    rows = tables.read("cautions").query("who != ''")
    forbids = rows["action"].str.match(r"Never|Do not (press|practise)|Wait")
    assert (rows.loc[forbids, "verdict"] == "avoid").all()
    assert (rows.loc[rows["action"].str.contains("unless|until"), "verdict"] == "ask").all()
    assert not rows.loc[~forbids, "verdict"].eq("avoid").any()


def test_stop_signs_are_those_that_a_class_must_know():
    signs = safety.stop_signs()
    told = " ".join(sign.lower() for sign, _ in signs)
    for word in ["sharp", "electric", "numb", "tingling", "faint", "colour", "breath", "chest"]:
        assert word in told
    assert all(action.startswith("Stop") for _, action in signs)
    emergency = [sign for sign, action in signs if "emergency" in action]
    assert emergency == ["Short of breath, or chest pain"]


def test_a_life_in_danger_gets_the_number_of_the_country():
    # Ambulance services and governments of these countries; 112 is promised all over the Union.
    numbers = dict(safety.emergency_numbers())
    assert numbers["the United Kingdom"] == "999 or 112"
    assert numbers["the European Union"] == "112" == numbers["India"]
    assert numbers["the United States and Canada"] == "911"
    assert (numbers["Australia"], numbers["New Zealand"], numbers["China"]) == ("000", "111", "120")
    assert next(iter(numbers)) == "the United Kingdom"


def test_numbers_to_ring_stand_in_one_place_only():
    assert not tables.read("red_flags")["do"].str.contains(r"\b\d{3}\b").any()
    assert safety.whom_to_ring().startswith("Emergency numbers: 999 or 112 in the United Kingdom; ")


def test_the_cautions_of_a_point_begin_with_its_own():
    rows = safety.cautions("BL40")
    assert list(rows.columns) == list(tables.read("cautions").columns)
    assert "broad pad of the thumb" in rows["action"][0]
    widths = [
        "point" if c else "region" if r else "all" for c, r in rows[["code", "region"]].values
    ]
    assert list(dict.fromkeys(widths)) == ["point", "region", "all"]
    assert set(rows["region"]) == {"knee", ""} and set(rows["code"]) == {"BL40", ""}


def test_who_asks_for_nobody_is_told_who_there_is():
    with pytest.raises(ValueError, match='did you mean "pregnant"'):
        safety.not_for("pregnat")
    with pytest.raises(ValueError, match="there are: blood thinners"):
        safety.not_for("zzz")
    with pytest.raises(ValueError, match="no WHO code"):
        safety.cautions("B 54")


# --- the whole body ----------------------------------------------------------------------------


def told(code):
    """What a card tells everyone first; empty if nothing holds for this point or its region."""
    return " ".join(safety.cautions(code).query("situation == 'Everyone'")["action"][:1])


@pytest.mark.parametrize(
    "code",
    # The eye; the artery to the brain; windpipe; armpit; bare nerve of the elbow; mouth; navel.
    ["ST1", "BL1", "ST9", "ST10", "LI17", "LI18", "SI16", "ST12", "CV22", "CV23", "HT1", "SI8"]
    + ["ST17", "GV28", "CV8", "ST30", "SP12"],
)
def test_what_must_not_be_pressed_is_only_looked_at(code):
    assert told(code).startswith("Look and find only.")


def test_what_is_only_looked_at_has_no_seconds_of_pressing():
    points = load_points()
    looked_at = [code for code in points.index if told(code).startswith("Look")]
    assert len(looked_at) > 20
    pressed = points.loc[looked_at].query("pressure != 'locate only' or seconds > 0")
    assert list(pressed.index) == []


def test_nobody_presses_the_neck_after_a_stroke():
    # Contraindications of the doctors' own test: Davies and Kenny, in AFP 1998.
    assert verdicts("stroke or narrow neck arteries").to_dict() == dict.fromkeys(
        codes("neck"), "avoid"
    )
    assert "artery to the brain" in safety.cautions("ST9")["reason"][0]


@pytest.mark.parametrize("who", ["belly pain not explained", "aneurysm or a pulsing belly"])
def test_what_may_burst_forbids_the_belly(who):
    assert (verdicts(who)[codes("belly")] == "avoid").all()
    assert safety.not_for(who)["action"].str.contains("see a doctor the same day", case=False).all()


def test_treated_armpit_nodes_are_asked_about_on_arm_and_chest():
    asked = verdicts("armpit nodes treated, or a swollen arm")
    assert list(asked.index) == codes(*ARM, "chest") and set(asked) == {"ask"}


def test_feet_of_people_with_diabetes_are_asked_about():
    asked = verdicts("diabetes, or poor blood flow in the feet")
    assert list(asked.index) == codes("ankle", "foot", "toes") and set(asked) == {"ask"}


def test_old_books_forbid_these_in_pregnancy_and_research_found_no_harm():
    # Carr 2015, on the forbidden points; the belly as a whole.
    for code in ["LI4", "SP6", "GB21", "BL60", "BL67", *codes("belly")]:
        row = safety.not_for("pregnant").loc[code]
        assert "Old books forbid it; a review" in row["reason"], code


def test_nobody_practises_on_a_baby_least_of_all_on_its_head():
    baby = safety.not_for("baby or toddler")
    assert list(baby.index) == list(load_points().index) and set(baby["verdict"]) == {"avoid"}
    assert "12 to 18 months" in baby.loc["GV22", "reason"]


def test_every_region_with_a_caution_has_a_point_and_every_new_one_a_caution():
    rows, points = tables.read("cautions"), load_points()
    named = set(rows["region"]) - {""}
    assert named <= set(points["region"])
    assert set(points["region"]) - named <= {"upper back", "hip"}

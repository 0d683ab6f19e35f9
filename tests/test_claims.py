"""The article's claims, the studies and the danger signs: complete, fair and as published."""

import re

import pytest

from acu import tables

TABLES = ["claims", "studies", "effects", "red_flags"]
ANATOMY = {"OXFORD_SPINE", "GRAY1918"}  # books in which plain anatomy is looked up


def rows(name):
    """A table indexed by its id."""
    return tables.read(name).set_index("id")


def texts(name):
    """Every cell that a learner reads, as pairs of place and text."""
    table = rows(name)
    for column in table.select_dtypes("str").columns.difference(["title"]):
        for number, text in table[column].items():
            yield f"{number} {column}", text


# --- claims ------------------------------------------------------------------------------------


def test_every_claim_is_there_once_and_in_order():
    claims = rows("claims")
    assert list(claims.index) == [f"C{number:02}" for number in range(1, 37)]
    assert claims["sentence"].dropna().is_monotonic_increasing


def test_every_sentence_that_claims_something_is_covered():
    # With its two headings the article has 25 sentences; only the first, a figure of speech,
    # claims nothing. What the article leaves out stands in no sentence.
    claims = rows("claims")
    assert set(claims["sentence"].dropna()) == set(range(2, 26))
    assert set(claims.index[claims["sentence"].isna()]) == {"C35", "C36"}


def test_b_54_is_the_point_behind_the_knee_and_not_bl54():
    (claim,) = rows("claims")[lambda table: table["claim"].str.contains(", B 54,")].itertuples()
    assert claim.code == "BL40"
    assert "BL40" in claim.fair and "not mix it up with BL54" in claim.fair
    assert "BL54 Zhìbiān lies in the buttock" in claim.known


@pytest.mark.parametrize("code", ["GB29", "GB30", "BL40"])
def test_each_of_the_three_points_has_its_claims_and_its_name_as_in_the_points(code):
    claims = rows("claims")
    names = tables.read("points").set_index("code")["pinyin"]
    about = claims[claims["code"] == code]
    assert len(about) >= 4
    assert f"{code} {names[code]}" in " ".join(about["fair"])


def test_what_could_hurt_needs_care():
    # Firm pressure on nerve and vessels; pressing for new weakness or bladder trouble; the rest
    # that the article does not say.
    assert set(rows("claims").loc[["C27", "C31", "C33", "C35"], "kind"]) == {"care"}
    fair = rows("claims")["fair"]
    assert "do not press" in fair["C27"] and "do not press" in fair["C33"]
    assert "gently" in fair["C31"]


def test_qi_is_tradition_and_not_said_to_be_found():
    qi = rows("claims")[lambda table: table["claim"].str.contains("Qi |qi |energy")]
    assert len(qi) == 3
    assert set(qi["kind"]) == {"tradition"}
    assert not set(qi["status"]) & {"supported", "partly"}


def test_evidence_has_a_study_a_guideline_or_a_book_of_anatomy_behind_it():
    claims = rows("claims").query("kind == 'evidence'")
    known = set(tables.read("studies")["source"]) | ANATOMY
    assert len(claims) > 5
    assert set(claims["source"]) <= known
    assert set(claims["source"]) - ANATOMY


def test_a_claim_about_a_trial_of_needles_says_needles():
    claims = rows("claims")
    studies = tables.read("studies").set_index("source")
    needles = set(studies.index[(studies["hand"] == "needle") & (studies["group"] == "needles")])
    about = claims[claims["source"].isin(needles)]
    assert len(about)
    assert about["known"].str.contains("needle").all()
    assert about["known"].str.contains("[Ff]inger").all()


@pytest.mark.parametrize(
    ("table", "column", "longest"),
    [
        ("claims", "claim", 89),
        ("claims", "why", 100),
        ("claims", "known", 200),
        ("claims", "fair", 150),
        ("studies", "found", 170),
        ("studies", "weak", 120),
        ("studies", "take", 90),
        ("red_flags", "sign", 110),
        ("red_flags", "do", 110),
        ("red_flags", "question", 140),
    ],
)
def test_texts_fit_a_card(table, column, longest):
    lengths = rows(table)[column].str.len()
    assert lengths.max() <= longest, lengths.idxmax()


@pytest.mark.parametrize("table", TABLES)
def test_nothing_promises_a_cure(table):
    promise = re.compile(r"\b(cure[sd]?|heal(s|ed|ing)?|guarantee[sd]?|proven|miracle)\b", re.I)
    assert [(place, text) for place, text in texts(table) if promise.search(text)] == []


# --- studies and effects -----------------------------------------------------------------------


def test_every_effect_lies_within_its_interval():
    effects = rows("effects")
    assert (effects["low"] <= effects["effect"]).all()
    assert (effects["effect"] <= effects["high"]).all()
    assert (effects["low"] < effects["high"]).all()


def test_the_trial_of_2006_has_its_published_numbers():
    # Hsieh and others, BMJ 2006;332:696: difference of the Roland-Morris scores after treatment.
    study = rows("studies").loc["S02"]
    assert (study["n"], study["hand"], study["against"]) == (129, "finger", "physiotherapy")
    effects = rows("effects").query("study == 'S02'")[["effect", "low", "high"]]
    assert effects.values.tolist() == [[-3.8, -5.7, -1.9], [-4.64, -6.39, -2.89]]


@pytest.mark.parametrize(
    ("effect", "numbers"),
    [
        ("E03", (-0.88, -1.10, -0.65)),  # Li and others 2021, against physiotherapy
        ("E07", (-10.26, -17.11, -3.40)),  # Mu and others 2020, against usual care
        ("E10", (-1.0, -1.9, -0.1)),  # DeBar and others 2025
        ("E11", (-16.0, -21.3, -10.6)),  # Tu and others 2024, leg pain
    ],
)
def test_numbers_as_published(effect, numbers):
    assert tuple(rows("effects").loc[effect, ["effect", "low", "high"]]) == numbers


def test_fingers_and_needles_are_apart():
    studies = rows("studies")
    tested = studies.loc[rows("effects")["study"].unique()]
    assert set(tested["hand"]) == {"finger", "needle"}
    assert set(studies.query("group == 'fingers for back pain'")["hand"]) == {"finger", "device"}
    assert set(studies.query("group == 'ear points for back pain'")["hand"]) == {"ear"}
    assert set(studies.query("group == 'needles'")["hand"]) == {"needle"}
    title = studies["title"].str.lower()
    assert not (title.str.contains("acupuncture") & (studies["hand"] == "finger")).any()
    assert not (title.str.contains("acupressure") & (studies["hand"] == "needle")).any()


def test_scales_hold_their_numbers():
    # Roland-Morris runs from 0 to 24, the pain scale from 0 to 100.
    widest = {"SMD": 5, "Roland-Morris points": 24, "points of 100": 100}
    for effect in rows("effects").itertuples():
        assert max(abs(effect.low), abs(effect.high)) <= widest[effect.measure], effect.Index


def test_every_study_can_be_looked_up():
    sources = tables.read("sources").set_index("id")
    cited = sources.loc[tables.read("studies")["source"]]
    assert cited["link"].ne("").mean() > 0.6
    studies = tables.read("studies").dropna(subset="year")
    for study in studies.itertuples():
        assert str(study.year) in sources.loc[study.source, "citation"], study.id


# --- danger signs ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sign", "urgency"),
    [
        ("bike saddle", "emergency"),
        ("trouble peeing", "emergency"),
        ("Both legs", "emergency"),
        ("Chest pain", "emergency"),
        ("serious accident", "emergency"),
        ("Fever", "same day"),
        ("had cancer", "same day"),
        ("A calf or thigh", "same day"),
        ("six weeks", "see a doctor first"),
    ],
)
def test_danger_signs_are_as_urgent_as_health_services_say(sign, urgency):
    # NHS advice on back pain; signs of a clot or of cancer are not left for days.
    flags = rows("red_flags")
    (found,) = flags[flags["sign"].str.contains(sign)].itertuples()
    assert found.urgency == urgency


def test_an_emergency_says_now():
    flags = rows("red_flags").query("urgency == 'emergency'")
    assert flags["do"].str.contains(r"\bnow\b").all()


def test_the_screening_is_short_and_asks_what_is_urgent_first():
    flags = tables.read("red_flags")
    asked = flags.groupby("question", sort=False)["urgency"].unique()
    assert len(asked) <= 10
    assert (asked.str.len() == 1).all()
    order = ["emergency", "same day", "see a doctor first"]
    ranks = flags["urgency"].map(order.index)
    assert ranks.is_monotonic_increasing
    assert asked.index.str.endswith("?").all()

"""The tables as they stand: whole, true and tidy."""

import unicodedata

import pytest

from acu import tables
from acu.lessons.course import JUDGED, MEAN, STOP, advice

MEASURED = {"seconds", "cun", "minutes", "lasts", "least", "shortest"}
NAMES = [
    "points",
    "landmarks",
    "rulers",
    "channels",
    "prefixes",
    "technique",
    "names",
    "lookalikes",
    "uses",
    "cautions",
    "cases",
    "anatomy",
    "stations",
    "class_blocks",
    "class_times",
    "objectives",
    "bring",
    "claims",
    "studies",
    "effects",
    "red_flags",
    "emergency",
    "cun_spread",
    "scatter",
    "tolerances",
    "sources",
]
CHANNELS = [
    "LU",
    "LI",
    "ST",
    "SP",
    "HT",
    "SI",
    "BL",
    "KI",
    "PC",
    "TE",
    "GB",
    "LR",
    "GV",
    "CV",
    "EX",
]


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_as_the_data_package_says(name):
    assert len(tables.read(name)) > 0


def test_no_table_goes_unread_here():
    assert {f"{name}.csv" for name in NAMES} == {path.name for path in tables.DATA.glob("*.csv")}


def test_the_data_package_describes_every_table_in_the_folder():
    described = {resource["path"] for resource in tables.description.resources().values()}
    assert {path.name for path in tables.DATA.glob("*.csv")} == described


def test_every_column_has_a_sentence_and_every_length_a_unit():
    for resource in tables.description.resources().values():
        for field in resource["schema"]["fields"]:
            assert field["description"].endswith("."), (resource["name"], field["name"])
            measured = field["name"] in MEASURED or field["name"].endswith("_cm")
            assert ("unit" in field) == measured, (resource["name"], field["name"])


@pytest.mark.parametrize("path", sorted(tables.DATA.glob("*.csv")), ids=lambda path: path.name)
def test_files_are_tidy_text(path):
    text = path.read_bytes().decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text and "\ufeff" not in text and text.endswith("\n")


def test_who_rulers():
    # WHO 2008, pages 2 and 12-13: the table of proportional measurements.
    who = {
        "SEG_STERNUM": ("suprasternal_notch", "xiphisternal_joint", 9),
        "SEG_ABD_UPPER": ("xiphisternal_joint", "umbilicus", 8),
        "SEG_ABD_LOWER": ("umbilicus", "pubic_symphysis_upper", 5),
        "SEG_BACK_WIDTH": ("scapula_medial_border", "scapula_medial_border", 6),
        "SEG_THIGH_ANT": ("pubic_symphysis_upper", "patella_base", 18),
        "SEG_THIGH_LAT": ("greater_trochanter", "popliteal_crease", 19),
        "SEG_THIGH_POST": ("gluteal_fold", "popliteal_crease", 14),
        "SEG_LEG_LAT": ("popliteal_crease", "lateral_malleolus", 16),
        "SEG_LEG_MED": ("patella_apex", "medial_malleolus", 15),
        "SEG_LEG_MED_LOW": ("medial_tibial_condyle_lower", "medial_malleolus", 13),
        "SEG_KNEE_MED": ("patella_apex", "medial_tibial_condyle_lower", 2),
        "SEG_FOOT_HEIGHT": ("medial_malleolus", "sole", 3),
        "SEG_STATURE": ("sole", "vertex", 75),
        "SEG_CHEST_WIDTH": ("nipple_line", "nipple_line", 8),
        "SEG_HEAD_LONG": ("hairline_front", "hairline_rear", 12),
        "SEG_FOREHEAD": ("glabella", "hairline_front", 3),
        "SEG_FOREHEAD_WIDTH": ("hairline_corner", "hairline_corner", 9),
        "SEG_MASTOID_WIDTH": ("mastoid_process", "mastoid_process", 9),
        "SEG_UPPER_ARM": ("axillary_fold_anterior", "cubital_crease", 9),
        "SEG_FOREARM": ("cubital_crease", "wrist_crease_palmar", 12),
        "SEG_THUMB": ("thumb_joint_outer", "thumb_joint_inner", 1),
    }
    rulers = tables.read("rulers").set_index("id")
    found = rulers[["from_landmark", "to_landmark", "cun"]].itertuples(name=None)
    assert {id: tuple(row) for id, *row in found} == who


def test_channels_have_the_numbers_of_points_that_who_counts():
    channels = tables.read("channels").set_index("code")["points"]
    assert list(channels.index) == CHANNELS
    assert list(channels[:-1]) == [11, 20, 45, 21, 9, 19, 67, 27, 9, 23, 44, 14, 28, 24]
    assert channels.sum() == 361


def test_the_spine_has_every_level_from_c7_to_l5():
    levels = ["c7", *(f"t{n}" for n in range(1, 13)), *(f"l{n}" for n in range(1, 6))]
    ids = tables.read("landmarks")["id"]
    assert [id for id in ids if id.endswith("_spine_lower")] == [f"{n}_spine_lower" for n in levels]


def test_every_bone_and_joint_can_be_felt_for():
    landmarks = tables.read("landmarks")
    hard = landmarks[landmarks["kind"].isin(["bone", "joint", "hollow"])]
    assert (hard["feel"].str.len() > 20).all()


def test_plain_words_fit_after_the_word_the():
    plain = tables.read("landmarks")["plain"]
    assert not plain.str.match(r"(the|a|an)\b|[A-Z]").any()
    assert not plain.str.contains(r"malleol|trochant|spinous|poplite|patell|iliac").any()


def test_no_one_is_told_to_press_hard_behind_the_knee():
    cautions = tables.read("cautions")
    behind = cautions[(cautions["code"] == "BL40") & (cautions["situation"] == "Everyone")]
    assert behind["action"].str.startswith("Gently, ").all() and len(behind) == 1


def test_pregnancy_holds_back_the_points_that_old_books_forbid():
    cautions = tables.read("cautions")
    pregnant = cautions[cautions["kind"] == "pregnancy"]
    assert {"SP6", "BL60"} <= set(pregnant["code"])
    assert {"sacrum", "low back"} <= set(pregnant["region"])


def test_no_caution_is_said_twice():
    cautions = tables.read("cautions")
    assert not cautions.duplicated(["code", "region", "situation"]).any()
    assert ((cautions["code"] == "") | (cautions["region"] == "")).all()


def test_a_use_says_who_says_so():
    uses = tables.read("uses")
    article = uses[uses["kind"] == "article"]
    assert set(article["code"]) == {"GB29", "GB30", "BL40"}
    assert set(article["source"]) == {"ARTICLE"}
    weak = uses[uses["verified"] == "from memory"]
    assert set(weak["source"]) == {"GENERAL"}


def test_no_one_says_that_a_thing_was_never_tested_who_can_only_have_found_no_test():
    # A search of ours that found nothing does not show that nobody ever tried.
    never = r"obody (?:has )?(?:tested|studied|repeated|shown)|not been (?:tested|shown)|untested"
    for name, columns in {"claims": ["why", "known", "fair"], "studies": ["take", "weak"]}.items():
        cells = tables.read(name)[columns].stack()
        assert cells[cells.str.contains(never)].empty, cells[cells.str.contains(never)].tolist()


def test_what_a_diary_is_told_rests_on_studies_and_on_their_weeks():
    mean, course = advice().itertuples()
    # People with jaw pain, and people with back pain that nobody treated.
    assert {mean.source, mean.second_source} == {"WHITNEY1992", "SEAN2024"}
    studies = tables.read("studies").set_index("source")["what"]
    longest, usual = studies[[course.source, course.second_source]]
    assert JUDGED == (4, 6) and "four to six weeks" in STOP
    assert f"for {JUDGED[1]} weeks" in longest and f"for {JUDGED[0]} weeks on average" in usual
    assert "does not show that the pressing did it" in MEAN and "doctor" in STOP

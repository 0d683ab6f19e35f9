"""The points: WHO's facts, and rules that a teacher may have broken."""

import csv
import re

import pytest

from acu import rules, tables
from acu.points import load_points
from acu.tables import TableError


@pytest.fixture(scope="module")
def points():
    return load_points()


@pytest.fixture
def edited(tmp_path):
    """Load the points after cells were changed (code, column, value) and a row like GB40 added."""

    def load(*changes, added=None):
        with open(tables.DATA / "points.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        by_code = {row["code"]: row for row in rows}
        for code, column, value in changes:
            by_code[code][column] = value
        rows += [{**by_code["GB40"], **added}] if added else []
        path = tmp_path / "points.csv"
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        return load_points(path)

    return load


def told(edited, *changes):
    """What is told after a change, as pairs of (code of the row, column) and message."""
    codes = list(tables.read("points")["code"])
    with pytest.raises(TableError) as caught:
        edited(*changes)
    return [((codes[p.row - 2], p.column), p.message) for p in caught.value.problems]


# --- the facts ---------------------------------------------------------------------------------


def test_which_points_are_taught(points):
    last = dict(LU=11, LI=20, ST=45, SP=21, HT=9, SI=19, BL=67, KI=27, PC=9, TE=23, GB=44, LR=14)
    last |= dict(GV=28, CV=24)
    codes = [f"{channel}{n}" for channel in last for n in range(1, last[channel] + 1)]
    # The index follows WHO's order of channels and the numbers, not the alphabet.
    assert list(points.index[:361]) == codes
    assert all(code.startswith("EX-") for code in points.index[361:])


def test_types(points):
    assert (points.dtypes[["paired", "drawn", "article"]] == "bool").all()
    assert points["seconds"].dtype == "int64" and points["pages"].dtype == "Int64"
    text = points.drop(columns=["paired", "drawn", "article", "seconds", "pages"])
    assert (text.dtypes == "str").all() and not text.isna().any().any()


def test_the_article_names_three_points(points):
    article = points[points["article"]]
    assert dict(article["pinyin"]) == {"BL40": "Wěizhōng", "GB29": "Jūliáo", "GB30": "Huántiào"}
    assert dict(article["traditional"]) == {"BL40": "委中", "GB29": "居髎", "GB30": "環跳"}
    assert dict(article["simplified"]) == {"BL40": "委中", "GB29": "居髎", "GB30": "环跳"}
    assert (article["seconds"] == 120).all()
    assert points["pressure"]["BL40"] == "gentle"


def test_points_of_the_midline_are_single_and_all_others_paired(points):
    single = points.index[~points["paired"]]
    middle = [f"GV{n}" for n in range(1, 29)] + [f"CV{n}" for n in range(1, 25)]
    assert list(single) == [*middle, "EX-B8", "EX-HN3"]


def test_private_points_are_described_and_not_drawn(points):
    assert list(points.index[~points["drawn"]]) == ["ST17", "BL35", "GV1", "GV28", "CV1"]


def test_nobody_presses_on_the_spine_itself(points):
    on_bone = points.index[points["rule"].str.fullmatch(r"[ctl]\d+_spine_lower")]
    assert len(on_bone) == 13
    only = points["pressure"] == "locate only"
    assert only[on_bone].all()
    assert ((points["seconds"] == 0) == only).all()


@pytest.mark.parametrize(
    ("inner", "outer", "level"),
    # WHO 2008: the back points beside each spinous process, pages 105-126; T8 has none.
    [
        ("BL12", "BL41", "t2"),
        ("BL13", "BL42", "t3"),
        ("BL14", "BL43", "t4"),
        ("BL15", "BL44", "t5"),
        ("BL16", "BL45", "t6"),
        ("BL17", "BL46", "t7"),
        ("BL18", "BL47", "t9"),
        ("BL19", "BL48", "t10"),
        ("BL20", "BL49", "t11"),
        ("BL21", "BL50", "t12"),
        ("BL22", "BL51", "l1"),
        ("BL23", "BL52", "l2"),
    ],
)
def test_the_outer_line_of_the_back_runs_beside_the_inner_one(points, inner, outer, level):
    assert points["rule"][inner] == f"beside({level}_spine_lower, 1.5, SEG_BACK_WIDTH)"
    assert points["rule"][outer] == f"beside({level}_spine_lower, 3, SEG_BACK_WIDTH)"


@pytest.mark.parametrize(
    ("code", "words"),
    # WHO 2008: the level, the number of cun and the landmark of each point, in a few words.
    [
        ("BL11", "1.5 t1_spine_lower"),
        ("BL25", "1.5 l4_spine_lower"),
        ("BL26", "1.5 l5_spine_lower"),
        ("BL28", "1.5 s2_foramen"),
        ("BL53", "3 s2_foramen"),
        ("BL54", "3 s4_foramen"),
        ("BL37", "6 BL36 BL40"),
        ("BL55", "2 BL40 BL57"),
        ("BL56", "5 BL40 BL57"),
        ("BL58", "7 BL60"),
        ("BL59", "3 BL60"),
        ("GB29", "anterior_superior_iliac_spine greater_trochanter"),
        ("GB30", "1/3 greater_trochanter sacral_hiatus"),
        ("GB32", "7 popliteal_crease"),
        ("GB35", "7 lateral_malleolus fibula_rear_upper"),
        ("GB36", "7 lateral_malleolus fibula_front_upper"),
        ("GB37", "5 lateral_malleolus"),
        ("GB38", "4 lateral_malleolus"),
        ("GB39", "3 lateral_malleolus"),
        ("ST32", "6 patella_base_lateral"),
        ("ST34", "2 patella_base"),
        ("ST36", "3/16 ST35 ST41"),
        ("ST37", "6/16 ST35 ST41"),
        ("ST39", "9/16 ST35 ST41"),
        ("SP6", "3 medial_malleolus"),
        ("SP7", "6 medial_malleolus"),
        ("SP8", "3 SP9"),
        ("SP10", "2 patella_base_medial"),
        ("KI7", "0.5 KI8"),
        ("KI8", "2 medial_malleolus"),
        ("KI9", "5 medial_malleolus KI3 KI10"),
        ("LR5", "5 medial_malleolus"),
        ("LR6", "7 medial_malleolus"),
        ("GV3", "l4_spine_lower"),
        ("GV4", "l2_spine_lower"),
        ("GV9", "t7_spine_lower"),
        ("GV14", "c7_spine_lower"),
        ("EX-B7", "3.5 l4_spine_lower"),
    ],
)
def test_cun_and_landmarks_are_those_of_the_standard(points, code, words):
    said = set(re.findall(r"[\w./]+", points["rule"][code]))
    assert set(words.split()) <= said


def test_beside_the_spine_has_seventeen_levels(points):
    assert len(rules.read(points["rule"]["EX-B2"]).names) == 17


def test_second_places_are_those_that_who_prints(points):
    assert points["second_rule"]["GB30"] == (
        "along(greater_trochanter, anterior_superior_iliac_spine, 1/3)"
    )
    assert points["second_rule"]["GV26"] == "along(philtrum_upper, philtrum_lower, 1/3)"


def test_pages_follow_the_book_and_extra_points_are_not_in_it(points):
    # Chapters of the book run LU LI ST SP HT SI BL KI PC TE GB LR GV CV, two points a page.
    who = points["pages"].dropna().astype(int)
    assert list(who) == sorted(who) and who.min() == 26 and who.max() == 231
    assert list(points.index[points["pages"].isna()]) == list(points.index[361:])


def test_what_is_our_own_is_said(points):
    own = points.index[points["choice"] != ""]
    # WHO gives no distances for these; a number in their rules can only be ours.
    assert {"BL60", "GB33", "GB34", "GB40", "ST40", "KI3", "KI4", "BL27", "BL35"} <= set(own)
    assert points["choice"][["GB29", "GB30", "BL40", "BL23", "SP6"]].eq("").all()


def test_a_copy_is_a_copy(points):
    mine = load_points()
    mine.loc["GB29", "rule"] = "nonsense"
    assert load_points()["rule"]["GB29"] == points["rule"]["GB29"]


# --- what a teacher may break ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("midpoint(greater_trocanter, sacral_hiatus)", 'did you mean "greater_trochanter"?'),
        ("midpoint(GB30, GB299)", 'there is no landmark or point "GB299" (character 16)'),
        ("above(GB30, 2, SEG_THIGH_LATT)", 'did you mean "SEG_THIGH_LAT"?'),
        ("midpoint(greater_trochanter)", "midpoint takes 2 arguments, not 1"),
        ("midpont(greater_trochanter, sacral_hiatus)", "midpoint"),
        ("midpoint(greater_trochanter, sacral_hiatus", "brackets"),
        ("__import__('os')", "verb"),
    ],
)
def test_a_broken_rule_is_told_with_its_row(edited, rule, said):
    ((place, message),) = told(edited, ("GB29", "rule", rule))
    assert place == ("GB29", "rule") and said in message


def test_the_second_rule_is_checked_too(edited):
    ((place, message),) = told(edited, ("GB30", "second_rule", "along(moon, sacral_hiatus, 1/3)"))
    assert place == ("GB30", "second_rule") and "moon" in message


def test_points_that_hang_on_one_another(edited):
    changes = [
        ("BL57", "rule", "above(BL56, 1, SEG_LEG_LAT)"),
        ("SP9", "rule", "midpoint(SP9, SP6)"),
    ]
    loops = told(edited, *changes)
    assert [place for place, _ in loops] == [("SP9", "rule"), ("BL57", "rule")]
    assert "BL57 -> BL56 -> BL57" in loops[1][1] and "SP9 -> SP9" in loops[0][1]


def test_cells_and_rules_are_told_together(edited):
    changes = [("BL12", "rule", "moon"), ("BL13", "region", "moon"), ("GB40", "channel", "BL")]
    assert [place for place, _ in told(edited, *changes)] == [
        ("BL12", "rule"),
        ("BL13", "region"),
        ("GB40", "channel"),
    ]


def test_a_code_that_who_does_not_have(edited):
    ((place, message),) = told(edited, ("BL11", "code", "BL68"))
    assert place == ("BL11", "code") and "BL has points 1 to 67" in message


def test_a_teacher_may_add_a_point(edited):
    points = edited(added={"code": "EX-LE5", "channel": "EX", "rule": "patella_apex"})
    assert list(points.loc["EX-LE4":"EX-LE6"].index) == ["EX-LE4", "EX-LE5", "EX-LE6"]

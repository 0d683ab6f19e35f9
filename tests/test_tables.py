"""Tables: whole and true as they stand, and plain about what a teacher's edit broke."""

import csv
import unicodedata

import pandas as pd
import pytest

from acu import tables
from acu.lessons.course import JUDGED, MEAN, STOP, advice
from acu.tables import TableError

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


@pytest.fixture
def sheet(tmp_path):
    """Write the rows of a table to a file of its own, as a spreadsheet of some kind would."""

    def write(name, change=lambda rows: rows, encoding="utf-8", delimiter=",", end="\n"):
        with open(tables.DATA / f"{name}.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        path = tmp_path / f"{name}.csv"
        with open(path, "w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(change(rows))
        return path

    return write


def edit(*changes):
    """A function that puts values into cells, each change being (row, column, value)."""

    def change(rows):
        for row, column, value in changes:
            rows[row - 1][rows[0].index(column)] = value
        return rows

    return change


def problems(name, path):
    """What is told about a table, as triples of row, column and message."""
    with pytest.raises(TableError) as caught:
        tables.read(name, path)
    return [(p.row, p.column, p.message) for p in caught.value.problems]


# --- the tables as they stand ------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_as_the_data_package_says(name):
    assert len(tables.read(name)) > 0


def test_no_table_goes_unread_here():
    assert {f"{name}.csv" for name in NAMES} == {path.name for path in tables.DATA.glob("*.csv")}


def test_the_data_package_describes_every_table_in_the_folder():
    described = {resource["path"] for resource in tables.checking._package()["resources"]}
    assert {path.name for path in tables.DATA.glob("*.csv")} == described


def test_every_column_has_a_sentence_and_every_length_a_unit():
    for resource in tables.checking._package()["resources"]:
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


# --- what spreadsheets do by themselves --------------------------------------------------------


def decomposed(rows):
    return [[unicodedata.normalize("NFD", cell) for cell in row] for row in rows]


def blank_rows_and_columns(rows):
    blank = [""] * (len(rows[0]) + 2)
    padded = [[*row, "", " "] for row in rows]
    return [*padded[:5], blank, *padded[5:], blank, [], blank]


def spaces(rows):
    return [[f" {cell}\N{NO-BREAK SPACE}" for cell in row] for row in rows]


def german_booleans(rows):
    words = {"true": "WAHR", "false": "FALSCH"}
    return [[words.get(cell, cell) for cell in row] for row in rows]


@pytest.mark.parametrize(
    "as_saved",
    [
        {"encoding": "utf-8-sig"},
        {"end": "\r\n"},
        {"delimiter": ";"},
        {"delimiter": "\t"},
        {"change": decomposed},
        {"change": blank_rows_and_columns},
        {"change": spaces},
        {"change": german_booleans, "delimiter": ";", "end": "\r\n", "encoding": "utf-8-sig"},
        {"change": lambda rows: blank_rows_and_columns(decomposed(rows)), "end": "\r\n"},
        {"change": lambda rows: [row[::-1] for row in rows]},
    ],
    ids=["bom", "crlf", "semicolons", "tabs", "nfd", "blanks", "spaces", "german", "all", "moved"],
)
@pytest.mark.parametrize("name", ["points", "rulers"])
def test_what_a_spreadsheet_does_by_itself_does_no_harm(sheet, name, as_saved):
    pd.testing.assert_frame_equal(tables.read(name, sheet(name, **as_saved)), tables.read(name))


def test_a_decimal_comma_is_read_where_semicolons_part_the_cells(sheet):
    path = sheet("rulers", edit((2, "cun", "9,5")), delimiter=";")
    assert tables.read("rulers", path)["cun"][0] == 9.5
    path = sheet("rulers", edit((2, "cun", "9,5")))
    assert problems("rulers", path) == [(2, "cun", '"9,5" is not a number')]


def test_blank_cells_at_the_end_of_a_row_may_be_left_out(sheet):
    path = sheet("rulers", lambda rows: [row[:-1] if row[-1] == "" else row for row in rows])
    assert len(path.read_text(encoding="utf-8").splitlines()[6].split(",")) == 8
    pd.testing.assert_frame_equal(tables.read("rulers", path), tables.read("rulers"))


# --- what is wrong is told, all of it ----------------------------------------------------------


def test_every_problem_is_told_at_once_with_its_row_and_column(sheet):
    change = edit(
        (3, "region", "tigh"),
        (4, "english", ""),
        (5, "paired", "maybe"),
        (6, "seconds", "long"),
        (7, "seconds", "900"),
        (8, "code", "LU1"),
        (9, "channel", "STT"),
        (10, "code", "st39"),
        (11, "seconds", "1.5"),
    )
    told = problems("points", sheet("points", lambda rows: blank_at(change(rows), 6)))
    assert [(row, column) for row, column, _ in told] == [
        (3, "region"),
        (4, "english"),
        (5, "paired"),
        (7, "seconds"),
        (8, "seconds"),
        (9, "code"),
        (10, "channel"),
        (11, "code"),
        (12, "seconds"),
    ]
    said = {row: message for row, _, message in told}
    assert '"tigh"' in said[3] and 'did you mean "thigh"?' in said[3]
    assert "missing" in said[4]
    assert "neither true nor false" in said[5]
    assert "not a number" in said[7]
    assert "at most 180" in said[8]
    assert '"LU1" stands already in row 2' in said[9]
    assert "not in channels.csv; did you mean" in said[10]
    assert "WHO's numbering (GB29)" in said[11]
    assert "not a whole number" in said[12]


def blank_at(rows, row):
    return [*rows[: row - 1], [""] * len(rows[0]), *rows[row - 1 :]]


def test_a_row_is_the_row_of_the_spreadsheet_even_after_a_cell_of_two_lines(sheet):
    path = sheet("points", edit((2, "posture", "Sit.\nOr lie."), (9, "region", "moon")))
    assert [(row, column) for row, column, _ in problems("points", path)] == [(9, "region")]


def test_the_message_holds_every_problem_on_a_line_of_its_own(sheet):
    path = sheet("points", edit((3, "region", "moon"), (4, "view", "moon")))
    with pytest.raises(TableError) as caught:
        tables.read("points", path)
    first, *lines = str(caught.value).splitlines()
    assert first == "2 problems in the table:"
    assert lines[0].startswith('points.csv, row 3, column region: "moon" is not one of')
    assert lines[1].startswith('points.csv, row 4, column view: "moon" is not one of')


def test_columns_missing_unknown_and_double(sheet):
    def change(rows):
        rows[0][rows[0].index("rule")] = "rules"
        rows[0][rows[0].index("article")] = "drawn"
        return rows

    told = problems("points", sheet("points", change))
    assert {row for row, _, _ in told} == {1}
    said = "\n".join(message for _, _, message in told)
    assert 'no column "rules" in this table; did you mean "rule"?' in said
    assert 'the column "drawn" stands there twice' in said
    assert 'the column "rule" is missing' in said
    assert 'the column "article" is missing' in said


def test_cells_without_a_column_name(sheet):
    def change(rows):
        return [[*rows[0], ""], [*rows[1], "hm"], *rows[2:]]

    told = problems("channels", sheet("channels", change))
    assert (1, None, "column 5 has cells and no name; give it one or empty it") in told


def test_a_comma_that_was_not_quoted_shifts_the_row_and_is_told(tmp_path):
    path = tmp_path / "channels.csv"
    path.write_text("code,name,points,line\nLU,Lung, or lungs,11,LU1\nLI\n", encoding="utf-8")
    told = problems("channels", path)
    assert [row for row, _, _ in told] == [2, 3]
    assert "5 cells and the header has 4" in told[0][2]
    assert "1 cells and the header has 4" in told[1][2]


def test_a_key_of_two_columns(sheet):
    path = sheet("prefixes", lambda rows: [*rows, rows[4]])
    row = len(tables.read("prefixes")) + 2
    (told,) = problems("prefixes", path)
    assert told[:2] == (row, "alias, channel") and "stands already in row 5" in told[2]


def test_a_file_that_is_not_utf8_is_told_how_to_be_saved(sheet, tmp_path):
    path = tmp_path / "channels.csv"
    path.write_bytes("code,name,points\nLU,Lungé,11\n".encode("cp1252"))
    ((row, _, message),) = problems("channels", path)
    assert row is None and "line 2" in message and "CSV UTF-8" in message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "empty"),
        ('code,name,points\nLU,"Lung,11\n', "quotation mark"),
        ("a,b,c\n1,2,3\n", 'no column "a"'),
    ],
)
def test_what_is_no_table_at_all(tmp_path, content, said):
    path = tmp_path / "channels.csv"
    path.write_text(content, encoding="utf-8")
    assert said in " ".join(message for _, _, message in problems("channels", path))


def test_a_file_that_is_not_there(tmp_path):
    ((_, _, message),) = problems("points", tmp_path / "points.csv")
    assert "cannot be opened" in message


def test_a_table_that_is_not_there_gets_the_nearest_name():
    with pytest.raises(ValueError, match='did you mean "points"'):
        tables.read("point")


def test_the_first_line_that_excel_adds_for_itself_does_no_harm(sheet):
    path = sheet("points", delimiter=";", end="\r\n")
    path.write_bytes(b"\xef\xbb\xbfsep=;\r\n" + path.read_bytes())
    assert tables.read("points", path).equals(tables.read("points"))


def test_the_noughts_that_a_spreadsheet_drops_are_missed(sheet):
    # A spreadsheet takes Australia's 000 for a number and saves it as 0.
    path = sheet("emergency", lambda rows: [[c.lstrip("0") or "0" for c in row] for row in rows])
    ((row, column, message),) = problems("emergency", path)
    assert (row, column) == (5, "number") and "000 with all of its noughts" in message


def test_old_mac_line_ends_do_no_harm(sheet):
    assert tables.read("rulers", sheet("rulers", end="\r")).equals(tables.read("rulers"))

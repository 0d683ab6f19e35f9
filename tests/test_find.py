"""Finding a point by its code: two candidates are two answers, and what is no point is none."""

import pytest

from acu import tables
from acu.points import find, load_points, naming

# WHO 2008 counts 361 points, so many on each channel.
WHO = {"LU": 11, "LI": 20, "ST": 45, "SP": 21, "HT": 9, "SI": 19, "BL": 67, "KI": 27}
WHO |= {"PC": 9, "TE": 23, "GB": 44, "LR": 14, "GV": 28, "CV": 24}
CODES = [f"{channel}{n}" for channel, last in WHO.items() for n in range(1, last + 1)]


def test_all_361_points_are_taught_and_no_name_is_said_twice():
    points, names = load_points(), tables.read("names")
    assert sorted(code for code in points.index if points["channel"][code] != "EX") == sorted(CODES)
    assert len(CODES) == 361
    said = [*zip(names["code"], names["name"], strict=True)]
    for kind in naming.STANDARD:
        said += {*zip(points.index, points[kind], strict=True)}
    # A name that is the same in both scripts is printed in both columns of the points.
    same = [*points.index[points["traditional"] == points["simplified"]]]
    repeated = sorted(code for code, name in set(said) for _ in range(said.count((code, name)) - 1))
    assert repeated == sorted(same)


def test_every_code_finds_its_own_point_first_or_with_its_rival():
    for code in CODES:
        expected = ("BL40", "BL54") if code == "BL54" else (code,)
        assert find(code).codes == expected


# --- codes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["GB29", "gb29", "GB-29", "gb.29", "GB029", "G29", "G.29", "VB29", "vb-29", "ＧＢ２９", "29VB"]
    + ["GB 29", " g b 29 ", "G.B. 29", "Gall Bladder 29", "gallbladder 29", "GB\u00a029"],
)
def test_spellings_of_gb29(text):
    assert find(text).codes == ("GB29",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("LIV 3", "LR3"),
        ("Lv3", "LR3"),
        ("F 3", "LR3"),
        ("E36", "ST36"),
        ("S 36", "ST36"),
        ("RP6", "SP6"),
        ("MP 6", "SP6"),
        ("K3", "KI3"),
        ("R 3", "KI3"),
        ("C7", "HT7"),
        ("SJ5", "TE5"),
        ("TR 5", "TE5"),
        ("3E5", "TE5"),
        ("3E 5", "TE5"),
        ("Du 4", "GV4"),
        ("VG4", "GV4"),
        ("Ren 6", "CV6"),
        ("VC 6", "CV6"),
        ("DÜ 3", "SI3"),
        ("UB 60", "BL60"),
        ("V 23", "BL23"),
        ("EX-B2", "EX-B2"),
        ("ex b 2", "EX-B2"),
        ("EXB7", "EX-B7"),
        ("Ex-HN3", "EX-HN3"),
        ("GV29", "EX-HN3"),
        ("GV24+", "EX-HN3"),
        ("GV24", "GV24"),
    ],
)
def test_letters_of_other_books(text, code):
    assert find(text).codes == (code,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("P6", ("LU6", "PC6")),
        ("IG4", ("LI4", "SI4")),
        ("CO 4", ("LI4", "HT4")),
        ("P10", ("LU10",)),
    ],
)
def test_letters_that_stand_for_two_channels(text, codes):
    found = find(text)
    assert found.codes == codes
    assert all(code in found.message for code in codes)


def test_french_letters_for_extra_points_name_no_single_one():
    assert find("HM 3").codes == () and "EX-B2" in find("HM 3").message


@pytest.mark.parametrize("text", ["GB45", "GB 0", "Gallbladder 99", "GB", "VB 45"])
def test_a_number_that_the_channel_does_not_have(text):
    found = find(text)
    assert found.codes == () and "Gallbladder (GB) has points 1 to 44" in found.message


def test_an_extra_point_that_is_not_known():
    known = [code for code in load_points().index if code.startswith("EX")]
    assert f"knows are {', '.join(known)}." in find("EX-B10").message


# --- what is no point --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [("Wezhong", "BL40"), ("Huantio", "GB30"), ("Squating bone hole", "GB29"), ("GX29", "GB29")],
)
def test_a_near_miss_is_not_an_answer_but_a_suggestion(text, code):
    found = find(text)
    assert found.codes == () and found.suggestions[0] == code
    assert f"Did you mean {code}" in found.message


@pytest.mark.parametrize("text", ["asdfgh", "'; DROP TABLE points", "???x", "GB" + "9" * 5000])
def test_nonsense_is_called_so(text):
    found = find(text)
    assert found.codes == () and found.suggestions == ()
    assert "not the name of a point" in found.message and len(found.message) < 200


@pytest.mark.parametrize("text", ["", "  ", "\n", "...", "🙂"])
def test_nothing_asked(text):
    assert find(text).codes == () and "Type a point's name or code" in find(text).message


@pytest.mark.parametrize("text", ["54", " 40 "])
def test_a_number_alone_names_no_point(text):
    assert find(text).codes == () and "put the channel before it" in find(text).message


@pytest.mark.parametrize("thing", [54, None, ["GB29"]])
def test_only_text_can_be_looked_up(thing):
    with pytest.raises(TypeError, match="find takes text"):
        find(thing)


def test_an_answer_shows_itself_in_words():
    found = find("Juliao")
    assert repr(found) == f"ST3, GB29: {found.message}"
    assert "<strong>ST3, GB29</strong>" in found._repr_html_()
    assert "<script>" not in find("<script>")._repr_html_()
    assert found == find("Juliao")


@pytest.mark.parametrize("text", ["EX-LE13", "EX-LE 20", "EX-B10", "M-LE-13", "EX-CA2", "N-LE-16"])
def test_an_extra_point_that_is_not_known_is_no_regular_point(text):
    found = find(text)
    assert found.codes == ()
    assert "extra point" in found.message


@pytest.mark.parametrize(
    ("text", "codes"),
    [("GB29 and BL40", ("BL40", "GB29")), ("the left GB29", ("GB29",)), ("point BL57", ("BL57",))],
)
def test_words_around_a_code_do_no_harm(text, codes):
    assert find(text).codes == codes
    assert "not the name" not in find(text).message


@pytest.mark.parametrize("text", ["GB29 " * 4000, "委中" * 9000, "x" * 100_000])
def test_of_a_very_long_text_only_the_beginning_is_read(text):
    assert find(text).codes == find(text[:100]).codes
    assert len(find(text).message) < 400

"""Finding a point: every name finds its own, and two candidates are two answers."""

import unicodedata

import pytest

from acu import tables
from acu.points import find, load_points, naming

# WHO 2008 counts 361 points, so many on each channel.
WHO = {"LU": 11, "LI": 20, "ST": 45, "SP": 21, "HT": 9, "SI": 19, "BL": 67, "KI": 27}
WHO |= {"PC": 9, "TE": 23, "GB": 44, "LR": 14, "GV": 28, "CV": 24}
CODES = [f"{channel}{n}" for channel, last in WHO.items() for n in range(1, last + 1)]

# The classical verse of the channel: 36-49 the outer line of the back, 50-54 the thigh and knee.
OLD = {n: n + 5 for n in range(36, 50)} | {n: n - 14 for n in range(50, 55)}


def plain(text):
    """A name without tones, in small letters."""
    signs = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in signs if not unicodedata.combining(sign)).lower()


# --- the book of names -------------------------------------------------------------------------


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


def test_every_name_finds_its_own_point():
    for row in naming.book().itertuples():
        found = find(row.name).codes
        assert row.code in found, row
        if row.kind in ("pinyin", "traditional", "simplified"):
            alike = naming.book().query("name == @row.name")["code"]
            assert set(found) == set(alike), row


def test_every_name_finds_its_own_point_without_tones_and_split():
    for row in naming.book().query("kind == 'pinyin'").itertuples():
        assert row.code in find(plain(row.name)).codes
        assert row.code in find("-".join(plain(row.name).upper())).codes
        assert row.code in find(unicodedata.normalize("NFD", row.name)).codes


def test_no_two_points_share_a_name_in_characters():
    book = naming.book()
    full = book[book["kind"].isin(["traditional", "simplified"])]
    shared = full.groupby("name")["code"].nunique()
    assert (shared == 1).all()


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


# --- the bladder numbers -----------------------------------------------------------------------


@pytest.mark.parametrize("text", ["B 54", "B54", "b-54", "BL54", "BL 54", "UB 54", "V54", "54V"])
@pytest.mark.parametrize("ending", ["", " ", "?"])
def test_54_always_gives_both_points_and_says_what_the_article_means(text, ending):
    found = find(text + ending)
    assert found.codes == ("BL40", "BL54")
    assert "In WHO's numbering 54 is BL54 Zhìbiān 秩邊 (buttock)" in found.message
    assert "In older charts 54 is BL40 Wěizhōng 委中 (knee)" in found.message
    assert "The article means this one, behind the knee" in found.message


@pytest.mark.parametrize("prefix", ["B", "UB ", "V", "Bladder "])
@pytest.mark.parametrize("old", OLD)
def test_old_and_new_are_both_given_where_letters_do_not_tell(prefix, old):
    assert set(find(f"{prefix}{old}").codes) == {f"BL{old}", f"BL{OLD[old]}"}


@pytest.mark.parametrize("old", [old for old in OLD if old != 54])
def test_whos_own_letters_mean_whos_number_and_name_the_rival(old):
    found = find(f"BL{old}")
    assert found.codes == (f"BL{old}",)
    assert f"In older charts {old} is BL{OLD[old]} " in found.message


def test_numbers_outside_the_renumbering_mean_one_point():
    for number in [*range(1, 36), *range(55, 68)]:
        assert find(f"B {number}").codes == (f"BL{number}",)


@pytest.mark.parametrize("old", OLD)
def test_a_name_decides_between_the_numberings(old):
    pinyin = load_points()["pinyin"]
    for code in (f"BL{old}", f"BL{OLD[old]}"):
        assert find(f"B {old} {pinyin[code]}").codes == (code,)
        assert find(f"{plain(pinyin[code])} (BL{old})").codes == (code,)


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "codes"),
    # Six pairs of full names that sound alike but for the tones, and the short names that clash.
    [
        ("Juliao", ("ST3", "GB29")),
        ("Wangu", ("SI4", "GB12")),
        ("Futu", ("LI18", "ST32")),
        ("Zhongzhu", ("KI15", "TE3")),
        ("Yinjiao", ("GV28", "CV7")),
        ("Zhongdu", ("GB32", "LR6")),
        ("Sanli", ("LI10", "ST36")),
        ("Wuli", ("LI13", "LR10")),
        ("Linqi", ("GB15", "GB41")),
        ("Qiaoyin", ("GB11", "GB44")),
        ("Tonggu", ("BL66", "KI20")),
        ("Yangguan", ("GB33", "GV3")),
        ("Heliao", ("LI19", "TE22")),
        ("Sea of Vitality", ("BL23", "BL52")),
    ],
)
def test_names_of_two_points(name, codes):
    found = find(name)
    assert found.codes == codes
    assert all(code in found.message for code in codes)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Jūliáo", "GB29"),
        ("Jùliáo", "ST3"),
        ("ju1liao2", "GB29"),
        ("ju4 liao2", "ST3"),
        ("居髎", "GB29"),
        ("巨髎", "ST3"),
        ("zhong1du1", "LR6"),
        ("Zhōngdú", "GB32"),
        ("he2 gu3", "LI4"),
        ("wei3zhong1", "BL40"),
        ("WEI ZHONG", "BL40"),
        ("wei-zhong", "BL40"),
        ("委中", "BL40"),
        ("环跳", "GB30"),
        ("環跳", "GB30"),
        ("腎兪", "BL23"),
        ("肾俞", "BL23"),
        ("zhonglvshu", "BL29"),
        ("zhonglüshu", "BL29"),
        ("Fu'ai", "SP16"),
        ("fu ai", "SP16"),
        ("Jumping Round", "GB30"),
        ("jumping circle", "GB30"),
        ("Squatting Bone Hole", "GB29"),
        ("Commanding Middle", "BL40"),
        ("Womb and Vitals", "BL53"),
        ("Tsu San Li", "ST36"),
        ("Renzhong", "GV26"),
        ("Juegu", "GB39"),
        ("Huatuo Jiaji", "EX-B2"),
        ("Yintang", "EX-HN3"),
    ],
)
def test_names_of_one_point(text, code):
    assert find(text).codes == (code,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("GB29 Juliao", ("GB29",)),
        ("Juliao, ST 3", ("ST3",)),
        ("居髎 GB29 Jūliáo", ("GB29",)),
        ("Gall Bladder 29 Juliao", ("GB29",)),
        ("Weizhong 54", ("BL40",)),
        ("Weizhong 40", ("BL40",)),
        ("Zhibian 54", ("BL54",)),
        ("B 47 Sea of Vitality", ("BL52",)),
        ("B 23 Sea of Vitality", ("BL23",)),
        ("BL40 (B 54)", ("BL40",)),
        ("GB29, GB30", ("GB29", "GB30")),
        ("BL40 and BL41", ("BL40", "BL41")),
        ("the acupoint Wei Zhong please", ("BL40",)),
        ("Weizhong / Huantiao", ("BL40", "GB30")),
        ("point B 54", ("BL40", "BL54")),
    ],
)
def test_names_and_numbers_together(text, codes):
    assert find(text).codes == codes


@pytest.mark.parametrize("text", ["BL23 Weizhong", "Weizhong BL23", "委中 23"])
def test_a_contradiction_is_said_and_the_name_counts(text):
    found = find(text)
    assert found.codes == ("BL40",)
    assert "the number means BL23 Shènshū" in found.message


@pytest.mark.parametrize("text", ["GB 1, 2", "GB1-2", "GB 1 2", "BL36-40"])
def test_two_numbers_are_never_run_together(text):
    found = find(text)
    assert found.codes in [("GB1",), ("BL36",)]
    assert '"2"' in found.message or '"40"' in found.message


def test_an_answer_says_where_the_point_is():
    assert find("Hegu").message.startswith("LI4 Hégǔ 合谷 (hand), in English ")


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

"""Finding a point by its names, and between two numberings: every name finds its own."""

import unicodedata

import pytest

from acu.points import find, load_points, naming

# The classical verse of the channel: 36-49 the outer line of the back, 50-54 the thigh and knee.
OLD = {n: n + 5 for n in range(36, 50)} | {n: n - 14 for n in range(50, 55)}


def plain(text):
    """A name without tones, in small letters."""
    signs = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in signs if not unicodedata.combining(sign)).lower()


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

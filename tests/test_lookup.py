"""A page looks names up by itself, and answers as Python does."""

import json
import re
import subprocess
import zlib
from pathlib import Path

import pytest
from scripts import NODE

import acu.live
from acu.points import called, find, load_points, lookup, naming

SCRIPT = Path(acu.live.__file__).parent / "naming" / "naming.js"
POINTS = load_points()
ODD = [
    "",
    "  ",
    ")(",
    "*",
    "\\",
    "0",
    "54",
    "1/2",
    "GB 0",
    "GB99",
    "EX-B99",
    "M-BW 3",
    "Ｇ Ｂ ２９",
    "ß",
    "<img src=x>",
    '"quoted"',
    "constructor",
    "__proto__ GB29",
    "toString",
    "x" * 300,
    "環跳穴",
    "委中 B54",
    "B 54 and GB 30",
    "GB29, GB30 and BL40",
    "3E 5",
    "5 3E",
    "LV3",
    "Juliao GB",
    "wei3zhong1",
    "Zhi4 bian1",
    "lvdi",
    "Lİ4",
    "Lı 4 x",
    "we" + " " * 200 + "i",
]


@pytest.fixture(scope="module")
def page():
    """What the script answers to each of some texts."""

    def ask(texts):
        asked = f"const book = {json.dumps(lookup())};\nconst texts = {json.dumps(texts)};\n"
        say = "console.log(JSON.stringify(texts.map((text) => called(book, text))));"
        done = subprocess.run(
            [NODE, "--input-type=module", "-"],
            input=f"{SCRIPT.read_text(encoding='utf-8')}\n{asked}{say}",
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


def agree(page, texts):
    for text, answer in zip(texts, page(texts), strict=True):
        found = called(text)
        assert answer["codes"] == list(found.codes), text
        assert answer["suggestions"] == list(found.suggestions), text
        assert answer["message"] == found.message, text


def test_every_code_and_every_name_of_the_tables_is_answered_alike(page):
    names = list(naming.book()["name"])
    assert len(names) > 1500
    agree(page, [*POINTS.index, *names, *map(str.upper, names), *(name[:3] for name in names)])


def test_every_number_with_all_letters_is_answered_alike(page):
    texts = [
        f"{letters} {number}".strip()
        for letters in naming.prefixes()
        for number in ("", 0, "001", 5, 29, 36, 40, 50, 54, 67, 99, "24+")
    ]
    texts += [f"54 {letters}" for letters in naming.prefixes()]
    agree(page, texts)


def test_a_name_beside_a_number_and_slips_of_the_pen_are_answered_alike(page):
    texts = []
    for code, row in POINTS[::4].iterrows():
        bare = naming.spelled(row["pinyin"])[0]
        texts += [f"{code} {row['pinyin']}", f"{bare} 54", f"B54 {row['english']}", f"{code}{bare}"]
        texts += [bare[1:], f"{bare}x", f"left {bare} point", f"{row['traditional']} {code[:2]}"]
    agree(page, texts + ODD)


@pytest.mark.parametrize("text", ["B 54", "54 B", "UB54", "V54", "b-54", "BL54"])
def test_the_page_leads_nobody_to_the_wrong_54(page, text):
    (answer,) = page([text])
    assert answer["codes"] == ["BL40", "BL54"]
    assert answer["message"] == find(text).message
    assert "behind the knee" in answer["message"] and "Which one is meant?" in answer["message"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("VB 029", ["GB29"]),
        ("gb-29", ["GB29"]),
        ("juliao", ["ST3", "GB29"]),
        ("jūliáo", ["GB29"]),
        ("環跳", ["GB30"]),
        ("Jumping Round", ["GB30"]),
        ("B 54 Weizhong", ["BL40"]),
        ("weiz", ["BL40"]),
        ("zzz", []),
    ],
)
def test_a_page_finds_what_is_meant(page, text, codes):
    assert page([text])[0]["codes"] == codes


def test_what_a_page_needs_is_small_enough_for_a_phone():
    laid = json.dumps(lookup(), ensure_ascii=False).encode()
    assert len(zlib.compress(laid, 9)) < 50_000


def test_no_pattern_needs_what_scripts_do_not_know():
    # JavaScript's \w and \b know no Chinese, and it has no \A or \Z.
    for name, pattern in lookup()["patterns"].items():
        assert not re.search(r"\\[wWAZbB]", pattern), name

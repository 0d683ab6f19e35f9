"""What a handout says of points of every kind."""

import re

import pytest
from matplotlib.ft2font import FT2Font
from paper import bare, texts

import acu
from acu import safety, tables
from acu.cards import cards
from acu.handouts import pages
from acu.tables import DATA


def many():
    """Every twelfth point, those with the most to heed, and those that are only described."""
    points = acu.load_points()
    most = sorted(points.index, key=lambda code: len(safety.cautions(code)))[-8:]
    chosen = {*points.index[::12], *most, *points.index[~points["drawn"]]}
    return points.loc[[code for code in points.index if code in chosen]]


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    """What is printed about each of many points; their plates are blank to save time."""
    blank = '<svg xmlns="http://www.w3.org/2000/svg" width="400pt" height="150pt"></svg>'
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "print_point", lambda *given: (blank, "blank"))
        path = acu.handout(*many().index, out=tmp_path_factory.mktemp("all") / "all.pdf")
    found, code = {}, ""
    for text in texts(path):
        start = re.match(r"([A-Z]{2}(?:-[A-Z]{1,2})?\d+)\D", text)
        code = start[1] if start else "" if re.match("Read|Sources", text) else code
        found[code] = found.get(code, "") + text
    return found


def test_every_kind_of_point_can_be_handed_out_and_its_name_reads_back(everything):
    for code, row in many().iterrows():
        named = f"{code} {row['pinyin']} {row['traditional']}"
        assert bare(everything[code]).startswith(bare(named)), code


def test_the_code_of_an_extra_point_can_be_searched_for(everything):
    for code in many().index:
        assert everything[code].startswith(code)


def test_no_caution_of_any_point_is_cut_off(everything):
    for code in many().index:
        text, held = bare(everything[code]), safety.cautions(code)
        own = held[(held["code"] != "") | (held["region"] != "")].drop_duplicates("situation")
        for row in own.itertuples():
            assert bare(f"{row.situation}. {row.action} {row.reason}") in text, code
        assert bare("Evidence: studies") in text, code


def test_who_must_not_press_is_told_so_in_large_words(everything):
    for code, row in many().iterrows():
        told = "Find it. Do not press it." in everything[code]
        assert told == (row["pressure"] == "locate only" and row["drawn"]), code
        assert ("Only described." in everything[code]) == (not row["drawn"]), code


def test_the_fonts_of_print_have_every_sign_of_every_card():
    has = {
        sign
        for name in ("AcuSans-Regular.ttf", "AcuSans-Bold.ttf", "AcuCJK-subset.otf")
        for sign in FT2Font(str(DATA / "fonts" / name)).get_charmap()
    }
    whole = (repr(card.names) + repr(card.cautions) + repr(card.place) for card in cards().values())
    said = {sign for text in whole for sign in text}
    said |= {
        sign for name in ("sources", "anatomy", "red_flags") for sign in tables.read(name).to_csv()
    }
    assert {sign for sign in said if ord(sign) not in has} <= {"\n", "\r"}

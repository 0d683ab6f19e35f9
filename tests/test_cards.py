"""Cards: what is said of a point, in every notebook the same."""

import re

import pytest

import acu
from acu import tables
from acu.cards import SECTIONS, cards

ARTICLE = "GB29", "GB30", "BL40"


def test_the_point_behind_the_knee_is_never_taken_for_the_one_in_the_buttock():
    names = acu.card("BL40").names.words
    assert "In older charts this point is B 54." in names
    assert "WHO's BL54 is another point: Zhìbiān (buttock)." in names
    assert "In older charts this point is" in acu.card("BL54").names.words


def test_gb29_is_told_apart_from_the_point_of_the_face_with_nearly_its_name():
    assert "ST3 Jùliáo 巨髎" in acu.card("GB29").names.words
    assert "Careful" not in acu.card("GB30").names.words


def test_who_prints_two_places_for_gb30_and_one_for_the_others():
    second = "Second place WHO prints: one third of the way"
    assert [second in acu.card(code).place.words for code in ARTICLE] == [False, True, False]


def test_an_extra_point_does_not_cite_the_standard_that_leaves_it_out():
    for code, card in cards().items():
        cited = card.place.words
        assert ("World Health Organization" in cited) != code.startswith("EX-")
        assert ("GB/T 40997-2021. Nomenclature" in cited) == code.startswith("EX-")


def test_under_the_knee_lie_a_nerve_a_vein_and_an_artery():
    words = acu.card("BL40").beneath.words
    assert "tibial nerve" in words and "popliteal vein" in words
    assert "popliteal artery, deepest" in words


def test_the_knee_is_pressed_gently_and_the_hip_firmly():
    hard = {
        code: re.search("How hard: (.*?):?\\s", acu.card(code).pressing.words)[1]
        for code in ARTICLE
    }
    assert hard == {"GB29": "Firm", "GB30": "Firm", "BL40": "Gentle"}


def test_how_to_press_always_says_when_to_stop():
    for code in cards():
        words = acu.card(code).pressing.words
        assert words.index("Stop at once:") < words.index("Tingling or numbness")


def test_a_point_that_is_only_located_is_not_told_how_to_be_pressed():
    assert "How hard" not in acu.card("GV1").pressing.words


def test_the_article_is_set_right_where_it_is_wrong():
    words = acu.card("BL40").article.words
    assert "The article: Press the point behind the knee firmly." in words
    assert "Fairly said: Press gently here" in words
    assert acu.card("BL23").article.words == "The article does not name this point."


def test_every_number_of_a_source_leads_to_a_citation_in_every_passage():
    for code in ARTICLE:
        for section in SECTIONS:
            html = getattr(acu.card(code), section.__name__).html
            numbers = {
                int(n)
                for marks in re.findall(r"<small>\[(.*?)\]", html)
                for n in re.findall(r"\d+", marks)
            }
            assert numbers == set(range(1, html.partition("<ol>")[2].count("<li>") + 1))


def test_the_whole_card_is_shown_with_its_words():
    bundle = acu.card("GB29")._repr_mimebundle_()
    assert bundle["text/plain"].startswith("GB29 Jūliáo, Squatting Bone-Hole\n")
    for section in SECTIONS:
        for line in getattr(acu.card("GB29"), section.__name__).words.split("\nSources")[0][:60]:
            assert line in bundle["text/plain"]


def test_what_a_table_says_is_text_and_never_a_tag(monkeypatch):
    claims = tables.read("claims")
    bad = claims.assign(claim="<img src=x onerror=alert(1)>")
    read = tables.read
    monkeypatch.setattr(tables, "read", lambda name: bad if name == "claims" else read(name))
    assert "<img" not in acu.card("GB29").article.html
    assert "&lt;img" in acu.card("GB29").article.html


def test_who_asks_for_the_wrong_code_is_told_what_it_is():
    with pytest.raises(ValueError, match="'B 54' is no WHO code in the table. In WHO's"):
        acu.card("B 54")
    with pytest.raises(ValueError, match="7 is no WHO code"):
        acu.card(7)


def test_a_source_is_listed_under_the_name_by_which_lessons_cite_it():
    assert acu.sources("WHO2008").words.startswith("- WHO2008 World Health Organization")
    with pytest.raises(ValueError, match="no source 'WHO2009'"):
        acu.sources("WHO2009")


def test_claims_of_a_sentence_are_told_with_what_is_known():
    words = acu.claims(8).words
    assert "The article: Acupressure makes more blood flow." in words
    assert "The article: Acupressure makes lymph flow." in words
    with pytest.raises(ValueError, match="no claim of sentence 99"):
        acu.claims(8, 99)


def test_a_pregnant_person_watches_and_a_clot_is_never_pressed():
    avoid, ask, light = re.split(r"\n(?=Ask a doctor|Press lightly)", _people())
    assert "Pregnant, or might be. Do not practise today; watch, and ask the midwife." in avoid
    assert "sore (BL40). Never press or rub the leg." in avoid
    assert "easy bleeding or thin skin. Ask a doctor first." in ask
    assert "A child, or an old or frail person. Very lightly, and ask for a yes each time." in light


def test_whom_one_point_is_forbidden_the_others_are_not_simply_allowed():
    ask = _people().partition("Ask a doctor")[2]
    assert "blood clot (GB29, GB30). See a doctor the same day, and ask before" in ask
    assert "Cancer: over a lump" in ask


def test_no_points_no_answer():
    with pytest.raises(ValueError, match="name the points"):
        acu.who_may_press()


def _people():
    return acu.who_may_press(*ARTICLE).words.partition("\nSources")[0]

"""What a person finds in the handout of the article's points."""

import re
from functools import cache
from io import BytesIO

import numpy as np
import pytest
import segno
import typst
from paper import A4, ARTICLE, LETTER, SITE, bare, elements, links, millimetres, texts, words
from PIL import Image
from pypdf import PdfReader

import acu
from acu import safety
from acu.handouts import pages


@cache
def three():
    """Bytes of the handout of the article's points."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = acu.handout(*ARTICLE, out=Path(folder) / "three.pdf", site=SITE)
        return path.read_bytes()


@pytest.fixture
def handout(tmp_path):
    path = tmp_path / "handout.pdf"
    path.write_bytes(three())
    return path


def test_each_point_has_a_page_with_its_names_rule_steps_care_and_uses(handout):
    pages = {code: next(t for t in texts(handout)[1:] if t.startswith(code)) for code in ARTICLE}
    for code, text in pages.items():
        row, facts = acu.load_points().loc[code], acu.card(code).facts
        assert text.startswith(f"{code} {row['pinyin']} {row['traditional']}")
        for said in (row["english"], facts["rule"], facts["steps"][0]["more"], row["posture"]):
            assert bare(said) in bare(text)
        for heading in ("Find it, step by step", "Press it", "Who leaves it out"):
            assert heading in text
    assert "older charts this point is B 54" in pages["BL40"]
    assert bare("BL54 is another point") in bare(pages["BL40"])


def test_article_tradition_and_evidence_stand_apart(handout):
    for code in ARTICLE:
        headings = [bare(h) for h in ("The article,", "Tradition: old books", "Evidence: studies")]
        text = bare("".join(texts(handout)))
        assert len(re.findall(f"{headings[0]}.*?{headings[1]}.*?{headings[2]}", text)) == 3, code


def test_danger_signs_stop_signs_and_numbers_stand_on_the_first_page(handout):
    first = bare(texts(handout)[0])
    for question in safety.questions():
        assert bare(question.text) in first
    for sign, deed in safety.stop_signs():
        assert bare(f"{sign}: {deed}") in first
    for place, number in safety.emergency_numbers():
        assert bare(f"{number} in {place}") in first


def test_every_number_in_brackets_is_a_source_at_the_end(handout):
    *body, _ = text = texts(handout)
    last = text[-1]
    assert last.startswith("Sources")
    marks = {int(n) for page in body for n in re.findall(r"\[(\d+)", page)}
    listed = {int(n) for n in re.findall(r"^(\d+)\.", last, re.MULTILINE)}
    assert len(marks) > 15
    assert marks <= listed
    uris = {link for page in PdfReader(handout).pages for link in links(page)}
    assert any("doi.org/" in uri for uri in uris)


def test_a_screen_reader_gets_language_title_headings_and_words_for_each_picture(handout):
    reader = PdfReader(handout)
    assert reader.trailer["/Root"]["/Lang"].startswith("en")
    assert reader.metadata.title == "Acupressure points: GB29 Jūliáo, GB30 Huántiào, BL40 Wěizhōng"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part>1<" in reader.xmp_metadata.stream.get_data()
    figures = [figure["/Alt"] for figure in elements(handout, "/Figure")]
    for code in ARTICLE:
        assert sum(alt.startswith(f"{code} ") for alt in figures) == 1
    assert len(elements(handout, "/H1")) == 1 + len(ARTICLE) + 1


@pytest.mark.parametrize(("paper", "size"), [("a4", A4), ("letter", LETTER)])
def test_pages_have_the_size_that_is_asked_for_and_nothing_leaves_them(tmp_path, paper, size):
    path = acu.handout("BL40", out=tmp_path / "x.pdf", paper=paper)
    assert {*millimetres(path)} == {tuple(float(side) for side in size)}
    for page in PdfReader(path).pages:
        for text, x, y, _ in words(page):
            assert 10 < x < size[0] - 10, text
            assert 5 < y < size[1] - 5, text


def test_a_handout_is_small_and_the_same_words_give_the_same_bytes(handout, tmp_path):
    again = acu.handout(*ARTICLE, out=tmp_path / "again.pdf", site=f"{SITE}/")
    assert again.read_bytes() == handout.read_bytes()
    assert len(again.read_bytes()) < 1_000_000


def test_the_qr_code_leads_to_the_page_of_the_point_and_there_is_none_without_a_site(
    handout, tmp_path
):
    uris = {link for page in PdfReader(handout).pages for link in links(page)}
    assert {f"{SITE}/explorer.html#{code}" for code in ARTICLE} <= uris
    without = acu.handout("GB29", out=tmp_path / "x.pdf")
    assert "explorer" not in "".join(texts(without))
    assert not [f for f in elements(without, "/Figure") if "QR" in f["/Alt"]]


def test_the_printed_qr_code_is_that_of_the_address():
    address = f"{SITE}/explorer.html#GB30"
    source = "#set page(width: auto, height: auto, margin: 0pt)\n#image('a.svg', height: 100pt)"
    files = {
        "main.typ": source.replace("'", '"').encode(),
        "a.svg": pages.qr(address).encode(),
    }
    drawn = np.asarray(
        Image.open(BytesIO(typst.compile(files, format="png", ppi=288))).convert("L")
    )
    wanted = np.array([[*row] for row in segno.make(address, error="m").matrix_iter(border=4)])
    middles = ((np.arange(len(wanted)) + 0.5) * len(drawn) / len(wanted)).astype(int)
    assert ((drawn[np.ix_(middles, middles)] < 128) == wanted.astype(bool)).all()

"""Cards to cut out, the safety sheet and the plan of a class, on paper."""

from types import SimpleNamespace

import pandas as pd
import pytest
from paper import ARTICLE, LETTER, bare, elements, millimetres, texts, words
from pypdf import PdfReader

import acu
from acu import safety, tables


def test_a_card_lies_behind_its_own_front_when_the_sheet_is_turned_over(tmp_path):
    path = acu.card_set(*ARTICLE, out=tmp_path / "cards.pdf", paper="letter")
    assert {*millimetres(path)} == {LETTER}
    front, back = (words(page) for page in PdfReader(path).pages[:2])
    for code in ARTICLE:
        (x, y), *_ = [(x, y) for text, x, y, _ in front if text.startswith(code)]
        backs = [(x, y) for text, x, y, _ in back if text == code or text.startswith(f"{code} ")]
        turned = [(LETTER[0] - bx, by) for bx, by in backs]
        # The card is 90 mm by 64 mm; its front is centred, its back begins at the left.
        assert any(
            abs(bx - x) < 90 and (bx < 108) == (x < 108) and abs(by - y) < 40 for bx, by in turned
        ), code


def test_cards_ask_for_place_name_and_what_is_mixed_up(tmp_path):
    path = acu.card_set(*ARTICLE, out=tmp_path / "cards.pdf")
    text = bare("".join(texts(path)))
    assert text.count(bare("Where does it lie?")) == text.count(bare("Which point is this?")) == 3
    rows = tables.read("lookalikes")
    for row in rows.itertuples():
        assert bare(row.ask) in text
        assert bare(row.why) in text
    alts = [figure["/Alt"] for figure in elements(path, "/Figure")]
    assert len(alts) == 3
    assert not any(code in alt for alt in alts for code in ARTICLE)  # the front must not tell


def test_the_card_of_a_point_that_is_not_pressed_says_so(tmp_path):
    path = acu.card_set("ST9", "CV1", "LU1", out=tmp_path / "cards.pdf")
    text = bare("".join(texts(path)))
    assert text.count(bare("Find it. Do not press it.")) == 2
    assert text.count(bare("Only described.")) == 1


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_safety_sheet_is_one_page_of_type_that_can_be_read(tmp_path, paper):
    path = acu.safety_sheet(tmp_path / "safety.pdf", paper)
    (text,) = texts(path)
    flags = tables.read("red_flags")
    for row in flags.itertuples():
        assert bare(row.sign) in bare(text)
        assert bare(row.do) in bare(text)
        assert bare(row.source) in bare(text)
    for said in ("press", "press lightly only", "watch", "stop word"):
        assert said in text
    for _, number in safety.emergency_numbers():
        assert number in text
    small = [text for text, _, _, size in words(PdfReader(path).pages[0]) if size < 8.9]
    # Smaller are only the ids of sources and the line at the foot.
    assert bare("".join(small)).count("[") >= 5
    assert not any(bare(row.sign) in bare("".join(small)) for row in flags.itertuples())


def plan(**given):
    blocks = pd.DataFrame(
        [
            (0, 5, "Welcome", "sorts four cards", "card sort", ""),
            (5, 13, "Safety", "reads", "signs", "UMN"),
        ],
        columns=["start", "end", "block", "does", "check", "source"],
    )
    made = {
        "title": "Three points",
        "audience": "adults",
        "minutes": 60,
        "codes": ["GB29"],
        "blocks": blocks,
        "objectives": ["Find GB29."],
        "bring": ["string"],
    }
    return SimpleNamespace(**{**made, **given})


def test_a_plan_has_times_objectives_and_what_to_bring(tmp_path):
    (text,) = texts(acu.plan_sheet(plan(), tmp_path / "plan.pdf"))
    for said in (
        "Three points",
        "60 minutes",
        "0–5",
        "5–13",
        "sorts four cards",
        "Find GB29.",
        "string",
    ):
        assert said in text


def test_signs_that_typst_would_obey_are_only_words(tmp_path):
    title = '#panic("x") *a* $b$ [c] \\ @d <e> "f"'
    path = acu.plan_sheet(plan(title=title), tmp_path / "plan.pdf")
    assert bare(title) in bare(texts(path)[0]).replace("“", '"').replace("”", '"')
    assert PdfReader(path).metadata.title == title

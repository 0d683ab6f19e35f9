"""What a person finds in the PDF files for a class."""

import re
from functools import cache
from io import BytesIO
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import segno
import typst
from matplotlib.ft2font import FT2Font
from PIL import Image, ImageColor
from pypdf import PdfReader

import acu
from acu import safety, tables
from acu.cards import cards
from acu.command import main
from acu.handouts import chart, pages, panels
from acu.handouts.labelling import Labelling
from acu.tables import DATA

ARTICLE = ("GB29", "GB30", "BL40")
SITE = "https://example.org/acu"
A4, LETTER, A3 = (210, 297), (215.9, 279.4), (297, 420)  # mm


def bare(text):
    """A text without spaces and hyphens, which a line of print changes."""
    return re.sub(r"[\s\u00ad\u200b-]+", "", text)


def texts(path):
    return [page.extract_text() for page in PdfReader(path).pages]


def millimetres(path):
    return [
        tuple(round(float(side) * 25.4 / 72, 1) for side in page.mediabox[2:])
        for page in PdfReader(path).pages
    ]


def elements(path, kind):
    """The elements of a kind in the tree that a screen reader walks."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if node.get("/S") == kind:
                found.append(node)
            if "/K" in node:
                walk(node["/K"])

    walk(PdfReader(path).trailer["/Root"]["/StructTreeRoot"])
    return found


def words(page):
    """Text, place (mm from the left and below) and size in points of each piece of a page."""
    found = []

    def visit(text, outer, inner, font, size):
        x = outer[0] * inner[4] + outer[2] * inner[5] + outer[4]
        y = outer[1] * inner[4] + outer[3] * inner[5] + outer[5]
        high = abs(size * inner[3] * outer[3])
        if text.strip():
            found.append((text.strip(), x * 25.4 / 72, y * 25.4 / 72, high))

    page.extract_text(visitor_text=visit)
    return found


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


def links(page):
    found = [each.get_object() for each in page.get("/Annots", [])]
    return [each["/A"]["/URI"] for each in found if "/URI" in each.get("/A", {})]


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


@pytest.fixture(scope="module")
def wall(tmp_path_factory):
    return acu.poster(tmp_path_factory.mktemp("wall") / "poster.pdf", "a3", SITE)


def test_the_poster_names_every_point_that_is_drawn_and_says_which_are_not(wall):
    (text,), points = texts(wall), acu.load_points()
    assert millimetres(wall) == [A3]
    shown = set(re.findall(r"(?:EX-[A-Z]{1,2}|[A-Z]{2})\d+", text.partition("Without a code")[0]))
    rest = text.partition("out of sight here:")[2].partition(". Sources")[0]
    assert shown >= set(points.index[points["drawn"]])
    assert {each.strip() for each in rest.split(",")} == set(points.index[~points["drawn"]])
    for channel in tables.read("channels").itertuples():
        assert f"{channel.name}, " in text
    assert "Not medical advice" in text
    assert f"{SITE}/explorer.html" in text


def test_the_poster_says_in_words_what_each_picture_shows(wall):
    alts = [figure["/Alt"] for figure in elements(wall, "/Figure")]
    assert len(alts) == len(chart.SIDES) + len(chart.DETAILS) + len(ARTICLE) + 1
    assert any(alt.startswith("Left sole of the body") for alt in alts)


def test_colours_of_channels_can_be_read_on_white_paper_and_in_grey():
    def light(colour):
        parts = np.array(ImageColor.getrgb(colour)) / 255
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return linear @ (0.2126, 0.7152, 0.0722)

    assert set(panels.COLOURS) == set(tables.read("channels")["code"])
    for code, colour in panels.COLOURS.items():
        assert 1.05 / (light(colour) + 0.05) >= 4.5, code


def test_words_beside_dots_lie_on_no_dot_no_other_word_and_inside_the_room():
    chance = np.random.default_rng(7)
    dots, size = chance.uniform(10, 90, (60, 2)), np.array([7, 2.2])
    room = Labelling((0, 0, 100, 100), dots, 0.8)
    placed = [room.place(dot, size)[0] for dot in dots]
    middles = np.array([middle for middle in placed if middle is not None])
    assert len(middles) == 60
    assert (middles - size / 2 >= 0).all()
    assert (middles + size / 2 <= 100).all()
    for i, middle in enumerate(middles):
        others = np.delete(middles, i, 0)
        assert not (abs(others - middle) < size - 1e-6).all(1).any()
        assert not (abs(dots - middle) < size / 2 + 0.8 - 1e-6).all(1).any()


def test_a_word_with_room_stands_beside_its_dot_without_a_line_and_one_without_gets_one():
    room = Labelling((0, 0, 50, 50), [(25, 25)], 1)
    middle, line = room.place(np.array([25, 25]), (6, 2))
    assert line is None
    assert middle[1] == pytest.approx(25)
    walls = [(25 + 2.5 * x, 25 + 2.5 * y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    crowded = Labelling((0, 0, 50, 50), walls, 1)
    assert crowded.place(np.array([25, 25]), (6, 2))[1] is not None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"codes": ["GB99"]}, "GB99"),
        ({"codes": ["B 54"]}, "BL40"),
        ({"codes": []}, "name the points"),
        ({"paper": "a5"}, "a4, letter"),
        ({"out": "x.doc"}, "PDF"),
        ({"site": "example.org"}, "address"),
        ({"site": "https://a b"}, "address"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_a_reason(tmp_path, given, said):
    options = {"codes": ["GB29"], "out": "x.pdf", **given}
    codes, out = options.pop("codes"), tmp_path / options.pop("out")
    with pytest.raises(ValueError, match=re.escape(said)):
        acu.handout(*codes, out=out, **options)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_somebody_else_is_left_alone_and_one_of_ours_is_written_anew(tmp_path):
    mine = tmp_path / "thesis.pdf"
    mine.write_bytes(b"%PDF-1.7 years of work")
    with pytest.raises(FileExistsError, match="not overwritten"):
        acu.safety_sheet(mine)
    assert mine.read_bytes() == b"%PDF-1.7 years of work"
    ours = acu.safety_sheet(tmp_path / "ours.pdf")
    before = ours.read_bytes()
    acu.safety_sheet(ours, "letter")
    assert ours.read_bytes() != before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["ours.pdf", "thesis.pdf"]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        acu.safety_sheet(tmp_path / "nowhere" / "x.pdf")


def test_what_stands_there_stays_if_writing_fails(tmp_path, monkeypatch):
    path = acu.safety_sheet(tmp_path / "x.pdf")
    before = path.read_bytes()

    def fail(*given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("acu.handouts.typesetting.os.replace", fail)
    with pytest.raises(OSError, match="No space left"):
        acu.safety_sheet(path, "letter")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_command_line_writes_a_handout_and_says_what_is_wrong(tmp_path, capsys):
    path = tmp_path / "x.pdf"
    assert main(["handout", "GB29", "--out", str(path), "--paper", "letter"]) == 0
    assert millimetres(path)[0] == LETTER
    assert main(["cards", "GB29", "--out", str(tmp_path / "c.pdf")]) == 0
    assert main(["sheets", "--out", str(tmp_path / "s.pdf")]) == 0
    assert main(["handout", "GB99", "--out", str(path)]) == 1
    assert "GB99" in capsys.readouterr().err

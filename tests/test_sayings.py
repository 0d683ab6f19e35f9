"""What the explorer says of a point."""

import json
import re
import zlib

from matched import POINTS
from scripts import run

import acu
from acu.lessons.sayings import Sayings


def sections(code):
    """Text under each heading of the sayings of a point."""
    page = acu.card(code).sayings().html
    parts = re.split("<(?:summary|p)><b>(.*?)</b></(?:summary|p)>", page)
    texts = [re.sub("<[^>]*>", " ", part) for part in parts]
    return dict(zip(texts[1::2], texts[2::2], strict=True))


def test_safety_article_tradition_and_evidence_stand_apart():
    found = sections("GB30")
    assert [heading.partition(",")[0].partition(":")[0] for heading in found] == [
        "Safety",
        "The article",
        "Tradition",
        "Evidence",
        "Sources",
    ]
    article, tradition, evidence = list(found.values())[1:4]
    assert "skin hurt by wind and cold" in article
    assert "hives" in tradition and "hives" not in article + evidence
    assert "fingers were not tested" in evidence and "not that it works" in evidence


def test_where_no_trial_is_known_the_evidence_says_so():
    for code in ("BL40", "GB30", "BL23", "KI9"):
        evidence = next(text for head, text in sections(code).items() if head[:8] == "Evidence")
        assert "know no trial of pressing this point by itself" in evidence


def test_the_artery_behind_the_knee_is_warned_of_without_opening_anything():
    page = acu.card("BL40").sayings().html
    first_fold = page.index("<details open>")
    assert first_fold < page.index("artery behind the knee") < page.index("<details >")


def test_every_number_of_a_source_leads_to_its_citation():
    for code in ("BL40", "GB29", "GB30", "BL23", "KI9"):
        page = acu.card(code).sayings().html
        numbers = {int(number) for number in re.findall(r"<small>\[(\d+)", page)}
        cited = page.partition("<ol>")[2].count("<li>")
        assert numbers == set(range(1, cited + 1))
    assert "StatPearls Publishing" in list(sections("BL40").values())[-1]


def test_what_was_written_from_memory_is_marked():
    assert "from memory" in sections("BL57")["Tradition: old books and schools, 3 complaints"]


def test_the_page_says_of_every_point_what_its_card_says():
    sayings = Sayings()
    whos = ["", "pregnant", "recent operation, plaster or long journey"]
    asked = [(code, "") for code in POINTS.index]
    asked += [(code, who) for code in ("BL40", "GB30", "SP6", "ST9", "EX-B8") for who in whos]
    pages = run(
        sayings,
        f"((said) => {json.dumps(asked)}.map(([code, who]) => pageOf(said, code, who)))"
        f"({json.dumps(sayings._said)})",
    )
    for (code, who), page in zip(asked, pages, strict=True):
        assert f'<div class="sayings">{page}</div>' == acu.card(code).sayings(who).html, (code, who)


def test_all_sayings_together_are_small_enough_for_a_phone():
    laid = json.dumps(Sayings()._said, ensure_ascii=False).encode()
    assert len(zlib.compress(laid, 9)) < 40_000

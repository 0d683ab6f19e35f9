"""Sorting the article: every claim can be sorted and has an answer."""

import html
import json
import re

import pytest
from scripts import run

import acu
from acu import tables
from acu.lessons.claim_cards import widget

KINDS = ["tradition", "evidence", "care"]


@pytest.fixture
def cards():
    return acu.sort_the_article()


def pile(cards, log):
    """What the script makes of a log."""
    return run(cards, f"pileOf({json.dumps(cards._cards)}, {json.dumps(log)})")


def turns(cards, wrong=()):
    """Sort every card once, some of them wrongly."""
    for card in cards._cards:
        other = next(kind for kind in KINDS if kind != card["kind"])
        yield {"id": card["id"], "kind": other if card["id"] in wrong else card["kind"]}


def test_every_claim_is_a_card_in_the_order_of_the_article(cards):
    claims = tables.read("claims")
    assert [card["id"] for card in cards._cards] == list(claims["id"])
    assert cards._cards[0]["where"] == "Sentence 2 of the article"
    assert cards._cards[-1]["where"] == "The article as a whole"


def test_every_claim_belongs_on_a_pile_and_has_an_answer_with_a_named_source(cards):
    assert list(cards._kinds) == KINDS
    for card in cards._cards:
        assert card["kind"] in KINDS
        assert all(card[name] for name in ("claim", "why", "status", "known", "fair")), card["id"]
        assert card["sources"] and all(source["citation"] for source in card["sources"])


def test_the_knee_needs_care_and_qi_is_tradition(cards):
    kinds = {card["claim"]: card["kind"] for card in cards._cards}
    assert kinds["Press the point behind the knee firmly."] == "care"
    assert kinds["Qi flows along meridians through the whole body."] == "tradition"
    assert kinds["Acupressure makes more blood flow."] == "evidence"


def test_what_is_not_read_in_its_source_is_marked(cards):
    doubted = set(tables.read("claims").query("verified != 'seen'")["id"])
    assert doubted and {card["id"] for card in cards._cards if card["doubt"]} == doubted


def test_all_sorted_rightly_leaves_no_card(cards):
    log = list(turns(cards))
    assert pile(cards, log) == {"pile": [], "first": 36, "sorted": 36}


def test_a_card_sorted_wrongly_comes_again_at_the_end(cards):
    log = list(turns(cards, wrong={"C01", "C33"}))
    assert pile(cards, log[:1])["pile"][-1] == "C01"
    assert pile(cards, log[:1])["pile"][0] == "C02"
    assert pile(cards, log) == {"pile": ["C01", "C33"], "first": 34, "sorted": 34}
    log += [{"id": "C01", "kind": "evidence"}, {"id": "C33", "kind": "care"}]
    assert pile(cards, log) == {"pile": [], "first": 34, "sorted": 36}


def test_a_log_of_another_table_does_no_harm(cards):
    log = [{"id": "C99", "kind": "care"}]
    assert len(pile(cards, log)["pile"]) == 36
    cards.log = log
    assert cards.right == set()


def test_python_counts_as_the_script_does(cards):
    cards.log = list(turns(cards, wrong={"C05", "C06"}))
    assert len(cards.right) == pile(cards, cards.log)["sorted"] == 34
    assert cards.words.endswith("34 sorted")


def test_the_words_are_short_and_always_the_same(cards):
    assert cards.words == acu.sort_the_article().words
    assert cards.words == (
        "The article as 36 cards to sort into tradition, evidence, needs care: 0 sorted"
    )


def test_a_notebook_that_is_not_run_lists_all_claims_with_what_is_known(cards):
    bundle, _ = cards._repr_mimebundle_()
    assert bundle["text/plain"] == cards.words
    still = html.unescape(bundle["text/html"])
    for claim in tables.read("claims").itertuples():
        assert claim.claim in still and claim.known in still and claim.fair in still
    assert still.count("<details") == still.count("</details>") == 4
    numbers = {
        int(n) for mark in re.findall(r"<small>\[(\d+(?:, \d+)*)", still) for n in mark.split(",")
    }
    sources = still.partition("<ol>")[2].count("<li>")
    assert numbers == set(range(1, sources + 1))


def test_what_a_table_says_is_text_not_html(monkeypatch):
    claims = tables.read("claims").copy()
    claims.loc[0, ["claim", "known"]] = "<script>x</script>"
    read = tables.read
    monkeypatch.setattr(
        widget.tables, "read", lambda name: claims if name == "claims" else read(name)
    )
    assert "<script" not in acu.sort_the_article().still
    assert "innerHTML" not in acu.sort_the_article()._esm

"""The article as cards: each claim sorted by the learner, then answered."""

from acu.lessons.claim_cards.widget import ClaimCards, sort_the_article

__all__ = ["ClaimCards", "sort_the_article"]

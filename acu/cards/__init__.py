"""Cards: everything that is said of a point, made in one place from the tables."""

from acu.cards.card import Card, card, cards
from acu.cards.citing import sources
from acu.cards.claims import claims
from acu.cards.passage import Passage
from acu.cards.people import who_may_press
from acu.cards.route import Stop, route
from acu.cards.said import SECTIONS

__all__ = [
    "SECTIONS",
    "Card",
    "Passage",
    "Stop",
    "card",
    "cards",
    "claims",
    "route",
    "sources",
    "who_may_press",
]

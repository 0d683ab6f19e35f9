"""Cards with the claims of the article, to be sorted into tradition, evidence and needs care."""

from html import escape
from pathlib import Path

import pandas as pd
import traitlets

from acu import tables
from acu.cards.citing import Sources, fold, listed, sources_of
from acu.live import LiveWidget

# What each pile is called, and what belongs on it; see `kind` in data/datapackage.json.
KINDS = {
    "tradition": ("Tradition", "a teaching, a name, a place or a custom, handed down"),
    "evidence": ("Evidence", "counting, measuring or trials can check it"),
    "care": ("Needs care", "who follows it as it stands may be hurt or misled"),
}


def sort_the_article():
    """Sort the article's claims, one card at a time, and see what is known about each.

    Returns
    -------
    ClaimCards
        A widget; put it on the last line of a cell.

    Examples
    --------
    >>> acu.sort_the_article()
    The article as 36 cards to sort into tradition, evidence, needs care: 0 sorted
    """
    return ClaimCards()


class ClaimCards(LiveWidget, folder=Path(__file__).parent):
    """A pile of cards. What was sorted wrongly comes again at the end.

    It works in the browser alone.

    Attributes
    ----------
    log : list of dict
        What was sorted so far: `id` of the claim and `kind` into which it was sorted.
    turned : bool
        Whether the card that was sorted last still lies there with its answer.
    """

    log = traitlets.List(traitlets.Dict()).tag(sync=True)
    turned = traitlets.Bool(False).tag(sync=True)
    _cards = traitlets.List().tag(sync=True)
    _kinds = traitlets.Dict().tag(sync=True)

    def __init__(self):
        super().__init__(
            _cards=[_card(row) for row in tables.read("claims").itertuples()],
            _kinds={kind: {"name": name, "is": what} for kind, (name, what) in KINDS.items()},
        )

    @property
    def right(self):
        """Claims that were sorted as the table sorts them, sooner or later (set of str)."""
        kinds = {card["id"]: card["kind"] for card in self._cards}
        return {turn["id"] for turn in self.log if kinds.get(turn["id"]) == turn["kind"]}

    @property
    def words(self):
        """How many cards there are and how many are sorted (str)."""
        names = ", ".join(name.lower() for name, _ in KINDS.values())
        return (
            f"The article as {len(self._cards)} cards to sort into {names}: "
            f"{len(self.right)} sorted"
        )

    @property
    def still(self):
        """All claims with what is known of them, pile by pile, as HTML (str)."""
        sources = Sources()
        rows = list(tables.read("claims").itertuples())
        piles = []
        for kind, (name, what) in KINDS.items():
            lines = [_told(row, sources) for row in rows if row.kind == kind]
            heading = f"<b>{escape(name)}, {len(lines)} claims:</b> {escape(what)}"
            piles.append(fold(heading, listed(lines)))
        intro = (
            "The article says more than it seems to. Think first: on which pile would you put it?"
        )
        return f"<p>{intro}</p>{''.join(piles)}{sources.listed()}"


def _card(row):
    names = ["id", "claim", "kind", "why", "status", "known", "fair"]
    return {name: getattr(row, name) for name in names} | {
        "where": _where(row),
        "sources": sources_of(row.source, row.second_source),
        "doubt": "" if row.verified == "seen" else "partly from memory",
    }


def _where(row):
    """Say where a claim stands in the article."""
    return (
        "The article as a whole"
        if pd.isna(row.sentence)
        else f"Sentence {row.sentence} of the article"
    )


def _told(row, sources):
    marks = sources.number(row.source, row.second_source, verified=row.verified)
    return (
        f"<b>{escape(row.claim)}</b> <small>({_where(row)})</small><br>"
        f"{escape(row.why)} <i>{escape(row.status.capitalize())}.</i> {escape(row.known)} {marks}"
        f"<br>Fairly said: {escape(row.fair)}"
    )

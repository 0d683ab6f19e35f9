"""Pieces of a card's HTML: sources by their numbers, lists, folds."""

import re
from html import escape

from acu import tables
from acu.cards.passage import Passage

DOUBTS = {"seen": "", "partly": "partly from memory", "from memory": "from memory"}


class Sources:
    """Sources, numbered in the order in which they are named.

    Attributes
    ----------
    ids : list of str
        Ids in ``data/sources.csv``.
    """

    def __init__(self):
        self.ids = []

    def number(self, *ids, verified="seen"):
        """Give the numbers of the sources of a fact, and say so if it was not read there.

        Parameters
        ----------
        *ids : str
            Empty ones are left out.
        verified : str
            As in the tables: seen, partly, from memory.

        Returns
        -------
        str
            HTML.
        """
        named = [name for name in ids if name]
        self.ids += [name for name in dict.fromkeys(named) if name not in self.ids]
        marks = [str(self.ids.index(name) + 1) for name in named]
        marks += [DOUBTS[verified]] if DOUBTS[verified] else []
        return f"<small>[{escape(', '.join(marks))}]</small>"

    def listed(self):
        """List what was named, folded under a heading (str, HTML)."""
        known = tables.read("sources").set_index("id")
        lines = [cited(known.loc[name]) for name in self.ids]
        return fold(f"<b>Sources, {len(lines)}</b>", listed(lines, "ol")) if lines else ""


def sources(*ids):
    """List sources, each under the id by which a lesson names it.

    Parameters
    ----------
    *ids : str
        Ids in ``data/sources.csv``; all of them if none is given.

    Returns
    -------
    Passage

    Raises
    ------
    ValueError
        If there is no such source.

    Examples
    --------
    >>> print(acu.sources("WHO2008").words[:45])
    - WHO2008 World Health Organization, Regional
    """
    known = tables.read("sources").set_index("id")
    for name in ids:
        if name not in known.index:
            hint = tables.nearest(str(name), known.index)
            raise ValueError(f"data/sources.csv has no source {name!r}{hint}")
    return Passage(
        listed([f"<b>{name}</b> {cited(known.loc[name])}" for name in ids or known.index])
    )


def sources_of(*ids):
    """Return sources as text, for a script.

    Parameters
    ----------
    *ids : str
        Ids in ``data/sources.csv``; empty ones are left out.

    Returns
    -------
    list of dict
        `citation`, `link` (empty if there is none).
    """
    known = tables.read("sources").set_index("id")
    named = [name for name in ids if name]
    return known.loc[named, ["citation", "link"]].to_dict("records")


def cited(source):
    """Cite a source (row of ``data/sources.csv``), with its address, as HTML (str)."""
    link, words = escape(source["link"]), f"{escape(source['citation'])} "
    if link:
        # A narrow page may break the line after each of these, and in a very long word.
        shown = re.sub(r"([/._]|[^\W_]{20})(?=[^/])", r"\1<wbr>", link)
        words += f'<a href="{link}" target="_blank" rel="noopener">{shown}</a> '
    return f"{words}<small>({escape(source['checked'])})</small>"


def listed(lines, tag="ul"):
    """Put lines of HTML in a list; nothing if there are none."""
    return f"<{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</{tag}>" if lines else ""


def fold(heading, text, state=""):
    """Fold text under a heading; a heading alone if there is none."""
    if not text:
        return f"<p>{heading}</p>"
    return f"<details {state}><summary>{heading}</summary>{text}</details>"

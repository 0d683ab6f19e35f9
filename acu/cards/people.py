"""Who may press, who asks first, who presses lightly, who only watches."""

from html import escape

from acu import safety
from acu.cards.card import card
from acu.cards.citing import Sources, fold, listed
from acu.cards.passage import Passage

GROUPS = {
    "avoid": "Leave it today, or leave the point out",
    "ask": "Ask a doctor or midwife first",
    "light": "Press lightly",
}


def who_may_press(*codes):
    """Say who leaves points out, who asks first and who presses lightly.

    Parameters
    ----------
    *codes : str
        WHO codes.

    Returns
    -------
    Passage
        A group for each verdict of ``data/cautions.csv``, the strictest first. At each point the
        strictest caution about a person counts; where it is not the same at all of the points,
        they are named.

    Raises
    ------
    ValueError
        If a code is not in the table, or none is given.

    Examples
    --------
    >>> print(acu.who_may_press("BL40").words.splitlines()[0])
    Leave it today, or leave the point out
    """
    if not codes:
        raise ValueError("name the points, such as who_may_press('GB29', 'BL40')")
    for code in codes:
        card(code)
    sources = Sources()
    return Passage(f'<div class="sayings">{people(codes, sources)}{sources.listed()}</div>')


def people(codes, sources):
    """Lay out the same as HTML (str), for a page that lists its sources (Sources) by itself."""
    groups = {verdict: [] for verdict in GROUPS}
    for row, held in _cautions(codes):
        where = "" if set(held) == set(codes) else f" ({', '.join(held)})"
        groups[row.verdict].append(
            f"<b>{escape(row.situation)}{where}.</b> {escape(row.action)} {escape(row.reason)} "
            f"{sources.number(row.source, verified=row.verified)}"
        )
    parts = [
        fold(f"<b>{title}</b>", listed(lines), "open")
        for title, lines in zip(GROUPS.values(), groups.values(), strict=True)
        if lines
    ]
    return "".join(parts)


def _cautions(codes):
    """Pair each caution about people with the points at which it is the strictest about them."""
    found, held = {}, {code: [*safety.cautions(code).itertuples()] for code in codes}
    for who in safety.situations():
        for code, rows in held.items():
            rows = [row for row in rows if who in row.who.split("; ")]
            if rows:
                row = min(rows, key=lambda row: list(GROUPS).index(row.verdict))
                words = row.situation, row.action, row.reason
                found.setdefault(words, (row, {}))[1][code] = True
    return list(found.values())

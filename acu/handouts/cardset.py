"""Cards to cut out: a front that asks, a back that answers."""

from acu import atlas, safety, tables
from acu.handouts.drawing import print_bare
from acu.handouts.pages import DESCRIBED, LOCATED, known
from acu.handouts.typesetting import destination, print_pdf
from acu.plates.views import VIEWS
from acu.points import row_of, second_place
from acu.tables import capital

ACROSS, SHEET = 2, 8  # cards in a row and on a sheet
PICTURE = 80, 47  # mm: the most that a picture may take
NOTHING = "Our tables do not say."


def card_set(*codes, out, paper="a4"):
    """Write cards about points as PDF, to print on both sides and cut out.

    Parameters
    ----------
    *codes : str
        WHO codes. Each has a card that asks for its place and, if it is drawn, one that asks for
        its name; where it is easily mixed up, there are cards about that, too.
    out, paper
        As for `handout`.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    ValueError, OSError
        As `handout` does.

    Notes
    -----
    Eight cards a sheet, 90 mm by 64 mm. Fronts and backs take turns; flip on the long edge.

    Examples
    --------
    >>> acu.card_set("GB29", "GB30", "BL40", out="cards.pdf").name
    'cards.pdf'
    """
    codes = known(codes)
    path = destination(out, paper)
    pictures, cards = {}, []
    for code in codes:
        cards += _cards(code, pictures)
    cards += _contrasts(codes)
    title = f"Cards to learn {', '.join(codes) if len(codes) < 7 else f'{len(codes)} points'}"
    sheets = [laid(cards[i : i + SHEET]) for i in range(0, len(cards), SHEET)]
    return print_pdf("cards", {"title": title, "sheets": sheets}, path, paper, pictures)


def laid(cards):
    """Lay cards on a sheet: row by row in front, and behind with each row the other way round.

    Parameters
    ----------
    cards : list of dict
        No more than fit on a sheet.

    Returns
    -------
    dict
        `fronts` and `backs`: lists of cards, None where the sheet is bare.
    """
    fronts = [*cards, *[None] * (-len(cards) % SHEET)]
    rows = [fronts[i : i + ACROSS] for i in range(0, SHEET, ACROSS)]
    return {"fronts": fronts, "backs": [each for row in rows for each in reversed(row)]}


def _cards(code, pictures):
    """Make the cards of one point."""
    row = row_of(code)
    named = {name: row[name] for name in ("pinyin", "english")} | {"code": code}
    named["characters"] = row["traditional"]
    back = {**named, "facts": _facts(code, row)}
    made = [{"front": {"ask": "Where does it lie? How do you find it?", **named}, "back": back}]
    if row["drawn"]:
        pictures[code] = print_bare(code, *PICTURE)
        ask, view = "Which point is this?", VIEWS[row["view"]].title
        words = f"A dot on the {view}, and the places from which it is found."
        made.append({"front": {"ask": ask, "picture": code, "words": words}, "back": back})
    return made


def _facts(code, row):
    """List what stands on the back: heading and text of the place, what lies beneath, a caution."""
    facts = [("Find it", _place(code))]
    if row["second_rule"]:
        facts.append((second_place(code), _place(code, second=True)))
    facts.append(("Beneath", _beneath(code)))
    if row["pressure"] == "locate only":
        return [*facts, ("Care", LOCATED if row["drawn"] else DESCRIBED)]
    return [*facts, ("Care", _caution(code))]


def _place(code, second=False):
    return capital(atlas.describe(code, second).partition(" lies ")[2])


def _beneath(code):
    """Name what must not be hurt, or the muscles if there is none."""
    rows = tables.read("anatomy").query("code == @code")
    if rows.empty:
        return NOTHING
    row = rows.iloc[0]
    return f"{capital('; '.join(filter(None, [row['nerves'], row['vessels']])) or row['muscles'])}."


def _caution(code):
    """Choose one caution: the first about everyone, at this point if there is one."""
    held = safety.cautions(code)
    wanted = [held[held["situation"] == words] for words in ("Everyone", "Pressing too hard")]
    row = next(rows for rows in (*wanted, held) if len(rows)).iloc[0]
    return f"{row['action']} {row['reason']}"


def _contrasts(codes):
    """Make cards about what is easily mixed up."""
    rows = tables.read("lookalikes")
    rows = rows[rows["code"].isin(codes) | rows["other"].isin(codes)]
    return [
        {"front": {"ask": row.ask}, "back": {"facts": [(row.right, row.why)]}}
        for row in rows.itertuples()
    ]

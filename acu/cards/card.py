"""A card: what the tables say of one point."""

from dataclasses import dataclass
from functools import cache, cached_property
from html import escape

from acu import atlas, rules, safety, tables
from acu.cards import said
from acu.cards.citing import Sources
from acu.cards.passage import Passage
from acu.cards.route import route, rule_of
from acu.points import load_points, row_of, second_place
from acu.tables import capital


def card(code):
    """Return the card of a point: its names, its place, how it is pressed, what is said of it.

    Parameters
    ----------
    code : str
        WHO code.

    Returns
    -------
    Card
        Each passage of it, and the whole, can be the last line of a cell.

    Raises
    ------
    ValueError
        If `code` is not a point of the table.

    Examples
    --------
    >>> acu.card("GB29").title
    'GB29 Jūliáo, Squatting Bone-Hole'
    >>> acu.card("GB29").place.words[:40]
    'GB29 Jūliáo lies half-way between the fr'
    """
    row_of(code)
    return _card(code)


def cards():
    """Return the card of every point.

    Returns
    -------
    dict of str to Card
        By code, in the order of the table.
    """
    return {code: _card(code) for code in load_points().index}


@dataclass(frozen=True)
class Card:
    """What the tables say of one point. The same words stand wherever the point is met.

    Parameters
    ----------
    code : str
        WHO code of a point of the table.
    """

    code: str

    @property
    def name(self):
        """Code and name, such as "GB29 Jūliáo" (str)."""
        return atlas.plain_names()[self.code]

    @property
    def title(self):
        """Code, name and what the name means (str)."""
        return f"{self.name}, {self._row['english']}"

    @property
    def names(self):
        """Its names in several languages and numberings, and what it is mixed up with."""
        return self._passage(said.names)

    @property
    def place(self):
        """Where it lies by WHO's rule, its second place, and what had to be chosen."""
        return self._passage(said.place)

    @property
    def beneath(self):
        """What lies under the skin."""
        return self._passage(said.beneath)

    @property
    def pressing(self):
        """How to lie or sit, how hard to press, how long, and when to stop."""
        return self._passage(said.pressing)

    @property
    def cautions(self):
        """What everyone heeds at this point, and who leaves it out."""
        return self._passage(said.cautions)

    @property
    def article(self):
        """The article's sentences about it, what is known, and a fair way to say it."""
        return self._passage(said.article)

    @property
    def uses(self):
        """What it is pressed for: by the article, by tradition, and by evidence, each by itself."""
        return self._passage(said.uses)

    def sayings(self, who=""):
        """Say what it is pressed for and by whom it is not.

        Parameters
        ----------
        who : str
            One of `safety.situations`, whose caution stands first; empty text if none.

        Returns
        -------
        Passage
            Cautions (unfolded: nobody has to open a fold to be warned), then what the article, the
            tradition and the studies say, each by itself, then the sources by their numbers.
        """
        heading = f"<h3>What is said of {escape(self.name)}</h3>{self._warning(who)}"
        return self._passage(said.cautions, said.uses, heading=heading)

    @cached_property
    def facts(self):
        """What the body map tells of it (dict of text, flags and lists, fit for JSON)."""
        row = self._row
        return {
            "name": self.name,
            "characters": row["traditional"],
            "english": row["english"],
            "where": row["region"],
            "view": row["view"],
            "channel": row["channel"],
            "drawn": bool(row["drawn"]),
            "rule": atlas.describe(self.code),
            "posture": row["posture"],
            "notes": said.notes(self.code),
            "steps": _steps(self.code) if row["drawn"] else [],
        }

    def _repr_mimebundle_(self, include=None, exclude=None):
        heading = f"<h3>{escape(self.title)}</h3>"
        whole = self._passage(*said.SECTIONS, heading=heading)
        return whole._repr_mimebundle_(include, exclude)

    @property
    def _row(self):
        return row_of(self.code)

    def _warning(self, who):
        """Say what one person has to heed at this point."""
        found = safety.not_for(who) if who else None
        if found is None or self.code not in found.index:
            return ""
        return warning_to(who, found.loc[self.code])

    def _passage(self, *sections, heading=""):
        """Put sections one below the other, and what they cite below them all."""
        sources = Sources()
        text = "".join(section(self.code, sources) for section in sections)
        return Passage(f'<div class="sayings">{heading}{text}{sources.listed()}</div>')


def warning_to(who, row):
    """Word what a person has to heed, a row of `safety.not_for`, as HTML (str)."""
    warning = f"<strong>{escape(who.capitalize())}: {escape(row['action'])}</strong>"
    return f'<p class="warning">{warning} {escape(row["reason"])}</p>'


_card = cache(Card)


def _steps(code):
    """Title and more words of each stop; places that are named later carry their number."""
    named, steps = dict(atlas.plain_names()), []
    for number, stop in enumerate(route(code), start=1):
        steps.append(_step(stop, named))
        if stop.kind in ("start", "found"):
            named[stop.name] += f" ({number})"
    return steps


def _step(stop, named):
    if stop.kind == "start":
        learned, feel = _felt()[stop.name]
        return {"title": capital(named[stop.name]), "more": f"{capital(learned)}. {feel}".strip()}
    if stop.kind == "move":
        told = rules.tell(rule_of(stop.name, stop.second), named)[stop.position]
        return {"title": capital(told), "more": ""}
    second = stop.kind == "second"
    title = second_place(stop.name) if second else named[stop.name]
    return {"title": title, "more": atlas.describe(stop.name, second)}


@cache
def _felt():
    """Learned name of every landmark, and how to feel for it."""
    landmarks = tables.read("landmarks")
    return dict(
        zip(landmarks["id"], zip(landmarks["name"], landmarks["feel"], strict=True), strict=True)
    )

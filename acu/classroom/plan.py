"""The plan of a class: which block when, what learners do, what they can do afterwards."""

from dataclasses import dataclass
from html import escape

import pandas as pd

from acu import atlas, tables
from acu.cards.citing import Sources, listed
from acu.classroom.minutes import lasting, lengths
from acu.points import load_points, row_of
from acu.stations.items import facts, ring, use_of

AUDIENCES = {
    "adults": "adults",
    "school class": "a school class",
    "carers": "nurses and carers",
    "older people": "older people",
}
FEW = 4  # of so many points only the first landmark of each is named
CELL = "text-align: left; vertical-align: top; padding: 0.3em 1em 0.3em 0"
OURS = "The blocks, their minutes and the lists are our own choice."


@dataclass(frozen=True, eq=False)
class ClassPlan:
    """What happens in a class, and when.

    Parameters
    ----------
    title : str
    codes : tuple of str
        WHO codes of its points, in the order in which they are taught.
    minutes : int
        How long it lasts.
    audience : str
        One of `AUDIENCES`.
    blocks : pandas.DataFrame
        A row for each block: `start` and `end` (minutes since the beginning), `block` (its title),
        `does` (what learners do), `check` (by what the teacher sees it), `source` (an id in
        ``data/sources.csv``, or empty). The index, `part`, is that of ``data/class_blocks.csv``.
    objectives : list of str
        What a learner can do afterwards.
    bring : list of str
        What is needed, and for whom.
    """

    title: str
    codes: tuple
    minutes: int
    audience: str
    blocks: pd.DataFrame
    objectives: list
    bring: list

    @property
    def words(self):
        """The plan in plain words, a line for each block (str)."""
        lines = [f"{row.start}–{row.end} {row.block}" for row in self.blocks.itertuples()]
        return "\n".join([f"{self.title}, {self.about}", *lines])

    @property
    def about(self):
        """For whom it is and how long (str)."""
        return f"{self.minutes} minutes, for {AUDIENCES[self.audience]}"

    @property
    def html(self):
        """The whole plan as HTML, which also prints (str)."""
        sources = Sources()
        rows = [
            f'<tr><th scope="row" style="{CELL}; white-space: nowrap">{row.start}–{row.end}</th>'
            f'<td style="{CELL}"><b>{escape(row.block)}</b><br>{escape(row.does)} '
            f'{_mark(sources, row.source)}</td><td style="{CELL}">{escape(row.check)}</td></tr>'
            for row in self.blocks.itertuples()
        ]
        heads = "".join(
            f'<th scope="col" style="{CELL}">{head}</th>'
            for head in ("Minute", "What learners do", "You see it by")
        )
        return (
            f"<h3>{escape(self.title)}</h3><p>{escape(self.about.capitalize())}.</p>"
            f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
            f"<h4>After the class a learner can</h4>{listed(map(escape, self.objectives), 'ol')}"
            f"<h4>Bring along</h4>{listed(map(escape, self.bring))}"
            f"<p><small>{OURS}</small></p>{sources.listed()}"
        )

    def __repr__(self):
        """Say the words."""
        return self.words

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": tables.as_words(self.html), "text/plain": self.words}


def plan_class(*codes, minutes=60, audience="adults"):
    """Plan a class.

    Parameters
    ----------
    *codes : str
        WHO codes of the points to teach, in their order; the article's three unless given.
    minutes : int
        How long the class lasts: a length of which ``data/class_times.csv`` has rows.
    audience : str
        "adults", "school class", "carers" (nurses and carers) or "older people".

    Returns
    -------
    ClassPlan
        Its blocks fill the class to the minute. Safety is part of each.

    Raises
    ------
    ValueError
        If a code is not in the table of points, there is no class of this length or for this
        audience, the points are too many for the time, or a private point is for a school class.

    Notes
    -----
    The blocks stand in ``data/class_blocks.csv``, their minutes in ``data/class_times.csv``. Where
    points ask for more time than there is, the longest gives up a minute at a time.

    Examples
    --------
    >>> plan = acu.plan_class("GB29", "BL40", minutes=30)
    >>> plan.blocks["block"].tolist()[:3]
    ['Welcome: what we claim', 'Safety first', 'GB29 Jūliáo']
    >>> int(plan.blocks["end"].iloc[-1])
    30
    """
    points = load_points()
    codes = tuple(dict.fromkeys(codes)) or ("GB29", "GB30", "BL40")
    uses = {code: use_of(row_of(code)) for code in codes}
    _check(minutes, audience, uses)
    blocks = _blocks(lasting(codes, minutes), uses, audience)
    named = _together([f"{code} {points.loc[code, 'pinyin']}" for code in codes])
    return ClassPlan(
        title=f"Finding {named}",
        codes=codes,
        minutes=minutes,
        audience=audience,
        blocks=blocks,
        objectives=_objectives(uses, audience, minutes),
        bring=_bring(uses, audience),
    )


def _check(minutes, audience, uses):
    if minutes not in lengths():
        known = _together(map(str, lengths()), "or")
        raise ValueError(
            f"there is no class of {minutes} minutes in data/class_times.csv: a class lasts "
            f"{known} minutes. For another length add rows to the table"
        )
    if audience not in AUDIENCES:
        hint = tables.nearest(str(audience), AUDIENCES) or f"; there are: {', '.join(AUDIENCES)}"
        raise ValueError(f"there is no plan for {audience!r}{hint}")
    private = [code for code, use in uses.items() if use == "private"]
    if private and audience == "school class":
        raise ValueError(
            f"{', '.join(private)}: a private place, which is not for a school class; leave it out"
        )


# --- words ---------------------------------------------------------------------------------------


def _blocks(parts, uses, audience):
    rows, table, starts, start = [], tables.read("class_blocks"), _starts(uses), 0
    for part, code, lasts in parts:
        known = _gaps_of(code) if code else starts
        use = uses[code] if code else _of_class(uses)
        region = row_of(code)["region"] if code else ""
        fits = table[table["part"] == part]
        for column, own in zip(
            ("code", "region", "use", "audience"), (code, region, use, audience), strict=True
        ):
            fits = fits[fits[column].isin(["", own])]
        fitting = [row for row in fits.itertuples() if _gaps(row) <= known.keys()]
        if not fitting:
            raise ValueError(
                f"data/class_blocks.csv has no row of the part {part!r} for this class whose gaps "
                f"can be filled; gaps are {', '.join(f'{{{gap}}}' for gap in known)}"
            )
        row = fitting[0]
        told = [tables.filled(text, known) for text in (row.block, row.does, row.check)]
        rows.append((part, start, start + int(lasts), *told, row.source))
        start += int(lasts)
    columns = ["part", "start", "end", "block", "does", "check", "source"]
    return pd.DataFrame(rows, columns=columns).set_index("part")


def _objectives(uses, audience, minutes):
    rows = _fitting("objectives", uses, audience).query("shortest <= @minutes")
    known = {"points": _together([f"{code} {row_of(code)['pinyin']}" for code in uses])}
    return [tables.filled(words, known) for words in rows.drop_duplicates("id")["words"]]


def _bring(uses, audience):
    rows = _fitting("bring", uses, audience)
    return [f"For {row.per}: {row.thing}." for row in rows.itertuples()]


def _fitting(name, uses, audience):
    """Return the rows of a table that fit a class."""
    table = tables.read(name)
    fits = table["code"].isin(["", *uses]) & table["audience"].isin(["", audience])
    return table[fits & table["use"].isin(["", _of_class(uses)])]


def _of_class(uses):
    """Say whether anything is pressed: "pressed" if one of the points is, else "located"."""
    return "pressed" if "pressed" in uses.values() else "located"


def _gaps_of(code):
    return {"name": atlas.plain_names()[code], "ring": f"{ring(code):g}"}


def _starts(uses):
    """Name the landmarks from which points are found, those of private points aside."""
    shown = [facts(code) for code, use in uses.items() if use != "private"]
    which = ("first", "second") if len(shown) < FEW else ("first",)
    named = dict.fromkeys(known[each] for known in shown for each in which if each in known)
    return {"starts": _together([f"the {name}" for name in named])} if named else {}


def _gaps(row):
    """Name the gaps in the words of a row."""
    return tables.gaps(row.block + row.does + row.check)


def _together(names, word="and"):
    *rest, last = names
    return f"{', '.join(rest)} {word} {last}" if rest else last


# --- HTML ----------------------------------------------------------------------------------------


def _mark(sources, source):
    return sources.number(source) if source else ""

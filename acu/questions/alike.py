"""Points that share a name or a number, and points with two places, to be told apart."""

from collections import defaultdict
from functools import cache
from itertools import chain

from acu import atlas, tables
from acu.points.loading import own
from acu.points.naming import numbers, spelled
from acu.questions.question import choice, standard
from acu.tables import capital

PRESSED = {  # what is asked of two points that are pressed in different ways
    frozenset({"firm", "gentle"}): ("may be pressed firmly", "firm"),
    frozenset({"firm", "locate only"}): ("is never pressed, only looked for", "locate only"),
    frozenset({"gentle", "locate only"}): ("is never pressed, only looked for", "locate only"),
}


def which(code):
    """Ask to tell a point from its look-alikes (iterator of Question)."""
    for other in _namesakes(code):
        yield _written(code, other)
        yield _written(other, code)
        yield from _pressed(*sorted([code, other]))
    yield from (_numbered(row, other) for row, other in _older()[code])
    yield from _two_places(code)
    yield from (_told(row) for row in _table() if code in (row.code, row.other))


def mixed_up(code):
    """List the points that share the name or a number of a point.

    Parameters
    ----------
    code : str
        WHO code.

    Returns
    -------
    list of str
        Codes: those with the same name but for its tones, then those that share a number of the
        bladder channel with it, in WHO's numbering or in that of older charts; the pair of which
        the article speaks comes first.
    """
    pairs = sorted(_older()[code], key=lambda pair: pair[0].source != "ARTICLE")
    return [*_namesakes(code), *(row.code if other == code else other for row, other in pairs)]


def _namesakes(code):
    """Codes of the other points with the same name but for its tones."""
    alike = _called()[spelled(own().loc[code, "pinyin"])[0]]
    return [other for other in alike if other != code]


@cache
def _called():
    found = defaultdict(list)
    for code, pinyin in own()["pinyin"].items():
        found[spelled(pinyin)[0]].append(code)
    return found


@cache
def _older():
    """Pair rows of other numberings with the point that has the number today, by both codes."""
    pairs = defaultdict(list)
    for row in chain.from_iterable(numbers().values()):
        today = f"{own().loc[row.code, 'channel']}{row.name.split()[-1]}"
        if today in own().index:
            for code in (row.code, today):
                pairs[code].append((row, today))
    return pairs


@cache
def _table():
    return list(tables.read("lookalikes").itertuples())


def _written(code, other):
    """Ask which of two points of one name is written so, and where it lies."""
    rows, named = own().loc[[code, other]], atlas.plain_names()
    options = {
        (point, place): f"{named[point]} ({rows.loc[place, 'region']})"
        for point in (code, other)
        for place in (code, other)
    }
    right = options.pop((code, code))
    bare = spelled(rows.loc[code, "pinyin"])[0].capitalize()
    return choice(
        f"which {code} {other}",
        code,
        f"Two points are called {bare}. Which one is written {rows.loc[code, 'traditional']}, "
        "and where does it lie?",
        right,
        options.values(),
        f"{rows.loc[code, 'traditional']} is {right}. "
        f"{rows.loc[other, 'traditional']} is {named[other]} ({rows.loc[other, 'region']}).",
        tuple(dict.fromkeys([standard(code), standard(other)])),
    )


def _pressed(code, other):
    """Ask which of two points of one name is pressed, or pressed firmly."""
    rows, named = own().loc[[code, other]], atlas.plain_names()
    how = PRESSED.get(frozenset(rows["pressure"]))
    if how is None:
        return
    asked, pressure = how
    right, wrong = sorted([code, other], key=lambda point: rows.loc[point, "pressure"] != pressure)
    bare = spelled(rows.loc[code, "pinyin"])[0].capitalize()
    ways = {"firm": "pressed firmly", "gentle": "pressed gently", "locate only": "never pressed"}
    told = [
        f"{named[point]} ({rows.loc[point, 'region']}) is {ways[rows.loc[point, 'pressure']]}."
        for point in (right, wrong)
    ]
    yield choice(
        f"which {code} {other} pressed",
        right,
        f"Two points are called {bare}. Which one {asked}?",
        named[right],
        [named[wrong]],
        " ".join(told),
        ("GENERAL",),
    )


def _numbered(row, other):
    """Ask which point an older chart means by a number."""
    points, named = own(), atlas.plain_names()
    # Of both points the next one too, so that neither stands out by its number.
    wrong = [other, *(f"{code[:2]}{int(code[2:]) + 1}" for code in (row.code, other))]
    return choice(
        f"which {row.code} {other}",
        row.code,
        f"A book numbers points as {row.numbering} do, and prints {row.name}. "
        "Which point is that in WHO's numbering?",
        named[row.code],
        [named[code] for code in wrong],
        f"In {row.numbering} {row.name} is {named[row.code]} ({points.loc[row.code, 'region']}). "
        f"WHO's {other} is another point, {named[other].split()[-1]} "
        f"({points.loc[other, 'region']}).",
        (row.source, "WHO2008"),
    )


def _two_places(code):
    """Ask which of the two places that WHO prints for a point is the first."""
    # Of an extra point, which WHO does not print, both places count alike.
    if code.startswith("EX") or not own().loc[code, "second_rule"]:
        return
    named = atlas.plain_names()[code]
    first, second = (atlas.describe(code, again).partition(" lies ")[2] for again in (False, True))
    yield choice(
        f"which {code} places",
        code,
        f"{named} has two printed places in WHO's book. Which is the first?",
        capital(first).rstrip("."),
        [capital(second).rstrip(".")],
        f"First: {first} Second: {second}",
        (standard(code),),
    )


def _told(row):
    """Ask what stands in the table of look-alikes."""
    sources = tuple(filter(None, (row.source, row.second_source)))
    key = " ".join(filter(None, ("which", row.code, row.other, row.id)))
    return choice(key, row.code, row.ask, row.right, row.wrong.split("; "), row.why, sources)

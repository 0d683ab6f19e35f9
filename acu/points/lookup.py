"""Names looked up while they are typed, and the same for a page where no Python runs."""

import re
from functools import cache, lru_cache

from acu.points import finding, naming
from acu.points.finding import Found, find
from acu.points.loading import load_points


@lru_cache(256)
def called(text):
    """Find the points that go by a text, or begin with it while it is being typed.

    Parameters
    ----------
    text : str

    Returns
    -------
    Found
        As from `find`; but if `find` knows no such point, its `codes` are those of which the code,
        a name or a word of the English name begins so.
    """
    found = find(text)
    typed = text.strip()[: finding.LONGEST]
    begun = () if found.codes else tuple(code for code in _begins() if _fits(code, typed))
    if not begun:
        return found
    points = "1 point has" if len(begun) == 1 else f"{len(begun)} points have"
    return Found(text, begun, (), f'{points} a code or name that begins with "{text.strip()}".')


@cache
def lookup():
    """Lay out all that `called` goes by, for `called` in ``acu/live/naming/naming.js``.

    Returns
    -------
    dict
        Fit for JSON. `labels`: what a point is called in a message, by code, in the order of the
        table. `rest`: what follows it in a message on that point alone. `names`: pairs of code and
        tones by bare name. `begins`: all that a name can begin with, by code. `prefixes`: channels
        by the letters that stand for them. `numbered`: answers by letters and number, each a list
        of codes and a message (None if it says no more than who the point is); with no number,
        the answer for numbers that are not there. `as`: letters whose answers are those of other
        letters. `also`: codes by a number of another numbering. `patterns`: regular expressions.
    """
    numbered, alike = _numbered()
    return {
        "labels": {code: finding.label(code) for code in load_points().index},
        "rest": {code: finding.told([code])[len(finding.label(code)) :] for code in _begins()},
        "names": naming.names(),
        "begins": _begins(),
        "prefixes": naming.prefixes(),
        "numbered": numbered,
        "as": alike,
        "also": {
            "".join(number): [row.code for row in rows] for number, rows in naming.numbers().items()
        },
        "patterns": {
            "code": _for_scripts(naming.code_pattern().pattern),
            "extra": finding.EXTRA.pattern,
            "number": _for_scripts(finding.NUMBER),
            "hanzi": finding.HANZI,
            "breaks": finding.BREAKS,
        },
        "fillers": sorted(finding.FILLERS),
        "longest": finding.LONGEST,
    }


def _numbered():
    """Ask `find` for every number with all letters; letters that mean the same share a table."""
    counted = [re.fullmatch("(.*?)([0-9+]+)", code).groups() for code in naming.points().index]
    counted += naming.numbers()
    renumbered = {channel for channel, _ in naming.numbers()}
    tables, alike = {}, {}
    for letters, channels in naming.prefixes().items():
        # Only where a number has been changed it counts whether the letters are WHO's own.
        own = len(channels) > 1 or (letters == channels[0] and letters in renumbered)
        meaning = letters if own else ("", *channels)
        alike[letters] = next((other for other, means in tables if means == meaning), letters)
        if alike[letters] == letters:
            numbers = [number for channel, number in counted if channel in channels]
            tables[letters, meaning] = {n: _answer(letters, n) for n in dict.fromkeys(numbers)}
            tables[letters, meaning][""] = _answer(letters, "")
    numbered = {letters: table for (letters, _), table in tables.items()}
    return numbered, {letters: other for letters, other in alike.items() if other != letters}


def _answer(letters, number):
    codes, message = finding.by_number(letters, number)
    return [list(codes), None if codes and message == finding.told(codes) else message]


def _for_scripts(pattern):
    """Write a pattern as JavaScript reads it: its letters are those of all languages."""
    return pattern.replace(r"\w", r"[\p{L}\p{N}_]")


def _fits(code, text):
    """Tell whether a code or one of its names begins with a text."""
    typed = _squashed(text)
    if not typed or _squashed(code).startswith(typed):
        return bool(typed)
    start = "" if any(map(str.isdigit, typed)) else naming.spelled(text)[0]
    return any(start and name.startswith(start) for name in _begins()[code].split())


def _squashed(text):
    return "".join(filter(str.isalnum, text)).casefold()


@cache
def _begins():
    """Return, by code, all that a point's name can begin with, in bare letters and in one text."""
    names = {}
    for code, row in load_points().iterrows():
        whole = [*row[["pinyin", "traditional", "simplified", "english"]], *row["english"].split()]
        names[code] = " ".join(dict.fromkeys(naming.spelled(name)[0] for name in whole))
    return names

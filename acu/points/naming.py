"""The book of names: every name, number and spelling that points go by."""

import re
import unicodedata
from collections import defaultdict
from functools import cache

import pandas as pd

from acu import tables
from acu.points.loading import code_order

STANDARD = ["pinyin", "traditional", "simplified", "english"]
TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


@cache
def book():
    """Return every name of every point: columns code, name, kind, numbering, source, note."""
    standard = tables.read("points").melt("code", STANDARD, "kind", "name")
    return pd.concat([standard, tables.read("names")]).fillna("")


@cache
def points():
    """Return the standard names and the region of every point, by code."""
    return tables.read("points").set_index("code")[[*STANDARD, "region"]]


@cache
def names():
    """Return pairs of code and tones by bare name."""
    found = defaultdict(list)
    for row in book().itertuples():
        if row.kind != "number":
            bare, tones = spelled(row.name)
            found[bare].append((row.code, tones))
    return dict(found)


@cache
def numbers():
    """Return rows of other numberings by channel and number."""
    found = defaultdict(list)
    for row in tables.read("names").query("kind == 'number'").itertuples():
        letters, number = code_parts(row.name)
        found[prefixes()[letters][0], number].append(row)
    return dict(found)


@cache
def prefixes():
    """Return channels by the letters or words that stand for them, squashed."""
    channels, aliases = tables.read("channels"), tables.read("prefixes")
    pairs = [
        *zip(channels["code"], channels["code"], strict=True),
        *zip(channels["name"], channels["code"], strict=True),
        *zip(aliases["alias"], aliases["channel"], strict=True),
        *((code.rstrip("0123456789"),) * 2 for code in points().index if code[:2] == "EX"),
    ]
    found = defaultdict(list)
    for letters, channel in pairs:
        if channel not in found[_squashed(letters)]:
            found[_squashed(letters)].append(channel)
    return dict(found)


@cache
def code_pattern():
    """Return the pattern of a code inside a longer text."""
    longest_first = sorted(prefixes(), key=len, reverse=True)
    letters = "|".join(r"[\s.-]*".join(map(re.escape, prefix)) for prefix in longest_first)
    return re.compile(rf"(?<!\w)(?<!\w-)(?:{letters})[\s.-]*[0-9]{{1,3}}\+?(?!\w)", re.IGNORECASE)


def code_parts(text):
    """Split a code into letters and number.

    Parameters
    ----------
    text : str
        Such as ``"Gb. 029"`` or ``"40V"``.

    Returns
    -------
    letters, number : str
        Such as GB and 29, V and 40; without a number, the whole text and "".
    """
    squashed = _squashed(text)
    if re.search(r"\d[^\w+]+\d", text):
        return squashed, ""
    match = re.fullmatch(r"(3[EH]|\D+)([0-9]{1,9}\+?)", squashed)
    if match:
        return match[1], match[2].lstrip("0")
    match = re.fullmatch(r"([0-9]{1,3})(\D+)", squashed)
    if match and squashed not in ("3E", "3H"):
        return match[2], match[1].lstrip("0")
    return squashed, ""


def spelled(text):
    """Split a name into bare letters and tones.

    Parameters
    ----------
    text : str
        A name with tone marks (Wěizhōng), tone numbers (wei3zhong1) or without tones.

    Returns
    -------
    letters, tones : str
        Such as weizhong and 31.
    """
    signs = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    letters, tones = [], []
    for before, sign, after in zip(" " + signs, signs, signs[1:] + " ", strict=False):
        if sign in TONES:
            tones.append(TONES[sign])
        elif sign in "12345" and before.isalpha() and not after.isdigit():
            tones.append(sign)
        elif sign.isalnum():
            letters.append(sign)
    # On a keyboard without ü people type v.
    bare = "".join(letters).replace("lv", "lu").replace("nv", "nu")
    return bare, "".join(tones).replace("5", "")


def named(text):
    """Return the codes of all points that go by a name.

    Parameters
    ----------
    text : str
        A name and nothing else. Tones count if it has any and they fit.

    Returns
    -------
    tuple of str
        In the order of the channels.
    """
    bare, tones = spelled(text)
    matches = names().get(bare, [])
    toned = [code for code, heard in matches if tones and heard == tones]
    return in_order(toned or [code for code, _ in matches])


def in_order(codes):
    """Return codes in the order of the channels, each once.

    Parameters
    ----------
    codes : iterable of str

    Returns
    -------
    tuple of str
    """
    return tuple(sorted(set(codes), key=code_order()))


def _squashed(text):
    return "".join(sign for sign in text.upper() if sign.isalnum() or sign == "+")

"""Find a point by whatever a book, a chart or a teacher calls it."""

import difflib
import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from acu import tables
from acu.points import naming

HANZI = r"[\u3400-\u9fff\uf900-\ufaff]+"
BREAKS = r"[\s,;:/()\[\]]+"
NUMBER = r"(?<!\w)[0-9]{1,9}(?!\w)"
EXTRA = re.compile(r"(?:EX[\s-]*(HN|CA|B|UE|LE)|[MN]-[A-Z]{1,2})[\s.-]*0*(\d+)", re.IGNORECASE)
FILLERS = {"and", "or", "the", "point", "points", "acupoint", "left", "right", "穴"}
LONGEST = 100  # signs of a text that are looked at
PLAIN = str.maketrans("İı", "Ii")  # a Turkish keyboard has four letters I
NO_CHANNEL = "A number alone names no point: put the channel before it, as in GB29."


@dataclass(frozen=True, repr=False)
class Found:
    """What `find` answers.

    Parameters
    ----------
    text : str
        What was asked.
    codes : tuple of str
        WHO codes: none, one, or several if the text can mean several points.
    suggestions : tuple of str
        WHO codes of points with a name or code like the part of the text that is not known.
    message : str
        The answer in plain words.
    """

    text: str
    codes: tuple[str, ...]
    suggestions: tuple[str, ...]
    message: str

    def __repr__(self):
        """Return the codes and the message."""
        return f"{', '.join(self.codes) or 'No point'}: {self.message}"

    def _repr_html_(self):
        codes = ", ".join(self.codes) or "No point"
        told = f"<p><strong>{html.escape(codes)}</strong>: {html.escape(self.message)}</p>"
        return tables.as_words(told)


def find(text):
    """Find a point by code, name or number, in any of the usual spellings.

    Codes may be spelled ``GB29``, ``gb-29``, ``G 29``, ``VB029`` or ``Gallbladder 29``; names with
    tones, with tone numbers or without, joined or split, in Chinese characters or in English. If
    tones are given, they tell points with like names apart.

    Several points can share a name or a number, and then all of them are returned:

    * *Juliao* is GB29 and ST3; *Yangguan* is short for GB33 and GV3.
    * Letters such as P stand for different channels in different languages.
    * Older charts number the bladder points 36 to 54 differently. WHO's own letters BL mean WHO's
      number (``BL47`` is BL47, and the message names the other point); all other letters
      (``B 47``, ``UB47``, ``V47``) may mean either. The number 54 always gives both points,
      whatever the letters: the article says B 54 for BL40, behind the knee, and WHO's BL54 is in
      the buttock.

    A name beside a number decides (``B 54 Weizhong`` is BL40); if the two contradict each other,
    the name counts and the message says so.

    Parameters
    ----------
    text : str
        Such as ``"B 54"``, ``"Juliao"``, ``"wei3zhong1"``, ``"委中"`` or ``"Jumping Round"``. Only
        its first 100 signs are looked at.

    Returns
    -------
    Found
        Its `codes` are in the order of the channels.

    Raises
    ------
    TypeError
        If `text` is not text.

    Examples
    --------
    >>> acu.find("Weizhong").codes
    ('BL40',)
    >>> acu.find("B 54").codes  # two numberings, two answers
    ('BL40', 'BL54')
    >>> acu.find("Weizong").suggestions
    ('BL40',)
    """
    if not isinstance(text, str):
        raise TypeError(f'find takes text such as "GB29" or "Weizhong", not {text!r}')
    plain = unicodedata.normalize("NFKC", text.strip()[:LONGEST]).translate(PLAIN)
    written = " ".join(plain.split())
    if not any(map(str.isalnum, written)):
        return Found(text, (), (), "Type a point's name or code, such as Weizhong or BL40.")
    codes = naming.named(written)
    if codes:
        return Found(text, codes, (), told(codes, written))
    extra = EXTRA.fullmatch(written)
    if extra and f"EX-{extra[1]}{extra[2]}".upper() not in naming.points().index:
        message = f"{written} is the code of an extra point that we do not know. {_range('EX')}"
        return Found(text, (), (), message)
    letters, number = naming.code_parts(written)
    if letters not in naming.prefixes():
        return Found(text, *_by_parts(written))
    if not number:
        ranges = " ".join(map(_range, naming.prefixes()[letters]))
        return Found(text, (), (), f"{ranges} Add a number.")
    codes, message = by_number(letters, number)
    return Found(text, codes, (), message)


def by_number(letters, number):
    """Answer for the letters and the number of a code: codes and message."""
    codes, words = [], []
    channels = naming.prefixes()[letters]
    for channel in channels:
        who, others = f"{channel}{number}", naming.numbers().get((channel, number), [])
        known = who in naming.points().index
        theirs = letters == channel and not any(row.source == "ARTICLE" for row in others)
        if known and (theirs or not others):
            codes.append(who)
            words.append(told([who]) if len(channels) == 1 else _as(letters, channel, who))
            words += [f"In {row.numbering} {number} is {label(row.code)}." for row in others]
            continue
        if known:
            codes.append(who)
            words.append(f"In WHO's numbering {number} is {label(who)}.")
        for row in others:
            codes.append(row.code)
            words.append(f"In {row.numbering} {number} is {label(row.code)}. {row.note}".strip())
        if not known and not others:
            words.append(_range(channel))
    if len(codes) > 1:
        words.append("Which one is meant? Its name tells.")
    return naming.in_order(codes), " ".join(words)


def _by_parts(written):
    """Answer for a text of several parts, or one that no point goes by."""
    codes = [naming.code_parts(match) for match in naming.code_pattern().findall(written)]
    rest = naming.code_pattern().sub(" ", written)
    bare = re.findall(NUMBER, rest)
    rest = re.sub(NUMBER, " ", rest)
    spaced = re.sub(f"({HANZI})", r" \1 ", rest)
    words = [word for word in re.split(BREAKS, spaced) if re.search(r"\w", word)][:12]
    names, unknown = _names_in([word for word in words if word.casefold() not in FILLERS])
    called = _shared([naming.named(name) for name in names])
    if called:
        found, message = _by_name_and_number(
            called, codes, bare, names[0] if len(names) == 1 else ""
        )
        bare = []
    elif len(codes) == 1:
        found, message = by_number(*codes[0])
    elif codes:
        meant = [_meant(naming.prefixes()[letters], number) for letters, number in codes]
        alone = [by_number(*code)[0] for code in codes]
        found = naming.in_order(_shared(meant) if set.intersection(*meant) else _shared(alone))
        message = told(found) if found else "There are no points with these numbers."
    else:
        found, message = (), NO_CHANNEL if bare and not unknown else ""
        bare = []
    unknown = " ".join(unknown + bare)
    if not unknown and (found or message):
        return found, (), message
    suggestions = _close(unknown)
    words = [message, f'"{unknown[:40] or written[:40]}" is not the name of a point that we know.']
    words += [f"Did you mean {' or '.join(map(label, suggestions))}?"] if suggestions else []
    return found, suggestions, " ".join(words).strip()


def _names_in(words):
    """Split words into the names among them, the longest first, and what is left."""
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            name = " ".join(words[start : start + size])
            if naming.named(name):
                before, left = _names_in(words[:start])
                after, right = _names_in(words[start + size :])
                return [*before, name, *after], left + right
    return [], words


def _by_name_and_number(called, codes, bare, name):
    """Let the name decide, and the number among the points of that name."""
    channels = [naming.prefixes()[letters] for letters, _ in codes]
    counted = [number for _, number in codes] + [number.lstrip("0") for number in bare]
    channels += [{re.match("[A-Z]+", code)[0] for code in called}] * len(bare)
    meant = _shared([_meant(*pair) for pair in zip(channels, counted, strict=True)])
    found = naming.in_order(called & meant or called)
    message = told(found, name)
    if counted and not called & meant:
        others = " or ".join(map(label, naming.in_order(meant))) or "no point"
        message += f" But the number means {others}; where the two differ, the name counts here."
    return found, message


def _meant(channels, number):
    """Return every point that a number can mean on some channels, in any numbering."""
    codes = {f"{channel}{number}" for channel in channels}
    codes |= {row.code for each in channels for row in naming.numbers().get((each, number), [])}
    return codes & set(naming.points().index)


def _shared(answers):
    """Return what all answers share, or everything in them if they share nothing."""
    answers = [set(answer) for answer in answers]
    return (set.intersection(*answers) or set.union(*answers)) if answers else set()


def _close(text):
    """Return codes of points whose name or code comes near."""
    names, codes = naming.names(), {code.casefold(): code for code in naming.points().index}
    found = difflib.get_close_matches(text.casefold(), codes, 3, 0.75)
    near = [codes[code] for code in found]
    for name in difflib.get_close_matches(naming.spelled(text)[0], names, 3, 0.75):
        near += naming.in_order(code for code, _ in names[name])
    return tuple(dict.fromkeys(near))


def told(codes, name=""):
    """Say which points these are."""
    if len(codes) > 1:
        points = f"{len(codes)} points: {'; '.join(map(label, codes))}."
        return f"{name} can mean {points}" if name else f"These are {points}"
    (code,) = codes
    point = naming.points().loc[code]
    numbers = [row.name for rows in naming.numbers().values() for row in rows if row.code == code]
    words = [f"{label(code)}, in English {point.english}."]
    words += [f"Also printed as {' and '.join(numbers)}."] if numbers else []
    return " ".join(words)


def label(code):
    """Name a point with its code and the part of the body (str)."""
    point = naming.points().loc[code]
    return f"{code} {point.pinyin} {point.traditional} ({point.region})"


def _as(letters, channel, code):
    """Say what a point is if letters stand for a channel."""
    return f"With {letters} for {_channels()['name'][channel]} it is {label(code)}."


def _range(channel):
    """Say which numbers a channel has."""
    if channel[:2] == "EX":
        known = [code for code in naming.points().index if code.startswith(channel)]
        return f"The extra points that the workbook knows are {', '.join(naming.in_order(known))}."
    name, last = _channels().loc[channel, ["name", "points"]]
    return f"{name} ({channel}) has points 1 to {last}."


@cache
def _channels():
    return tables.read("channels").set_index("code")

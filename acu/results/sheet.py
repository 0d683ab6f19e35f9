"""A learner's results as two lines: how they are written, and found again in any text."""

import json
import re
from zlib import crc32

from acu.results.answers import checked, learner

VERSION = 1
NAME = "acu-results"
# Before it what a mail puts before the lines that it quotes. No \s: it would try blank lines anew
# from each of them.
HEAD = (
    rf"^[ \t\xa0\ufeff>|]*{NAME}[ \t\xa0]+(\d{{1,9}})[ \t\xa0]+([0-9a-fA-F]{{8}})[ \t\xa0]*(?=$|{{)"
)
HEAD, MARKS = re.compile(HEAD, re.MULTILINE), re.compile(r"^[\s>|]+")

NOT_OURS = f"this is not a result file: no line begins with {NAME}"
NO_HEAD = f'it is cut off or changed: the line with "{NAME}" is not whole; ask for the file again'
NEWER = "it was made by a newer workbook (format {}): update this one to read it"
OLDER = "its format {} is unknown: there is only format 1"
CUT = "it is cut off: the end of the answers is missing; ask for the file again"
CHANGED = (
    "it was changed after it was saved: the check sum in its first line does not fit; "
    "ask for the file again"
)
NO_JSON = "its second line is not what the workbook writes"


def written(word, stage, answers):
    """Write a learner's results as the quiz saves them.

    Parameters
    ----------
    word : str
        By which the learner goes, 1 to 40 characters.
    stage : {"practice", "before", "after"}
        When it was: in practice, or before or after a class.
    answers : iterable of dict
        Of each: `when` (str, local time as in ISO 8601), `question` (its key, such as
        "find BL40"), `grade` (1 wrong, 2 near, 3 right) and `answer` (str). Of a mark on the body
        also `level`, `person`, `view`, `x`, `y` (mm on the sheet) and `cm` (how far off, None if
        farther than is measured).

    Returns
    -------
    str
        Two lines: ``acu-results 1`` with the CRC-32 of the second, and that one, JSON.

    Raises
    ------
    ValueError
        If something does not fit; says which answer and what would be right.

    Examples
    --------
    >>> answer = {"when": "2026-11-23T10:15:00", "question": "name BL40", "grade": 3, "answer": ""}
    >>> print(acu.results.written("blue fox", "before", [answer])[:13])  # the check sum follows
    acu-results 1
    """
    content = {"word": word, "stage": stage, "answers": list(answers)}
    learner(content)
    checked(content["answers"])
    line = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"{NAME} {VERSION} {_sum(line)}\n{line}\n"


def blocks(text):
    """Cut a text into results.

    Parameters
    ----------
    text : str
        One result or several, also as a mail quotes and breaks them, with other words around.

    Returns
    -------
    list of (str, str)
        Of each: its second line if that is whole, else empty text; and what is wrong, or empty
        text. One that is not ours if there is none.
    """
    text = re.sub("\r\n|\r", "\n", text)
    heads = list(HEAD.finditer(text))
    if not heads:
        return [("", NO_HEAD if NAME in text else NOT_OURS)]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    found = []
    for head, end in zip(heads, ends, strict=True):
        version, wanted = int(head[1]), head[2].lower()
        if version != VERSION:
            found.append(("", (NEWER if version > VERSION else OLDER).format(version)))
        else:
            found.append(_second(text[head.end() : end], wanted))
    return found


def parsed(line):
    """Read the second line of a result.

    Parameters
    ----------
    line : str

    Returns
    -------
    word, stage : str
    answers : list of dict
        As `answers.checked` returns them.

    Raises
    ------
    ValueError
        If something cannot be; says which answer and what would be right.
    """
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):  # also numbers and nests that only mischief makes
        raise ValueError(NO_JSON) from None
    word, stage = learner(content)
    return word, stage, checked(content["answers"])


def _second(text, wanted):
    """Find the line that has a check sum, also if a mail broke it: at spaces or anywhere."""
    lines = [MARKS.sub("", line).rstrip() for line in text.split("\n")]
    lines = [line for line in lines if line]
    for joint in ("", " "):
        joined = _joined(lines, joint, wanted)
        if joined:
            return joined, ""
    whole = any(line.endswith("}") for line in lines)
    return "", CHANGED if whole else CUT


def _joined(lines, joint, wanted):
    """Join the first lines so that they have a check sum; empty text if none do."""
    so_far = 0
    for count, line in enumerate(lines, 1):
        so_far = crc32(((joint if count > 1 else "") + line).encode("utf-8", "replace"), so_far)
        if f"{so_far:08x}" == wanted:
            return joint.join(lines[:count])
    return ""


def _sum(line):
    return f"{crc32(line.encode()):08x}"

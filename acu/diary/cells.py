"""The cells of a diary: what may stand in them, and notes that no spreadsheet runs."""

import re
from datetime import datetime

LONGEST = 2000  # characters of a note
POINT = "[A-Z]{2}[0-9]{1,2}|EX-[A-Z]{1,2}[0-9]{1,2}"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What a spreadsheet takes for a formula where a cell begins. One that expects other separators than
# the file has begins cells in the middle of a note.
BEGINNING, FORMULA = r"(^|[;,\t\n\"]\s*)", "'*[=+@＝＋＠－-]"


def text_of(points, before, after, seconds, note, when):
    """Return the cells of a session as text by column, as they are checked and written.

    Parameters
    ----------
    points : str or iterable of str
    before, after : int
    seconds : int or None
    note : str
    when : datetime.datetime or str or None
        None for now.

    Returns
    -------
    dict of str to str

    Raises
    ------
    ValueError
        If the note is too long.
    """
    when = datetime.now() if when is None else when
    note = re.sub("\r\n?", "\n", str(note)).encode("utf-8", "replace").decode()
    note = CONTROL.sub(" ", note).strip()
    if len(note) > LONGEST:
        raise ValueError(f"a note has up to {LONGEST} characters, not {len(note)}")
    return {
        "when": when.isoformat(timespec="seconds") if isinstance(when, datetime) else str(when),
        "points": points if isinstance(points, str) else " ".join(map(str, points)),
        "before": str(before),
        "after": str(after),
        "seconds": "" if seconds is None else str(seconds),
        "note": as_text(note),
    }


def as_text(note):
    """Put an apostrophe before what a spreadsheet would run.

    Parameters
    ----------
    note : str

    Returns
    -------
    str
        What `as_typed` turns back.
    """
    return re.sub(f"{BEGINNING}({FORMULA})", r"\1'\2", note)


def as_typed(note):
    """Take away the apostrophes that `as_text` put in.

    Parameters
    ----------
    note : str

    Returns
    -------
    str
    """
    return re.sub(f"{BEGINNING}'({FORMULA})", r"\1\2", note)


def _when(text):
    try:
        time = datetime.fromisoformat(text)
        # With a time zone: what the clock here showed then.
        return time.astimezone().replace(tzinfo=None) if time.tzinfo else time
    except (ValueError, OverflowError, OSError):
        raise ValueError(
            f'"{text}" is not a time; write it as 2026-07-27T18:05 '
            "(with the T a spreadsheet leaves it as it is)"
        ) from None


def _points(text):
    codes = re.split(r"[\s,;]+", text.strip())
    for code in codes:
        if not re.fullmatch(POINT, code):
            raise ValueError(f'"{code}" is not the code of a point, such as GB29 or EX-B6')
    return " ".join(codes)


def _pain(text):
    if not re.fullmatch("10|[0-9]", text):
        raise ValueError(f'"{text}" is not a whole number from 0 (no pain) to 10')
    return int(text)


def _seconds(text):
    if text and not re.fullmatch("[0-9]{1,5}", text):
        raise ValueError(f'"{text}" is not a whole number of seconds, 0 to 99999')
    return int(text) if text else None


# What each column holds: each takes the text of a cell and returns its value, or raises ValueError.
VALUES = {
    "when": _when,
    "points": _points,
    "before": _pain,
    "after": _pain,
    "seconds": _seconds,
    "note": as_typed,
}
REQUIRED = {"when", "points", "before", "after"}

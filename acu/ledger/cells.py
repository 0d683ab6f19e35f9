"""Cells that every ledger may have: times, lengths, and free text that no spreadsheet runs."""

import re
from datetime import datetime

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What a spreadsheet takes for a formula where a cell begins. One that expects other separators than
# the file has begins cells in the middle of a text. No run of blanks is gone through twice.
BEGINNING = r"(^|[;,\"]\s*+|(?<!\s)(?>\s*?[\t\n]\s*))"
FORMULA = "'*[=+@＝＋＠－-]"
LINES = 100  # the most that free text may have
PLAIN, GUARDED = (re.compile(f"{BEGINNING}{guard}({FORMULA})") for guard in ("", "'"))


def stamp(when=None):
    """Return a time as it is written in a ledger.

    Parameters
    ----------
    when : datetime.datetime or str, optional
        By default now.

    Returns
    -------
    str
        To the second.
    """
    when = datetime.now() if when is None else when
    return when.isoformat(timespec="seconds") if isinstance(when, datetime) else str(when)


def time(text):
    """Read the cell of a time.

    Parameters
    ----------
    text : str

    Returns
    -------
    datetime.datetime
        Local time. With a time zone: what the clock here showed then.

    Raises
    ------
    ValueError
        If it is not written as ISO 8601 has it.
    """
    try:
        when = datetime.fromisoformat(text)
        return when.astimezone().replace(tzinfo=None) if when.tzinfo else when
    except (ValueError, OverflowError, OSError):
        raise ValueError(
            f'"{text}" is not a time; write it as 2026-07-27T18:05 '
            "(with the T a spreadsheet leaves it as it is)"
        ) from None


def measured(cm):
    """Return a length as it is written in a ledger.

    Parameters
    ----------
    cm : float or None

    Returns
    -------
    str
        To 0.1 mm; empty if nothing was measured. What is no number is left for `length` to refuse.
    """
    try:
        return "" if cm is None else f"{float(cm):.2f}"
    except (TypeError, ValueError):
        return str(cm)


def point(text):
    """Read the WHO code of a point.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If it is none, such as GB29 or EX-B6. Whether there is such a point is not asked.
    """
    if not re.fullmatch("[A-Z]{2}[0-9]{1,2}|EX-[A-Z]{1,2}[0-9]{1,2}", text):
        raise ValueError(f'"{text}" is not the code of a point, such as GB29 or EX-B6')
    return text


def length(text):
    """Read the cell of a length.

    Parameters
    ----------
    text : str
        With a point or a comma.

    Returns
    -------
    float or None
        cm; None if the cell is empty.

    Raises
    ------
    ValueError
        If it is no number from 0 to below 1000.
    """
    if not re.fullmatch("([0-9]{1,3}([.,][0-9]+)?)?", text):
        raise ValueError(f'"{text}" is not a distance in cm, such as 2.5')
    return float(text.replace(",", ".")) if text else None


def tidy(text, longest, what):
    """Return free text as it is kept: one kind of line end, nothing that no eye can see.

    Parameters
    ----------
    text : str
    longest : int
        Most characters that it may have.
    what : str
        What an error calls it, such as "a note".

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If it is too long, or has more than a hundred lines.
    """
    text = re.sub("\r\n?", "\n", str(text)).encode("utf-8", "replace").decode()
    text = CONTROL.sub(" ", text).strip()
    if len(text) > longest:
        raise ValueError(f"{what} has up to {longest} characters, not {len(text)}")
    if (lines := text.count("\n") + 1) > LINES:
        raise ValueError(f"{what} has up to {LINES} lines, not {lines}")
    return text


def as_text(typed):
    """Put an apostrophe before what a spreadsheet would run.

    Parameters
    ----------
    typed : str

    Returns
    -------
    str
        What `as_typed` turns back.
    """
    return PLAIN.sub(r"\1'\2", typed)


def as_typed(text):
    """Take away the apostrophes that `as_text` put in.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    return GUARDED.sub(r"\1\2", text) if "'" in text else text

"""A learner's diary of sessions: a plain CSV file in the learner's own folder."""

import re

from acu.ledger import Ledger, as_typed, point, stamp, tidy, time

LONGEST = 2000  # characters of a note


def _points(text):
    return " ".join(map(point, re.split(r"[\s,;]+", text.strip())))


def _pain(text):
    if not re.fullmatch("10|[0-9]", text):
        raise ValueError(f'"{text}" is not a whole number from 0 (no pain) to 10')
    return int(text)


def _seconds(text):
    if text and not re.fullmatch("[0-9]{1,5}", text):
        raise ValueError(f'"{text}" is not a whole number of seconds, 0 to 99999')
    return int(text) if text else None


class Diary(Ledger):
    """Sessions that a learner chose to keep, with the pain before and after.

    Parameters
    ----------
    path : path-like, optional
        By default `diary.csv` in the learner's own folder.

    Attributes
    ----------
    path : pathlib.Path

    Notes
    -----
    `read` returns a DataFrame with `when` (datetime64, local time), `points` (str, codes with a
    blank between them), `before`, `after` (int64), `seconds` (Int64) and `note` (str).

    Examples
    --------
    >>> diary = acu.Diary()
    >>> diary.add(["GB29", "BL40"], before=6, after=4, seconds=480, note="Sat all day.")
    >>> diary.read()["after"].tolist()
    [4]
    """

    FILE, NAME, ENTRY = "diary.csv", "diary", "session"
    VALUES = {
        "when": time,
        "points": _points,
        "before": _pain,
        "after": _pain,
        "seconds": _seconds,
        "note": as_typed,
    }
    REQUIRED = {"when", "points", "before", "after"}
    TYPES = {
        "when": "datetime64[us]",
        "points": "str",
        "before": "int64",
        "after": "int64",
        "seconds": "Int64",
        "note": "str",
    }

    def add(self, points, before, after, seconds=None, note="", when=None):
        """Keep a session.

        Parameters
        ----------
        points : str or iterable of str
            WHO codes of what was pressed, such as "GB29 BL40" or ["GB29", "BL40"].
        before, after : int
            Pain from 0 (none) to 10 (the worst that you can think of).
        seconds : int, optional
            How long was pressed in all.
        note : str
            Up to 2000 characters in up to 100 lines. What a spreadsheet would run as a formula is
            stored so that it stays text, and comes back as it was typed.
        when : datetime.datetime or str, optional
            Local time, by default now.

        Raises
        ------
        ValueError
            If something does not fit, or the file is no diary; nothing is written.
        OSError
            If it cannot be written, as on a full disk or in a read-only folder. What was kept
            before is still there.
        """
        self._keep(
            {
                "when": stamp(when),
                "points": points if isinstance(points, str) else " ".join(map(str, points)),
                "before": str(before),
                "after": str(after),
                "seconds": "" if seconds is None else str(seconds),
                "note": tidy(note, LONGEST, "a note"),
            }
        )

"""Results of stations that people chose to keep: a file of their own."""

import re

from acu.ledger import Ledger, as_typed, length, measured, point, stamp, tidy, time
from acu.points import row_of

WORD = 40  # characters by which somebody goes


def _points(text):
    if not re.fullmatch("10|[0-9]", text):
        raise ValueError(f'"{text}" is not a whole number from 0 to 10')
    return int(text)


def _passed(text):
    if text.lower() not in ("yes", "no"):
        raise ValueError(f'"{text}" is neither yes nor no')
    return text.lower() == "yes"


def _missed(text):
    if not re.fullmatch("((10|[1-9])( (10|[1-9]))*)?", text):
        raise ValueError(f'"{text}" is not a list of items from 1 to 10, such as 4 9')
    return text


class StationBook(Ledger):
    """Results of stations, in `stations.csv` in the learner's own folder.

    A plain CSV file that a spreadsheet opens, made when a result is first kept.

    Parameters
    ----------
    path : path-like, optional
        By default `stations.csv` in `acu.ledger.folder`.

    Examples
    --------
    >>> book = acu.StationBook()
    >>> book.add("GB30", points=9, passed=True, missed=[5], cm=1.5, presser="blue", scorer="red")
    >>> book.read()["points"].tolist()
    [9]
    """

    FILE, NAME, ENTRY = "stations.csv", "book of stations", "result"

    def add(self, code, points, passed, missed=(), cm=None, presser="", scorer="", when=None):
        """Keep the result of a station.

        Parameters
        ----------
        code : str
            WHO code of its point.
        points : int
            From 0 to 10.
        passed : bool
        missed : iterable of int
            Items with a no.
        cm : float, optional
            How far the learner's place was from the examiner's, cm; kept to 0.1 mm.
        presser, scorer : str
            A word of their own by which the two go, up to 40 characters.
        when : datetime.datetime or str, optional
            Local time, by default now.

        Raises
        ------
        ValueError
            If something does not fit, or the file is no book of stations; nothing is written.
        OSError
            If it cannot be written. What was kept before is still there.
        """
        row_of(code)
        self._keep(
            {
                "when": stamp(when),
                "point": code,
                "points": str(points),
                "passed": "yes" if passed else "no",
                "missed": " ".join(map(str, missed)),
                "cm": measured(cm),
                "presser": tidy(presser, WORD, "a word for a person"),
                "scorer": tidy(scorer, WORD, "a word for a person"),
            }
        )

    VALUES = {
        "when": time,
        "point": point,
        "points": _points,
        "passed": _passed,
        "missed": _missed,
        "cm": length,
        "presser": as_typed,
        "scorer": as_typed,
    }
    REQUIRED = {"when", "point", "points", "passed"}
    TYPES = {
        "when": "datetime64[us]",
        "point": "str",
        "points": "int64",
        "passed": "bool",
        "missed": "str",
        "cm": "float64",
        "presser": "str",
        "scorer": "str",
    }

"""The answers of a learner: a plain CSV file in the learner's own folder."""

import re

from acu.ledger import Ledger, as_typed, length, measured, stamp, tidy, time

LONGEST = 200  # characters of an answer
LEVELS = "landmarks", "bare", "another body", "other side", ""


def _question(text):
    if not re.fullmatch(r"[a-z]+ [\w,.()/-][\w ,.()/-]{0,109}", text):
        raise ValueError(f'"{text}" is not the key of a question, such as find BL40')
    return text


def _level(text):
    if text not in LEVELS:
        raise ValueError(f'"{text}" is not one of {", ".join(LEVELS[:-1])}, or empty')
    return text


def _person(text):
    if not re.fullmatch("[a-z0-9 ]{0,40}", text):
        raise ValueError(f'"{text}" does not say whose body, such as average woman')
    return text


def _grade(text):
    if not re.fullmatch("[1-4]", text):
        raise ValueError(f'"{text}" is not 1 (again), 2 (hard), 3 (good) or 4 (easy)')
    return int(text)


class History(Ledger):
    """Answers that a learner gave in practice, and how far off they were.

    The file holds what happened, not what any way of planning makes of it: so `plan` can be made
    better, and the answers of years still count.

    Parameters
    ----------
    path : path-like, optional
        By default `practice.csv` in the learner's own folder.

    Attributes
    ----------
    path : pathlib.Path

    Notes
    -----
    `read` returns a DataFrame with `when` (datetime64, local time), `question`, `level`, `person`,
    `answer` (str), `grade` (int64) and `cm` (float64, NaN if nothing was measured).

    Examples
    --------
    >>> history = acu.History()
    >>> history.add("find BL40", "landmarks", "average woman", "", grade=3, cm=0.8)
    >>> history.read()["cm"].tolist()
    [0.8]
    """

    FILE, NAME, ENTRY = "practice.csv", "practice history", "answer"
    VALUES = {
        "when": time,
        "question": _question,
        "level": _level,
        "person": _person,
        "answer": as_typed,
        "grade": _grade,
        "cm": length,
    }
    REQUIRED = {"when", "question", "grade"}
    TYPES = {
        "when": "datetime64[us]",
        "question": "str",
        "level": "str",
        "person": "str",
        "answer": "str",
        "grade": "int64",
        "cm": "float64",
    }

    def add(self, question, level, person, answer, grade, cm=None, when=None):
        """Keep an answer. It is on the disk when this returns.

        Parameters
        ----------
        question : str
            Its key, such as "find BL40".
        level : str
            One of `LEVELS`; empty text for a question without levels.
        person : str
            Whose body was shown, such as "average woman"; empty text if none.
        answer : str
            What was answered, up to 200 characters.
        grade : int
            1 (again), 2 (hard), 3 (good) or 4 (easy), as `fsrs.Rating` has them.
        cm : float, optional
            How far off it was, cm along the skin; kept to 0.1 mm.
        when : datetime.datetime or str, optional
            Local time, by default now.

        Raises
        ------
        ValueError
            If something does not fit, or the file is no practice history; nothing is written.
        OSError
            If it cannot be written, as on a full disk or in a read-only folder. What was kept
            before is still there.
        """
        self._keep(
            {
                "when": stamp(when),
                "question": str(question),
                "level": str(level),
                "person": str(person),
                "answer": tidy(answer, LONGEST, "an answer"),
                "grade": str(grade),
                "cm": measured(cm),
            }
        )

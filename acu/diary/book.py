"""The file of a diary: added to, read, copied, deleted; never overwritten."""

import os
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from acu.diary.cells import VALUES, text_of
from acu.diary.sheet import Sheet

FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
TYPES = {
    "when": "datetime64[us]",
    "points": "str",
    "before": "int64",
    "after": "int64",
    "seconds": "Int64",
    "note": "str",
}
HINTS = {
    FileExistsError: "something of that name is there already, and it is not overwritten",
    PermissionError: "that is not allowed; is it open in a spreadsheet, or its folder read-only?",
}


def folder():
    """Return the folder of the learner's own files, which need not be there yet.

    Returns
    -------
    pathlib.Path
        What the environment variable ACU_HOME names, else `acu-workbook` in the home folder.
    """
    own = os.environ.get("ACU_HOME")
    return Path(own).expanduser() if own else Path.home() / "acu-workbook"


class Diary:
    """Sessions that a learner chose to keep, with the pain before and after.

    A plain CSV file that a spreadsheet opens, made when something is first kept. Each session is
    added at its end in one go and is on the disk when `add` returns; nothing that stands in it is
    ever written over. Two notebooks may add at once.

    Parameters
    ----------
    path : path-like, optional
        By default `diary.csv` in `folder`.

    Attributes
    ----------
    path : pathlib.Path

    Examples
    --------
    >>> diary = Diary()
    >>> diary.add(["GB29", "BL40"], before=6, after=4, seconds=480, note="Sat all day.")
    >>> diary.read()["after"]
    """

    def __init__(self, path=None):
        self.path = folder() / "diary.csv" if path is None else Path(path).expanduser()

    def __repr__(self):
        """Say where it lies."""
        return f"Diary({self.place!r})"

    @property
    def place(self):
        """Where it lies, with ~ for the home folder (str)."""
        return _place(self.path)

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
            Up to 2000 characters. What a spreadsheet would run as a formula is stored so that it
            stays text, and comes back as it was typed.
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
        texts = text_of(points, before, after, seconds, note, when)
        for column, text in texts.items():
            try:
                VALUES[column](text)
            except ValueError as error:
                raise ValueError(f"{column}: {error}") from None
        with self._trying("This session is not kept"):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = os.open(self.path, FLAGS, 0o600)
            try:
                self._append(file, texts)
            finally:
                os.close(file)

    def _append(self, file, texts):
        with open(file, "rb", closefd=False) as reader:
            sheet = Sheet(reader.read(), self.path.name)
        self._refuse_other_files(sheet)
        added = sheet.addition(texts)
        # One write, so that two notebooks which add at once do not mix their rows.
        if os.write(file, added) < len(added):
            raise OSError(None, "the disk is full")
        os.fsync(file)

    def read(self):
        """Return the sessions in order of time.

        Returns
        -------
        pandas.DataFrame
            `when` (datetime64, local time), `points` (str, codes with a blank between them),
            `before`, `after` (int64), `seconds` (Int64), `note` (str). Without the rows that
            `problems` tells of; empty if nothing is kept.

        Raises
        ------
        OSError
            If the file is there and cannot be opened.
        """
        frame = pd.DataFrame(self._sheet().sessions, columns=list(VALUES)).astype(TYPES)
        return frame.sort_values("when", kind="stable", ignore_index=True)

    @property
    def problems(self):
        """What could not be read: file, row, column, why and what would be right (list of Problem).

        It is left in the file as it stands.
        """
        return self._sheet().problems

    def export(self, path):
        """Copy the file as it stands.

        Parameters
        ----------
        path : path-like
            Where to. A file that is there already is not overwritten.

        Returns
        -------
        pathlib.Path

        Raises
        ------
        OSError
            If nothing is kept yet, something stands there already, or it cannot be written.
        """
        path, raw = Path(path).expanduser(), self._raw()
        if not raw:
            raise FileNotFoundError("Nothing is copied: the diary is empty.")
        with self._trying("Nothing is copied", path):
            file = open(path, "xb")  # noqa: SIM115  closed below, also when writing fails
            try:
                with file:
                    file.write(raw)
            except OSError:
                path.unlink()
                raise
        return path

    def delete(self):
        """Delete the file: every session is gone for good.

        Raises
        ------
        ValueError
            If the file is no diary.
        OSError
            If it cannot be deleted.
        """
        self._refuse_other_files(self._sheet())
        with self._trying("The diary is not deleted"):
            self.path.unlink(missing_ok=True)

    def _raw(self):
        with self._trying("The diary cannot be read"):
            try:
                return self.path.read_bytes()
            except FileNotFoundError:
                return b""

    def _sheet(self):
        return Sheet(self._raw(), self.path.name)

    def _refuse_other_files(self, sheet):
        if not sheet.known:
            raise ValueError(f"{self.place}: {sheet.problems[0].message}; it is left as it is")

    @contextmanager
    def _trying(self, failed, path=None):
        """Tell what the computer refuses as one sentence."""
        try:
            yield
        except OSError as error:
            why = HINTS.get(type(error), f"{error.strerror}.")
            raise type(error)(f"{failed}: {_place(path or self.path)}: {why}") from error


def _place(path):
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)

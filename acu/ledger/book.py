"""The file of a ledger: added to, read, copied, deleted; never overwritten."""

import errno
import os

import pandas as pd

from acu import writing
from acu.ledger.cells import as_typed
from acu.ledger.sheet import Sheet

FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)


def folder():
    """Return the folder of the learner's own files, which need not be there yet.

    Returns
    -------
    pathlib.Path
        What the environment variable ACU_HOME names, else `acu-workbook` in the home folder.
    """
    own = os.environ.get("ACU_HOME")
    return writing.from_home(own or "~/acu-workbook")


class Ledger:
    """What a learner chose to keep: a plain CSV file that a spreadsheet opens.

    It is made when something is first kept. Each entry is added at its end in one go and is on the
    disk when `_keep` returns; nothing that stands in it is ever written over. Two notebooks may
    add at once.

    A ledger of its own kind is a subclass that says what it holds, and has an ``add`` that ends
    with `_keep`.

    Parameters
    ----------
    path : path-like, optional
        By default a file of the usual name in `folder`.

    Attributes
    ----------
    path : pathlib.Path
    FILE : str
        The usual name, such as "diary.csv".
    NAME, ENTRY : str
        What errors call it and one entry, such as "diary" and "session".
    VALUES : dict of str to callable
        Of each column, in the order of the file: a function that takes the text of a cell and
        returns its value, or raises ValueError saying what would be right. One is "when", read by
        `time`. Free text is read by `as_typed`: it alone may hold quotation marks and line ends,
        and what a spreadsheet would run as a formula is stored so that it stays text.
    REQUIRED : set of str
        The columns that no row can do without.
    TYPES : dict of str to str
        pandas dtype of each column.
    """

    FILE, NAME, ENTRY, VALUES, REQUIRED, TYPES = "", "", "", {}, set(), {}

    def __init__(self, path=None):
        self.path = folder() / self.FILE if path is None else writing.from_home(path)

    def __repr__(self):
        """Say where it lies."""
        return f"{type(self).__name__}({self.place!r})"

    @property
    def place(self):
        """Where it lies, with ~ for the home folder (str)."""
        return writing.place(self.path)

    def read(self):
        """Return the entries in order of time.

        Returns
        -------
        pandas.DataFrame
            A row for each entry, a column for each of `VALUES`, of `TYPES`; `when` is local time.
            Without the rows that `problems` tells of; empty if nothing is kept.

        Raises
        ------
        OSError
            If the file is there and cannot be opened.
        """
        frame = pd.DataFrame(self._sheet().entries, columns=list(self.VALUES)).astype(self.TYPES)
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
        path, raw = writing.from_home(path), self._raw()
        if not raw:
            raise FileNotFoundError(f"Nothing is copied: the {self.NAME} is empty.")
        writing.write_whole(path, raw, "Nothing is copied", new=True, private=True)
        return path

    def delete(self):
        """Delete the file: every entry is gone for good.

        Raises
        ------
        ValueError
            If the file is no such ledger.
        OSError
            If it cannot be deleted.
        """
        self._refuse_other_files(self._sheet())
        with writing.telling(f"The {self.NAME} is not deleted", self.path):
            self.path.unlink(missing_ok=True)

    def _keep(self, cells):
        """Add an entry; nothing is written if it does not fit.

        Parameters
        ----------
        cells : dict of str to str
            Text of its cells by column, as the functions of `VALUES` take it; free text as it was
            typed, gone through `tidy`.

        Raises
        ------
        ValueError
            If something does not fit, or the file is no such ledger; nothing is written.
        OSError
            If it cannot be written. What was kept before is still there.
        """
        for column, value_of in self.VALUES.items():
            try:
                if value_of is not as_typed:
                    value_of(cells[column])
            except ValueError as error:
                raise ValueError(f"{column}: {error}") from None
        with writing.telling(f"This {self.ENTRY} is not kept", self.path):
            writing.make_folder(self.path.parent, private=True)
            while not self._append(cells):
                pass

    def _append(self, cells):
        """Add a row; say whether the file that it was added to is still there."""
        file = os.open(self.path, FLAGS, 0o600)
        try:
            names = os.fstat(file).st_nlink
            # Who reads a row that is half on the disk takes it for one that a crash broke off.
            with writing.alone(file):
                with open(file, "rb", closefd=False) as reader:
                    raw = reader.read()
                sheet = Sheet(raw, self)
                self._refuse_other_files(sheet)
                added = sheet.addition(cells)
                # One write, so that rows do not mix even where files cannot be locked.
                if os.write(file, added) < len(added):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.fsync(file)
            if not raw:
                writing.settle(self.path.parent)
            # Another notebook may have deleted it, or a spreadsheet saved another in its place.
            return os.fstat(file).st_nlink >= names and self.path.exists()
        finally:
            os.close(file)

    def _raw(self):
        with writing.telling(f"The {self.NAME} cannot be read", self.path):
            try:
                with self.path.open("rb") as file, writing.alone(file.fileno()):
                    return file.read()
            except FileNotFoundError:
                return b""

    def _sheet(self):
        return Sheet(self._raw(), self)

    def _refuse_other_files(self, sheet):
        if not sheet.known:
            raise ValueError(f"{self.place}: {sheet.problems[0].message}; it is left as it is")

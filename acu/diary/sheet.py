"""The text of a diary, cut into rows so that a spoilt row spoils no other."""

import csv
import io
import re

from acu.diary.cells import REQUIRED, VALUES
from acu.tables import Problem
from acu.tables.sheets import DELIMITERS

HEAD = ("\ufeff" + ",".join(VALUES) + "\r\n").encode()  # with the mark by which Excel knows UTF-8
CUT_OFF = "half-written"  # stands beyond the last column of a row that was not written to its end
LINES = 100  # the most that a note in quotation marks may have

NO_DIARY = f"this is no diary: its first row must name the columns {', '.join(VALUES)}"
NO_END = (
    "the row is half-written (a crash, or a full disk?); complete it and press Enter at its end, "
    "or delete it"
)
ENDED = (
    f'the row is half-written (a crash, or a full disk?); complete it and take "{CUT_OFF}" away, '
    "or delete it"
)
OPEN = "a quotation mark is left open or misplaced"
LONG = "the row has {} cells and the header has {}; text that holds a comma needs quotation marks"
FOREIGN = "the cell is not saved as UTF-8; save the file as CSV UTF-8"


class Sheet:
    """A diary as it stands in its file.

    Byte-order mark, CRLF, semicolons, blank rows, further columns and another order of the columns
    do no harm.

    Parameters
    ----------
    raw : bytes
        The whole file.
    file : str
        What problems call the file.

    Attributes
    ----------
    known : bool
        Whether this is a diary: its header names the columns, or nothing is written yet.
    sessions : list of dict
        The values of each sound row by column, in the order of the file.
    problems : list of Problem
        What is wrong with the other rows.
    """

    def __init__(self, raw, file):
        # A crash may have left no more than the first bytes of the header.
        self._unwritten = HEAD[len(raw) :] if HEAD.startswith(raw) else b""
        text = (raw + self._unwritten).decode("utf-8-sig", "surrogateescape")
        text = re.sub(r"\Asep=.\n", "", re.sub("\r\n?", "\n", text))
        header, *lines = text.split("\n")
        headers = {mark: _cells(header, mark) or [] for mark in DELIMITERS}
        self._mark = max(headers, key=lambda mark: len(VALUES.keys() & set(headers[mark])))
        self._columns = headers[self._mark]
        self.known = VALUES.keys() <= set(self._columns)
        self.sessions, self.problems, self._rest = [], [], ""
        if self.known:
            self._read(lines, file)
        else:
            self.problems.append(Problem(file, NO_DIARY, 1))

    def addition(self, texts):
        """Return the bytes that add a session at the end of the file.

        Parameters
        ----------
        texts : dict of str to str
            Text of its cells by column.

        Returns
        -------
        bytes
            If the file ends within a row, first what makes that a row of its own.
        """
        quoted = texts | {"note": '"' + texts["note"].replace('"', '""') + '"'}
        row = self._mark.join(quoted.get(column, "") for column in self._columns)
        if self._rest:
            close = '"' if self._open(self._rest) else ""
            row = f"{close}{self._mark * len(self._columns)}{CUT_OFF}\r\n{row}"
        return self._unwritten + f"{row}\r\n".encode()

    def _read(self, lines, file):
        self._needed = 1 + max(self._columns.index(column) for column in REQUIRED)
        for row, (text, cells, last) in enumerate(self._rows(lines), start=2):
            if last and text and (self._open(text) or not text.endswith("\n")):
                self._rest = text
                self.problems.append(Problem(file, NO_END, row))
            elif cells is None:
                self.problems.append(Problem(file, OPEN, row))
            elif any(cells) and [cell.lstrip("\ufeff") for cell in cells] != self._columns:
                self._take(cells, row, file)

    def _rows(self, lines):
        """Yield the text of each row, its cells, and whether the file ends with it."""
        at = 0
        while at < len(lines):
            cells, end = self._row(lines, at)
            if cells is None:
                # What is left of a spoilt row belongs to it, up to the next that looks whole.
                while end < len(lines) and len(self._row(lines, end)[0] or []) < self._needed:
                    end += 1
            yield "\n".join(lines[at:end]), cells, end == len(lines)
            at = end

    def _row(self, lines, at):
        """Return the cells of the row that begins at a line, and the line after the row.

        If no row can be read there, None, and the next line.
        """
        for end in range(at + 1, min(len(lines), at + LINES) + 1):
            cells = _cells("\n".join(lines[at:end]), self._mark)
            if cells is not None:
                return cells, end
        return None, at + 1

    def _open(self, text):
        """Whether a quotation mark is open where a text ends."""
        return _cells(text, self._mark) is None and _cells(text + '"', self._mark) is not None

    def _take(self, cells, row, file):
        width, values, found = len(self._columns), {}, []
        if any(cells[width:]) or len(cells) < self._needed:
            message = ENDED if CUT_OFF in cells[width:] else LONG.format(len(cells), width)
            self.problems.append(Problem(file, message, row))
            return
        texts = dict.fromkeys(self._columns, "") | dict(zip(self._columns, cells, strict=False))
        for column, value_of in VALUES.items():
            try:
                values[column] = value_of(_sound(texts[column]))
            except ValueError as error:
                found.append(Problem(file, str(error), row, column))
        self.problems += found
        self.sessions += [] if found else [values]


def _cells(text, mark):
    """Return the cells of a row of text; None if a quotation mark is open or misplaced."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error:
        return None
    return [cell.strip() for cell in rows[0]] if rows else []


def _sound(text):
    if any("\udc80" <= character <= "\udcff" for character in text):
        raise ValueError(FOREIGN)
    return text

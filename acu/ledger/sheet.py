"""The text of a ledger, cut into rows so that a spoilt row spoils no other."""

import csv
import io
import re
from functools import cache, cached_property, partial

from acu.ledger.cells import LINES, as_text, as_typed
from acu.tables import Problem
from acu.tables.sheets import DELIMITERS

CUT_OFF = "half-written"  # stands beyond the last column of a row that was not written to its end
NOT_UTF8 = re.compile("[\udc80-\udcff]")  # what decoding made of bytes that are no UTF-8

OTHER = "this is no {}: its first row must name the columns {}"
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
    """A ledger as it stands in its file.

    Byte-order mark, CRLF, semicolons, blank rows, further columns and another order of the columns
    do no harm.

    Parameters
    ----------
    raw : bytes
        The whole file.
    ledger : Ledger
        What its columns hold, and what problems call it and the file.

    Attributes
    ----------
    known : bool
        Whether this is such a ledger: its header names the columns, or nothing is written yet.
    """

    def __init__(self, raw, ledger):
        self._values, self._required = ledger.VALUES, ledger.REQUIRED
        self._name, self._file = ledger.NAME, ledger.path.name
        # With the mark by which Excel knows UTF-8.
        head = ("\ufeff" + ",".join(self._values) + "\r\n").encode()
        # A crash may have left no more than the first bytes of the header.
        self._unwritten = head[len(raw) :] if head.startswith(raw) else b""
        text = (raw + self._unwritten).decode("utf-8-sig", "surrogateescape")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = io.StringIO(re.sub(r"\Asep=.\n", "", text), newline="\n")
        header, self._lines = text.readline(), text.readlines()
        headers = {mark: _cells(header, mark) or [] for mark in DELIMITERS}
        self._mark = max(headers, key=lambda mark: len(self._values.keys() & set(headers[mark])))
        self._columns = headers[self._mark]
        self.known = self._values.keys() <= set(self._columns)

    @property
    def entries(self):
        """The values of each sound row, in the order of the file (list of list)."""
        return self._read[0]

    @property
    def problems(self):
        """What is wrong with the other rows (list of Problem)."""
        return self._read[1]

    def addition(self, cells):
        """Return the bytes that add a row at the end of the file.

        Parameters
        ----------
        cells : dict of str to str
            Its cells by column, as they are checked.

        Returns
        -------
        bytes
            If the file ends within a row, first what makes that a row of its own.
        """
        row = self._mark.join(self._written(column, cells) for column in self._columns)
        rest, last = self._rows[-1][0] if self._rows else "", len(self._columns)
        if self._broken(rest):
            close = '"' if self._open(rest) else ""
            row = f"{close}{self._mark * last}{CUT_OFF}\r\n{row}"
        return self._unwritten + f"{row}\r\n".encode()

    def _written(self, column, cells):
        text, free = cells.get(column, ""), self._values.get(column) is as_typed
        if free:
            text = as_text(text)
        return '"' + text.replace('"', '""') + '"' if free or self._mark in text else text

    @cached_property
    def _read(self):
        if not self.known:
            message = OTHER.format(self._name, ", ".join(self._values))
            return [], [Problem(self._file, message, 1)]
        entries, problems, last = [], [], len(self._rows) + 1
        for row, (text, cells) in enumerate(self._rows, start=2):
            if row == last and self._broken(text):
                problems.append(Problem(self._file, NO_END, row))
            elif cells is None:
                problems.append(Problem(self._file, OPEN, row))
            elif any(cells) and not self._is_header(cells):
                values, found = self._taken(cells, row)
                problems += found
                entries += [] if found else [values]
        return entries, problems

    def _broken(self, text):
        """Whether the last row of the file was not written to its end."""
        return bool(text) and (not text.endswith("\n") or self._open(text))

    def _is_header(self, cells):
        return [cells[0].lstrip("\ufeff"), *cells[1:]] == self._columns

    @cached_property
    def _needed(self):
        """How many cells a row has at least."""
        return 1 + max(self._columns.index(column) for column in self._required)

    @cached_property
    def _places(self):
        places = {column: at for at, column in enumerate(self._columns)}
        # The same texts come again and again.
        return [
            (column, cache(partial(_value, of)), places[column])
            for column, of in self._values.items()
        ]

    @cached_property
    def _rows(self):
        """Text and cells of each row."""
        lines, rows, at = self._lines, [], 0
        row_at = _Rows(lines, self._mark).read
        while self.known and at < len(lines):
            cells, end = row_at(at)
            if cells is None:
                # What is left of a spoilt row belongs to it, up to the next that looks whole.
                while end < len(lines) and len(row_at(end)[0] or []) < self._needed:
                    end += 1
            rows.append(("".join(lines[at:end]), cells))
            at = end
        return rows

    def _open(self, text):
        """Whether a quotation mark is open where a text ends."""
        return _cells(text, self._mark) is None and _cells(text + '"', self._mark) is not None

    def _taken(self, cells, row):
        """Return the values of a row, and what is wrong with it."""
        width, found = len(self._columns), []
        if any(cells[width:]) or len(cells) < self._needed:
            message = ENDED if CUT_OFF in cells[width:] else LONG.format(len(cells), width)
            return [], [Problem(self._file, message, row)]
        cells += [""] * (width - len(cells))
        try:
            return [value_of(cells[at]) for _, value_of, at in self._places], []
        except ValueError:
            for column, value_of, at in self._places:
                try:
                    value_of(cells[at])
                except ValueError as error:
                    found.append(Problem(self._file, str(error), row, column))
        return [], found


class _Rows:
    """Rows that may each go over several lines, of which any may be the first.

    Parameters
    ----------
    lines : list of str
        With their ends.
    mark : str
        What stands between two cells.
    """

    def __init__(self, lines, mark):
        self._lines, self._next, self._last = lines, 0, 0
        self._cells = csv.reader(self, delimiter=mark, strict=True)

    def __iter__(self):
        return self

    def __next__(self):
        if self._next == self._last:
            raise StopIteration
        self._next += 1
        return self._lines[self._next - 1]

    def read(self, at):
        """Return the cells of the row that begins at a line, and the line after the row.

        If a quotation mark is open or misplaced, None, and the next line.
        """
        self._next, self._last = at, min(at + LINES, len(self._lines))
        try:
            return [cell.strip() for cell in next(self._cells, [])], self._next
        except csv.Error:
            return None, at + 1


def _cells(text, mark):
    return _Rows([text], mark).read(0)[0]


def _value(of, text):
    if not text.isascii() and NOT_UTF8.search(text):
        raise ValueError(FOREIGN)
    return of(text)

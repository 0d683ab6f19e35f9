"""A CSV file as spreadsheets save it, read as clean text cells.

A byte-order mark, CRLF, semicolons, blank rows and columns, split accents and stray spaces do no
harm.
"""

import csv
import io
import re
import unicodedata

from acu.tables.problems import Problem, TableError, nearest

DELIMITERS = ",;\t"
NOT_UTF8 = (
    "{file} is not saved as UTF-8, so its accents and Chinese characters would be lost (first in "
    "line {line}). In Excel choose File, Save As, CSV UTF-8; in LibreOffice choose Save As, Text "
    "CSV, character set Unicode (UTF-8)"
)


def _text(path):
    try:
        if path.exists() and not path.is_file():  # a pipe would never end
            raise OSError(None, "it is not a file")
        raw = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: no file can have that name
        message = f"the file at {path} cannot be opened ({getattr(error, 'strerror', error)})"
        raise TableError([Problem(path.name, message)]) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = NOT_UTF8.format(file=path.name, line=line)
        raise TableError([Problem(path.name, message)]) from None


def _clean(text):
    return unicodedata.normalize("NFC", text).replace("\N{NO-BREAK SPACE}", " ").strip()


def _records(path, columns):
    """Return the rows of a CSV file as clean cells, and the delimiter that shows most columns."""
    try:
        text = re.sub("\r\n?", "\n", _text(path))
        text = re.sub(r"\Asep=.\n", "", text)  # Excel's own first line, which it never shows
        head = text.split("\n", 1)[0]
        headers = {mark: next(csv.reader([head], delimiter=mark), []) for mark in DELIMITERS}
        delimiter = max(headers, key=lambda mark: len(columns & set(map(_clean, headers[mark]))))
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return [[_clean(cell) for cell in record] for record in reader], delimiter
    except csv.Error as error:
        message = f"this is not a CSV file: a quotation mark is left open or misplaced ({error})"
        raise TableError([Problem(path.name, message)]) from None


def read_cells(path, fields, required):
    """Return spreadsheet rows, text by column, problems, and whether 1,5 means 1.5."""
    records, delimiter = _records(path, set(fields))
    if not any(map(any, records)):
        raise TableError([Problem(path.name, "the file is empty")])
    header = records[0]
    problems = _header_problems(path.name, header, fields, records[1:])
    places = {column: header.index(column) for column in fields if column in header}
    if not places:
        raise TableError(problems)
    needed = max((at for column, at in places.items() if column in required), default=-1)
    rows, cells = [], {column: [] for column in places}
    for row, record in enumerate(records[1:], start=2):
        if not any(record):
            continue
        if any(record[len(header) :]) or len(record) <= needed:
            message = (
                f"the row has {len(record)} cells and the header has {len(header)}; "
                "text that holds a comma needs quotation marks around it"
            )
            problems.append(Problem(path.name, message, row))
            continue
        rows.append(row)
        for column, at in places.items():
            cells[column].append(record[at] if at < len(record) else "")
    return rows, cells, problems, delimiter == ";"


def _header_problems(file, header, fields, records):
    problems = []
    missing = [column for column in fields if column not in header]
    for at, column in enumerate(header):
        if not column and any(at < len(record) and record[at] for record in records):
            problems.append(f"column {at + 1} has cells and no name; give it one or empty it")
        elif column and column not in fields:
            hint = nearest(column, missing) or f"; the columns are {', '.join(fields)}"
            problems.append(f'there is no column "{column}" in this table{hint}')
        elif column and column in header[:at]:
            problems.append(f'the column "{column}" stands there twice')
    problems += [f'the column "{column}" is missing' for column in missing]
    return [Problem(file, message, 1) for message in problems]

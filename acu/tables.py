"""Tables of the data folder, read from CSV and checked against ``data/datapackage.json``.

Teachers edit the tables in a spreadsheet. What spreadsheets do to a file by themselves (byte-order
mark, CRLF, semicolons, blank rows and columns, split accents, stray spaces, TRUE or WAHR for true)
does no harm. Anything that is wrong is told at once, each with its row as the spreadsheet shows it.
"""

import csv
import difflib
import io
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

DATA = Path(__file__).parent.parent / "data"
DELIMITERS = ",;\t"
NOT_UTF8 = (
    "{file} is not saved as UTF-8, so its accents and Chinese characters would be lost (first seen "
    "in line {line}). In Excel choose File, Save As, CSV UTF-8; in LibreOffice choose Save As, Text "
    "CSV, character set Unicode (UTF-8)"
)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a table.

    Parameters
    ----------
    file : str
        Name of the file.
    message : str
        What is wrong and what would be right.
    row : int, optional
        Row as a spreadsheet numbers it: the header is row 1.
    column : str, optional
        Name of the column.
    """

    file: str
    message: str
    row: int | None = None
    column: str | None = None

    def __str__(self):
        """Return the place and the message on one line."""
        where = [self.file]
        where += [f"row {self.row}"] if self.row else []
        where += [f"column {self.column}"] if self.column else []
        return f"{', '.join(where)}: {self.message}"


class TableError(ValueError):
    """A table that is not as ``datapackage.json`` says.

    Parameters
    ----------
    problems : iterable of Problem
        Everything that is wrong; the message lists all of it, in the order of the rows.
    """

    def __init__(self, problems):
        self.problems = tuple(sorted(problems, key=lambda problem: problem.row or 0))
        count = len(self.problems)
        title = "1 problem in the table:" if count == 1 else f"{count} problems in the table:"
        super().__init__("\n".join([title, *map(str, self.problems)]))


@dataclass(frozen=True)
class Table:
    """A table as read, right or wrong.

    Parameters
    ----------
    file : str
        Name of the file.
    rows : list of int
        Spreadsheet row of each record.
    cells : dict of str to list of str
        Text of the cells by column, in the order of the schema; empty text where nothing stands.
    problems : list of Problem
        What is wrong.
    frame : pandas.DataFrame or None
        The records with their types; None if anything is wrong.
    """

    file: str
    rows: list
    cells: dict
    problems: list
    frame: pd.DataFrame | None


def read(name, path=None):
    """Read a table and check it.

    Parameters
    ----------
    name : str
        Name of the table in ``datapackage.json``, such as ``"landmarks"``.
    path : path-like, optional
        A file of your own with the same columns; by default the one in the data folder.

    Returns
    -------
    pandas.DataFrame
        Columns in the order of the schema. Text is ``str`` with empty text where nothing stands;
        whole numbers are ``int64``, or ``Int64`` with ``<NA>`` where a column may be blank; other
        numbers are ``float64`` with NaN; true and false are ``bool``.

    Raises
    ------
    TableError
        If anything is wrong in the table; lists every problem.
    """
    table = examine(name, path)
    if table.problems:
        raise TableError(table.problems)
    return table.frame


def examine(name, path=None):
    """Read a table and list what is wrong in it, without raising.

    Parameters
    ----------
    name, path
        As for `read`.

    Returns
    -------
    Table

    Raises
    ------
    TableError
        If there is no table to look at: no such file, not UTF-8, not CSV, no column known.
    """
    resource = _resource(name)
    schema = resource["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    path = DATA / resource["path"] if path is None else Path(path)
    rows, cells, problems, comma = _cells(path, fields)
    values = {}
    for column, texts in cells.items():
        field = fields[column]
        values[column] = []
        for row, text in zip(rows, texts, strict=True):
            value, message = _value(text, field, comma)
            values[column].append(value)
            if message:
                problems.append(Problem(path.name, message, row, column))
    problems += _repeated(path.name, rows, cells, schema)
    problems += _strangers(path.name, rows, cells, schema)
    frame = (
        None
        if problems
        else pd.DataFrame(
            {column: pd.array(values[column], dtype=_dtype(fields[column])) for column in fields}
        )
    )
    return Table(path.name, rows, cells, problems, frame)


def nearest(text, known):
    """Words that point to what was meant.

    Parameters
    ----------
    text : str
        What was written.
    known : iterable of str
        What could have been written.

    Returns
    -------
    str
        ``'; did you mean "hip"?'``, or empty text if nothing comes near.
    """
    close = difflib.get_close_matches(text, list(known), 1)
    return f'; did you mean "{close[0]}"?' if close else ""


@cache
def _package():
    return json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))


def _resource(name):
    resources = {resource["name"]: resource for resource in _package()["resources"]}
    if name not in resources:
        listed = f"; there are {', '.join(resources)}"
        raise ValueError(f'there is no table "{name}"{nearest(name, resources) or listed}')
    return resources[name]


def _text(path):
    raw = path.read_bytes()
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
        text = _text(path)
        head = text.split("\n", 1)[0]
        headers = {mark: next(csv.reader([head], delimiter=mark), []) for mark in DELIMITERS}
        delimiter = max(headers, key=lambda mark: len(columns & set(map(_clean, headers[mark]))))
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return [[_clean(cell) for cell in record] for record in reader], delimiter
    except OSError as error:
        message = f"the file at {path} cannot be opened ({error.strerror})"
        raise TableError([Problem(path.name, message)]) from None
    except csv.Error as error:
        message = f"this is not a CSV file: a quotation mark is left open or misplaced ({error})"
        raise TableError([Problem(path.name, message)]) from None


def _cells(path, fields):
    """Return spreadsheet rows, text by column, problems, and whether 1,5 means 1.5."""
    records, delimiter = _records(path, set(fields))
    header = records[0] if records else []
    problems = _header_problems(path.name, header, fields, records[1:])
    places = {column: header.index(column) for column in fields if column in header}
    if not places:
        raise TableError(problems or [Problem(path.name, "the file is empty", 1)])
    needed = max((at for column, at in places.items() if _required(fields[column])), default=-1)
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


def _required(field):
    return field.get("constraints", {}).get("required", False)


def _dtype(field):
    if field["type"] == "integer":
        return "int64" if _required(field) else "Int64"
    return {"string": "str", "boolean": "bool", "number": "float64"}[field["type"]]


def _value(text, field, comma):
    """Return a cell's value by its type, and what is wrong with it ("" if nothing)."""
    limits = field.get("constraints", {})
    if not text:
        blank = {"string": "", "integer": pd.NA, "number": float("nan")}.get(field["type"])
        return blank, "a value is missing" if _required(field) else ""
    if field["type"] == "string":
        return text, _string_fault(text, limits)
    if field["type"] == "boolean":
        value = text in field["trueValues"]
        known = value or text in field["falseValues"]
        return value, "" if known else f'"{text}" is neither true nor false'
    written = text.replace(",", ".") if comma else text
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]+)?", written):
        return None, f'"{text}" is not a number'
    number = float(written)
    if field["type"] == "integer":
        if number != int(number):
            return None, f'"{text}" is not a whole number'
        number = int(number)
    low, high = limits.get("minimum", number), limits.get("maximum", number)
    if not low <= number <= high:
        return None, f"{text} is outside what is allowed{_span(limits)}"
    return number, ""


def _span(limits):
    words = {"minimum": "at least", "maximum": "at most"}
    parts = [f"{words[key]} {limits[key]}" for key in words if key in limits]
    return f" ({' and '.join(parts)})"


def _string_fault(text, limits):
    allowed = limits.get("enum", [text])
    if text not in allowed:
        return f'"{text}" is not one of {", ".join(allowed)}{nearest(text, allowed)}'
    if not re.search(limits.get("pattern", ""), text):
        return f'"{text}" is not written as it should be (pattern {limits["pattern"]})'
    return ""


def _repeated(file, rows, cells, schema):
    """List cells that must stand alone in their column, or together as a key, and do not."""
    key = schema.get("primaryKey", [])
    keys = [(key,) if isinstance(key, str) else tuple(key)]
    keys += [(field["name"],) for field in schema["fields"] if _unique(field)]
    problems = []
    for columns in dict.fromkeys(keys):
        if not columns or not all(column in cells for column in columns):
            continue
        first = {}
        for row, *values in zip(rows, *(cells[column] for column in columns), strict=True):
            seen = first.setdefault(tuple(values), row)
            if seen != row and any(values):
                words = " with ".join(f'"{value}"' for value in values)
                message = f"{words} stands already in row {seen}"
                problems.append(Problem(file, message, row, ", ".join(columns)))
    return problems


def _unique(field):
    return field.get("constraints", {}).get("unique", False)


def _strangers(file, rows, cells, schema):
    """List cells that name a row of another table which is not there."""
    problems = []
    for link in schema.get("foreignKeys", []):
        column, other = link["fields"], _resource(link["reference"]["resource"])
        target = {field["name"]: field for field in other["schema"]["fields"]}
        known = _cells(DATA / other["path"], target)[1].get(link["reference"]["fields"], [])
        for row, text in zip(rows, cells.get(column, []), strict=False):
            if text and text not in known:
                message = f'"{text}" is not in {other["path"]}{nearest(text, known)}'
                problems.append(Problem(file, message, row, column))
    return problems

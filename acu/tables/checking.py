"""Tables checked against ``data/datapackage.json``."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from acu.folders import DATA
from acu.tables.description import resource
from acu.tables.problems import HINTS, Problem, TableError, nearest
from acu.tables.sheets import read_cells


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
        A file of your own with the same columns, read each time. By default the one in the data
        folder, which is read once: restart Python to see a change.

    Returns
    -------
    pandas.DataFrame
        A fresh copy, columns in the order of the schema. Text is ``str`` with empty text where
        nothing stands; whole numbers are ``int64``, or ``Int64`` with ``<NA>`` where a column may
        be blank; other numbers are ``float64`` with NaN; true and false are ``bool``.

    Raises
    ------
    TableError
        If anything is wrong in the table; lists every problem.
    """
    return _own(name).copy() if path is None else _sound(examine(name, path))


@cache
def _own(name):
    return _sound(examine(name))


def _sound(table):
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
    described = resource(name)
    schema = described["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    path = DATA / described["path"] if path is None else Path(path)
    rows, cells, problems, comma = _sheet(path, fields)
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
    frame = None
    if not problems:
        typed = {name: pd.array(values[name], dtype=_dtype(fields[name])) for name in fields}
        frame = pd.DataFrame(typed)
    return Table(path.name, rows, cells, problems, frame)


def _sheet(path, fields):
    required = {column for column, field in fields.items() if _required(field)}
    return read_cells(path, fields, required)


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
        return text, _string_fault(text, field)
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


def _string_fault(text, field):
    limits = field.get("constraints", {})
    allowed = limits.get("enum", [text])
    if text not in allowed:
        return f'"{text}" is not one of {", ".join(allowed)}{nearest(text, allowed)}'
    if not re.search(limits.get("pattern", ""), text):
        return f'"{text}" is not written as it should be: {field["description"]}'
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
        column, other = link["fields"], resource(link["reference"]["resource"])
        target = {field["name"]: field for field in other["schema"]["fields"]}
        known = _sheet(DATA / other["path"], target)[1].get(link["reference"]["fields"], [])
        for row, text in zip(rows, cells.get(column, []), strict=False):
            if text and text not in known:
                hint = nearest(text, known) if len(problems) < HINTS else ""
                message = f'"{text}" is not in {other["path"]}{hint}'
                problems.append(Problem(file, message, row, column))
    return problems

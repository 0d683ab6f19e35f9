"""Tables of the data folder, read from CSV and checked against ``data/datapackage.json``.

Teachers edit the tables in a spreadsheet. What spreadsheets do to a file by themselves does no
harm. Anything that is wrong is told at once, each with its row as the spreadsheet shows it.
"""

from acu.folders import DATA
from acu.tables.checking import Table, examine, read
from acu.tables.problems import HINTS, Problem, TableError, nearest
from acu.tables.words import as_words, capital, filled, gaps

__all__ = [
    "DATA",
    "HINTS",
    "Problem",
    "Table",
    "TableError",
    "as_words",
    "capital",
    "examine",
    "filled",
    "gaps",
    "nearest",
    "read",
]

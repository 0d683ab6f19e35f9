"""What is wrong in a table, told so that a teacher can put it right."""

import difflib
from dataclasses import dataclass

LISTED = 100  # problems that a message lists; who has more has another table
HINTS = 100  # problems for which the nearest word is sought: to seek it takes its time


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
        Everything that is wrong, kept as `problems` in the order of the rows. The message lists
        the first hundred.
    """

    def __init__(self, problems):
        self.problems = tuple(sorted(problems, key=lambda problem: problem.row or 0))
        count = len(self.problems)
        title = "1 problem in the table:" if count == 1 else f"{count} problems in the table:"
        more = [f"and {count - LISTED} more"] if count > LISTED else []
        super().__init__("\n".join([title, *map(str, self.problems[:LISTED]), *more]))


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

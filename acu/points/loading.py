"""The table of points, checked as far as it can be without a body."""

import re
from functools import cache

from acu import rules, tables
from acu.tables import HINTS, Problem, TableError

CODE = re.compile(r"(?P<letters>[A-Z]{2})((?P<number>[0-9]{1,3})|-[A-Z]{1,2}[0-9]{1,3})")


def load_points(path=None):
    """Load the points.

    Parameters
    ----------
    path : path-like, optional
        A table of your own with the columns of ``data/points.csv``, read each time. By default
        that file, which is read once: restart Python to see a change in it.

    Returns
    -------
    pandas.DataFrame
        One row for each point, index `code` in the order of WHO's channels (LU LI ST SP HT SI BL
        KI PC TE GB LR GV CV, then extra points). `paired`, `drawn` and `article` are ``bool``,
        `seconds` is ``int64``, `pages` is ``Int64`` with ``<NA>`` for points that WHO does not
        print; all else is text, empty where nothing stands. A fresh copy each time.
        ``data/datapackage.json`` describes every column.

    Raises
    ------
    TableError
        If anything is wrong in the table or in a rule; lists every problem with its row.

    Examples
    --------
    >>> points = acu.load_points()
    >>> points.loc["BL40", "pinyin"]
    'Wěizhōng'
    >>> points[points["region"] == "knee"].index.tolist()
    ['ST35', 'BL38', 'BL39', 'BL40', 'KI10', 'GB33', 'LR8', 'EX-LE2', 'EX-LE4']
    """
    return own().copy() if path is None else _checked(path)


@cache
def own():
    """Return the workbook's own table, checked; not to be changed."""
    return _checked(None)


def _checked(path):
    table = tables.examine("points", path)
    problems = [*table.problems, *_code_problems(table), *_rule_problems(table)]
    if problems:
        raise TableError(problems)
    frame = table.frame.set_index("code")
    return frame.loc[sorted(frame.index, key=code_order())]


@cache
def code_order():
    """Return the key that sorts codes in WHO's order of channels, then by number.

    Returns
    -------
    callable
        From a code such as ``"GB29"`` to what `sorted` compares.
    """
    channels = list(tables.read("channels")["code"])

    def key(code):
        letters, number = re.fullmatch(r"(.*?)([0-9]+)", code).groups()
        return channels.index(letters[:2]), letters, int(number)

    return key


def _code_problems(table):
    channels = tables.read("channels").set_index("code")
    codes = table.cells.get("code", [])
    named = table.cells.get("channel", codes)
    problems = []
    for row, code, channel in zip(table.rows, codes, named, strict=False):
        split = CODE.fullmatch(code)
        if not split or split["letters"] not in channels.index:  # which the pattern tells
            continue
        letters = split["letters"]
        last = channels["points"][letters]
        if split["number"] and int(split["number"]) > last:
            message = f"there is no {code}; {letters} has points 1 to {last}"
            problems.append(Problem(table.file, message, row, "code"))
        if channel in channels.index and channel != letters:
            message = f"{code} is on the channel {letters}, not {channel}"
            problems.append(Problem(table.file, message, row, "channel"))
    return problems


def _rule_problems(table):
    landmarks = set(tables.read("landmarks")["id"])
    rulers = set(tables.read("rulers")["id"])
    codes = table.cells.get("code", [])
    problems, uses, rows = [], {}, dict(zip(codes, table.rows, strict=False))
    for column in ("rule", "second_rule"):
        for row, text, code in zip(table.rows, table.cells.get(column, []), codes, strict=False):
            if not text:
                continue
            try:
                rule = rules.read(text)
            except rules.RuleError as error:
                problems.append(Problem(table.file, str(error), row, column))
                continue
            for names, known, what in (
                (rule.names, landmarks | set(codes), "landmark or point"),
                (rule.rulers, rulers, "ruler"),
            ):
                for name in set(names) - known:
                    at = rule.position(name) + 1
                    # The next number is another point, not a slip of the pen.
                    is_code = re.fullmatch(r"[A-Z]{2}[0-9]+", name)
                    vain = is_code or len(problems) >= HINTS
                    hint = "" if vain else tables.nearest(name, known)
                    message = f'there is no {what} "{name}" (character {at}){hint}'
                    problems.append(Problem(table.file, message, row, column))
            if column == "rule":
                uses[code] = [name for name in rule.names if name in rows]
    for ring in _rings(uses):
        chain = " -> ".join([*ring, ring[0]])
        message = f"these points are defined by one another: {chain}"
        problems.append(Problem(table.file, message, rows[ring[0]], "rule"))
    return problems


def _rings(uses):
    """List the rings of points whose rules lead back to themselves."""
    rings, done = [], set()
    for code in uses:
        trail = [code]  # each needs the next; no recursion, for a chain may be long
        while trail:
            needed = [other for other in uses.get(trail[-1], []) if other not in done]
            if needed and needed[0] not in trail:
                trail.append(needed[0])
                continue
            rings += [trail[trail.index(needed[0]) :]] if needed else []
            done.add(trail.pop())
    return rings

"""Who has found which point: learner by learner, or point by point for a big class."""

import pandas as pd

from acu.atlas import plain_names
from acu.plates.labels import text_width
from acu.plates.page import FAINT, INK, LANDMARK, PAPER
from acu.results.board import (
    EDGE,
    MARKS,
    PALE,
    SAID,
    WIDE,
    Board,
    checked,
    empty,
    fitted,
    invented,
    number,
    numbers,
    people,
    renamed,
    shown,
)

TITLE = "Who has found what"
LAST = "The last mark of each learner for each point counts."
EACH = 40  # of more learners only the points are shown
POINTS = 24  # the most that are shown
# Points: height of a row, most room for words, room for the last column, most for the others.
ROW, NAMES, ENDS, STEP = 16, 176, 54, 72
COLUMN = 58  # points: of the numbers beside bars
ASKED = "never asked"
BARS = {  # fill and hatching
    SAID[3]: (LANDMARK, ""),
    SAID[2]: (PALE, "////"),
    SAID[1]: (PAPER, "...."),
    ASKED: (PAPER, ""),
}


def plot_found(results):
    """Show which learner has found which point on the body.

    Up to 40 learners have a row each; of more, it is shown how many found each point.

    Parameters
    ----------
    results : pandas.DataFrame
        From `read_results`, or some rows of it, such as those of one stage.

    Returns
    -------
    matplotlib.axes.Axes
        On a new `Plate`.

    Raises
    ------
    ValueError
        If these are no results.

    Notes
    -----
    Found is inside the ring of `precision.tolerance`, near less than twice as far. The last mark
    counts: what was wrong is asked again after its answer was shown, so this is rather too good.

    Examples
    --------
    >>> acu.plot_found(acu.results.example(3)).figure.words[:40]
    'Who has found what: 3 learners, 6 points'
    """
    finds, numbered = shown(checked(results).query("kind == 'find'"))
    if finds.empty:
        return empty(TITLE, "No answers yet to “find the point”")
    last = finds.sort_values("when", kind="stable").groupby(["learner", "code"])["grade"].last()
    grades = last.unstack()
    codes = grades.count().sort_values(ascending=False, kind="stable").index[:POINTS]
    rest = grades.shape[1] - len(codes)
    grades = _sorted(grades[_sorted(grades[codes].T).index])
    small = f"{people(finds)}, {number(len(codes), 'point')}"
    notes = [LAST]
    notes += [f"Shown are the {POINTS} points that were asked most; {rest} more were."] * (rest > 0)
    notes += invented(finds)
    if len(grades) > EACH:
        return _points(grades, small, notes)
    return _learners(grades, small, notes + numbers(numbered), renamed(numbered))


def _sorted(grades):
    """Put rows with the most that was found first."""
    key = pd.DataFrame({3: (grades == 3).sum(axis=1), 2: (grades == 2).sum(axis=1)})
    return grades.loc[key.sort_values([3, 2], ascending=False, kind="stable").index]


def _learners(grades, small, notes, more):
    """Draw a row for each learner."""
    size = 9
    widest = max(text_width(name, size) for name in grades.index)
    names = min(max(widest, text_width("found by", size)) + 14, NAMES)
    step = min(STEP, (WIDE - 2 * EDGE - names - ENDS) / grades.shape[1])
    turned = step < 4 + max(text_width(code, size) for code in grades.columns)
    above = 46 if turned else 20
    board = Board(TITLE, small, above + ROW * (len(grades) + 1) + 8, notes)
    top = board.top + above
    xs = [EDGE + names + step * (i + 0.5) for i in range(grades.shape[1])]
    end = xs[-1] + step / 2
    _key(board)
    for x, code in zip(xs, grades.columns, strict=True):
        style = {"rotation": 60, "ha": "left", "va": "bottom", "rotation_mode": "anchor"}
        style = style if turned else {"ha": "center", "va": "bottom"}
        board.text(x, top - 3, code, size, INK, weight="bold", **style)
    board.text(end + ENDS, top - 3, "found", size, ha="right", va="bottom")
    rows = grades.index
    for i, (name, row) in enumerate(zip(rows, grades.to_numpy(), strict=True)):
        y = top + ROW * (i + 0.5)
        board.line([EDGE, end + ENDS], [y + ROW / 2] * 2, alpha=0.25)
        board.text(EDGE, y, fitted(name, size, names - 8), size)
        for x, grade in zip(xs, row, strict=True):
            if grade in MARKS:
                board.mark(grade, x, y, gid=f"{name}: {SAID[grade]}")
            else:
                board.text(x, y, "·", size, FAINT, ha="center")
        said = f"{(row == 3).sum()} of {(row > 0).sum()}"
        board.text(end + ENDS, y, said, size, ha="right")
    y = top + ROW * (len(rows) + 0.5) + 3
    board.text(EDGE, y, "found by", size, weight="bold")
    for x, code in zip(xs, grades.columns, strict=True):
        found = (grades[code] == 3).sum()
        board.text(x, y, f"{found}", size, weight="bold", ha="center")
    told = [f"{name}: {_row_said(row)}" for name, row in grades.iterrows()]
    return board.finish(" ".join([f"{TITLE}: {small}.", "; ".join(told) + ".", *notes, *more]))


def _points(grades, small, notes):
    """Draw a bar for each point."""
    named = {code: fitted(plain_names()[code], 9.5, 146) for code in grades.columns}
    left = EDGE + 14 + max(1.08 * text_width(name, 9.5) for name in named.values())
    high, columns = 24, 4 * COLUMN
    wide = WIDE - EDGE - left - columns - 10
    board = Board(TITLE, small, 44 + high * grades.shape[1], notes)
    top, told = board.top + 44, []
    xs = [left + wide + 10 + COLUMN * (i + 0.5) for i in range(4)]
    for x, (said, (fill, hatch)) in zip(xs, BARS.items(), strict=True):
        board.bar(x - 10, top - 30, 20, 9, fill, hatch, "key")
        board.text(x, top - 13, said, 8, ha="center")
    for i, code in enumerate(grades.columns):
        y, x = top + high * (i + 0.5), left
        board.text(EDGE, y, named[code], 9.5)
        counts = [(grades[code] == grade).sum() for grade in MARKS] + [grades[code].isna().sum()]
        for at, count, (said, (fill, hatch)) in zip(xs, counts, BARS.items(), strict=True):
            if count:
                board.bar(
                    x, y, wide * count / len(grades), 0.6 * high, fill, hatch, f"{code}: {said}"
                )
            x += wide * count / len(grades)
            board.text(at, y, f"{count}", 9.5, ha="center")
        each = ", ".join(f"{count} {said}" for said, count in zip(BARS, counts, strict=True))
        told.append(f"{code}: {each}")
    return board.finish(" ".join([f"{TITLE}: {small}.", "; ".join(told) + ".", *notes]))


def _key(board):
    """Say what the marks mean, at the right of the smaller line."""
    x, y = WIDE - EDGE, 42
    for said, grade in [(ASKED, None), *((SAID[grade], grade) for grade in (1, 2, 3))]:
        x -= text_width(said, 8.5) * 1.08
        board.text(x, y, said, 8.5)
        x -= 10
        if grade:
            board.mark(grade, x, y, gid="key")
        else:
            board.text(x, y, "·", 9, FAINT, ha="center")
        x -= 16


def _row_said(row):
    codes = {
        said: [code for code in row.index if row[code] == grade] for grade, said in SAID.items()
    }
    return ", ".join(f"{said} {' '.join(each)}" for said, each in codes.items() if each)

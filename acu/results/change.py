"""Before a class against after it, learner by learner."""

import numpy as np
import pandas as pd

from acu.plates.labels import text_width
from acu.plates.page import FAINT, INK, LANDMARK, PAPER
from acu.results.board import (
    EDGE,
    WIDE,
    Board,
    checked,
    empty,
    fitted,
    invented,
    number,
    numbers,
    renamed,
    shown,
)

TITLE = "Before the class and after it"
STAGES = ["before", "after"]
MOST = 0.97  # of the distances lie on the scale; the farthest stand at its edge
FAR = 20.0  # cm: as what is farther than was measured counts
FULL, LOW, LEAST = 15, 560, 7.5  # points: a row; all rows at most; the least that words need
WHAT = {  # title, unit and digits
    "right": ("right at the first try, of 100", " of 100", 0),
    "cm": ("how far off, cm", " cm", 1),
}
CAUTION = (
    "Who has answered a question once does better on it: some of this is learning of the "
    "questions. There is no class beside this one that was not taught."
)


def plot_before_after(results):
    """Show what each learner knew before a class and after it.

    Parameters
    ----------
    results : pandas.DataFrame
        From `read_results`.

    Returns
    -------
    matplotlib.axes.Axes
        On a new `Plate`. Open circles: before. Full ones: after. Learners who gained most stand
        first, the medians last.

    Raises
    ------
    ValueError
        If these are no results.

    See Also
    --------
    before_after : The same as a table.

    Notes
    -----
    The first answer to each question counts: what was wrong is asked again after its answer was
    shown. How far off is the middle (median) of a learner's marks; one that was too far off to be
    measured counts as 20 cm.

    Examples
    --------
    >>> acu.plot_before_after(acu.results.example(3)).figure.words[:57]
    'Before the class and after it: right at the first try, of'
    """
    both, numbered = shown(checked(results).query("stage in @STAGES"))
    frame = before_after(both)
    if frame.empty:
        return empty(TITLE, _why(both))
    once = both["learner"].nunique() - len(frame)
    same, asked = _same(both[both["learner"].isin(frame.index)])
    notes = [
        f"{number(len(frame), 'learner')} answered before and after, {once} only once.",
        f"Of the questions, {same} of {asked} were asked both times.",
        "How far off: the middle of each learner's marks.",
    ]
    farther = frame["cm"].max().max() > _reach(frame["cm"])
    notes += ["Circles at the right edge: farther off."] if farther else []
    notes += [CAUTION, *invented(both)]
    notes += numbers(numbered) if len(frame) <= LOW / LEAST else []
    return _drawn(frame, notes, renamed(numbered))


def before_after(results):
    """Work out what each learner knew before and after.

    Parameters
    ----------
    results : pandas.DataFrame
        From `read_results`, with a column `learner` or with words that each stand for one.

    Returns
    -------
    pandas.DataFrame
        Index learner, of those who answered both times; columns (`right`, `cm`) by ("before",
        "after"): the share of first answers that were right, of 100, and the median distance of
        the first marks, cm, NaN without marks. Those who gained most come first.
    """
    rows = results if "learner" in results else shown(results)[0]
    rows = rows[rows["stage"].isin(STAGES)].sort_values("when", kind="stable")
    first = rows.drop_duplicates(["learner", "stage", "question"])
    first = first.assign(
        right=100.0 * (first["grade"] == 3),
        cm=first["cm"].fillna(FAR).where(first["kind"] == "find"),
    )
    by = first.groupby(["learner", "stage"])
    frame = pd.concat({"right": by["right"].mean(), "cm": by["cm"].median()}, axis=1).unstack()
    wanted = pd.MultiIndex.from_product([["right", "cm"], STAGES])
    frame = frame.reindex(columns=wanted).dropna(subset=[("right", stage) for stage in STAGES])
    gained = frame["right", "after"] - frame["right", "before"]
    order = pd.DataFrame({"gained": -gained, "after": -frame["right", "after"]})
    return frame.loc[order.sort_values(["gained", "after"], kind="stable").index]


def _why(both):
    """Say why there is nothing to compare."""
    if both.empty:
        return "No answers yet from before or after a class"
    people = both.groupby("stage")["learner"].nunique().reindex(STAGES, fill_value=0)
    return (
        f"Nobody answered both times: {people['before']} only before, {people['after']} only after"
    )


def _same(both):
    """Say how many questions were asked both times, and how many in all."""
    asked = both.groupby("stage")["question"].unique().map(set)
    return len(asked["before"] & asked["after"]), len(asked["before"] | asked["after"])


def _drawn(frame, notes, more):
    """Draw two panels of rows, and the medians below."""
    row = min(FULL, LOW / len(frame))
    named = row >= LEAST
    size = min(9, 0.8 * row + 1)
    widest = max((text_width(name, size) for name in frame.index), default=0)
    names = min(max(widest + 14, 60), 150) if named else 60
    high, above = row * len(frame), 30
    board = Board(TITLE, f"{number(len(frame), 'learner')}, a row each", above + high + 44, notes)
    top = board.top + above
    left = EDGE + names
    wide = (WIDE - EDGE - left - 36) / 2
    panels = {"right": (left, 100), "cm": (left + wide + 36, _reach(frame["cm"]))}
    if not frame["cm"].notna().all(axis=1).any():
        panels.pop("cm")
    _key(board)
    if named:
        for i, name in enumerate(frame.index):
            board.text(EDGE, top + row * (i + 0.5), fitted(name, size, names - 8), size)
    else:
        board.text(EDGE, top + 6, "gained", 8.5, FAINT)
        board.text(EDGE, top + 16, "most", 8.5, FAINT)
    board.text(EDGE, top + high + 16, "middle", 9, weight="bold")
    told = [
        _panel(board, frame[what], what, (x, wide, far), (top, row))
        for what, (x, far) in panels.items()
    ]
    if named:
        told += [_said(name, values) for name, values in frame.iterrows()]
    return board.finish(" ".join([f"{TITLE}:", "; ".join(told) + ".", *notes, *more]))


def _panel(board, frame, what, across, down):
    """Draw a circle before and one after in each row, and the medians; say these (str)."""
    (x, wide, far), (top, row) = across, down
    high, scale = row * len(frame), wide / far
    title, unit, digits = WHAT[what]
    _axis(board, x, wide, top, high, far, title)
    there = frame.notna().all(axis=1).to_numpy()
    each, ys = frame[there], top + row * (np.arange(len(frame))[there] + 0.5)
    _dumbbells(board, x + scale * each.clip(upper=far).to_numpy(), ys, min(7, 0.75 * row), what)
    middle = each.median()
    xs = x + scale * middle.clip(upper=far).to_numpy()[None]
    _dumbbells(board, xs, np.array([top + high + 16]), 9, f"{what} middle")
    before, after = (f"{value:.{digits}f}" for value in middle)
    said = f"{before} before, {after} after"
    board.text(x + wide / 2, top + high + 34, said, 9, weight="bold", ha="center")
    return f"{title}: middle of {len(each)}, {before}{unit} before, {after}{unit} after"


def _reach(cm):
    """Choose the end of the scale: what all but the farthest need, cm."""
    values = cm.to_numpy()
    most = np.nanquantile(values, MOST) if np.isfinite(values).any() else 0
    return next(end for end in (2, 4, 6, 8, 12, 16, FAR) if most <= end or end == FAR)


def _axis(board, x, wide, top, high, far, title):
    """Draw the scale of a panel, and what it is above it."""
    board.text(x, top - 22, title, 9.5, weight="bold")
    for share in (0, 0.25, 0.5, 0.75, 1):
        at = x + share * wide
        board.line([at, at], [top, top + high + 24], alpha=0.3)
        board.text(at, top - 7, f"{far * share:g}", 8, FAINT, ha="center")


def _dumbbells(board, xs, ys, size, gid):
    """Join before and after, xs (k, 2), at heights ys (k,)."""
    thick = max(0.6, size / 4)
    for (before, after), y in zip(xs, ys, strict=True):
        board.line([before, after], [y, y], LANDMARK, thick, alpha=0.45, zorder=2)
    edge = {"edgecolor": INK, "linewidth": max(0.4, size / 7), "s": size**2}
    board.ax.scatter(xs[:, 0], ys, facecolor=PAPER, zorder=3, **edge).set_gid(f"{gid} before")
    edge["edgecolor"] = LANDMARK
    board.ax.scatter(xs[:, 1], ys, facecolor=LANDMARK, zorder=4, **edge).set_gid(f"{gid} after")


def _key(board):
    """Say which circle is which."""
    x = WIDE - EDGE
    for said, fill in (("after", LANDMARK), ("before", PAPER)):
        x -= text_width(said, 8.5) * 1.08
        board.text(x, 42, said, 8.5)
        x -= 9
        board.ax.scatter([x], [42], s=49, facecolor=fill, edgecolor=INK, linewidth=1).set_gid("key")
        x -= 16


def _said(name, values):
    right = f"{values['right', 'before']:.0f} to {values['right', 'after']:.0f} of 100"
    cm = values["cm"]
    far = f", {cm['before']:.1f} to {cm['after']:.1f} cm" if cm.notna().all() else ""
    return f"{name}: {right}{far}"

"""What is known by now, and how far off one was: two charts, and the same in words."""

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from acu.ledger import stamp, time
from acu.memory import History, plan
from acu.plates import Plate
from acu.plates.page import FAINT, INK, LANDMARK, PAPER, POINT, SANS
from acu.plates.plate import PAGE, Chart
from acu.points import load_points
from acu.practice.dealing import CALLED as KINDS
from acu.questions import questions

BREAKS = {
    "known for now": "known\nfor now",
    "again within a day": "again\nwithin a day",
    "not asked yet": "not\nasked yet",
}
SOON = pd.Timedelta(days=1)
STATES = {  # fill and hatching
    "known for now": (LANDMARK, ""),
    "again within a day": ("#b9cbe0", "////"),
    "not asked yet": (PAPER, ""),
}
SIZES = 10, 20, 50, 100, 200, 500, 1000, 10_000  # answers of which the middle is taken
FEW = 5  # of fewer answers no middle is drawn
MOST = 40  # such middles side by side
NEAR, FAR = 0.1, 20.0  # cm; what is nearer or farther is drawn at the edge
EMPTY = "No answers are kept yet"
FIRST = "Tick “Remember my answers” when you practise, and each of them counts here."
KNOWN = "What you know"
HALF = "Each grey line is half as far as the one above it."
OFF = "How far off, when you find a point on the body"


def plot_progress(history=None, ax=None, now=None):
    """Show what a learner knows by now, and how far off they were when they found points.

    Parameters
    ----------
    history : History, optional
        Unless given, the one in the learner's own folder.
    ax : matplotlib.axes.Axes, optional
        Where to draw; it is emptied. Unless given, a new `Plate` is made.
    now : datetime.datetime or str, optional
        Local time, by default what the clock shows.

    Returns
    -------
    matplotlib.axes.Axes
        With two within it: the number of questions of each kind, and the distance in cm of each
        answer to "find", in the order in which they were given.

    Raises
    ------
    OSError
        If the history is there and cannot be opened.

    Notes
    -----
    Counted are the questions about the article's points and about every point that was asked for.
    "Known for now" is what FSRS does not plan within a day. A line over the distances is the
    median of ten answers, or of more where there are many. A mark that was too far off to be
    measured counts as 20 cm off: left out, it would make the line better than it was.

    Examples
    --------
    >>> acu.plot_progress().figure.words[:24]
    'No answers are kept yet.'
    """
    answers = (History() if history is None else history).read()
    now = time(stamp(now))
    if ax is None:
        ax = Plate(figsize=(8, 6.5), dpi=100).add_axes((0, 0, 1, 1))
    ax.clear()
    ax.set_axis_off()
    counts, off = counted(answers, now), distances(answers)
    title = _title(answers) if len(answers) else EMPTY
    small = _since(answers) if len(answers) else FIRST
    shown = _text(ax, (0.03, 0.945), title, 15, LANDMARK, weight="bold")
    _text(ax, (0.03, 0.905), small, 9, FAINT)
    _text(ax, (0.03, 0.835), KNOWN, 11, INK, weight="bold")
    _known(ax.inset_axes((0.22, 0.515, 0.35, 0.245)), counts)
    _text(ax, (0.03, 0.445), OFF, 11, INK, weight="bold")
    _text(ax, (0.03, 0.415), HALF, 9, FAINT)
    _far_off(ax.inset_axes((0.09, 0.09, 0.88, 0.305)), off)
    told = f"{title}. {small} {_told(counts)} {_told_off(off)}"
    setattr(ax, PAGE, Chart(ax, shown, told))
    return ax


def counted(answers, now):
    """Count the questions of each kind by what is known of them.

    Parameters
    ----------
    answers : pandas.DataFrame
        From `History.read`.
    now : datetime.datetime
        Local time.

    Returns
    -------
    pandas.DataFrame
        Index kind, columns the `STATES`.
    """
    words = [key.split() for key in answers["question"].unique()]
    # A question that tells two points apart is one about the other's neighbour.
    asked = {code for kind, code, *_ in words if kind != "which"}
    points = load_points()
    article = points.index[points["article"]]
    codes = [code for code in points.index if code in article or code in asked]
    keys = [question.key for question in questions(codes)]
    planned = plan(answers, [*keys, *answers["question"]], now)
    late = planned["due"] > now + SOON
    state = np.select([planned["asked"] == 0, late], ["not asked yet", "known for now"], "again")
    state = pd.Series(state).replace("again", "again within a day")
    kind = planned.index.str.split().str[0]
    found = pd.crosstab(np.asarray(kind), state.to_numpy())
    return found.reindex(index=list(KINDS), columns=list(STATES), fill_value=0)


def distances(answers):
    """Say how far off each mark was.

    Parameters
    ----------
    answers : pandas.DataFrame
        From `History.read`.

    Returns
    -------
    ndarray (n,)
        Distances in cm, in the order in which they were given; 20 for what was too far off to be
        measured.
    """
    found = answers[answers["question"].str.startswith("find ")]
    return found["cm"].fillna(FAR).to_numpy()


def middles(off):
    """Return the median of each ten distances, or of more where there are many.

    Parameters
    ----------
    off : ndarray (n,)
        Distances in cm, in the order in which they were measured.

    Returns
    -------
    pandas.DataFrame
        `first` and `last` (numbers of the answers, from 1) and `cm`. What is left over at the end
        goes with the ten before it, if it is less than half of that.
    size : int
        How many answers each stands for.
    """
    size = next(size for size in SIZES if len(off) / size <= MOST or size == SIZES[-1])
    groups = max(1, int(len(off) / size + 0.5))
    firsts = [size * number for number in range(groups)]
    lasts = [*firsts[1:], len(off)]
    rows = [
        (first + 1, last, float(np.median(off[first:last])))
        for first, last in zip(firsts, lasts, strict=True)
        if last > first
    ]
    return pd.DataFrame(rows, columns=["first", "last", "cm"]), size


def _known(ax, counts):
    """Draw a bar for each kind, and its numbers beside it under the key."""
    share = counts.div(counts.sum(axis=1).clip(lower=1), axis=0)
    lefts = share.cumsum(axis=1) - share
    for state, (fill, hatch) in STATES.items():
        ax.barh(
            range(len(counts)),
            share[state],
            left=lefts[state],
            height=0.6,
            facecolor=fill,
            hatch=hatch,
            edgecolor=LANDMARK,
            linewidth=0.8,
        )
    ax.set(xlim=(0, 1.005), ylim=(len(counts) - 0.4, -0.6))
    ax.set_axis_off()
    across = ax.get_yaxis_transform()
    for y, kind in enumerate(counts.index):
        style = {"family": SANS, "color": INK, "size": 9.5, "va": "center", "transform": across}
        ax.text(-0.54, y, KINDS[kind].capitalize(), **style)
        for x, number in zip(_columns(), counts.loc[kind], strict=True):
            ax.text(x, y, f"{number}", ha="center", **style)
    for x, (state, (fill, hatch)) in zip(_columns(), STATES.items(), strict=True):
        box = {"facecolor": fill, "hatch": hatch, "edgecolor": LANDMARK, "linewidth": 0.8}
        ax.barh(-1.05, 0.07, left=x - 0.035, height=0.42, clip_on=False, **box)
        style = {"ha": "center", "va": "baseline", "linespacing": 1.2}
        ax.text(x, -1.5, BREAKS[state], size=8.5, color=INK, family=SANS, **style)


def _columns():
    """Where the numbers stand, in lengths of the bars."""
    return 1.2, 1.55, 1.95


def _far_off(ax, off):
    """Draw each distance, and the middles."""
    ax.set_yscale("log", base=2)
    ticks = [0.125, 0.25, 0.5, 1, 2, 4, 8, 16]
    ax.set_yticks(ticks, labels=["⅛", "¼", "½", "1", "2", "4", "8", "16"])
    ax.set(xlim=(0.5, max(20, len(off)) + 0.5), ylim=(NEAR, FAR))
    ax.set_facecolor(PAPER)
    ax.minorticks_off()
    ax.tick_params(colors=INK, labelsize=9, length=0)
    ax.grid(axis="y", color=FAINT, alpha=0.18, linewidth=0.8)
    ax.set_axisbelow(True)
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)
    ax.set_ylabel("cm along the skin", color=INK, family=SANS, size=9)
    if not len(off):
        ax.set_xticks([])
        style = {"ha": "center", "va": "center", "color": FAINT, "family": SANS, "size": 10}
        ax.text(0.5, 0.5, "No distance is kept yet.", transform=ax.transAxes, **style)
        return
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel("answer, the first on the left", color=INK, family=SANS, size=9)
    numbers, alpha = np.arange(1, len(off) + 1), 0.7 if len(off) < 200 else 0.25
    ax.plot(
        numbers, np.clip(off, NEAR * 1.1, FAR / 1.1), "o", color=POINT, ms=4, mew=0, alpha=alpha
    )
    lines, size = middles(off)
    if len(off) >= FEW:
        ends = lines["first"] - 0.4, lines["last"] + 0.4
        # A few dots are seen on the lines, the lines among many dots.
        ax.hlines(lines["cm"], *ends, color=LANDMARK, linewidth=3, zorder=1 if alpha > 0.5 else 3)
    style = {"transform": ax.transAxes, "clip_on": False}
    ax.plot(0.7, 1.1, "o", color=POINT, ms=4, mew=0, **style)
    ax.plot([0.8, 0.85], [1.1] * 2, color=LANDMARK, linewidth=3, **style)
    _text(ax, (0.715, 1.1), "answer", 8.5, INK, va="center")
    _text(ax, (0.862, 1.1), f"middle of {size}", 8.5, INK, va="center")


def _title(answers):
    days = answers["when"].dt.normalize().nunique()
    return f"Your practice: {_number(len(answers), 'answer')} on {_number(days, 'day')}"


def _since(answers):
    first = answers["when"].iloc[0]
    return f"Since {first.day} {first:%B %Y}."


def _told(counts):
    each = [
        f"{KINDS[kind]}, {', '.join(f'{row[state]} {state}' for state in STATES)}"
        for kind, row in counts.iterrows()
    ]
    return f"Questions: {'; '.join(each)}."


def _told_off(off):
    """Say the first and the last middle, and how far off in all."""
    if not len(off):
        return f"{OFF}: no distance is kept yet."
    lines, size = middles(off)
    said = f"{OFF}, {_number(len(off), 'answer')}"
    first, last = lines["cm"].iloc[[0, -1]]
    if len(lines) == 1:
        return f"{said}: middle {first:.1f} cm."
    return f"{said}: middle of the first {size} {first:.1f} cm, of the last {last:.1f} cm."


def _number(count, name):
    return f"{count:,} {name}{'s' * (count != 1)}"


def _text(ax, place, text, size, colour, **style):
    return ax.text(
        *place, text, size=size, color=colour, family=SANS, transform=ax.transAxes, **style
    )

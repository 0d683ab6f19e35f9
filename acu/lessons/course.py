"""The course of a diary over weeks: a chart, the same in words, and what it can and cannot say."""

from acu import tables
from acu.diary import Diary
from acu.plates import Plate
from acu.plates.page import FAINT, INK, LANDMARK, PAPER, POINT, SANS
from acu.plates.plate import PAGE, Chart

JUDGED = 4, 6  # weeks, as the sentence STOP has them
LISTED = 8  # of more weeks the words tell the first and the last only
STEPS = 1, 2, 4, 8, 13, 26, 52, 520
EMPTY = "Your diary is empty"
FIRST = "Each session that you keep adds a ring and a dot."


def advice():
    """Return what a line over weeks cannot show, and when to stop: rows of ``data/technique.csv``.

    Returns
    -------
    pandas.DataFrame
        Two rows, index `id`: ``mean`` and ``course``. `teach` is the sentence; `source`,
        `second_source` and `verified` say where it comes from.
    """
    return tables.read("technique").set_index("id").loc[["mean", "course"]]


MEAN, STOP = advice()["teach"]


def plot_diary(diary=None, ax=None):
    """Show the pain before and after each session of a diary, and the middle of each week.

    Parameters
    ----------
    diary : Diary, optional
        Unless given, the one in the learner's own folder.
    ax : matplotlib.axes.Axes, optional
        Where to draw; it is emptied. Unless given, a new `Plate` is made.

    Returns
    -------
    matplotlib.axes.Axes
        x is weeks since the first session, y is pain, 0 to 10.

    Raises
    ------
    OSError
        If the diary is there and cannot be opened.

    Notes
    -----
    The lines join no sessions: each is the median of a week.

    Examples
    --------
    >>> acu.plot_diary().figure.words[:20]
    'Your diary is empty.'
    """
    ax = chart((Diary() if diary is None else diary).read(), ax)
    _text(ax, (0, -0.24), f"{MEAN}\n{STOP}".replace(": ", ":\n"), 8.5, INK, va="top")
    getattr(ax, PAGE).words += f" {MEAN} {STOP}"
    return ax


def chart(sessions, ax=None, wide=8.0, foot=1.1):
    """Draw the sessions of a diary without the words below.

    Parameters
    ----------
    sessions : pandas.DataFrame
        From `Diary.read`.
    ax : matplotlib.axes.Axes, optional
        As for `plot_diary`.
    wide, foot : float
        Inches of a new `Plate`: its width, and what is left below the weeks.

    Returns
    -------
    matplotlib.axes.Axes
    """
    left = 0
    if ax is None:
        left = -0.6 / (wide - 1)  # at the edge of the page, for words are wide
        high = 3.3 + foot
        place = (0.75 / wide, foot / high, 1 - 1 / wide, 2.4 / high)
        ax = Plate(figsize=(wide, high), dpi=100).add_axes(place)
    ax.clear()
    weeks = weekly(sessions)
    _frame(ax, max(JUDGED[1], weeks.index.max() if len(weeks) else 0))
    if len(sessions):
        _sessions(ax, sessions)
        _weeks(ax, weeks)
        title, small = (
            _title(sessions, weeks),
            f"Since {_first_day(sessions)}. Lines: the middle of each week.",
        )
    else:
        title, small = EMPTY, FIRST
        _session(ax, [0.5], [6], [4], 0.45)
    shown = _text(ax, (left, 1.27), title, 14, LANDMARK, weight="bold")
    _text(ax, (left, 1.18), small, 9, FAINT)
    _key(ax)
    told = f"{title}. {_told(weeks)}." if len(sessions) else f"{title}. {FIRST}"
    setattr(ax, PAGE, Chart(ax, shown, told))
    return ax


def weekly(sessions):
    """Return the median pain of each week in which there was a session.

    Parameters
    ----------
    sessions : pandas.DataFrame
        From `Diary.read`.

    Returns
    -------
    pandas.DataFrame
        Index `week`, counted from 1 since the first session; `before`, `after` (float64).
    """
    week = _days(sessions) // 7 + 1
    return sessions[["before", "after"]].groupby(week.astype(int).rename("week")).median()


def verdict(sessions):
    """Say how the pain before pressing went, and what to do about it.

    Parameters
    ----------
    sessions : pandas.DataFrame
        From `Diary.read`.

    Returns
    -------
    str
        Empty text if nothing is kept.
    """
    weeks = weekly(sessions)["before"]
    if weeks.empty:
        return ""
    first, last = weeks.iloc[[0, -1]]
    told = f"(middle of the week {last:g}, and {first:g} in week 1)"
    if last > first:
        return (
            f"Your pain before pressing is higher than in week 1 {told}. Stop pressing, and see a "
            "doctor or a physiotherapist."
        )
    if weeks.index[-1] <= JUDGED[0]:
        return "It is too early to judge. Look back after four to six weeks."
    if last == first:
        return (
            f"Your pain before pressing is no lower than in week 1 {told}. See a doctor or a "
            "physiotherapist."
        )
    return (
        f"Your pain before pressing is lower than in week 1 {told}. It may be time, rest, hope or "
        "the pressing: a diary cannot tell which."
    )


def danger():
    """Return the danger signs that need help at once: rows of ``data/red_flags.csv``.

    Returns
    -------
    pandas.DataFrame
    """
    return tables.read("red_flags").query("urgency == 'emergency'")


def _days(sessions):
    """Return how many midnights each session lies after the first."""
    days = sessions["when"].dt.normalize()
    return (days - days.min()).dt.days


def _title(sessions, weeks):
    count, span = len(sessions), int(weeks.index[-1])
    return f"Your diary: {count} session{'s' * (count != 1)} in {span} week{'s' * (span != 1)}"


def _first_day(sessions):
    first = sessions["when"].iloc[0]
    return f"{first.day} {first:%B %Y}"


def _told(weeks):
    """Say the middle of each week, or of the first and the last if there are many."""
    shown = weeks if len(weeks) <= LISTED else weeks.iloc[[0, -1]]
    each = [
        f"week {row.Index}, {row.before:g} before and {row.after:g} after"
        for row in shown.itertuples()
    ]
    return f"Pain from 0 to 10 before and after pressing, middle of the week: {'; '.join(each)}"


def _frame(ax, last):
    """Draw the scale, the weeks, and when to judge."""
    ax.set(xlim=(0, last), ylim=(-0.5, 10.5), yticks=range(0, 11, 2))
    ax.set_yticklabels(["0 none", "2", "4", "6", "8", "10 worst"])
    step = next(step for step in STEPS if last / step <= 14 or step == STEPS[-1])
    ends = range(step, last + 1, step)
    ax.set_xticks([end - 0.5 for end in ends], labels=[f"{end}" for end in ends])
    ax.set_xlabel("week", color=INK, family=SANS, size=9)
    ax.set_facecolor(PAPER)
    ax.tick_params(colors=INK, labelsize=9, length=0)
    ax.grid(axis="y", color=FAINT, alpha=0.18, linewidth=0.8)
    ax.set_axisbelow(True)
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)
    if step == 1:
        ax.axvspan(*JUDGED, color=LANDMARK, alpha=0.07, linewidth=0)
        ax.text(
            sum(JUDGED) / 2, 10.2, "look back here", size=8.5, color=FAINT, ha="center", va="top"
        )


def _sessions(ax, sessions):
    hours = sessions["when"].dt.hour + sessions["when"].dt.minute / 60
    weeks = (_days(sessions) + hours / 24) / 7
    _session(ax, weeks, sessions["before"], sessions["after"], 0.6 if len(sessions) < 60 else 0.25)


def _session(ax, weeks, before, after, alpha):
    ax.vlines(weeks, after, before, color=FAINT, linewidth=0.8, alpha=alpha, zorder=2)
    ax.plot(weeks, before, "o", color=POINT, markerfacecolor=PAPER, ms=6, mew=1.3, alpha=alpha)
    ax.plot(weeks, after, "o", color=LANDMARK, ms=4.5, mew=0, alpha=alpha)


def _weeks(ax, weeks):
    ends = weeks.index - 1, weeks.index
    ax.hlines(weeks["before"], *ends, color=POINT, linewidth=3, zorder=4)
    ax.hlines(weeks["after"], *ends, color=LANDMARK, linewidth=3, linestyle=(0, (2, 1)), zorder=4)


def _key(ax):
    style = {"transform": ax.transAxes, "clip_on": False}
    ring = {"color": POINT, "markerfacecolor": PAPER, "ms": 6, "mew": 1.3}
    dot = {"color": LANDMARK, "ms": 4.5, "mew": 0}
    for x, mark, line, name in ((0, ring, "-", "before"), (0.46, dot, (0, (2, 1)), "after")):
        ax.plot(x + 0.01, 1.09, "o", **mark, **style)
        ends = [x + 0.04, x + 0.1]
        ax.plot(ends, [1.09] * 2, color=mark["color"], linewidth=3, linestyle=line, **style)
        _text(ax, (x + 0.115, 1.09), f"{name} pressing", 8.5, INK, va="center")


def _text(ax, place, text, size, colour, **style):
    style = {"family": SANS, "transform": ax.transAxes, "linespacing": 1.4} | style
    return ax.text(*place, text, size=size, color=colour, **style)

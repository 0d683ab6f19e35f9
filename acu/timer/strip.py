"""A session as a strip of phases, for a notebook that is not run."""

from itertools import groupby

from acu.plates import Plate
from acu.plates.page import FAINT, INK, LANDMARK, PAPER, SANS

WIDTH, ROW, EDGE = 8.0, 0.55, 0.25  # inches
FILLS = {"press": LANDMARK, "massage": "#e6d6c6"}  # the rest is left open


def strip(plan):
    """Draw a session: a row for each point, each phase as long as it lasts.

    Parameters
    ----------
    plan : list of dict
        From `plan`.

    Returns
    -------
    Plate
    """
    rows = [list(phases) for _, phases in groupby(plan[:-1], key=lambda phase: phase["point"])]
    longest = max(sum(phase["seconds"] for phase in phases) for phases in rows)
    figure = Plate(figsize=(WIDTH, ROW * len(rows) + 2 * EDGE), dpi=100)
    ax = figure.add_axes((0.02, 0, 0.96, 1))
    ax.set_axis_off()
    ax.set_xlim(-0.22 * longest, 1.005 * longest)
    ax.set_ylim(len(rows) - 0.5 + 1.2 * EDGE / ROW, -0.5 - 0.8 * EDGE / ROW)
    note = "White: get ready, change sides."
    ax.text(0, len(rows) - 0.35, note, size=8, color=FAINT, va="top", family=SANS)
    for y, phases in enumerate(rows):
        point = phases[0]["point"]
        ax.text(
            -0.22 * longest, y, point, size=10, weight="bold", color=INK, va="center", family=SANS
        )
        start = 0
        for phase in phases:
            _phase(ax, phase, start, y)
            start += phase["seconds"]
    return figure


def _phase(ax, phase, start, y):
    kind, seconds = phase["phase"], phase["seconds"]
    ax.barh(
        y,
        seconds,
        left=start,
        height=0.76,
        color=FILLS.get(kind, PAPER),
        edgecolor=INK,
        linewidth=0.8,
    )
    time = f"{seconds // 60}:{seconds % 60:02}"
    said = {"press": f"press {phase['side']}".strip(), "massage": "massage"}.get(kind)
    if said:
        ax.text(
            start + seconds / 2,
            y,
            f"{said.strip()}\n{time}",
            size=8.5,
            color=PAPER if kind == "press" else INK,
            ha="center",
            va="center",
            family=SANS,
        )

"""A plate with room beside it, for the skin around a point laid flat with a class's marks on it."""

import numpy as np

from acu.plates import Plate
from acu.plates.marks import CIRCLE
from acu.plates.page import FAINT, FOOTER, HEADING, INK, PAPER, POINT, SANS
from acu.plates.plate import WIDTH
from acu.results.board import MARKS, SAID, SMALL, number

BODY = 2.7, 5.4  # inches: the most that the body may take beside a close-up
WIDE, LEAST = 168, 4.9  # points: of the close-up; inches: of the least plate that it fits beside
TIMES = 3  # as far as so many times the ring it shows marks


def beside(scene):
    """Make a plate for a scene: Axes for the body, and for what stands beside it."""
    left, right, bottom, top = scene.box
    scale = min(BODY[0] / (right - left), BODY[1] / (top - bottom))
    tall = max(round(scale * (top - bottom) + (HEADING + FOOTER) / 72, 2), LEAST)
    plate = Plate(figsize=(WIDTH, tall), dpi=100)
    share = (WIDE + 10) / (72 * WIDTH)
    side = plate.add_axes((1 - share, 0, share, 1))
    side.set_axis_off()
    side.set(xlim=(0, WIDE + 10), ylim=(0, 72 * tall))
    return plate.add_axes((0.01, 0, 0.985 - share, 1)), side


def draw(side, ring, offsets, grades, counts):
    """Draw the close-up, and what the marks mean.

    Parameters
    ----------
    side : matplotlib.axes.Axes
        From `beside`.
    ring : float
        Its radius, cm.
    offsets : ndarray (k, 2)
        Of the marks from the point, cm, as the picture shows them; NaN if not measured.
    grades : ndarray (k,) of int
    counts : dict of int to int
        How many marks of each grade there are, by grade.
    """
    reach, half = TIMES * ring, WIDE / 2 - 4
    middle = np.array([WIDE / 2, side.get_ylim()[1] - half - 52])

    def at(offsets):
        return middle + offsets * half / reach

    frame, circle = at(reach * CIRCLE).T, at(ring * CIRCLE).T
    side.fill(*frame, facecolor="#f4e9dc", edgecolor=FAINT, linewidth=0.9)[0].set_gid("close-up")
    far = np.hypot(*offsets.T)
    near = far < 0.96 * reach  # whole within the frame
    size = 6.5 if near.sum() < 60 else 5 if near.sum() < 200 else 4
    for grade in sorted(MARKS):
        spots = at(offsets[near & (grades == grade)])
        _mark(side, grade, spots, size, f"close-up {SAID[grade]}")
    side.plot(*circle, color=POINT, linewidth=1.8, zorder=6, gid="close-up ring")
    for across, up in ((5, 0), (0, 5)):  # a dot would hide the best marks
        ends = middle + [[-across, -up], [across, up]]
        side.plot(*ends.T, color=PAPER, linewidth=3.4, zorder=6)
        side.plot(*ends.T, color=POINT, linewidth=1.8, zorder=7, gid="close-up point")
    low = middle[1] - half - 10
    bar = middle[0] + half / reach * np.array([-0.5, 0.5])
    side.plot(bar, [low, low], color=INK, linewidth=1.8, gid="scale")
    _text(side, middle[0], low - 12, "1 cm, close up", ha="center")
    y = low - 36
    for grade, said in SAID.items():
        _mark(side, grade, np.array([[12.0, y + SMALL * 9]]), 7.5, "legend mark")
        _text(side, 24, y, f"{counts.get(grade, 0)} {said}")
        y -= 16
    side.plot([5, 19], [y + SMALL * 9] * 2, color=POINT, linewidth=1.8)
    _text(side, 24, y, f"ring, {ring:.1f} cm")
    beyond = int((~near).sum())
    if beyond:
        _text(side, 24, y - 16, f"{number(beyond, 'mark')} farther off", colour=FAINT)


def _text(side, x, y, words, colour=INK, **style):
    side.text(x, y, words, size=9, color=colour, family=SANS, **style)


def _mark(side, grade, spots, size, gid):
    fill, edge, shape, scale = MARKS[grade]
    style = {"facecolor": fill, "edgecolor": edge, "linewidth": 0.7, "zorder": 5}
    side.scatter(*spots.T, s=(size * scale) ** 2, marker=shape, **style).set_gid(gid)

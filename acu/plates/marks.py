"""Marks of a point by many hands: what each kind looks like, a close-up of them, and a legend."""

import numpy as np

from acu.plates.labels import LINE, Words, text_width, wrapped
from acu.plates.page import FAINT, INK, LANDMARK, PAPER, POINT, halo

ROUND = np.linspace(0, 2 * np.pi, 97)
CIRCLE = np.column_stack([np.cos(ROUND), np.sin(ROUND)])
KINDS = {  # fill, edge, width of the edge, shape, points across, which lies over which
    "doctors": (LANDMARK, PAPER, 0.5, "o", 5, 7),
    "own": (PAPER, INK, 1.4, "D", 6.5, 8),
    "point": (POINT, PAPER, 0.8, "o", 8, 9),
}
WIDEST = 105  # points: half the width of the close-up


def mark(page, kind, spots, scale=1, gid=None):
    """Draw marks of one of `KINDS`, as large as they are or so many times, at spots (k, 2), cm."""
    fill, edge, width, shape, size, over = KINDS[kind]
    size, spots = (size * scale * page.font) ** 2, np.asarray(spots)
    style = {"facecolor": fill, "edgecolor": edge, "linewidth": width * page.font, "zorder": over}
    drawn = page.ax.scatter(spots[:, 0], spots[:, 1], s=size, marker=shape, **style)
    page.add(drawn, gid or kind)


def ring(page, paths, gid="ring"):
    """Draw a ring, or as much of it as is in sight: paths (k, 2), cm."""
    style = {"colors": [POINT], "linewidths": 1.6 * page.font, "zorder": 6}
    page.lines(paths, gid, clip=False, path_effects=halo(3), **style)


def close_up(page, spot, cm, marks):
    """Draw the skin around a point laid flat, beside the body, with a ring and marks.

    Parameters
    ----------
    page : Page
    spot : ndarray (2,)
        Where the point is on the page, view cm.
    cm : float
        Radius of the ring.
    marks : mapping of str to ndarray (k, 2)
        Offsets of the marks from the point, cm, by kind. Those that lie too far off are left out.
    """
    far = max((np.hypot(*offsets.T).max(initial=0) for offsets in marks.values()), default=0)
    reach = np.clip(1.1 * far, 1.35 * cm, 3 * cm)
    room = (page.edges[0] - 20, page.high - page.low - 24 * page.font - 4)
    half = max(min(min(room) / 2, WIDEST * page.font), 5)
    low, high = page.low + half + 24 * page.font, page.high - half - 4
    middle = np.array([half + 8, np.clip(page.points(spot)[1], low, high)])
    scale = half / reach

    def at(offsets):
        return page.centimetres(middle + scale * np.asarray(offsets))

    _leader(page, middle, half, page.points(spot), cm * page.scale)
    style = {"colors": [FAINT], "linewidths": 0.9 * page.font, "zorder": 5}
    page.lines([at(reach * CIRCLE)], "close-up", clip=False, **style)
    ring(page, [at(cm * CIRCLE)], "close-up ring")
    for kind, offsets in marks.items():
        mark(page, kind, at(offsets[np.hypot(*offsets.T) < reach]), gid=f"close-up {kind}")
    bar = middle + [[-scale / 2, -half - 7 * page.font], [scale / 2, -half - 7 * page.font]]
    page.lines(
        [page.centimetres(bar)],
        "scale",
        clip=False,
        **style | {"colors": [INK], "linewidths": 1.8 * page.font},
    )
    text = {"ha": "center", "va": "top"}
    spot = middle - [0, half + 10 * page.font]
    page.text(spot, "1 cm, close up", 8 * page.font, INK, "scale", **text)


def _leader(page, middle, half, spot, near):
    """Lead from the close-up to what it shows."""
    way = spot - middle
    far = np.hypot(*way)
    ends = [middle + way * half / far, spot - way * min(near + 3, far) / far]
    style = {"colors": [FAINT], "linewidths": 0.65 * page.font, "zorder": 5}
    page.lines([page.centimetres(ends)], "leader", clip=False, path_effects=halo(1.8), **style)


def legend(page, names):
    """Say what each kind of mark is, in the column to the right of the body (dict by kind)."""
    left = page.edges[1] + 10
    room = page.size[0] - left - 26
    for size in np.arange(9, 3, -0.5) * page.font:
        lines = {kind: wrapped(Words(text, size, INK), room) for kind, text in names.items()}
        if all(text_width(line, size) <= room for each in lines.values() for line in each):
            break
    height = page.high - size
    for kind, each in lines.items():
        place = page.centimetres([(left, height), (left + 7, height), (left + 14, height)])
        if kind in KINDS:
            mark(page, kind, place[[1]], gid="legend mark")
        else:
            ring(page, [place[[0, 2]]], "legend ring")
        top = (left + 22, height + 0.6 * size)
        page.text(top, "\n".join(each), size, INK, "legend", va="top")
        height -= size * (LINE * len(each) + 0.5)

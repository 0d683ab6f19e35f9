"""A gallery: many plates side by side, small, to choose from."""

from math import ceil

import numpy as np
from matplotlib.collections import LineCollection

from acu import shading
from acu.plates.crowd import seen_on
from acu.plates.labels import Words, wrapped
from acu.plates.page import FAINT, INK, PAPER, POINT, SANS
from acu.plates.pictures import picture
from acu.plates.plate import Plate
from acu.plates.scene import scene_of, who
from acu.plates.views import VIEWS
from acu.points import load_points

CELL = 2.4, 3.0  # inches: of one plate and the words below it
FOOT = 0.2  # share of a cell that the words take


def plot_gallery(views=None, body=None, sex="female", columns=5):
    """Show many plates side by side, each with every point that is seen on it.

    Parameters
    ----------
    views : iterable of str, optional
        Keys of `plates.VIEWS`; all of them unless given.
    body, sex
        As for `plot_body`.
    columns : int
        How many stand in a row.

    Returns
    -------
    Plate

    Raises
    ------
    ValueError
        If there is no such view.

    Examples
    --------
    >>> acu.plot_gallery(["palm", "sole"]).words.partition(":")[0]
    '2 plates, average woman'
    """
    scenes = [scene_of(body, view, sex) for view in (VIEWS if views is None else views)]
    rows, codes, said = ceil(len(scenes) / columns), list(load_points().index), []
    plate = Plate(figsize=(CELL[0] * columns, CELL[1] * rows), dpi=100)
    for i, scene in enumerate(scenes):
        left, bottom = i % columns / columns, 1 - (i // columns + 1) / rows
        seen = seen_on(codes, scene)
        cell = (left + 0.006, bottom + FOOT / rows, 1 / columns - 0.012, (0.97 - FOOT) / rows)
        _show(plate.add_axes(cell), scene, [xyz for xyz in seen.values() if len(xyz)])
        title = VIEWS[scene.view].title
        lines = wrapped(Words(title.capitalize(), 9, INK), 72 * CELL[0] - 12)
        style = {"ha": "center", "va": "top", "family": SANS}
        middle, top = left + 0.5 / columns, bottom + (FOOT - 0.02) / rows
        plate.text(middle, top, "\n".join(lines), size=9, color=INK, **style)
        below = top - 0.055 * len(lines) / rows
        plate.text(middle, below, f'"{scene.view}"', size=8, color=FAINT, **style)
        said.append(f"{title} ({scene.view})")
    plate.title = f"{len(scenes)} plates, {who(scenes[0].body)}"
    plate.shown = "; ".join(said)
    return plate


def _show(ax, scene, places):
    """Draw the body and its dots, without any words."""
    shown = picture(scene)
    ax.set_axis_off()
    ax.imshow(shown.image, extent=shown.box, zorder=1)
    for lines in (shown.outline, shown.section):
        ax.add_collection(LineCollection(lines, colors=[shading.INK], linewidths=0.6, zorder=2))
    ax.set(xlim=shown.box[:2], ylim=shown.box[2:])
    if places:
        across, up, _ = scene.place(np.vstack(places)).T
        ax.scatter(across, up, s=8, color=POINT, edgecolor=PAPER, linewidth=0.3, zorder=5)

"""What is seen on a plate: its dots, strings and words."""

from functools import cache

import numpy as np
from matplotlib.colors import to_rgb

from acu import plates
from acu.body import Body
from acu.points import load_points

POINTS = load_points()
SIZES = {"usual": None, "small": (4.6, 4.2), "large": (12.0, 9.5)}
body_of = cache(Body)


@cache
def axes_for(sex, view, size):
    if SIZES[size] is None:
        return plates.plot_body(view, body_of(sex))
    return plates.Plate(figsize=SIZES[size]).add_axes((0, 0, 1, 1))


def plotted(code, sex="female", view=None, size="usual"):
    view = view or POINTS.loc[code, "view"]
    return plates.plot_point(code, body_of(sex), view, ax=axes_for(sex, view, size))


def found(ax, gid):
    return [artist for artist in ax.get_children() if (artist.get_gid() or "").startswith(gid)]


def offsets(ax, gid):
    return np.vstack([np.asarray(artist.get_offsets()) for artist in found(ax, gid)])


def written(ax, gid):
    return [text.get_text().replace("\n", " ") for text in found(ax, gid)]


def luminance(colour):
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ (0.2126, 0.7152, 0.0722)

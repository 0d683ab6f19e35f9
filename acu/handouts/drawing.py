"""Plates for print: lines and words as vectors, the shaded body below them as a photograph."""

import base64
from io import BytesIO

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from acu.plates import plot_point
from acu.plates.page import FOOTER, HEADING, PAPER
from acu.plates.plate import PAGE, Plate
from acu.plates.scene import scene_of
from acu.points import row_of

DPI, QUALITY = 220, 88  # of the shaded body at its printed size; of JPEG, 0 to 100
INCH = 25.4  # mm
DRAWN = 0.77  # plates are drawn this much smaller than printed, so that their words come out large
WORDS = ("label", "leader", "number")  # what a plate says, by the names of its artists
DOTS, APART = ("point", "second point"), 10  # points between two dots that can be told apart
WHITE = "#ffffff"  # what paper is in print: a tint would come out as grey dots


def print_point(code, width, low, tall, body=None):
    """Draw a point, its landmarks and its construction for print.

    Parameters
    ----------
    code : str
        WHO code.
    width, low, tall : float
        The most room that the picture may take, mm: width, height, and the height of what is more
        than twice as tall as wide, such as a leg.
    body : Body, optional
        The average woman unless given.

    Returns
    -------
    picture : str
        SVG, as wide as asked for.
    words : str
        What it shows.
    """
    ax = axes_for(row_of(code)["view"], width, low, tall, body)
    plot_point(code, body, ax=ax)
    return as_svg(ax), ax.figure.words


def print_bare(code, width, height):
    """Draw a point and its construction without any words.

    Parameters
    ----------
    code : str
        WHO code of a point that is drawn.
    width, height : float
        The most room that the picture may take, mm.

    Returns
    -------
    str
        SVG.
    """
    ax = axes_for(row_of(code)["view"], 2 * width, height, height)
    plot_point(code, ax=ax)
    page = getattr(ax, PAGE)
    _show([each for each in page.removable if each.get_gid() in WORDS], False)
    dots = {each.get_gid(): each for each in page.removable if each.get_gid() in DOTS}
    if len(dots) == len(DOTS):
        point, second = (page.points(dots[name].get_offsets()[0]) for name in DOTS)
        # A second place so near that its dot would cover the first is left to the back of the card.
        if np.hypot(*(point - second)) < APART * page.font:
            _show([dots[DOTS[1]]], False)
    return as_svg(ax, page.edges)


def axes_for(view, width, low, tall, body=None):
    """Axes for a plate of a view with room for words at both sides of the body."""
    left, right, bottom, top = scene_of(body, view).box
    height = tall if top - bottom > 2 * (right - left) else low
    wide, most = DRAWN * width / INCH, DRAWN * height / INCH
    font = np.clip((72 * wide / 560) ** 0.4, 0.7, 1.25)
    high = min(most, wide / 2 * (top - bottom) / (right - left))
    size = wide, high + (HEADING + FOOTER) * font / 72
    return Plate(figsize=size, dpi=72).add_axes((0, 0, 1, 1))


def as_svg(ax, sides=None):
    """Turn the plate on an Axes into SVG (str), without heading and caption.

    The body with its outline becomes a JPEG on white; all that a point adds stays lines. `sides`
    says where the picture ends at the left and the right, points.
    """
    page, figure = getattr(ax, PAGE), ax.figure
    added = [each for each in page.removable if each.get_visible()]
    for veil in ax.images[1:]:
        faded = veil.get_array().copy()
        faded[..., :3] = 1
        veil.set_data(faded)
    for paper in ax.patches:
        paper.set_facecolor(WHITE)
    figure.set_facecolor(WHITE)
    below = [each for each in ax.get_children() if each not in added]
    _show(added, False)
    photograph, place = _photograph(page, figure)
    _show(added, True)
    _show([*below, *(each for each in added if each.get_gid() in ("heading", "caption"))], False)
    lines = BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": "acu", "svg.fonttype": "path"}):
        figure.savefig(lines, format="svg", transparent=True, metadata={"Date": None})
    drawn = lines.getvalue().decode()
    drawn = drawn[drawn.index("<defs>") : drawn.rindex("</svg>")].replace(PAPER, WHITE)
    left, right = sides or (0, page.size[0])
    wide, high = right - left, page.high - page.low
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{wide:.2f}pt" height="{high:.2f}pt" '
        f'viewBox="{left:.2f} {page.size[1] - page.high:.2f} {wide:.2f} {high:.2f}">'
        f'<image {place} preserveAspectRatio="none" '
        f'xlink:href="data:image/jpeg;base64,{base64.b64encode(photograph).decode()}"/>'
        f"{drawn}</svg>"
    )


def _show(artists, shown):
    for artist in artists:
        artist.set_visible(shown)


def _photograph(page, figure):
    """Take the body as JPEG, and say where it lies in the SVG."""
    sharp = DPI / DRAWN / 72
    figure.dpi = 72 * sharp
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    (left, bottom), (right, top) = page.frame.get_points()
    tall = figure.bbox.height
    pixels = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    box = [round(side) for side in (left, tall - top, right, tall - bottom)]
    box = [max(box[0] - 4, 0), max(box[1] - 4, 0), box[2] + 4, box[3] + 4]
    box[2:] = min(box[2], pixels.width), min(box[3], pixels.height)
    figure.dpi = 72
    file = BytesIO()
    pixels.crop(box).save(file, "jpeg", quality=QUALITY, subsampling=0, optimize=True)
    x, y, wide, high = (side / sharp for side in (*box[:2], box[2] - box[0], box[3] - box[1]))
    return file.getvalue(), f'x="{x:.3f}" y="{y:.3f}" width="{wide:.3f}" height="{high:.3f}"'

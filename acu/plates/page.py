"""A page of the atlas: a body in the middle, room for words around it."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from matplotlib import font_manager, patheffects
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox, TransformedBbox

from acu import shading
from acu.plates.labels import LINE, Words, text_width, wrapped
from acu.plates.pictures import picture
from acu.plates.views import VIEWS
from acu.tables import DATA

PAPER = "#fbf8f3"
INK = "#352a25"
FAINT = "#6a5a51"
LANDMARK = "#1d4a78"
POINT = "#a8231a"
MIRRORED = "#dd9389"

HEADING, FOOTER = 44, 50  # points, on a page of usual width
FADE = 2.2  # cm over which a body that goes on beyond the frame fades into the paper


SANS, HANZI = "DejaVu Sans", DATA / "fonts" / "AcuCJK-subset.otf"


@cache
def hanzi():
    """Family of the project's Chinese characters, made known to matplotlib."""
    font_manager.fontManager.addfont(HANZI)
    return font_manager.FontProperties(fname=HANZI).get_name()


def bounds(ax):
    """Place and size of an Axes on its figure, pixels: left, bottom, width, height."""
    return ax.get_window_extent().bounds


def halo(width):
    """Paper-coloured rim, so that a line or word stays clear on the skin."""
    return [patheffects.withStroke(linewidth=width, foreground=(*to_rgb(PAPER), 0.85))]


@dataclass(eq=False)
class Page:
    """An Axes on which one body is shown from one side.

    Places are given in view coordinates (cm) or in points from the lower left corner of the axes.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Emptied, and its limits set; everything is laid out for the size it has now.
    scene : views.Scene
    words : str
        What the page shows, for people who cannot see it.
    """

    ax: object
    scene: object
    words: str = ""

    def __post_init__(self):
        """Put the body in the middle and draw it."""
        ax = self.ax
        ax.clear()
        ax.set_axis_off()
        ax.set_aspect("auto")
        self.bounds = bounds(ax)
        self.size = np.array(self.bounds[2:]) * 72 / ax.figure.dpi
        self.font = float(np.clip((self.size[0] / 560) ** 0.4, 0.7, 1.25))
        self.low, self.high = FOOTER * self.font, self.size[1] - HEADING * self.font
        shown = picture(self.scene)
        left, right, bottom, top = shown.box
        column = min(0.25 * self.size[0], 190)
        room = self.size[0] - 2 * column, self.high - self.low
        self.scale = min(room[0] / (right - left), room[1] / (top - bottom))
        middle = np.array([self.size[0], self.low + self.high]) / 2
        self.origin = np.array([left + right, bottom + top]) / 2 - middle / self.scale
        ax.set_xlim(self.origin[0], self.origin[0] + self.size[0] / self.scale)
        ax.set_ylim(self.origin[1], self.origin[1] + self.size[1] / self.scale)
        self.frame = TransformedBbox(Bbox([(left, bottom), (right, top)]), ax.transData)
        body = (right - left) * self.scale / 2 + 4
        self.edges = (middle[0] - body, middle[0] + body)
        self.removable = []
        self._draw(shown)

    @property
    def current(self):
        """Whether the Axes still shows this page: nobody has cleared it."""
        return self.body in self.ax.images

    def points(self, place):
        """From view coordinates (cm) to points."""
        return (np.asarray(place)[..., :2] - self.origin) * self.scale

    def centimetres(self, place):
        """From points to view coordinates (cm)."""
        return np.asarray(place) / self.scale + self.origin

    def add(self, artist, gid=None):
        """Add what belongs to a point, so that it can be taken away again."""
        artist.set_gid(gid)
        self.removable.append(artist)
        return artist

    def clear(self):
        """Take away everything but the body."""
        for artist in self.removable:
            if artist.axes is self.ax:
                artist.remove()
        self.removable = []

    def text(self, place, text, size, colour, gid=None, **style):
        """Write text at a place in points."""
        x, y = self.centimetres(place)
        style = {"family": SANS, "linespacing": LINE - 0.03, "parse_math": False} | style
        return self.add(self.ax.text(x, y, text, size=size, color=colour, **style), gid)

    def lines(self, paths, gid, clip=True, **style):
        """Draw lines (k, 2) in view coordinates."""
        style = {"capstyle": "round", "joinstyle": "round"} | style
        lines = LineCollection([np.asarray(path)[:, :2] for path in paths], **style)
        self.ax.add_collection(lines, autolim=False)
        if clip:
            lines.set_clip_box(self.frame)
        return self.add(lines, gid)

    def dots(self, places, gid, size, fill, edge, width=1.3, dashed=False, zorder=6):
        """Draw dots of a diameter in points at places (k, 2+) in view coordinates."""
        places = np.atleast_2d(places)
        drawn = self.ax.scatter(
            places[:, 0],
            places[:, 1],
            s=(size * self.font) ** 2,
            facecolor=fill,
            edgecolor=edge,
            linewidth=width * self.font,
            linestyle=(0, (2.2, 1.4)) if dashed else "-",
            zorder=zorder,
        )
        return self.add(drawn, gid)

    def head(self, title, small, characters="", colour=INK):
        """Write a title, Chinese characters after it, and a smaller line below."""
        width, height = self.size
        parts = [(title, SANS, "bold")]
        parts += [(characters, hanzi(), "normal")] if characters else []
        sizes = [15 * self.font, 9 * self.font]
        wide = sum(text_width(text, sizes[0], weight, family) + 9 for text, family, weight in parts)
        sizes[0] *= min(1, (width - 8) / wide)
        sizes[1] *= min(1, (width - 8) / text_width(small, sizes[1]))
        x, style = 4, {"va": "baseline"}
        for text, family, weight in parts:
            place = (x, height - 19 * self.font)
            self.text(
                place, text, sizes[0], colour, "heading", family=family, weight=weight, **style
            )
            x += text_width(text, sizes[0], weight, family) + 9 * self.font
        self.text((4, height - 35 * self.font), small, sizes[1], FAINT, "heading", **style)

    def caption(self, sentences):
        """Write the rule, then notes in smaller type, so small that they fit below the body."""
        for size in np.arange(9, 4, -0.5) * self.font:
            paragraphs = [
                Words(sentences[0], size, INK),
                Words(" ".join(sentences[1:]), 0.86 * size, FAINT),
            ]
            lines = [wrapped(each, self.size[0] - 8) for each in paragraphs if each.text]
            heights = [
                len(each) * LINE * p.size for each, p in zip(lines, paragraphs, strict=False)
            ]
            if sum(heights) + 6 <= self.low:
                break
        top = sum(heights) + 4
        for each, paragraph, height in zip(lines, paragraphs, heights, strict=False):
            self.text(
                (4, top), "\n".join(each), paragraph.size, paragraph.colour, "caption", va="top"
            )
            top -= height

    def _draw(self, shown):
        style = {"facecolor": PAPER, "clip_on": False, "zorder": 0, "transform": self.ax.transAxes}
        self.ax.add_patch(Rectangle((0, 0), 1, 1, **style))
        self.body = self.ax.imshow(shown.image, extent=shown.box, zorder=1, aspect="auto")
        self.body.set_gid("body")
        width = np.clip(0.95 * self.font, 0.7, 1.1)
        self.ax.add_collection(
            PolyCollection(shown.section, facecolors=[shading.SECTION], zorder=1.5), autolim=False
        )
        for lines, colour, dash in (
            (shown.outline, shading.INK, "-"),
            (shown.section, shading.INK, "-"),
            (shown.ghost, FAINT, (0, (4, 3))),
        ):
            drawn = LineCollection(
                lines, colors=[colour], linewidths=width, linestyles=[dash], zorder=2
            )
            if dash == "-":
                drawn.set_capstyle("round")
            self.ax.add_collection(drawn, autolim=False)
        left, right, bottom, top = shown.box
        up, across = np.linspace(1, 0, 64)[:, None], np.linspace(1, 0, 64)[None]
        edges = {
            "top": ((left, right, top - FADE, top + 0.2), up),
            "bottom": ((left, right, bottom - 0.2, bottom + FADE), up[::-1]),
            "left": ((left - 0.2, left + FADE, bottom, top), across),
            "right": ((right - FADE, right + 0.2, bottom, top), across[:, ::-1]),
        }
        for end in VIEWS[self.scene.view].fades:
            self._fade(*edges[end])

    def _fade(self, box, veil):
        """Lay paper over a box, as thick as `veil` (rows, columns), 0 to 1, says."""
        paper = np.empty((*veil.shape, 4))
        paper[..., :3], paper[..., 3] = to_rgb(PAPER), veil**1.3
        self.ax.imshow(paper, extent=box, zorder=3, aspect="auto", interpolation="bilinear")

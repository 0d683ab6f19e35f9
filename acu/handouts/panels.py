"""The panels of the poster: a body from one side as SVG, and where the codes stand on it."""

import base64
from functools import cache
from io import BytesIO
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageFont

from acu import shading
from acu.bodymap.store import sheet
from acu.handouts.drawing import INCH, QUALITY
from acu.handouts.labelling import Labelling
from acu.handouts.typesetting import FONTS
from acu.plates import VIEWS
from acu.plates.page import FADE, POINT
from acu.plates.scene import scene_of
from acu.points import load_points

SHARP = 200  # dots per inch of the shaded body on A2
DOT, STRONG = 0.9, 1.9  # mm: radius of a dot, and of those of the article's points
TYPE, LARGE = 6.4, 15  # points: of the codes, and of those of the article's points
MM = INCH / 72  # of a point of type
INK, LINE = "#352a25", 0.55  # of outlines; width of a channel's line, mm
# Dark enough to read on white, and unlike their neighbours; the codes tell without colour, too.
COLOURS = {
    "LU": "#6b3fa0",
    "LI": "#a15c00",
    "ST": "#8a6d00",
    "SP": "#5b7300",
    "HT": "#b01e4f",
    "SI": "#a02c8c",
    "BL": "#1d4e89",
    "KI": "#0b6e6e",
    "PC": "#7a3b1d",
    "TE": "#c2410c",
    "GB": "#2a6f2b",
    "LR": "#00694f",
    "GV": "#4a4a4a",
    "CV": "#000000",
    "EX": "#5f5f5f",
}


class Panel(NamedTuple):
    """A side of the body on the poster.

    Parameters
    ----------
    view : str
        A key of `plates.VIEWS`.
    scale : float
        mm on A2 for each mm of the body.
    around : (float, float, float, float)
        Room for codes at the left, top, right and bottom of the picture, mm on A2.
    kept : float
        Of the height of the picture, how much is shown, from below, mm of the body.
    """

    view: str
    scale: float
    around: tuple = (4, 3, 4, 3)
    kept: float = np.inf

    def dots(self, body):
        """Code and place (2,) of every dot on the panel, mm on A2, and whether it gets a code."""
        left, top, _, high = self.box(body)
        placed = []
        for code, side, x, y in sheet(body, self.view)[0]["dots"]:
            spot = np.array([x - left, y - top]) * self.scale + self.around[:2]
            if y > top:
                placed.append((code, spot, side != "right"))
        return placed

    def box(self, body):
        """Frame of what is shown: left, top, width, height, mm of the body."""
        left, top, wide, high = sheet(body, self.view)[0]["box"]
        kept = min(high, self.kept)
        return left, top + high - kept, wide, kept

    def size(self, body):
        """Width and height on A2 with the room around, mm."""
        _, _, wide, high = self.box(body)
        left, above, right, below = self.around
        return wide * self.scale + left + right, high * self.scale + above + below


def best_seen(panels, body):
    """Choose for each point the panel on which its dot stands farthest from any other.

    Of panels where it stands as far, the larger picture.

    Parameters
    ----------
    panels : list of Panel
    body : Body

    Returns
    -------
    dict of str to str
        View by code.
    """
    best = {}
    for panel in panels:
        dots = panel.dots(body)
        places = np.array([place for _, place, _ in dots])
        for i, (code, place, named) in enumerate(dots):
            apart = np.hypot(*(np.delete(places, i, 0) - place).T).min(initial=99)
            apart *= panel.scale
            if named and apart > best.get(code, ("", -1))[1]:
                best[code] = panel.view, apart
    return {code: view for code, (view, _) in best.items()}


def lettered(panel, body, codes, strong=()):
    """Find places for codes on a panel.

    Parameters
    ----------
    panel : Panel
    body : Body
    codes, strong : collection of str
        Which are written, and which of them large.

    Returns
    -------
    list of dict
        `code`, `x` and `y` of its middle, mm; `line`: the ends of the line to its dot, or empty;
        `size` in points, `colour`.
    """
    dots, sheet_size = panel.dots(body), panel.size(body)
    room = Labelling((0, 0, *sheet_size), [place for _, place, _ in dots], DOT)
    places = {code: place for code, place, named in reversed(dots) if named and code in codes}
    middle, written = sheet_size[0] / 2, []
    # The large ones first, then from the rim inwards: there, room is left for the others.
    order = sorted(places, key=lambda code: (code not in strong, -abs(places[code][0] - middle)))
    for code in order:
        size, radius = (LARGE, STRONG) if code in strong else (TYPE, DOT)
        wide_high = _width(code, size) + 0.5, 0.95 * size * MM
        spot, end = room.place(places[code], wide_high, radius)
        if spot is None:
            continue
        line = [] if end is None else [*places[code].round(2).tolist(), *end.round(2).tolist()]
        colour = POINT if code in strong else _colour(code)
        x, y = spot.round(2).tolist()
        written.append({"code": code, "x": x, "y": y, "line": line, "size": size, "colour": colour})
    return written


def drawn(panel, body, strong=(), grown=1):
    """Draw a panel without its codes, sharp enough to be `grown` times as large: SVG (str)."""
    data, webp = sheet(body, panel.view)
    left, top, wide, high = panel.box(body)
    before, above, _, _ = panel.around
    across, down = panel.size(body)
    k = panel.scale
    parts = [_photograph(panel, body, data, webp, grown)]
    for path, colour, width, dash in (
        (data["outline"] + data["section"], INK, 0.3, ""),
        (data["ghost"], INK, 0.2, f'stroke-dasharray="{1.2 / k:.2f} {0.9 / k:.2f}"'),
        *((path, COLOURS[code], LINE, "") for code, path in data["lines"].items()),
    ):
        parts.append(
            f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width / k:.3f}" '
            f'stroke-linecap="round" stroke-linejoin="round" {dash}/>'
        )
    for code, side, x, y in sorted(data["dots"], key=lambda dot: dot[0] in strong):
        large = code in strong
        radius = (STRONG if large else DOT) * (0.75 if side == "right" else 1) / k
        fill, opacity = POINT if large else _colour(code), 0.55 if side == "right" else 1
        parts.append(
            f'<circle cx="{x:g}" cy="{y:g}" r="{radius:.3f}" fill="{fill}" '
            f'fill-opacity="{opacity}" stroke="#fff" stroke-width="{0.2 / k:.3f}"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{across:.2f}mm" height="{down:.2f}mm" viewBox="{left - before / k:.2f} '
        f'{top - above / k:.2f} {across / k:.2f} {down / k:.2f}">'
        f'<clipPath id="frame"><rect x="{left - before / k:.2f}" y="{top:.2f}" '
        f'width="{across / k:.2f}" height="{high + 40:.2f}"/></clipPath>'
        f'<g clip-path="url(#frame)">{"".join(parts)}</g></svg>'
    )


def _photograph(panel, body, data, webp, grown):
    """Take the shaded body as a JPEG on white that fades where the body goes on."""
    scene = scene_of(body, panel.view)
    needed = SHARP / INCH * panel.scale * 10 * grown  # pixels for each cm of the body
    if needed > 1.2 * VIEWS[panel.view].px_per_cm:
        image = Image.fromarray(shading.shade(scene.solid, scene.box, int(needed)))
    else:
        image = Image.open(BytesIO(webp)).convert("RGBA")
    left, top, wide, high = data["box"]
    shade = np.asarray(image).astype(float)
    rows, columns = shade.shape[:2]
    veil, depth = np.ones((rows, columns)), 10 * FADE
    for end in {*data["fade"], *({"top"} if panel.kept < high else set())}:
        cut = high - panel.kept if end == "top" and panel.kept < high else 0
        along = rows / high if end in ("top", "bottom") else columns / wide
        count = rows if end in ("top", "bottom") else columns
        ramp = np.clip((np.arange(count) / along - cut) / depth, 0, 1)
        ramp = ramp[::-1] if end in ("bottom", "right") else ramp
        veil *= ramp[:, None] if end in ("top", "bottom") else ramp
    alpha = shade[..., 3:] / 255 * veil[..., None]
    flat = (shade[..., :3] * alpha + 255 * (1 - alpha)).round().astype(np.uint8)
    file = BytesIO()
    Image.fromarray(flat).save(file, "jpeg", quality=QUALITY, subsampling=0, optimize=True)
    source = base64.b64encode(file.getvalue()).decode()
    return (
        f'<image x="{left:g}" y="{top:g}" width="{wide:g}" height="{high:g}" '
        f'preserveAspectRatio="none" xlink:href="data:image/jpeg;base64,{source}"/>'
    )


@cache
def _width(code, size):
    """Width of a code in bold type of a size in points, mm."""
    return _face().getlength(code) / 100 * size * MM


@cache
def _face():
    return ImageFont.truetype(FONTS / "AcuSans-Bold.ttf", 100)


@cache
def _channels():
    return load_points()["channel"].to_dict()


def _colour(code):
    return COLOURS[_channels()[code]]

"""Where words go on a plate: in columns beside the body, joined to it by lines that do not cross.

Lengths and places are in points (1/72 inch) from the lower left corner of the axes, so that text,
which is measured in points, and places on the body can be weighed together.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import permutations

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

LINE = 1.24  # height of a line of text, in font sizes
GAP = 7  # least space between two labels
CLEAR = 6  # least distance of a leader from the dots of other labels
SPACE = 0.35  # width of a space, in font sizes
SLACK = 1.08  # small type may be rendered this much wider than its shapes say


@dataclass(frozen=True)
class Words:
    """A paragraph: text, font size in points, colour and weight."""

    text: str
    size: float
    colour: str
    weight: str = "normal"

    def scaled(self, scale):
        """Return the same words in another size."""
        return replace(self, size=self.size * scale)


@dataclass
class Label:
    """Words about a place.

    Parameters
    ----------
    anchor : ndarray (2,)
        The place, in points.
    words : list of Words
    colour : str
        Of its leader.
    side : {-1, 1}
        Column to the left or to the right; found by `arrange`.
    centre : float
        Height of its middle; found by `arrange`.
    """

    anchor: np.ndarray
    words: list[Words]
    colour: str
    side: int = 1
    centre: float = 0.0
    lines: list = field(default_factory=list)

    def wrap(self, width, scale=1.0):
        """Break the words, in another size, into lines of at most `width` points."""
        words = [each.scaled(scale) for each in self.words]
        self.lines = [(each, wrapped(each, width)) for each in words]

    @property
    def height(self):
        """Height of all lines, in points."""
        return sum(each.size * LINE * len(lines) for each, lines in self.lines)

    def start(self, edges):
        """Where its leader starts, given the inner edges of the two columns."""
        first = self.lines[0][0].size * LINE / 2
        return np.array([edges[self.side > 0], self.centre + self.height / 2 - first])


def wrapped(words, width):
    """Break words into lines of at most `width` points; a longer single word stays whole."""
    lines = [""]
    for word in words.text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, words.size, words.weight) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def text_width(text, size, weight="normal", family=None):
    """Width of a line of text, in points; a little more than it will be."""
    words = text.split()
    ems = sum(_ems(word, weight, family) for word in words) + SPACE * (len(words) - 1)
    return SLACK * size * ems


@lru_cache(maxsize=4096)
def _ems(word, weight, family):
    """Width of a word, in font sizes."""
    font = FontProperties(family=family, size=100, weight=weight)
    return text_to_path.get_text_width_height_descent(word, font, False)[0] / 100


def spread(wanted, heights, low, high, gap=GAP):
    """Move intervals apart as little as possible.

    Neighbours that would overlap become a block, which goes to the mean of the places its members
    would like (pool adjacent violators); their order stays. Takes middles from high to low and
    heights, and returns middles; intervals that do not fit run over the lower end.
    """
    blocks = []
    for middle, height in zip(wanted, heights, strict=True):
        blocks.append([[height], [middle + height / 2]])
        while True:
            (sizes, tops), total = blocks[-1], sum(blocks[-1][0]) + gap * (len(blocks[-1][0]) - 1)
            top = min(max(np.mean(tops), low + total), high)
            if len(blocks) == 1 or top + gap <= blocks[-2][2]:
                blocks[-1] = [sizes, tops, top - total, top]
                break
            above_sizes, above_tops, *_ = blocks[-2]
            shift = sum(above_sizes) + gap * len(above_sizes)
            blocks[-2:] = [[above_sizes + sizes, above_tops + [top + shift for top in tops]]]
    middles = []
    for sizes, _, _, top in blocks:
        for height in sizes:
            middles.append(top - height / 2)
            top -= height + gap
    return np.array(middles)


def arrange(labels, edges, low, high, strings=()):
    """Give every label a side and a height so that leaders do not cross.

    The labels are split by how far left they are, which keeps left and right leaders apart; within
    a column every order is tried and the one with the clearest, shortest leaders is taken. The
    labels are wrapped already; `edges` are the inner edges of the columns, `low` and `high` their
    ends, and `strings` are places (2,) of lines that leaders should not run along.
    """
    ranked = sorted(labels, key=lambda label: tuple(label.anchor))
    dots = np.array([label.anchor for label in labels])
    page = dots, np.reshape(strings, (-1, 2))
    best = None
    for split in range(len(ranked) + 1):
        left = _column(ranked[:split], -1, edges, low, high, page)
        right = _column(ranked[split:], 1, edges, low, high, page)
        if best is None or left[0] + right[0] < best[0] - 5:
            best = left[0] + right[0], left[1] + right[1]
    for label, side, centre in best[1] if best else ():
        label.side, label.centre = side, centre


def _column(labels, side, edges, low, high, page):
    """Cost of the best order of a column, and the side and height of each label in it."""
    by_height = sorted(labels, key=lambda label: -label.anchor[1])
    orders = permutations(by_height) if len(labels) < 5 else [tuple(by_height)]
    best = np.inf, []
    for order in orders:
        heights = [label.height for label in order]
        centres = spread([label.anchor[1] for label in order], heights, low, high)
        starts = []
        for label, centre in zip(order, centres, strict=True):
            label.side, label.centre = side, centre
            starts.append(label.start(edges))
        too_high = sum(heights) + GAP * (len(heights) - 1) - (high - low)
        cost = _cost(order, starts, *page) + 1e5 * max(0.0, too_high)
        if cost < best[0]:
            best = cost, [(label, side, float(c)) for label, c in zip(order, centres, strict=True)]
    return best


def _cost(order, starts, dots, strings):
    """Length of the leaders, and fines for crossings, for passing over dots and along strings."""
    anchors = [label.anchor for label in order]
    cost = 0.0
    for i, (start, anchor) in enumerate(zip(starts, anchors, strict=True)):
        cost += np.hypot(*(anchor - start)) + 1.5 * abs(anchor[1] - start[1])
        others = dots[(dots != anchor).any(axis=1)]
        cost += 300 * (distance(others, start, anchor) < CLEAR).sum()
        along = np.linalg.norm(strings - anchor, axis=1) > CLEAR
        cost += 15 * (distance(strings[along], start, anchor) < CLEAR).sum()
        cost += 3000 * sum(
            crosses(start, anchor, starts[j], anchors[j]) for j in range(i + 1, len(order))
        )
    return cost


def distance(places, a, b):
    """Distance of places (k, 2) from the line between a and b, points."""
    along = b - a
    share = np.clip((places - a) @ along / max(along @ along, 1e-9), 0, 1)
    return np.linalg.norm(a + share[:, None] * along - places, axis=1)


def crosses(a, b, c, d):
    """Whether the lines a-b and c-d cross."""

    def turn(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


class Space:
    """Free space on a page for small words next to what they name.

    Parameters
    ----------
    limits : (float, float, float, float)
        Left, bottom, right and top of the page, points.
    """

    def __init__(self, limits):
        self.limits = limits
        self.boxes = []
        self.lines = []

    def take(self, box):
        """Keep words out of a box ``(left, bottom, right, top)``."""
        self.boxes.append(box)

    def draw(self, a, b):
        """Keep words off a line, if there is room elsewhere."""
        self.lines.append((np.asarray(a, float), np.asarray(b, float)))

    def find(self, place, size, directions, reach, must=True):
        """Take a free box some points from a place, in one of some directions; its middle or None.

        If it `must` be found, words that touch a drawn line are better than none.
        """
        wide, high = np.array(size) / 2
        options = []
        for distance_out in (reach, 1.8 * reach, 3 * reach, 4.5 * reach):
            for way in directions:
                middle = place + way * (distance_out + abs(way[0]) * wide + abs(way[1]) * high)
                box = (middle[0] - wide, middle[1] - high, middle[0] + wide, middle[1] + high)
                if self._free(box):
                    options.append((self._lines_under(box), middle, box))
            if options and min(options, key=lambda o: o[0])[0] == 0:
                break
        if not options:
            return None
        under, middle, box = min(options, key=lambda option: option[0])
        if under and not must:
            return None
        self.take(box)
        return middle

    def _free(self, box):
        left, bottom, right, top = box
        if left < self.limits[0] or bottom < self.limits[1]:
            return False
        if right > self.limits[2] or top > self.limits[3]:
            return False
        return not any(
            left < b[2] and b[0] < right and bottom < b[3] and b[1] < top for b in self.boxes
        )

    def _lines_under(self, box):
        left, bottom, right, top = box
        corners = np.array([(left, bottom), (right, bottom), (right, top), (left, top)])
        edges = list(zip(corners, np.roll(corners, -1, axis=0), strict=True))
        middle = corners.mean(axis=0)
        return sum(
            any(crosses(a, b, *edge) for edge in edges)
            or (abs(a - middle) < (corners[2] - middle)).all()
            for a, b in self.lines
        )

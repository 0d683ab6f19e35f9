"""A page of words and marks about a class, laid out in points from its upper left corner."""

from functools import cache

import numpy as np
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from acu.plates import Plate
from acu.plates.labels import LINE, Words, text_width, wrapped
from acu.plates.page import FAINT, INK, LANDMARK, PAPER, SANS
from acu.plates.plate import PAGE, WIDTH, Chart
from acu.results.invented import INVENTED
from acu.results.reading import learners

WIDE, EDGE, HEAD = 72 * WIDTH, 12, 66  # points: page, margin, and room for what stands above
SMALL = 0.36  # half a small letter over the baseline, in font sizes
PALE = "#b9cbe0"
MARKS = {  # fill, edge, shape, size; shape and fill differ too, for who sees or prints no colour
    3: (LANDMARK, PAPER, "o", 1.0),
    2: (PALE, LANDMARK, "D", 0.8),
    1: (PAPER, INK, "X", 1.0),
}
SAID = {3: "found", 2: "near", 1: "not found"}
NONE = "No answers yet"
HOW = "Read learners' files with acu.read_results and draw them again."
NEEDED = {"word", "stage", "when", "question", "kind", "code", "grade", "answer", "file"}


class Board:
    """A new plate with a title, a smaller line under it, and notes at its foot.

    Places are in points, x to the right, y down. Words are shown as they are: a dollar sign in a
    learner's word is no formula.

    Parameters
    ----------
    title, small : str
    high : float
        What is drawn between title and notes, points.
    notes : list of str
        Sentences.

    Attributes
    ----------
    ax : matplotlib.axes.Axes
    """

    def __init__(self, title, small, high, notes=()):
        lines = wrapped(Words(" ".join(notes), 8.5, FAINT), WIDE - 2 * EDGE) if notes else []
        below = len(lines) * 8.5 * LINE + 2 * EDGE
        tall = HEAD + high + below
        self.ax = Plate(figsize=(WIDTH, round(tall / 72, 2)), dpi=100).add_axes((0, 0, 1, 1))
        self.ax.set_axis_off()
        self.ax.set(xlim=(0, WIDE), ylim=(tall, 0))
        self._title = self.text(EDGE, 22, title, 15, LANDMARK, weight="bold")
        self.text(EDGE, 42, small, 9, FAINT)
        for number, line in enumerate(lines):
            self.text(EDGE, HEAD + high + EDGE + number * 8.5 * LINE, line, 8.5, FAINT)
        self.top = HEAD

    def text(self, x, y, words, size=9, colour=INK, **style):
        """Write a line; y is the middle of its small letters, unless `va` says otherwise."""
        y = y if "va" in style else y + SMALL * size  # by its own height each line would jump
        style = {"va": "baseline", "family": SANS, "parse_math": False} | style
        return self.ax.text(x, y, words, size=size, color=colour, **style)

    def mark(self, grade, x, y, size=8, gid=None):
        """Draw marks of a grade, so many points across, at x, y (float or array_like)."""
        fill, edge, shape, scale = MARKS[grade]
        width = 0.5 if edge == PAPER else min(1.1, size / 7)
        style = {"facecolor": fill, "edgecolor": edge, "linewidth": width, "zorder": 4}
        drawn = self.ax.scatter(x, y, s=(size * scale) ** 2, marker=shape, **style)
        drawn.set_gid(gid or SAID[grade])
        return drawn

    def line(self, xs, ys, colour=FAINT, width=0.6, **style):
        """Draw a line."""
        return self.ax.plot(xs, ys, color=colour, linewidth=width, **style)[0]

    def bar(self, x, y, wide, high, fill, hatch="", gid=None):
        """Draw a bar; y is its middle."""
        style = {"facecolor": fill, "hatch": hatch, "edgecolor": LANDMARK, "linewidth": 0.8}
        drawn = self.ax.barh(y, wide, left=x, height=high, **style)
        for patch in drawn:
            patch.set_gid(gid)

    def finish(self, words):
        """Keep what the page shows, in words; return the Axes."""
        self.ax.set(xlim=(0, WIDE))  # bars and marks move the limits
        setattr(self.ax, PAGE, Chart(self.ax, self._title, words))
        return self.ax


def checked(results):
    """Refuse what is no table of results (ValueError)."""
    missing = NEEDED - set(getattr(results, "columns", ()))
    if missing:
        lacks = ", ".join(sorted(missing))
        raise ValueError(f"results lack {lacks}: give what acu.read_results returns")
    return results


def empty(title, why=NONE):
    """Draw that there is nothing to draw."""
    board = Board(title, f"{why}.", 0, [HOW])
    return board.finish(f"{title}: {why[0].lower()}{why[1:]}. {HOW}")


def invented(results):
    """Say so if this is no class of real people (list of str)."""
    made = results["file"].str.startswith(INVENTED)
    return ["This class is invented: chance made it up."] if made.any() else []


def shown(results):
    """Add a column `learner` to results: who it is, as it can be drawn; and who has a number."""
    results = results.reset_index(drop=True)
    names = learners(results)
    known = {name: name for name in names.unique() if _drawable(name)}
    others = sorted(set(names) - set(known))
    numbered = {name: f"learner {number}" for number, name in enumerate(others, 1)}
    return results.assign(learner=names.map(known | numbered)), numbered


def numbers(numbered):
    """Say what a number in place of a word means (list of str)."""
    told = "A number stands for a word that this picture has no letters for: see figure.words."
    return [told] if numbered else []


def renamed(numbered):
    """Say which word each number stands for, for who does not read the picture (list of str)."""
    each = [f"{shown} is {name}" for name, shown in numbered.items()]
    return [f"{'; '.join(each)}."] if each else []


def fitted(words, size, room):
    """Shorten words to so many points."""
    if text_width(words, size) <= room:
        return words
    ends = np.arange(len(words), 0, -1)
    return next(
        (f"{words[:end]}…" for end in ends if text_width(f"{words[:end]}…", size) <= room), ""
    )


def number(count, name):
    """Say how many: "1 learner", "2 learners"."""
    return f"{count:,} {name}{'s' * (count != 1)}"


def people(results):
    """Say how many learners gave answers (str)."""
    return number(results["learner"].nunique(), "learner")


@cache
def _drawn_signs():
    return frozenset(FT2Font(font_manager.findfont(SANS)).get_charmap())


def _drawable(words):
    return all(ord(sign) in _drawn_signs() for sign in words)

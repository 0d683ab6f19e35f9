"""The construction of a point, drawn on a page: strings, equal parts, cun, landmarks, the point."""

import numpy as np
from matplotlib.collections import PathCollection

from acu.plates.labels import LINE, Label, Space, Words, arrange, text_width
from acu.plates.page import FAINT, INK, LANDMARK, MIRRORED, PAPER, POINT, halo
from acu.points import second_place
from acu.tables import capital

MERGE = 0.05  # cm within which a landmark and a point are one dot
MANY = 6  # more landmarks than this: only the first and the last are labelled
FURROW = 1.8  # cm: a landmark this deep in a furrow still counts as seen
UNDER = 0.6  # cm that a line may lie under the skin and still be seen
THIN = ("line", "curve", "at_level")  # steps that only guide the eye
AROUND = [np.array(way, float) for way in ((1, 0), (-1, 0), (0, 1), (0, -1))]


def draw(page, code, row, names, location, second=None):
    """Draw the construction of a point.

    Parameters
    ----------
    page : Page
    code : str
    row : Series
        Of the table of points.
    names : mapping of str to (str, str)
        Plain and learned name of every landmark and point.
    location : rules.Location
    second : rules.Location, optional
        The second place that WHO prints.
    """
    labels = [_point(page, code, row, location)]
    steps = location.steps
    if second and sees(page.scene, second):
        labels.append(_second(page, code, second))
        steps = (*steps, *second.steps)
    labels += _landmarks(page, steps, names, labels)
    for step in steps:
        _string(page, step)
    if any(step.verb == "beside" for step in steps):
        _midline(page, location)
    _write(page, labels, [step for step in steps if step.ticks])


def _point(page, code, row, location):
    """Draw the point, strong, and its mirror image, lighter; return its label."""
    framed = [page.scene.inside(place) for place in page.scene.place(location.sites)]
    places = location.sites[framed]
    sites, hidden = page.scene.place(places), page.scene.hidden(places)
    several = len(location.sites) > 1
    size = 4.6 if several else 10.5
    if row["paired"] and page.scene.both_sides:
        mirror = places * (-1, 1, 1)
        seen = page.scene.place(mirror)[~page.scene.hidden(mirror)]
        if seen.size:
            page.dots(seen, "mirrored", (0.8 if several else 0.62) * size, MIRRORED, PAPER, 0.6)
    if (~hidden).any():
        width = 0.5 if several else 1.3
        page.dots(sites[~hidden], "point", size, POINT, PAPER, width, zorder=8)
    if hidden.any():
        page.dots(sites[hidden], "hidden point", size, "none", POINT, dashed=True, zorder=8)
    extra = [f"{len(location.sites)} places on each side"] if several else []
    extra += ["on the far side"] if hidden.all() else []
    words = [Words(f"{code} {row['pinyin']}", 9.5 * page.font, POINT, "bold")]
    words += [Words(text, 7.5 * page.font, INK) for text in extra]
    return Label(page.points(page.scene.place(location.point)[0]), words, POINT)


def sees(scene, location):
    """Whether a place is in the frame and in sight."""
    place = scene.place(location.point)[0]
    return scene.inside(place) and not scene.hidden([location.point])[0]


def _second(page, code, second):
    place = page.scene.place(second.point)[0]
    page.dots(place, "second point", 11, PAPER, POINT, 1.6, True, 8)
    words = Words(f"{second_place(code)} for {code}", 8 * page.font, POINT, "bold")
    return Label(page.points(place), [words], POINT)


def name_landmarks(page, ends, names):
    """Draw open dots on landmarks with their names beside the body.

    Parameters
    ----------
    page : Page
    ends : mapping of str to ndarray
        Where each landmark lies, cm.
    names : mapping of str to (str, str)
        Plain and learned name of each.
    """
    _write(page, _dots(page, ends, names), [])


def _landmarks(page, steps, names, points):
    """Draw the landmarks of a construction; return labels."""
    ends = {name: xyz for step in steps for name, xyz in step.ends if name in names}
    ends = {name: xyz for name, xyz in ends.items() if page.scene.inside(page.scene.place(xyz)[0])}
    if len(ends) > MANY:
        ends = {name: ends[name] for name in (next(iter(ends)), next(reversed(ends)))}
    return _dots(page, ends, names, points)


def _dots(page, ends, names, points=()):
    """Draw open dots on landmarks; return labels. One that is the point joins the point's."""
    labels = []
    for name, xyz in ends.items():
        place, behind = page.scene.place(xyz)[0], bool(page.scene.hidden(xyz, FURROW)[0])
        plain, learned = names[name]
        words = [
            Words(capital(plain), 8.2 * page.font, LANDMARK),
            Words(learned + " (on the far side)" * behind, 6.8 * page.font, FAINT),
        ]
        near = MERGE * page.scale
        same = [p for p in points if np.hypot(*(p.anchor - page.points(place))) < near]
        if same and not behind:
            same[0].words += words
            continue
        page.dots(place, f"landmark {name}", 5.6, PAPER, LANDMARK, dashed=behind)
        labels.append(Label(page.points(place), words, LANDMARK))
    return labels


def _string(page, step):
    """Draw the line on the skin: solid where it is seen, dashed where the body hides it."""
    if len(step.path) < 2:
        return
    hidden = page.scene.hidden(step.path, UNDER)
    places = page.scene.place(step.path)[:, :2]
    thin = step.verb in THIN
    width = (1.1 if thin else 1.7) * page.font
    for behind in (False, True):
        parts = runs(places, hidden == behind)
        if not parts:
            continue
        dash = (0, (3, 2)) if behind or step.verb == "at_level" else "-"
        page.lines(
            parts,
            "string",
            colors=[LANDMARK],
            linewidths=width,
            linestyles=[dash],
            alpha=0.65 if behind else 1,
            zorder=4,
            path_effects=None if behind else halo(width + 1.6),
        )


def runs(places, wanted):
    """Cut out the stretches of a line (k, 2) where `wanted` (k,) holds, up to the next place."""
    found, start = [], None
    for i, flag in enumerate([*wanted, False]):
        if flag and start is None:
            start = i
        elif not flag and start is not None:
            run = places[start : i + 1]
            found += [run] if len(run) > 1 else []
            start = None
    return found


def _midline(page, location):
    heights = location.sites[:, 1]
    line = np.array([(0, heights.max() + 5), (0, heights.min() - 5)])
    low, high = page.scene.box[2:]
    line[:, 1] = np.clip(line[:, 1], low, high)
    style = {"colors": [LANDMARK], "linewidths": 0.8, "linestyles": [(0, (1, 2.5))], "zorder": 4}
    page.lines([line], "midline", **style)


def _write(page, labels, steps):
    """Place all words: labels in columns, then numbers beside the strings."""
    width = min(page.edges[0], page.size[0] - page.edges[1]) - 8
    width = min(width, 190 * page.font)
    low, high = page.low + 4, page.high - 2
    paths = [page.points(page.scene.place(step.path)) for step in steps]
    strings = [place for path in paths for place in _every(path)]
    for scale in (1, 0.92, 0.85, 0.78, 0.7, 0.62, 0.55):
        for label in labels:
            label.wrap(width, scale)
        arrange(labels, page.edges, low, high, strings)
        if all(label.centre - label.height / 2 >= low - 1 for label in labels):
            break
    space = Space((2, 2, page.size[0] - 2, page.size[1] - 2))
    for label in labels:
        _label(page, label, space)
    for artist in page.removable:
        if isinstance(artist, PathCollection):  # the dots
            half = np.sqrt(artist.get_sizes()[0]) / 2
            for x, y in page.points(np.asarray(artist.get_offsets())):
                space.take((x - half, y - half, x + half, y + half))
    for path in paths:
        for a, b in zip(path, path[1:], strict=False):
            space.draw(a, b)
    for i, step in enumerate(steps):
        _numbers(page, step, space, len(steps) <= MANY or i in (0, len(steps) - 1))


def _every(line, apart=5):
    """Places (k, 2) along a line, some points apart."""
    far = np.hstack([0, np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    wanted = np.arange(0, far[-1], apart)
    return np.column_stack([np.interp(wanted, far, axis) for axis in line.T])


def _label(page, label, space):
    left = label.side < 0
    edge = page.edges[0] - 4 if left else page.edges[1] + 4
    top = label.centre + label.height / 2
    for words, lines in label.lines:
        page.text(
            (edge, top),
            "\n".join(lines),
            words.size,
            words.colour,
            "label",
            weight=words.weight,
            ha="right" if left else "left",
            va="top",
        )
        top -= words.size * LINE * len(lines)
    wide = max(text_width(line, w.size, w.weight) for w, lines in label.lines for line in lines)
    low = label.centre - label.height / 2
    space.take((edge - wide * left, low, edge + wide * (not left), low + label.height))
    start = label.start(page.edges)
    space.draw(start, label.anchor)
    away = start - label.anchor
    away *= max(0.0, 1 - 4.5 * page.font / max(np.hypot(*away), 1e-9))
    ends = page.centimetres([start, start - away])
    page.lines(
        [ends],
        "leader",
        clip=False,
        colors=[label.colour],
        linewidths=0.65 * page.font,
        zorder=5,
        path_effects=halo(1.8),
    )


def _numbers(page, step, space, written):
    """Draw ticks across a string and the numbers beside them."""
    scene, line = page.scene, page.points(page.scene.place(step.path))
    hidden = scene.hidden([place for place, _ in step.ticks], UNDER)
    ticks = scene.place([place for place, _ in step.ticks])
    seen = [scene.inside(place) and not behind for place, behind in zip(ticks, hidden, strict=True)]
    ticks = page.points(ticks)
    half = 3.2 * page.font
    ways = [across(line, place) for place in ticks]
    ends = [
        (p - half * way, p + half * way) for p, way, s in zip(ticks, ways, seen, strict=True) if s
    ]
    if ends:
        style = {"colors": [LANDMARK], "linewidths": 1.1 * page.font, "zorder": 4.5}
        page.lines(page.centimetres(ends), "tick", **style)
    if not written:
        return
    if step.marks and len(ticks) < 4:
        for text, xyz in step.marks:
            middle = scene.place(xyz)[0]
            if scene.inside(middle):
                place = page.points(middle)
                _number(page, space, place, across(line, place), text, 9.5 * page.font, True)
        return
    taken = step.marks[0][0] if step.marks else None
    last = int(taken.partition("/")[0]) - 1 if taken else len(ticks) - 1
    size = 7.5 * page.font
    stride = _stride(ticks, size)
    _, reached = step.ticks[last]
    _number(page, space, ticks[last], ways[last], taken or f"{reached} cun", 1.15 * size, True)
    for i, (_, text) in enumerate(step.ticks):
        if i != last and seen[i] and (i + 1) % stride == 0:
            _number(page, space, ticks[i], ways[i], text, size, False)


def _stride(ticks, size):
    """Every how many ticks (k, 2) a number of a size fits."""
    space = np.hypot(*(ticks[1] - ticks[0])) if len(ticks) > 1 else size
    return next((n for n in (1, 2, 4, 5) if n * space > 1.5 * size), 8)


def _number(page, space, place, across, text, size, must):
    box = text_width(text, size, "bold") + 2, 1.2 * size
    ways = [across, -across, *AROUND] if must else [across, -across]
    middle = space.find(place, box, ways, 4 * page.font, must)
    if middle is not None:
        style = {"weight": "bold", "ha": "center", "va": "center", "zorder": 9}
        page.text(middle, text, size, LANDMARK, "number", path_effects=halo(2.2), **style)


def across(line, place):
    """Return the unit vector across a line, near a place on the page; to the left or up."""
    i = min(max(int(np.hypot(*(line - place).T).argmin()), 1), len(line) - 2)
    way = line[min(i + 1, len(line) - 1)] - line[max(i - 1, 0)]
    way = np.array([-way[1], way[0]]) / max(np.hypot(*way), 1e-9)
    return -way if (way[0] > 0.3 or (abs(way[0]) <= 0.3 and way[1] < 0)) else way

"""What trials found: differences with their intervals, fingers and needles apart."""

from types import SimpleNamespace

import pandas as pd
from matplotlib.lines import Line2D

from acu import tables
from acu.plates.page import FAINT, INK, LANDMARK, PAPER, SANS
from acu.plates.plate import PAGE, WIDTH, Plate

HANDS = {"finger": "Fingers", "needle": "Needles"}
OUTCOMES = {"pain": "pain", "trouble": "trouble in daily life"}
SCALES = {  # what a scale is called, and what every axis of it shows
    "points of 100": ("points from 0 to 100", (-28, 12)),
    "Roland-Morris points": ("Roland-Morris points, 0 to 24", (-7, 3)),
    # How large a standardised difference is called: Cohen 1988.
    "SMD": ("several scales made alike (0.2 is small, 0.5 middling, 0.8 large)", (-3.5, 1.5)),
}
ROW, HAND, HEAD, FOOT, TOP, BOTTOM = 0.44, 0.4, 0.42, 0.46, 0.5, 0.55  # inches
LEFT, RIGHT = 3.1, 2.25  # inches beside the panels, for who it was and for the numbers
SMALL = 9.0  # points: of the lines below who it was and below the numbers

NOTE = (
    "Line: 95 % interval, the true difference probably lies somewhere on it. Open and dashed:\n"
    "from memory. Fingers and needles cannot be compared here: other people, other comparisons."
)


def plot_trials(outcome=None):
    """Show by how much those who were treated did better than those they were compared with.

    Every line is a 95 % interval: the true difference may well lie anywhere on it. Each panel
    holds one scale, and either fingers or needles. What we know from memory is open and dashed.

    Parameters
    ----------
    outcome : {"pain", "trouble"}, optional
        Show only pain, or only trouble in daily life; both unless given.

    Returns
    -------
    Plate
        A figure that shows itself, with its words.

    Raises
    ------
    ValueError
        If there is no such outcome.

    Examples
    --------
    >>> acu.plot_trials("pain").words[:49]
    'What trials found. Fingers, pain: several scales '
    """
    if outcome not in (None, *OUTCOMES):
        raise ValueError(f"outcome is {outcome!r}; it can be 'pain' or 'trouble', or be left out")
    panels = _panels(_effects(), outcome)
    hands = {hand for (hand, _, _), _ in panels}
    tall = TOP + BOTTOM + HAND * len(hands)
    tall = round(tall + sum(HEAD + FOOT + ROW * len(rows) for _, rows in panels), 2)
    figure = Plate(figsize=(WIDTH, tall), dpi=100)
    _write(figure, 0.12, tall - 0.28, "What trials found", size=15, weight="bold")
    top, hand = tall - TOP, ""
    for key, rows in panels:
        if key[0] != hand:
            if hand:
                edges = 0.12 / WIDTH, 1 - 0.12 / WIDTH
                rule = Line2D(edges, [top / tall] * 2, color=FAINT, linewidth=0.8)
                figure.add_artist(rule)
            hand = key[0]
            _write(figure, 0.12, top - 0.2, HANDS[hand], size=13, weight="bold")
            top -= HAND
        _write(figure, 0.12, top - 0.13, _title(key), size=10.5)
        high = ROW * len(rows)
        low, wide = top - HEAD - high, WIDTH - LEFT - RIGHT
        place = (LEFT / WIDTH, low / tall, wide / WIDTH, high / tall)
        ax = figure.add_axes(place, label=" ".join(key))
        _panel(ax, key, rows)
        top = low - FOOT
    _write(figure, 0.12, 0.3, NOTE, size=9, color=FAINT, linespacing=1.4)
    said = " ".join(["What trials found.", *(_told(key, rows) for key, rows in panels)])
    setattr(figure.axes[0], PAGE, SimpleNamespace(words=said, current=True))
    return figure


def _effects():
    """Effects with the studies that they come from."""
    studies = tables.read("studies").set_index("id")[["authors", "year", "design", "hand"]]
    effects = tables.read("effects").join(studies, on="study")
    effects["kind"] = effects["outcome"].map(lambda text: "pain" if "pain" in text else "trouble")
    return effects


def _panels(effects, outcome):
    """Pairs of hand, kind, scale, and the rows that share them; the fingers first."""
    panels = []
    for hand in HANDS:
        for kind in OUTCOMES if outcome is None else [outcome]:
            for scale in SCALES:
                rows = effects.query("hand == @hand and kind == @kind and measure == @scale")
                if len(rows):
                    panels.append(((hand, kind, scale), rows))
    return panels


def _panel(ax, key, rows):
    """Draw the rows that share a scale, with words for both sides of zero."""
    _, kind, scale = key
    low, high = SCALES[scale][1]
    ax.set_xlim(low, high)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.patch.set_visible(False)
    ax.axvline(0, color=INK, linewidth=1.2, gid="zero")
    for least in _noticed(rows):
        _mark(ax, least, [y for y, own in enumerate(rows["noticed"].eq(least)) if own])
    again = rows["study"].duplicated()
    for y, (row, same) in enumerate(zip(rows.itertuples(), again, strict=True)):
        _row(ax, y, row, _same(row) if same else _who(row))
    ax.set_yticks([])
    ax.spines[["left", "right", "top"]].set_visible(False)
    ax.spines["bottom"].set_color(FAINT)
    ticks = [tick for tick in ax.get_xticks() if low <= tick <= high]
    ax.set_xticks(ticks, [_number(tick) for tick in ticks], family=SANS)
    ax.tick_params(axis="x", labelsize=9, colors=INK, pad=2)
    sides = ((f"← less {kind}", -6, "right"), (f"more {kind} →", 6, "left"))
    for words, shift, ha in sides:
        _beside(ax, words, (0, 0), (shift, -22), "data", "axes fraction", size=9.5, ha=ha)


def _noticed(rows):
    """List the smallest differences that people would notice, as far as anybody named one."""
    return rows["noticed"].dropna().unique()


def _mark(ax, least, ys):
    """Mark, beside the rows that it is about, the difference that people would notice."""
    top, bottom = min(ys) - 0.5, max(ys) + 0.5
    style = {"color": INK, "linewidth": 1.4, "linestyle": (0, (1, 2)), "gid": "noticed"}
    ax.plot([-least, -least], [top, bottom], **style)
    words = f"{least:g}: people would notice"
    _beside(ax, words, (-least, top), (0, 6), "data", "data", size=SMALL, ha="center")


def _row(ax, y, row, who):
    """Draw one effect with its interval, who it was to the left and the numbers to the right."""
    memory = row.verified == "from memory"
    tone = FAINT if memory else INK
    colour = LANDMARK if row.hand == "finger" and not memory else tone
    line = {"linewidth": 1.6, "linestyle": (0, (2.5, 1.5))} if memory else {"linewidth": 2.6}
    ax.plot([row.low, row.high], [y, y], color=colour, gid=f"interval {row.id}", **line)
    mark = {"marker": "s" if row.hand == "finger" else "D", "markersize": 8, "markeredgewidth": 1.4}
    fill = PAPER if memory else colour
    ax.plot([row.effect], [y], color=colour, markerfacecolor=fill, gid=f"effect {row.id}", **mark)
    digits = max(_digits(number) for number in (row.effect, row.low, row.high))
    effect, low, high = (_number(number, digits) for number in (row.effect, row.low, row.high))
    left, right = (0, -(LEFT - 0.12) * 72), (1, 8)
    for (edge, shift), words, up, style in (
        (left, who, 6, {"size": 9.5, "weight": "bold"}),
        (left, f"against {row.against}, {_part(row) or row.when}", -6, {"size": SMALL}),
        (right, f"{effect} ({low} to {high})", 6, {"size": 9.5}),
        (right, _weight(row), -6, {"size": SMALL}),
    ):
        at, style = (edge, y), style | {"color": tone, "va": "center"}
        _beside(ax, words, at, (shift, up), "axes fraction", "data", **style)


def _beside(ax, words, at, shift, across, up, **style):
    """Write words some points away from a place that is given in two kinds of coordinates."""
    style = {"color": INK, "family": SANS, "va": "baseline"} | style
    ax.annotate(
        words,
        at,
        shift,
        xycoords=(across, up),
        textcoords="offset points",
        annotation_clip=False,
        **style,
    )


def _write(figure, x, y, words, **style):
    style = {"color": INK, "family": SANS, "va": "center"} | style
    return figure.text(x / figure.get_figwidth(), y / figure.get_figheight(), words, **style)


def _title(key):
    _, kind, scale = key
    return f"{OUTCOMES[kind].capitalize()}: {SCALES[scale][0]}"


def _who(row):
    return f"{row.authors} {row.year}" + (", review" if row.design.startswith("review") else "")


def _same(row):
    return f"The same {'review' if row.design.startswith('review') else 'trial'}"


def _part(row):
    """Say what is particular about an outcome; empty if nothing is."""
    return row.outcome if row.outcome == "leg pain" else row.outcome.partition(", ")[2]


def _weight(row):
    """Say how many people were compared and how sure one can be, as far as it is known."""
    if row.verified == "from memory":
        return "from memory"
    people = [] if pd.isna(row.n) else [f"{row.n} people"]
    sure = [] if row.certainty == "not rated" else [f"{row.certainty} certainty"]
    return ", ".join(people + sure)


def _digits(number):
    return len(f"{number:g}".partition(".")[2])


def _number(number, digits=None):
    text = f"{number:g}" if digits is None else f"{number:.{digits}f}"
    return text.replace("-", "−")


def _told(key, rows):
    """Say what a panel shows, row by row."""
    told = []
    for row in rows.itertuples():
        parts = [f"{_who(row)}, against {row.against}", _part(row), row.when]
        way = "less" if row.effect < 0 else "more"
        size = f"{abs(row.effect):g} {way} (interval {_number(row.low)} to {_number(row.high)})"
        doubt = [row.verified] if row.verified == "from memory" else []
        told.append(f"{', '.join(filter(None, parts))}: {', '.join([size, *doubt])}")
    told += [f"people would notice {least:g}" for least in _noticed(rows)]
    name = _title(key)
    return f"{HANDS[key[0]]}, {name[0].lower()}{name[1:]}. {'; '.join(told)}."

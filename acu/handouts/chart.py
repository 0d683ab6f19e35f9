"""The poster: every point on the body from three sides, and close up where points are many."""

from acu import safety, tables
from acu.body import Body
from acu.cards import card
from acu.cards.citing import sources_of
from acu.handouts.drawing import print_point
from acu.handouts.pages import address_of, qr
from acu.handouts.panels import COLOURS, Panel, best_seen, drawn, lettered
from acu.handouts.typesetting import destination, print_pdf
from acu.plates.scene import who
from acu.plates.views import VIEWS
from acu.points import load_points, row_of
from acu.tables import capital
from acu.timer.session import ARTICLE

PAPERS = {"a2": 1, "a1": 2**0.5, "a3": 0.5**0.5}  # how much larger than A2
WHOLE, HEAD, HAND, FOOT, ARM = 0.195, 0.31, 0.3, 0.285, 0.13  # mm for each mm of the body, on A2
SIDES = [
    Panel("front", WHOLE, (2, 1, 2, 1)),
    Panel("back", WHOLE, (2, 1, 2, 1)),
    Panel("arm_inner", ARM, (3, 1, 3, 1)),
    Panel("left", WHOLE, (6, 1, 6, 1)),
]
DETAILS = [
    Panel("head_front", HEAD, (3, 4, 9, 1)),
    Panel("head_left", HEAD, (4, 4, 3, 1)),
    Panel("palm", HAND, (5, 1, 5, 4), 215),
    Panel("hand_back", HAND, (5, 1, 5, 4), 215),
    Panel("foot_outer", FOOT, (2, 1, 4, 2)),
    Panel("foot_inner", FOOT, (2, 1, 4, 2)),
    Panel("foot_top", FOOT, (4, 1, 4, 4)),
    Panel("sole", FOOT, (4, 2, 4, 3)),
]
POINT = 88, 50, 58  # mm: width of the plates of the article's points, their height, a leg's
SOURCES = "WHO2008", "GBT40997"


def poster(out, paper="a2", site="", body=None):
    """Write a poster of all points as PDF.

    Parameters
    ----------
    out : path-like
        Where to, such as "poster.pdf". A file of ours is written anew; any other is left alone.
    paper : {"a2", "a1", "a3"}
        Everything grows with the paper. On A3 the codes are small: it is for a desk.
    site : str
        As for `handout`.
    body : Body, optional
        The average woman unless given.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    ValueError, OSError
        As `handout` does.

    Notes
    -----
    Each code stands once: on the side where its dot lies farthest from others.
    In a terminal: ``uv run acu poster --out poster.pdf``.
    """
    path, site = destination(out, paper, PAPERS), address_of(site)
    body = Body("female") if body is None else body
    points, panels = load_points(), [*SIDES, *DETAILS]
    article, grown = list(ARTICLE), PAPERS[paper]
    best, pictures = best_seen(panels, body), {}
    shown, person = [], who(body)
    for panel in panels:
        codes = {code for code, view in best.items() if view == panel.view}.union(article)
        pictures[panel.view] = drawn(panel, body, article, grown)
        shown.append(_panel(panel, body, lettered(panel, body, codes, article)))
    written = {each["code"] for panel in shown for each in panel["codes"]}
    for code in article:
        pictures[code] = print_point(code, *POINT, body)[0]
    if site:
        pictures["QR"] = qr(f"{site}/explorer.html")
    data = {
        "title": "A point is a rule on a body",
        "subtitle": f"{len(points)} acupressure points. The body: {person}.",
        "grown": grown,
        "panels": {panel["view"]: panel for panel in shown},
        "points": [_point(code) for code in article],
        "channels": _channels(points),
        "missing": ", ".join(code for code in points.index if code not in written),
        "stops": [sign for sign, _ in safety.stop_signs()],
        "ring": safety.whom_to_ring(),
        "sources": [source["citation"] for source in sources_of(*SOURCES)],
        "address": f"{site}/explorer.html" if site else "",
    }
    return print_pdf("poster", data, path, paper, pictures)


def _panel(panel, body, codes):
    width, height = panel.size(body)
    title = capital(VIEWS[panel.view].title)
    words = f"{title} of the body with {len(codes)} points and their codes."
    return {
        "view": panel.view,
        "title": title,
        "width": width,
        "height": height,
        "codes": codes,
        "words": words,
    }


def _point(code):
    """Name one of the article's points, and say its rule."""
    row, facts = row_of(code), card(code).facts
    named = {name: row[name] for name in ("pinyin", "english")}
    words = f"{code}: how it is found. {facts['rule']}"
    notes = facts["notes"][:1]
    return {
        **named,
        "code": code,
        "characters": row["traditional"],
        "rule": facts["rule"],
        "notes": notes,
        "words": words,
    }


def _channels(points):
    """List code, name, number of points and colour of each channel."""
    names = tables.read("channels").set_index("code")["name"]
    counts = points["channel"].value_counts()
    return [[code, names[code], int(counts[code]), COLOURS[code]] for code in names.index]

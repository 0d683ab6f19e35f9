"""The handout: a page to read first, a page for each point, and the sources."""

import io
import re

import segno

from acu import safety
from acu.cards import card, said
from acu.cards.citing import Sources
from acu.handouts.drawing import print_point
from acu.handouts.text import elements, plain, tree
from acu.handouts.typesetting import destination, print_pdf
from acu.points import row_of

WIDE, LOW, TALL = 176, 62, 80  # mm: of the plate of a point, and of that of an arm or a leg
LOCATED = "Find it. Do not press it."
DESCRIBED = "Only described. Not for practice."
CAREFUL = "Careful:"


def handout(*codes, out, paper="a4", site=""):
    """Write a handout about points as PDF.

    Parameters
    ----------
    *codes : str
        WHO codes.
    out : path-like
        Where to, such as "handout.pdf". A file of ours is written anew; any other is left alone.
    paper : {"a4", "letter"}
    site : str
        Address of the site of the workbook, such as "https://example.org/points". Each point then
        gets a QR code that leads to it; without it there is none.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    ValueError
        If there is no such point or paper, the name does not end in .pdf, or `site` is no address.
    OSError
        If it cannot be written. What stood there before still does.

    Notes
    -----
    The PDF is tagged (PDF/UA-1), says in words what each picture shows, and needs no colour.

    Examples
    --------
    >>> acu.handout("GB29", "GB30", "BL40", out="handout.pdf").name
    'handout.pdf'
    """
    codes = known(codes)
    path, site = destination(out, paper), address_of(site)
    sources, pictures = Sources(), {}
    points = [_point(code, site, sources, pictures) for code in codes]
    names = [card(code).name for code in codes]
    data = {
        "title": f"Acupressure points: {', '.join(names)}" if len(names) < 5 else _many(names),
        "first": read_first(codes[0], sources),
        "points": points,
        "sources": elements(tree(sources.listed()), "ol"),
    }
    return print_pdf("handout", data, path, paper, pictures)


def known(codes):
    """Return codes, none twice; refuse none at all, and any that is not in the table."""
    if not codes:
        raise ValueError('name the points, such as "GB29", "GB30", "BL40"')
    for code in codes:
        row_of(code)
    return list(dict.fromkeys(codes))


def read_first(code, sources):
    """Gather what stands before every point: danger signs, stop signs, general cautions.

    Parameters
    ----------
    code : str
        Any point: the general cautions are on every card.
    sources : Sources

    Returns
    -------
    dict
    """
    asked = [
        {
            "urgency": question.urgency,
            "ask": question.text,
            "cited": tree(sources.number(*dict.fromkeys(question.signs["source"]))),
        }
        for question in safety.questions()
    ]
    general = elements(tree(said.cautions(code, sources)), "details")[1]["body"][1]
    signs = [list(sign) for sign in safety.stop_signs()]
    stops = tuple(sign for sign, _ in signs)
    items = [item for item in general["body"] if not plain(item["body"]).startswith(stops)]
    return {
        "questions": asked,
        "ring": safety.whom_to_ring(),
        "stops": signs,
        "general": [{**general, "body": items}],
    }


def _point(code, site, sources, pictures):
    """Gather what stands on the page of a point, and draw its plate."""
    row, facts = row_of(code), card(code).facts
    pictures[code], words = print_point(code, WIDE, LOW, TALL)
    named = elements(tree(said.names(code, sources)), "li")
    careful = [item["body"] for item in named if plain(item["body"]).startswith(CAREFUL)]
    others = [item["body"] for item in named if item["body"] not in careful]
    pressed = row["pressure"] != "locate only"
    point = {
        "code": code,
        "pinyin": row["pinyin"],
        "characters": row["traditional"],
        "english": row["english"],
        "words": words,
        "warning": "" if pressed else LOCATED if row["drawn"] else DESCRIBED,
        "careful": careful,
        "names": others,
        "place": tree(said.place(code, sources)),
        "steps": _steps(facts),
        "pressing": elements(tree(said.pressing(code, sources)), "ul")[:1],
        "cautions": _own_cautions(code, sources),
        "beneath": tree(said.beneath(code, sources)),
        "uses": tree(said.uses(code, sources)),
        "address": f"{site}/explorer.html#{code}" if site else "",
    }
    if site:
        pictures[f"{code} QR"] = qr(point["address"])
    return point


def _steps(facts):
    """Leave out of the steps what stands above them all: the rule, and so the last step, too."""
    rule = facts["rule"]
    steps = [{**step, "more": step["more"].replace(rule, "")} for step in facts["steps"]]
    return steps[:-1] if steps and not steps[-1]["more"] else steps


def _own_cautions(code, sources):
    """Take the cautions of a point without those for every point, which are read first."""
    whole = tree(said.cautions(code, sources))
    return [node for node in whole[0]["body"] if node["tag"] == "ul"]


def qr(address):
    """Return a QR code of an address as SVG (str)."""
    file = io.BytesIO()
    segno.make(address, error="m", micro=False).save(file, kind="svg", border=4, xmldecl=False)
    return file.getvalue().decode()


def address_of(site):
    """Check the address of a site; return it without a slash at its end (str)."""
    if site and not re.fullmatch(r"https?://[^\s#?]+", site):
        raise ValueError(
            f"{site!r} is no address of a site; write one like https://example.org/acu"
        )
    return site.rstrip("/")


def _many(names):
    return f"Acupressure points: {names[0]} and {len(names) - 1} more"

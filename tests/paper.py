"""What stands in a PDF file: words, places, links and what a screen reader walks."""

import re

from pypdf import PdfReader

ARTICLE = ("GB29", "GB30", "BL40")
SITE = "https://example.org/acu"
A4, LETTER, A3 = (210, 297), (215.9, 279.4), (297, 420)  # mm


def bare(text):
    """A text without spaces and hyphens, which a line of print changes."""
    return re.sub(r"[\s\u00ad\u200b-]+", "", text)


def texts(path):
    return [page.extract_text() for page in PdfReader(path).pages]


def millimetres(path):
    return [
        tuple(round(float(side) * 25.4 / 72, 1) for side in page.mediabox[2:])
        for page in PdfReader(path).pages
    ]


def elements(path, kind):
    """The elements of a kind in the tree that a screen reader walks."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if node.get("/S") == kind:
                found.append(node)
            if "/K" in node:
                walk(node["/K"])

    walk(PdfReader(path).trailer["/Root"]["/StructTreeRoot"])
    return found


def words(page):
    """Text, place (mm from the left and below) and size in points of each piece of a page."""
    found = []

    def visit(text, outer, inner, font, size):
        x = outer[0] * inner[4] + outer[2] * inner[5] + outer[4]
        y = outer[1] * inner[4] + outer[3] * inner[5] + outer[5]
        high = abs(size * inner[3] * outer[3])
        if text.strip():
            found.append((text.strip(), x * 25.4 / 72, y * 25.4 / 72, high))

    page.extract_text(visitor_text=visit)
    return found


def links(page):
    found = [each.get_object() for each in page.get("/Annots", [])]
    return [each["/A"]["/URI"] for each in found if "/URI" in each.get("/A", {})]

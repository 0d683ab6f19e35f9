"""Small notebooks, and what a page made of them says."""

import json
import re

import nbformat


def notebook(*sources, folded=()):
    cells = [nbformat.v4.new_markdown_cell("# A lesson\n\n* learn to press,\n* stop.")]
    for at, source in enumerate(sources):
        hidden = {"jupyter": {"source_hidden": True}} if at in folded else {}
        cells.append(nbformat.v4.new_code_cell(source, metadata=hidden))
    return nbformat.v4.new_notebook(cells=cells)


def told(html):
    """What a page says of its first live widget."""
    return json.loads(re.search(r'<script type="application/json">(.*?)</script>', html)[1])

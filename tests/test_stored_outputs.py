"""What nbval cannot see: stored outputs must mean something and come out the same every time."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
import record
from nbformat.v4 import new_code_cell, new_notebook, new_output

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
RECORD = "run `uv run tools/record.py`"
RANDOM = {
    "an address in memory": r"\b0x[0-9a-fA-F]{6,}",
    "a random id": r"\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-|\bT_[0-9a-f]{5}_",
    "a path of this computer": r"ipykernel_\d+|/(?:tmp|home|root|Users)/\w|[A-Z]:\\",
}
MARK = re.compile("NBVAL_|PYTEST_VALIDATE_IGNORE_OUTPUT|^%%capture", re.MULTILINE)
TAG = re.compile("nbval-|raises-exception|pytest-validate-ignore-output", re.IGNORECASE)


class Images(HTMLParser):
    """The attributes of every image in a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "img":
            self.found.append(dict(attributes))


def text_of(output):
    """Every word of an output, without the bytes of pictures."""
    texts = [output.get("text", ""), *output.get("data", {}).values()]
    return "\n".join(re.sub(r"data:image/\w+;base64,[^\"']*", "", str(text)) for text in texts)


def picture_faults(data):
    words = data.get("text/plain", "")
    if words.startswith(("<Figure", "<Axes")):
        yield f"shows a bare figure {words}: end the cell with a picture that has words"
    for kind in data:
        if kind.startswith("image/"):
            yield f"shows {kind}, which has no words: show HTML with <img alt>"
    for image in Images(data.get("text/html", "")).found:
        if not (image.get("src") or "").startswith("data:image/"):
            yield "shows a picture that is not stored in the notebook"
        alt = image.get("alt")
        if not alt or alt != words:
            yield f"has a picture with alt {alt!r}, but the words beside it are {words!r}"


def output_faults(output):
    if output.output_type == "error":
        yield f"stores the error {output.ename}: mend the cell"
    if output.get("name") == "stderr":
        yield f"stores a warning: {output.text.strip()[:80]!r}"
    if record.WIDGET_VIEW in output.get("data", {}):
        yield f"stores the view of a widget, whose id is random: {RECORD}"
    for what, pattern in RANDOM.items():
        if found := re.search(pattern, text_of(output)):
            yield f"stores {what}: {found.group()!r}"
    yield from picture_faults(output.get("data", {}))


def cell_faults(cell, turn):
    if cell.execution_count != turn:
        yield f"has run number {cell.execution_count}, not {turn}: {RECORD}"
    if MARK.search(cell.source) or any(TAG.match(tag) for tag in cell.metadata.get("tags", [])):
        yield "is marked so that its output is not compared: take the mark away"
    if cell.source.rstrip().endswith(";"):
        yield "ends with `;`, which hides its output: write `_ = ...` instead"
    for output in cell.outputs:
        yield from output_faults(output)


def faults(notebook):
    """Everything that is wrong with the stored outputs of a notebook, one sentence each."""
    cells = [c for c in notebook.cells if c.cell_type == "code" and c.source.strip()]
    return [
        f"code cell {turn} {fault}"
        for turn, cell in enumerate(cells, start=1)
        for fault in cell_faults(cell, turn)
    ]


def test_stored_outputs_are_sound():
    found = {path.name: faults(nbformat.read(path, as_version=4)) for path in NOTEBOOKS}
    assert [f"{name}: {fault}" for name in found for fault in found[name]] == []


def test_notebooks_were_stored_by_record():
    texts = {path: path.read_text(encoding="utf-8") for path in NOTEBOOKS}
    stale = [
        path.name
        for path, text in texts.items()
        if text != record.tidy(nbformat.reads(text, as_version=4))
    ]
    assert stale == [], RECORD


def test_every_notebook_is_run():
    collect = ["pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "notebooks"]
    command = [sys.executable, "-X", "utf8", "-m", *collect]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    missing = [p.name for p in NOTEBOOKS if f"{p.name}::Cell 0" not in done.stdout]
    assert missing == [], "these notebooks have no cell that nbval runs\n" + done.stdout


# Each check above can fail: one bad notebook for each.

PICTURE = '<img alt="{}" src="data:image/png;base64,iVBORw0KGgo=">'


def shown(**data):
    kinds = {
        "plain": "text/plain",
        "html": "text/html",
        "png": "image/png",
        "view": record.WIDGET_VIEW,
    }
    return new_output("display_data", {kinds[kind]: value for kind, value in data.items()})


def cell(*outputs, source="point", turn=1, tags=()):
    metadata = {"tags": list(tags)} if tags else {}
    return new_code_cell(source, execution_count=turn, outputs=list(outputs), metadata=metadata)


GOOD = {
    "table": shown(plain="   code\n0  BL23", html="<table><tr><td>BL23</td></tr></table>"),
    "picture": shown(
        plain='BL40, "crook" & crease', html=PICTURE.format("BL40, &quot;crook&quot; &amp; crease")
    ),
    "widget": shown(plain="PressTimer(seconds=60)"),
    "print": new_output("stream", name="stdout", text="Half-way, at the waist.\n"),
}
BAD = {
    "never run": (cell(turn=None), "run number None"),
    "run out of order": (cell(turn=2), "run number 2, not 1"),
    "error": (cell(new_output("error", ename="KeyError", evalue="'B 54'")), "error KeyError"),
    "warning": (cell(new_output("stream", name="stderr", text="careful")), "a warning: 'careful'"),
    "address": (cell(shown(plain="<Map at 0x7f2a10c3>")), "address in memory"),
    "address in html": (cell(shown(plain="map", html="<b>0x7f2a10c3</b>")), "address in memory"),
    "random id": (cell(shown(plain="1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed")), "a random id"),
    "random style": (cell(shown(plain="t", html="<td id='T_8f3ab_row0'>")), "a random id"),
    "path": (
        cell(new_output("stream", name="stdout", text="/home/ann/x.csv")),
        "path of this comp",
    ),
    "widget view": (cell(shown(plain="Map()", view={"model_id": "a"})), "view of a widget"),
    "bare figure": (cell(shown(plain="<Figure size 400x300 with 1 Axes>")), "bare figure"),
    "picture without words": (cell(shown(plain="BL40", png="iVBORw0KGgo=")), "no words"),
    "no alt": (cell(shown(plain="BL40", html='<img src="data:image/png;base64,i">')), "alt None"),
    "empty alt": (cell(shown(plain="", html=PICTURE.format(""))), "alt ''"),
    "other alt": (cell(shown(plain="BL40", html=PICTURE.format("BL54"))), "alt 'BL54'"),
    "second picture": (
        cell(shown(plain="BL40", html=PICTURE.format("BL40") + PICTURE.format("BL54"))),
        "alt 'BL54'",
    ),
    "picture elsewhere": (
        cell(shown(plain="BL40", html='<img alt="BL40" src="bl40.png">')),
        "not stored in the notebook",
    ),
    "mark": (cell(source="# NBVAL_IGNORE_OUTPUT\npoint"), "not compared"),
    "old mark": (cell(source="# PYTEST_VALIDATE_IGNORE_OUTPUT\npoint"), "not compared"),
    "tag": (cell(tags=["nbval-skip"]), "not compared"),
    "tag for errors": (cell(tags=["raises-exception"]), "not compared"),
    "capture": (cell(source="%%capture\npoint"), "not compared"),
    "semicolon": (cell(source="draw(point);\n"), "ends with `;`"),
}


def test_good_outputs_pass():
    cells = [cell(output, turn=turn) for turn, output in enumerate(GOOD.values(), start=1)]
    assert faults(new_notebook(cells=[*cells, new_code_cell("")])) == []


@pytest.mark.parametrize("name", BAD)
def test_bad_outputs_are_found(name):
    bad, words = BAD[name]
    found = faults(new_notebook(cells=[bad]))
    assert len(found) == 1
    assert words in found[0]

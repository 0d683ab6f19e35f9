"""Which part of a lesson becomes which slide: a rule on its frame, so no cell is marked by hand.

A lesson asks before it shows. So a heading begins a new slide, what is asked stands on it large,
its answer comes with the next key, and what is shown has a slide of its own. Of prose the first
sentences stand on the slide, and all of it in the notes of whoever speaks.
"""

import re
from dataclasses import dataclass

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

LEAD = 210  # letters of prose on a slide, unless the first sentence is longer
ASKS = "Guess first|Think first|Before you look|Before you start|Check|Look here|Try th|\\d+\\. "

SHOWN = ("picture", "widget", "sayings", "sum", "sources")

BLOCK = re.compile(
    r"\s*(?:<details>.*?</summary>\s*(?P<answer>.*?)\s*</details>|.+?(?=\n\s*\n|\Z))", re.S
)
# "**Check.** ..." and "**What could go wrong?**", in the middle of a paragraph, too.
ASKED = re.compile(rf"(?:^|(?<=\s))\*\*(?:(?:{ASKS})[^*]*\*\*.*|[A-Z][^*]*\?\*\*)", re.S)
SENTENCE = re.compile(r".+?(?:[.!?][*”\")]*(?:\s*<small>[^<]*</small>)*(?=\s+\S|$)|$)\s*", re.S)
NOT_HERE = re.compile(
    r"\bcells?\b|\*Shift|\*Run\b|grey box|\bbrowser\b"
)  # only in an open notebook
LESSON = re.compile(r"\[([^]]*)\]\((\w+)\.ipynb\)")


class SlideRule(Preprocessor):
    """Turn a lesson into cells that each belong to one slide, and say so in their metadata."""

    def preprocess(self, nb, resources):
        """Return the notebook with one cell for each part of a slide.

        Parameters
        ----------
        nb : nbformat.NotebookNode
            A lesson with its outputs.
        resources : dict
            ``decks``: names of the lessons, without ending, to which a slide may lead.

        Returns
        -------
        nb : nbformat.NotebookNode
            Each cell has a ``slide_type`` and one tag, which says what it is.
        resources : dict
        """
        decks = resources.get("decks", ())
        nb.cells = [cell for slide in _slides(_parts(nb.cells, decks)) for cell in slide.cells()]
        return nb, resources


@dataclass
class Part:
    """What stands on a slide: its kind, and Markdown or the cell that shows something."""

    kind: str
    text: str = ""
    cell: NotebookNode | None = None


class Slide:
    """Parts that are seen together, below a line that says where in the lesson one is."""

    def __init__(self, kind, kicker=""):
        self.kind = kind  # slide_type of its first cell
        self.parts = [Part("kicker", kicker)] if kicker else []
        self.notes = []

    def holds(self, *kinds):
        """Whether one of its parts is of a kind."""
        return any(part.kind in kinds for part in self.parts)

    def cells(self):
        """Cells of the parts that people see, and of the notes after the first of them."""
        if all(part.kind == "kicker" for part in self.parts):
            return []
        cells = [_cell(part, "fragment" if part.kind == "answer" else "-") for part in self.parts]
        cells[0].metadata.slideshow.slide_type = self.kind
        if self.notes:
            cells.insert(1, _cell(Part("notes", "\n\n".join(self.notes)), "notes"))
        return cells


def _cell(part, slide_type):
    cell = part.cell or new_markdown_cell(part.text)
    cell.metadata = NotebookNode(tags=[part.kind], slideshow=NotebookNode(slide_type=slide_type))
    return cell


def _parts(cells, decks):
    """Read a lesson part by part."""
    for cell in cells:
        if cell.cell_type == "markdown":
            text = LESSON.sub(lambda link: _link(*link.groups(), decks), cell.source)
            yield from _read(text)
        elif cell.cell_type == "code" and cell.outputs:  # what imports shows nothing
            yield Part(_shown(cell), cell=cell)


def _link(words, name, decks):
    return f"[{words}]({name}.html)" if name in decks else words


def _shown(cell):
    """Say what a cell shows: sources, a sum (code that gives text), widgets, pictures, sayings."""
    html = "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)
    if cell.source.startswith("acu.sources("):
        return "sources"
    if not html:
        return "sum"
    if "live waiting" in html or "widget-box" in html:
        return "widget"
    if html.startswith("<pre"):
        return "sum"
    return "picture" if re.sub(r"</?div[^>]*>|<img[^>]*>|\s", "", html) == "" else "sayings"


def _read(source):
    """Read the parts of a Markdown cell."""
    for block in BLOCK.finditer(source):
        text = block[0].strip()
        if block["answer"]:
            yield Part("answer", block["answer"])
        elif text.startswith("# "):
            yield Part("title", text)
        elif text.startswith("## "):
            yield Part("heading", text)
        elif re.fullmatch(r"\*\*[^*]*\w\*\*", text):
            yield Part("minor", text.strip("*"))
        elif text.startswith("*Lesson "):
            yield Part("time", re.sub(r" *Back: .*(?=\*$)", "", text))
        elif text.startswith(("**Back:**", "**Next:**")):
            yield Part("way", text[text.find("**Next:**") :] if "**Next:**" in text else "")
        elif re.match(r"[*-] |\d+\. ", text):
            yield Part("list", text)
        elif not text.startswith("**To start:**"):
            yield from _paragraph(text)


def _paragraph(text):
    """Part what is asked from the prose before it."""
    asked = ASKED.search(text)
    before, question = (text[: asked.start()].strip(), asked[0]) if asked else (text, "")
    sentences = SENTENCE.findall(before)
    if not asked and len(sentences) and sentences[-1].endswith("?"):
        before, question = "".join(sentences[:-1]).strip(), sentences[-1]
    if before:
        yield Part("prose", before)
    if question:
        question = re.sub(r"^(\*\*[^*]*),\*\*", r"\1:**", question)
        question = re.sub(r"(?<=[:.]\*\* )[a-z]", lambda letter: letter[0].upper(), question)
        yield Part("note" if NOT_HERE.search(question) else "question", question)
    if asked and text[asked.end() :].strip():
        yield Part("prose", text[asked.end() :].strip())


def _slides(parts):
    """Put the parts on slides."""
    parts = list(parts)
    slides, section = [Slide("slide")], ""
    for part, following in zip(parts, [*parts[1:], Part("end")], strict=True):
        now = slides[-1]
        if part.kind == "prose" and following.kind == "answer":
            part.kind = "question"
        if part.kind in ("prose", "question") and now.holds("time"):
            part.kind = "note"  # how to go about the lesson
        if part.kind in ("title", "heading"):
            section = part.text.lstrip("# ")
            slides.append(Slide("slide"))
        elif part.kind == "minor":
            slides.append(Slide("subslide"))
        elif part.kind == "sources":
            slides.append(Slide("subslide", "Sources"))
        elif _turns(part, following, now):
            slides.append(Slide("subslide", section))
        _put(slides[-1], part)
    return slides


def _turns(part, following, now):
    """Whether a part of a section stands on a slide after the one that is there."""
    if part.kind in SHOWN:
        return not now.parts[-1].text.endswith(":")  # which is what leads to it
    leads = part.kind == "prose" and part.text.endswith(":") and following.kind in SHOWN
    full = now.holds("question", "answer", "list", *SHOWN)
    return leads or (full and part.kind in ("prose", "list", "question"))


def _put(slide, part):
    """Put a part on a slide; of prose only so much as can be read from afar."""
    if part.kind in ("prose", "note"):
        shown = _lead(part.text) if part.kind == "prose" else ""
        if shown != part.text:
            slide.notes.append(part.text)
        if shown:
            slide.parts.append(Part("prose", shown))
    elif part.text or part.cell:
        slide.parts.append(part)


def _lead(text):
    """Return the first sentences of some prose, without those that only a notebook needs."""
    lead = ""
    for sentence in SENTENCE.findall(text):
        if lead and len(lead) + len(sentence) > LEAD:
            break
        if not NOT_HERE.search(sentence):
            lead += sentence
    return "" if re.fullmatch(r"\w+:", lead.strip()) else lead.strip()

"""How hard the workbook's words are to read, as a school grade.

``python tests/reading.py`` lists every text with its grade and its hardest sentence, the hardest
text last.

The grade is that of Flesch and Kincaid (Kincaid and others 1975), as textstat works it out:
0.39 x words per sentence + 11.8 x syllables per word - 15.59. It is the usual one for health
leaflets; grade 8 is for readers of 13 to 14. It was made for passages, so a text here is a cell of
a notebook, a widget, a passage of a card, or a column, a row or a long cell of a table. What has
fewer words than SHORT is measured with its neighbours only.

What it sees is long sentences and long words. It does not see whether a word is known ("cun" is
short, "everybody" long), whether sentences hang together, or one hard sentence among many easy
ones; so each text is listed with its hardest sentence. No word gets a plainer one in its place:
"acupressure" counts as it is. A number counts as one syllable.

A line of a list and a block of HTML end a sentence; colons and semicolons do not. Left out are
headings (as Flesch did), code, citations with their numbers, the tables of the widgets (names and
numbers), and the columns in EXEMPT.
"""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import textstat

import acu
from acu import tables
from acu.cards import cards
from acu.questions import questions

ROOT = Path(__file__).parent.parent
LIMIT = 8
SHORT = 15  # words; with fewer, one long word decides
PAPER = ROOT / "acu" / "bodymap" / "paper"  # part of the pages of those that draw on it
DRAWN = (PAPER.parent, ROOT / "acu" / "practice")
WIDGETS = ["check_first", "sort_the_article", "guided_session", "my_ruler", "explore", "station"]

DOCTORS = "Doctors' words, which stand beside plain ones, for those who ask for them."

# Columns of tables that are not held to the grade, and why.
EXEMPT = {
    "anatomy muscles": DOCTORS,
    "anatomy nerves": DOCTORS,
    "anatomy vessels": DOCTORS,
    "anatomy note": "Names of doctors' words that are from memory.",
    "emergency place": "Names of countries.",
    "landmarks name": DOCTORS,
    "landmarks definition": DOCTORS,
    "landmarks placing": "How a landmark was put on the model, for those who check it.",
    "names name": "Names of points.",
    "points english": "Names of points.",
    "points rule": "Code; the cards say it in words.",
    "points second_rule": "Code; the cards say it in words.",
    "sources": "Citations.",
    "studies authors": "Citations.",
    "studies title": "Citations.",
    "uses complaint": "Names of complaints, as the article and the old books have them.",
}


class Text(NamedTuple):
    """Some words and where they stand."""

    place: str
    sentences: list

    @property
    def words(self):
        return sum(len(sentence.split()) for sentence in self.sentences)

    @property
    def grade(self):
        return grade(self.sentences)

    @property
    def hardest(self):
        """The sentence with the highest grade among those long enough to have one."""
        long = [sentence for sentence in self.sentences if len(sentence.split()) > 5]
        return max(long or self.sentences, key=lambda sentence: grade([sentence]))

    def __str__(self):
        return f"{self.grade:5.1f}  {self.place}: {self.hardest}"


def grade(sentences):
    """The grade of Flesch and Kincaid; textstat counts one or two words to the next sentence."""
    return textstat.flesch_kincaid_grade(" ".join(sentences))


def sentences(text):
    """Plain text, taken apart into sentences that end in a full stop and have no other."""
    text = re.sub(r"(?<=\d)\.(?=\d)", "·", text)  # 0.5 is one word and no end
    parts = re.split(r"[.!?]+[\"'”’)*]*(?:\s+|$)|\n", text)
    parts = [re.sub(r"[.!?]", "", part).strip(" ,;:") for part in parts]
    return [f"{part}." for part in parts if re.search(r"\w", part)]


class _Reader(HTMLParser):
    """The words of some HTML; what stands in a block of its own ends its line."""

    SILENT = {"style", "script", "code", "pre", "h1", "h2", "h3", "h4", "svg", "table"}
    WITHIN = {"a", "b", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup"}

    def __init__(self):
        super().__init__()
        self.silent, self.said = 0, []

    def handle_starttag(self, tag, attributes):
        self.silent += tag in self.SILENT
        self.said.append("" if tag in self.WITHIN else "\n")
        if not self.silent:
            self.said.append(f"{alt}\n" if (alt := dict(attributes).get("alt")) else "")

    def handle_endtag(self, tag):
        self.silent -= tag in self.SILENT
        self.said.append("" if tag in self.WITHIN else "\n")

    def handle_data(self, data):
        if not self.silent:
            self.said.append(" ".join(data.split("\n")))


def from_html(html):
    """Sentences of HTML as it is read, without citations and their numbers."""
    html = re.sub(r"<details[^>]*><summary><b>Sources.*?</details>", "", html)
    html = re.sub(r"<small>\[\d[^<]*</small>", "", html)
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return sentences("".join(reader.said))


def from_markdown(source):
    """Sentences of a cell as it is read: no marks, no addresses, no code, no headings."""
    source = re.sub(r"^```.*?^```", "", source, flags=re.MULTILINE | re.DOTALL)
    source = re.sub(r"`[^`]*`", "", source)
    source = re.sub(r"!?\[([^]]*)\]\([^)]*\)", r"\1", source)
    source = re.sub(r"\[[A-Z][A-Z_]*\d*\]", "", source)  # citations, such as [WHO2008]
    source = re.sub(r"^#.*$", "", source, flags=re.MULTILINE)
    source = re.sub(r"^[ >]*(?:[*+-]|\d+\.) +", "<br>", source, flags=re.MULTILINE)  # lists
    source = re.sub(r"^[ >]*$|^> ?|\|", "<br>", source, flags=re.MULTILINE)  # paragraphs, tables
    return from_html(source.replace("*", ""))


def in_notebooks():
    """The text of every markdown cell."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        spoken = [cell for cell in cells if cell["cell_type"] == "markdown"]
        texts = [
            Text(f"{path.name} {cell['id']}", from_markdown("".join(cell["source"])))
            for cell in spoken
        ]
        yield from (text for text in texts if text.words >= SHORT)
        short = [sentence for text in texts if text.words < SHORT for sentence in text.sentences]
        if short:
            yield Text(f"{path.name}, its short cells together", short)


def in_tables():
    """The text of every table."""
    for path in sorted(tables.DATA.glob("*.csv")):
        yield from in_table(path.stem, tables.read(path.stem))


def in_table(name, table):
    """The text of every column, every row and every cell of a table, if it is long enough."""
    told = prose(name, table)
    texts = [Text(f"{name}.csv column {column}", _once(told[column])) for column in told]
    for number, row in told.iterrows():
        place = f"{name}.csv row {number + 2}"
        texts.append(Text(place, _once(row)))
        texts += [Text(f"{place} {column}", said) for column, said in row.items()]
    yield from (text for text in texts if text.words >= SHORT)


def prose(name, table):
    """A table's columns that tell something (of more than 3 words somewhere), as sentences."""
    table = table.select_dtypes("str").fillna("")
    held = [column for column in table if not {name, f"{name} {column}"} & EXEMPT.keys()]
    long = [column for column in held if table[column].str.split().str.len().max() > 3]
    return table[long].map(sentences)


def _once(cells):
    """The sentences of some cells, each only once."""
    return list(dict.fromkeys(sentence for cell in cells for sentence in cell))


def in_cards():
    """What the card of every point says: its rule with its steps, and how it is pressed."""
    for code, card in cards().items():
        steps = [f"{step['title']}.\n{step['more']}" for step in card.facts["steps"]]
        found = from_html(card.place.html) + sentences("\n".join(steps))
        yield Text(f"card of {code}, how to find it", found)
        for section in ("pressing", "cautions", "article"):
            if said := from_html(getattr(card, section).html):
                yield Text(f"card of {code}, {section}", said)


def in_questions():
    """What is asked about every point, what there is to choose from, and what is told then."""
    for question in questions(cards()):
        options = question.options if question.kind != "name" else ()  # names of points
        told = "\n".join([question.ask, *options, question.why])
        yield Text(f"question {question.key}", sentences(told))


def in_widgets():
    """What the widgets say, in a notebook that is not run and in their own pages."""
    for name in WIDGETS:
        yield Text(f"acu.{name}()", from_html(getattr(acu, name)().still))
    for room in sorted({path.parent for path in (ROOT / "acu").rglob("*.html")} - {PAPER}):
        pages = [*sorted(room.glob("*.html")), *(PAPER.glob("*.html") if room in DRAWN else ())]
        text = "".join(path.read_text(encoding="utf-8") for path in pages)
        yield Text(room.name, from_html(text))


def everything():
    """Every text, the hardest last."""
    texts = [*in_notebooks(), *in_tables(), *in_cards(), *in_questions(), *in_widgets()]
    return sorted(texts, key=lambda text: text.grade)


if __name__ == "__main__":
    for text in everything():
        print(text)

"""Any text and any file: from nowhere, or a sound one with something done to it."""

import csv
import io
import unicodedata

from hypothesis import strategies as st

ODD = [
    "",
    " ",
    "\0",
    "\n",
    "\r\n",
    "\t",
    '"',
    "'",
    ",",
    ";",
    "\\",
    "=1+1",
    "@x",
    "<b>&amp;",
    "{}%s",
    "nan",
    "NA",
    "None",
    "True",
    "-1",
    "0",
    "1e400",
    "9" * 20,
    "9" * 5000,
    "1.5",
    "1,5",
    "1/0",
    "½",
    "٣",
    "İ",
    "ſ",
    "ﬁ",
    "e\u0301",
    "\ufeff",
    "\u202e",
    "\u2028",
    "\x85",
    "\x1c",
    "\ud800",
    "\udcff",
    "😀",
    "環跳",
    "a" * 200,
    "~nobody",
    "../x",
    "CON",
]
# Every sign there is, also halves of pairs that no file can hold.
signs = st.characters(codec=None, exclude_categories=())
odd = st.sampled_from(ODD)
texts = st.one_of(odd, st.text(signs), st.text(), st.lists(odd, max_size=4).map("".join))
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "gb18030"]


def in_bytes(text, encoding="utf-8"):
    """What a program would save; what an encoding does not have is saved as a question mark."""
    return text.encode(encoding, "surrogatepass" if "utf" in encoding else "replace")


@st.composite
def spoilt(draw, sound):
    """Bytes of a sound file, with some cut out, doubled, moved or put in, or saved otherwise."""
    raw = bytes(draw(st.sampled_from(sound)) if isinstance(sound, list) else sound)
    deeds = st.sampled_from(["cut", "end", "double", "put", "change", "encode", "break"])
    for deed in draw(st.lists(deeds, min_size=1, max_size=4)):
        start = draw(st.integers(0, len(raw)))
        end = draw(st.integers(start, min(len(raw), start + 200)))
        if deed == "cut":
            raw = raw[:start] + raw[end:]
        elif deed == "end":
            raw = raw[:start]
        elif deed == "double":
            raw = raw[:end] + raw[start:]
        elif deed == "put":
            raw = raw[:start] + draw(st.binary(max_size=8) | texts.map(in_bytes)) + raw[start:]
        elif deed == "change" and start < len(raw):
            raw = raw[:start] + bytes([draw(st.integers(0, 255))]) + raw[start + 1 :]
        elif deed == "encode":
            raw = in_bytes(raw.decode(errors="replace"), draw(st.sampled_from(ENCODINGS)))
        elif deed == "break":
            raw = raw.replace(b"\n", draw(st.sampled_from([b"\r\n", b"\r", b"\n\n", b""])))
    return raw


def files(sound):
    """Any bytes, any text, or a spoilt file."""
    return st.one_of(spoilt(sound), spoilt(sound), st.binary(), texts.map(in_bytes))


@st.composite
def edited(draw, rows):
    """Rows of a table (list of list of str, the header first) after somebody worked on them."""
    rows = [list(row) for row in rows]
    every = [cell for row in rows for cell in row]
    cells = st.one_of(texts, st.sampled_from(every), st.sampled_from(every).map(str.upper))
    deeds = st.sampled_from(
        [
            "cell",
            "cell",
            "cell",
            "row",
            "blank",
            "double",
            "drop",
            "column",
            "lose",
            "swap",
            "short",
        ]
    )
    for deed in draw(st.lists(deeds, min_size=1, max_size=5)):
        at = draw(st.integers(0, len(rows) - 1))
        column = draw(st.integers(0, max(len(rows[at]) - 1, 0)))
        if deed == "cell" and rows[at]:
            rows[at][column] = draw(cells)
        elif deed == "row":
            rows.insert(at, draw(st.lists(cells, max_size=len(rows[0]) + 2)))
        elif deed == "blank":
            rows.insert(at, [])
        elif deed == "double":
            rows.append(list(rows[at]))
        elif deed == "drop" and len(rows) > 1:
            del rows[at]
        elif deed == "column":
            name = draw(cells)
            rows = [[*row, name if i == 0 else ""] for i, row in enumerate(rows)]
        elif deed == "lose":
            rows = [row[:column] + row[column + 1 :] for row in rows]
        elif deed == "swap":
            rows = [row[::-1] for row in rows]
        elif deed == "short":
            rows[at] = rows[at][:column]
    return rows


def saved(rows, delimiter=",", end="\n", encoding="utf-8"):
    """Bytes of rows as a spreadsheet saves them."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(rows)
    return in_bytes(file.getvalue(), encoding)


@st.composite
def disguised(draw, text):
    """A name as somebody may write it: other case, wide signs, split accents, spaces around."""
    change = draw(st.sampled_from([str, str.upper, str.lower, str.title, str.swapcase, _wide]))
    form = draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
    before, after = (draw(st.text(st.sampled_from(" \t\n\xa0\u3000"), max_size=3)) for _ in "ab")
    return before + unicodedata.normalize(form, change(text)) + after


def _wide(text):
    """Write ASCII as full-width signs, as East Asian keyboards do."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)

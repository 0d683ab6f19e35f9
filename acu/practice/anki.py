"""Questions as a deck for Anki, pictures included, so that a phone can ask them."""

import json
import sqlite3
import time
import zipfile
from datetime import datetime
from functools import cache
from html import escape
from io import BytesIO
from itertools import count

import genanki
from PIL import Image

from acu import questions as asking
from acu.cards import card
from acu.cards.citing import listed, sources_of
from acu.plates import Plate, plot_body, plot_point
from acu.plates.crowd import seen_on
from acu.plates.page import PAPER, POINT
from acu.plates.plate import PAGE
from acu.plates.scene import scene_of
from acu.points import row_of
from acu.writing import from_home, telling, write_whole

# Anki knows a deck and a kind of note by these numbers; drawn by lot once, and not to be changed.
DECK, NOTE = 1459225523, 1248072750
NAME = "Acupressure points"
MARK = b"acu deck"  # comment of the file, by which a deck of ours is known
WIDE, TALL, WORDS = 4.6, 5.4, 1.4  # inches: as wide as a phone, and what words above and below take
DPI, QUALITY = 150, 80  # of WebP, 0 to 100
ADVICE = "This is for learning where points are. It is not medical advice."
LOOK = """\
.card { font: 1.1em/1.4 sans-serif; text-align: left; }
.card { max-width: 34em; margin: 0 auto; padding: 0.6em; }
img { display: block; max-width: 100%; height: auto; margin: 0.5em auto; }
small { opacity: 0.8; overflow-wrap: anywhere; }
"""
FRONT, BACK = "{{Question}}", '{{FrontSide}}<hr id="answer">{{Answer}}'


def anki_deck(path, codes=None, questions=None, when=None):
    """Write questions as a deck that Anki imports on a computer or a phone.

    Parameters
    ----------
    path : path-like
        Where to, such as "points.apkg". A deck that was written by this function is replaced; any
        other file is left as it is.
    codes : iterable of str, optional
        WHO codes; the article's three points unless given.
    questions : iterable of Question, optional
        What to ask; every question about the points unless given.
    when : datetime.datetime, optional
        When the deck was made, by default now. Anki takes the later of two for the better.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    ValueError
        If the name does not end in .apkg, or a code is not in the table of points.
    OSError
        If another file stands there, or it cannot be written. What stood there before still does.

    Notes
    -----
    A deck that is imported again brings its questions up to date and keeps what Anki has learnt:
    each note goes by the key of its question.

    Examples
    --------
    >>> acu.anki_deck("points.apkg", ["BL40"]).name
    'points.apkg'
    """
    path = from_home(path)
    if path.suffix != ".apkg":
        raise ValueError(f"{path.name}: Anki opens a deck by the end of its name; name it x.apkg")
    _refuse_other_files(path)
    asked = asking.questions(codes) if questions is None else list(questions)
    stamp = time.time() if when is None else when.timestamp()
    pictures = _Pictures()
    deck = genanki.Deck(DECK, NAME, escape(ADVICE))
    for question in asked:
        deck.add_note(_note(question, pictures))
    packed = _packed(_collection(deck, stamp), pictures.files, datetime.fromtimestamp(stamp))
    write_whole(path, packed, "No deck is written")
    return path


def _refuse_other_files(path):
    if not path.exists():
        return
    with telling("No deck is written", path):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as file:
                if file.comment == MARK:
                    return
    raise FileExistsError(
        f"No deck is written: {path}: another file stands there, and it is not overwritten."
    )


def _note(question, pictures):
    """Make a note of a question."""
    model = genanki.Model(
        NOTE,
        NAME,
        fields=[{"name": name} for name in ("Key", "Question", "Answer")],
        templates=[{"name": "Card", "qfmt": FRONT, "afmt": BACK}],
        css=LOOK,
    )
    code = question.code if question.code and row_of(question.code)["drawn"] else ""
    front = f"<p>{escape(question.ask)}</p>"
    if code and question.kind == "find":
        front += pictures.body(row_of(code)["view"])
    if code and question.kind == "name":
        front += pictures.dot(code)
    return genanki.Note(
        model,
        [escape(question.key), front + _options(question), _back(question, code, pictures)],
        tags=[question.kind, *([question.code] if question.code else ["danger-sign"])],
        guid=genanki.guid_for("acu", question.key),
    )


def _options(question):
    return listed([escape(option) for option in question.options])


def _back(question, code, pictures):
    """Say what is right and why, how the point is found, and who says so."""
    right = [escape(option) for option in question.answer]
    parts = [listed(right, "ol")] if len(right) > 1 else [f"<p><b>{said}</b></p>" for said in right]
    parts.append(f"<p>{escape(question.why)}</p>")
    if code and question.kind in ("find", "name", "order"):
        parts.append(pictures.point(code))
    if code and question.kind == "find":
        facts = card(code).facts
        steps = [escape(step["title"]) for step in facts["steps"]]
        parts.append(f"<p>{escape(facts['posture'])}</p>{listed(steps, 'ol')}")
    cited = [_cited(source) for source in sources_of(*question.sources)]
    parts.append(f"<p><small>Sources: {' '.join(cited)}</small></p>")
    parts.append(f"<p><small>{escape(ADVICE)}</small></p>")
    return "".join(parts)


def _cited(source):
    link = escape(source["link"])
    return escape(source["citation"]) + (f' <a href="{link}">{link}</a>' if link else "")


class _Pictures:
    """Pictures of a deck, each made once.

    Attributes
    ----------
    files : dict of str to bytes
        WebP by name.
    """

    def __init__(self):
        self.files = {}
        self.body, self.dot, self.point = cache(self.body), cache(self.dot), cache(self.point)

    def body(self, view):
        """Show a side of the body, bare."""
        return self._image(f"acu-{view}.webp", plot_body(view, ax=_axes(view)))

    def dot(self, code):
        """Show a point without its name."""
        view = row_of(code)["view"]
        ax = plot_body(view, ax=_axes(view))
        page = getattr(ax, PAGE)
        places = page.scene.place(seen_on([code], page.scene)[code])
        page.dots(places, "point", 9, POINT, PAPER)
        page.words += " A dot on it."
        return self._image(f"acu-{code}-dot.webp", ax)

    def point(self, code):
        """Show a point and how it is found."""
        ax = plot_point(code, ax=_axes(row_of(code)["view"]))
        return self._image(f"acu-{code}.webp", ax)

    def _image(self, name, ax):
        file = BytesIO()
        shown = Image.open(BytesIO(ax.figure.png()))
        shown.save(file, "webp", quality=QUALITY, method=4)
        self.files[name] = file.getvalue()
        return f'<img src="{escape(name)}" alt="{escape(ax.figure.words)}">'


def _axes(view):
    left, right, bottom, top = scene_of(None, view).box
    # The body has half of the width, as on every plate of a point; names stand beside it.
    high = min(TALL, WIDE / 2 * (top - bottom) / (right - left) + WORDS)
    return Plate(figsize=(WIDE, round(high, 2)), dpi=DPI).add_axes((0.01, 0, 0.98, 1))


def _collection(deck, stamp):
    """Return the notes as Anki keeps them: bytes of an SQLite file."""
    store = sqlite3.connect(":memory:")
    try:
        genanki.Package(deck).write_to_db(store.cursor(), stamp, count(int(stamp * 1000)))
        store.commit()
        return store.serialize()
    finally:
        store.close()


def _packed(collection, pictures, when):
    """Return the file of a deck: bytes of a ZIP file, the same for the same deck and time."""
    names = {str(number): name for number, name in enumerate(pictures)}
    members = {"collection.anki2": collection, "media": json.dumps(names).encode()}
    members |= {number: pictures[name] for number, name in names.items()}
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.comment = MARK
        for name, content in members.items():
            member = zipfile.ZipInfo(name, when.timetuple()[:6])
            packed.writestr(member, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()

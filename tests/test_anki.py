"""The deck for Anki, opened as Anki opens it: a ZIP file with an SQLite file and pictures in it."""

import errno
import json
import os
import re
import sqlite3
import zipfile
from datetime import datetime
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from acu import cards
from acu.points import load_points
from acu.practice.anki import anki_deck
from acu.questions import Question, questions

WHEN = datetime(2026, 7, 27, 12)
ODD = Question(
    "which <b> & 居髎",
    "which",
    "GB29",
    'Is "a < b" & <script>alert(1)</script> right?',
    ("<i>yes</i>", "no & never"),
    0,
    "Because 1 < 2 & 居髎.",
    ("WHO2008",),
)


class Opened:
    """What Anki finds in a deck."""

    def __init__(self, path, folder):
        with zipfile.ZipFile(path) as packed:
            assert packed.testzip() is None
            names = json.loads(packed.read("media"))
            self.files = {name: packed.read(number) for number, name in names.items()}
            packed.extract("collection.anki2", folder)
        store = sqlite3.connect(Path(folder) / "collection.anki2")
        self.notes = {
            fields.split("\x1f")[0]: [guid, *fields.split("\x1f")[1:], tags.split()]
            for guid, fields, tags in store.execute("select guid, flds, tags from notes")
        }
        self.notes_of_cards = [row[0] for row in store.execute("select nid from cards")]
        decks, models = store.execute("select decks, models from col").fetchone()
        self.ids = set(json.loads(decks)), set(json.loads(models))
        self.everything = "\n".join(store.iterdump())
        store.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("deck")


@pytest.fixture(scope="module")
def deck(folder):
    """The deck of the article's points."""
    return Opened(anki_deck(folder / "points.apkg"), folder)


def front(deck, key):
    return deck.notes[key][1]


def back(deck, key):
    return deck.notes[key][2]


def pictures(html):
    return re.findall(r'<img src="([^"]+)" alt="([^"]+)">', html)


def test_every_question_is_a_note_with_one_card(deck):
    assert set(deck.notes) == {question.key for question in questions()}
    assert len(deck.notes_of_cards) == len(set(deck.notes_of_cards)) == len(deck.notes)


def test_to_find_a_point_the_front_shows_the_body_without_it_and_the_back_with_it(deck):
    ((bare, words),) = pictures(front(deck, "find BL40"))
    ((shown, told),) = pictures(back(deck, "find BL40"))
    assert "BL40" in unescape(front(deck, "find BL40")) and "BL40" not in bare + words
    assert "knee" in words and told.startswith("BL40 Wěizhōng")
    first, second = (Image.open(BytesIO(deck.files[name])).convert("L") for name in (bare, shown))
    assert first.size == second.size and first.tobytes() != second.tobytes()
    for step in cards.card("BL40").facts["steps"]:
        assert step["title"] in unescape(back(deck, "find BL40"))


def test_to_name_a_point_the_front_shows_a_dot_and_tells_no_name(deck):
    for code, name in (("GB29", "Jūliáo"), ("GB30", "Huántiào"), ("BL40", "Wěizhōng")):
        html = front(deck, f"name {code}")
        ((shown, words),) = pictures(html)
        assert name not in words and code not in words
        # Red there is on the dot only.
        red, _, blue = Image.open(BytesIO(deck.files[shown])).convert("RGB").split()
        spot = [r - b > 90 for r, b in zip(red.tobytes(), blue.tobytes(), strict=True)]
        assert 100 < sum(spot) < 2000
        assert f"<b>{code} {name}</b>" in back(deck, f"name {code}")


def test_every_picture_that_is_named_is_in_the_deck_and_small_and_none_is_idle(deck):
    named = {
        name for _, *html, _ in deck.notes.values() for each in html for name, _ in pictures(each)
    }
    assert named == set(deck.files)
    for name, content in deck.files.items():
        assert len(content) < 120_000 and Image.open(BytesIO(content)).format == "WEBP"
        assert Path(name).name == name


def test_the_back_tells_what_is_right_why_who_says_so_and_that_it_is_no_advice(deck):
    for question in questions():
        words = unescape(re.sub("<[^>]*>", "", back(deck, question.key)))
        assert question.why in words and "not medical advice" in words
        assert "Sources:" in words and all(option in words for option in question.answer)


def test_steps_stand_in_a_wrong_order_on_the_front_and_in_the_right_one_on_the_back(deck):
    (question,) = questions(["GB30"], ["order"])
    places = [
        [unescape(html).index(step) for step in question.answer]
        for html in (front(deck, question.key), back(deck, question.key))
    ]
    assert places[0] != sorted(places[0]) and places[1] == sorted(places[1])


def test_words_are_only_ever_text(folder):
    deck = Opened(anki_deck(folder / "odd.apkg", questions=[ODD]), folder)
    ((key, (_, ask, answer, _)),) = deck.notes.items()
    assert unescape(key) == ODD.key and "<b>" not in key
    assert "<script" not in ask and "<i>" not in ask + answer
    assert ODD.ask in unescape(ask) and ODD.why in unescape(answer)
    assert all(option in unescape(ask) for option in ODD.options)
    assert deck.files == {}


def test_made_again_it_is_the_same_deck_to_anki(deck, folder):
    again = Opened(anki_deck(folder / "again.apkg", ["GB30", "BL23"]), folder)
    assert again.ids == deck.ids
    shared = again.notes.keys() & deck.notes.keys()
    assert "find GB30" in shared and "find BL23" not in shared
    assert all(again.notes[key][0] == deck.notes[key][0] for key in shared)
    guids = [guid for guid, *_ in [*deck.notes.values()]]
    assert len(set(guids)) == len(guids)


def test_it_is_the_same_to_the_byte_for_the_same_time(folder):
    asked = [ODD, *questions(["BL40"], ["find"])]
    files = [
        anki_deck(folder / f"{name}.apkg", questions=asked, when=WHEN).read_bytes()
        for name in ("one", "two")
    ]
    assert files[0] == files[1]


def test_it_says_nothing_of_the_computer(deck, folder):
    for place in (str(folder), str(Path.home()), os.getcwd()):
        assert place not in deck.everything


def test_a_deck_of_ours_is_replaced_and_nothing_is_left_beside_it(tmp_path):
    path = anki_deck(tmp_path / "x.apkg", questions=[ODD], when=WHEN)
    before = path.read_bytes()
    assert anki_deck(path, questions=questions(["GB29"], ["which"])) == path
    assert path.read_bytes() != before and list(tmp_path.iterdir()) == [path]


def test_any_other_file_is_left_as_it_is(tmp_path):
    path = tmp_path / "x.apkg"
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("collection.anki2", "somebody else's")
    for content in (path.read_bytes(), b"my notes"):
        path.write_bytes(content)
        with pytest.raises(FileExistsError, match="another file stands there"):
            anki_deck(path, questions=[ODD])
        assert path.read_bytes() == content
    with pytest.raises(ValueError, match="points.csv: Anki opens a deck by the end of its name"):
        anki_deck(tmp_path / "points.csv", questions=[ODD])
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_told_in_a_sentence_and_the_deck_before_stays(tmp_path, monkeypatch):
    path = anki_deck(tmp_path / "x.apkg", questions=[ODD])
    before = path.read_bytes()

    def full(source, target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(
        OSError, match="No deck is written: .*x.apkg: there is no room left for it on"
    ):
        anki_deck(path, questions=[ODD])
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_nothing_is_left_in_the_folder_for_passing_files(tmp_path, monkeypatch):
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(passing))
    anki_deck(tmp_path / "x.apkg", questions=[ODD])
    assert list(passing.iterdir()) == []


def test_a_point_that_is_only_described_needs_no_picture(folder):
    points = load_points()
    code = points.index[~points["drawn"]][0]
    asked = Question(f"order {code}", "order", code, "Order?", ("b", "a"), (1, 0), "So.", ())
    deck = Opened(anki_deck(folder / "plain.apkg", questions=[asked]), folder)
    assert deck.files == {} and len(deck.notes) == 1

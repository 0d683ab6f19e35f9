"""The folder of the site: where it is written, and what a visitor finds there."""

import base64
import json
import re
import zlib
from html.parser import HTMLParser
from urllib.parse import urlsplit

import nbformat
import pytest
from pages_made import notebook
from scripts import wrong_as_module

from acu.command import main
from acu.folders import NOTEBOOKS
from acu.site import build
from acu.timer import PressTimer


@pytest.fixture
def few(monkeypatch, tmp_path):
    """A workbook with two short lessons, for what does not depend on the real ones."""
    root = tmp_path / "workbook"
    (root / "notebooks").mkdir(parents=True)
    for name in ("01_one", "02_two"):
        made = notebook("import acu", "acu.PressTimer('GB29')", "1 + 1", folded=[0])
        nbformat.write(made, root / "notebooks" / f"{name}.ipynb")
    monkeypatch.setattr(build, "NOTEBOOKS", root / "notebooks")
    monkeypatch.setattr(build, "explore", lambda: PressTimer("BL40"))  # which is laid out sooner
    return root


def everything(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# --- the folder --------------------------------------------------------------------------------


def test_the_same_workbook_makes_the_same_bytes(few, tmp_path):
    assert main(["site", str(tmp_path / "a")]) == 0
    assert main(["site", str(tmp_path / "b")]) == 0
    assert everything(tmp_path / "a") == everything(tmp_path / "b")


def test_an_older_site_is_replaced_and_leaves_nothing(few, tmp_path):
    folder = tmp_path / "a"
    build.write_site(folder)
    (few / "notebooks" / "02_two.ipynb").unlink()
    build.write_site(folder)
    fresh = build.write_site(tmp_path / "b").parent
    assert everything(folder) == everything(fresh) and not (folder / "02_two.html").exists()


def test_a_folder_with_something_else_is_refused_and_untouched(few, tmp_path, capsys):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear", encoding="utf-8")
    assert main(["site", str(folder)]) == 1
    assert "letter.txt" in capsys.readouterr().err
    assert everything(folder) == {"letter.txt": b"dear"}


def test_something_of_ones_own_in_an_older_site_is_not_lost(few, tmp_path):
    build.write_site(tmp_path / "a")
    (tmp_path / "a" / "letter.txt").write_text("dear", encoding="utf-8")
    before = everything(tmp_path / "a")
    with pytest.raises(FileExistsError, match=r"letter\.txt"):
        build.write_site(tmp_path / "a")
    assert everything(tmp_path / "a") == before


def test_a_failing_lesson_leaves_the_older_site_as_it_was(few, tmp_path):
    build.write_site(tmp_path / "a")
    before = everything(tmp_path / "a")
    nbformat.write(notebook("1 / 0"), few / "notebooks" / "02_two.ipynb")
    with pytest.raises(RuntimeError, match=r"02_two\.ipynb, cell 2 .*ZeroDivisionError"):
        build.write_site(tmp_path / "a")
    assert everything(tmp_path / "a") == before
    assert main(["site", str(tmp_path / "a")]) == 1  # and no traceback


def test_what_a_power_cut_left_is_no_obstacle_and_goes(few, tmp_path):
    folder = build.write_site(tmp_path / "a").parent
    before = everything(folder)
    (folder / ".acu-0123456789abcdef.new").write_text("half a pa", encoding="utf-8")
    build.write_site(folder)
    assert everything(folder) == before


def test_nothing_outside_the_folder_is_deleted(few, tmp_path):
    folder = build.write_site(tmp_path / "a").parent
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    mark = folder / "site.json"
    told = json.loads(mark.read_text(encoding="utf-8"))
    mark.write_text(json.dumps({"acu site": [*told["acu site"], "../letter.txt"]}))
    build.write_site(folder)
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "dear"


def test_without_notebooks_it_says_what_is_missing(few, tmp_path):
    for path in (few / "notebooks").iterdir():
        path.unlink()
    with pytest.raises(FileNotFoundError, match="no notebooks in"):
        build.write_site(tmp_path / "a")


def test_an_address_must_be_one(few, tmp_path):
    with pytest.raises(ValueError, match="must begin with https://"):
        build.write_site(tmp_path / "a", "example.org")
    page = build.write_site(tmp_path / "a", "https://example.org/x/").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/x/index.html">' in page


def test_the_worker_keeps_every_file(few, tmp_path):
    folder = build.write_site(tmp_path / "a").parent
    worker = (folder / "worker.js").read_text(encoding="utf-8")
    kept = set(json.loads(re.search(r"FILES = (\[.*?\]);", worker)[1]))
    assert kept == set(everything(folder)) - {"worker.js", "site.json"}


# --- the real site -----------------------------------------------------------------------------


class Links(HTMLParser):
    """Addresses and names of a page."""

    def __init__(self, text):
        super().__init__()
        self.addresses, self.names, self.pictures = [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.addresses += [given[name] for name in ("href", "src") if given.get(name)]
        self.names |= {given["id"]} if given.get("id") else set()
        self.pictures += [given.get("alt")] if tag == "img" else []


def test_no_link_is_dead(site):
    page = {path.name: Links(path.read_text(encoding="utf-8")) for path in site.glob("*.html")}
    dead = []
    for name, links in page.items():
        for address in links.addresses:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = parts.path or name
            if not (site / target).is_file():
                dead.append((name, address))
            elif parts.fragment and target != "explorer.html":
                dead += [(name, address)] * (parts.fragment not in page[target].names)
    assert dead == []


def test_every_picture_has_words_and_none_is_in_the_page(site):
    for path in site.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert all(Links(text).pictures), path.name
        assert "data:image" not in text, path.name


def test_it_is_small(site):
    assert sum(map(len, everything(site).values())) < 8_000_000  # bytes: a phone keeps it all


def test_no_place_of_this_computer_stands_on_it(site, tmp_path):
    texts = [raw.decode("utf-8", "ignore") for raw in everything(site).values()]
    packed = [re.match(r'acu\.put\("\w+","(.+)"\)', text) for text in texts]
    texts += [zlib.decompress(base64.b64decode(each[1])).decode() for each in packed if each]
    strange = re.compile(rf"/tmp/|{re.escape(str(tmp_path.parent.parent))}|acu-workbook|/home/")
    found = [strange.search(text) for text in texts]
    assert [each[0] for each in found if each] == []


def test_no_script_names_two_things_alike(site):
    # Of two functions with one name the later silently takes the place of the first, except in a
    # module, where the language forbids it.
    scripts = sorted(site.glob("**/*.js"))
    assert len(scripts) > 3
    assert {path.name: said for path in scripts if (said := wrong_as_module(path))} == {}


def test_all_lessons_stand_on_the_first_page(site):
    first = (site / "index.html").read_text(encoding="utf-8")
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        assert f'href="{path.stem}.html"' in first

"""The files of the site, without a browser: what stands in them, and where they are written."""

import base64
import json
import re
import zlib
from html.parser import HTMLParser
from urllib.parse import urlsplit

import ipywidgets
import nbformat
import pytest

import acu
from acu.bodymap import BodyMap
from acu.command import main
from acu.lessons import explore, guided_session
from acu.points import load_points
from acu.pointtable import PointTable
from acu.site import build, pages
from acu.site.assets import Assets
from acu.site.freezing import Freezer, freeze
from acu.site.prose import prose, summary
from acu.site.running import run
from acu.timer import PressTimer


def notebook(*sources, folded=()):
    cells = [nbformat.v4.new_markdown_cell("# A lesson\n\n* learn to press,\n* stop.")]
    for at, source in enumerate(sources):
        hidden = {"jupyter": {"source_hidden": True}} if at in folded else {}
        cells.append(nbformat.v4.new_code_cell(source, metadata=hidden))
    return nbformat.v4.new_notebook(cells=cells)


@pytest.fixture
def few(monkeypatch, tmp_path):
    """A workbook with two short lessons, for what does not depend on the real ones."""
    root = tmp_path / "workbook"
    (root / "notebooks").mkdir(parents=True)
    for name in ("01_one", "02_two"):
        made = notebook("import acu", "acu.PressTimer('GB29')", "1 + 1", folded=[0])
        nbformat.write(made, root / "notebooks" / f"{name}.ipynb")
    monkeypatch.setattr(build, "ROOT", root)
    monkeypatch.setattr(build, "explore", lambda: PressTimer("BL40"))  # which is laid out sooner
    return root


@pytest.fixture
def assets(tmp_path):
    return Assets(tmp_path / "assets")


def told(html):
    """What a page says of its first live widget."""
    return json.loads(re.search(r'<script type="application/json">(.*?)</script>', html)[1])


def everything(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# --- running -----------------------------------------------------------------------------------


def test_a_cell_keeps_the_object_that_it_shows_and_what_it_prints():
    cells = run(notebook("x = 20\nprint('so', x)\nx + 9", "import acu", folded=[1]))
    assert (cells[1].shown, cells[1].printed) == (29, "so 20\n")
    assert cells[2].shown is None and cells[2].folded and not cells[1].folded


def test_a_failing_cell_is_named():
    with pytest.raises(RuntimeError, match="cell 3 fails: ZeroDivisionError"):
        run(notebook("1", "1 / 0"))


def test_nothing_of_ones_own_is_shown(monkeypatch, tmp_path):
    monkeypatch.setenv("ACU_HOME", str(tmp_path))
    shown = run(notebook("import os\nos.environ['ACU_HOME']"))[1].shown
    assert shown != str(tmp_path)


# --- freezing ----------------------------------------------------------------------------------


def test_a_live_widget_stays_alive_with_its_state(assets):
    state = told(freeze(PressTimer("GB29", seconds=60), assets))
    assert state["state"]["state"] == "ready"
    script = (assets.folder.parent / state["script"]).read_text(encoding="utf-8")
    assert "export default" not in script and "return $widget" in script


def test_bodies_wait_until_somebody_turns_to_them(assets):
    body_map = BodyMap(["GB29"], view="left")
    lazy = told(freeze(body_map, assets))["lazy"]
    sheets = set(lazy["_sheets"].values())
    assert len(lazy["_sheets"]) == len(body_map._sheets)
    assert all(each.endswith(".webp") for each in lazy["_images"].values())
    largest = max((assets.folder.parent / each.split("#")[0]).stat().st_size for each in sheets)
    assert largest < 60_000  # bytes that a phone waits for when it turns the body


def test_points_that_cannot_be_chosen_keep_only_their_names():
    alone = BodyMap(["GB29"]).offline()["_points"]
    assert alone["GB29"]["steps"] and list(alone["BL40"]) == ["name"]
    assert BodyMap().offline() == {}


def test_a_linked_map_keeps_every_point():
    body_map, table = BodyMap(["GB29"]), PointTable(load_points()[["english"]])
    ipywidgets.jslink((table, "shown"), (body_map, "shown"))
    assert body_map.offline() == {}


def test_links_of_a_page_are_kept(assets):
    freezer = Freezer(assets)
    explorer = explore()
    freezer.html(explorer)
    ends = json.loads(re.search(r">(\[.*\])<", freezer.links)[1])
    assert any(a[1] == b[1] == "selected" and both for a, b, both in ends)


def test_a_link_to_what_is_not_on_the_page_is_left_out(assets):
    one, other = BodyMap(), BodyMap()
    ipywidgets.jslink((one, "selected"), (other, "selected"))
    freezer = Freezer(assets)
    freezer.html(one)
    assert freezer.links == ""


def test_what_only_python_answers_is_left_out_and_said_once(assets):
    box = ipywidgets.VBox(
        [
            ipywidgets.HTML("<p>Here</p>"),
            ipywidgets.Dropdown(description="Pain"),
            ipywidgets.Button(description="Keep it"),
        ]
    )
    html = freeze(box, assets)
    assert "<p>Here</p>" in html and "<select" not in html
    assert html.count("needs Python") == 1 and 'href="python.html"' in html


def test_a_session_keeps_its_timer_and_shows_no_place_of_a_diary(assets):
    html = freeze(guided_session(), assets)
    assert "presstimer" in html and "needs Python" in html and "diary.csv" not in html


def test_the_desk_of_a_teacher_shows_its_plan_and_says_that_papers_need_python(assets):
    html = freeze(acu.teach("GB29", minutes=30), assets)
    assert "GB29 Jūliáo" in html and "After the class a learner can" in html
    assert "1. Choose" not in html and "papers to print" in html
    assert html.count("needs Python") == 1


def test_words_cannot_break_out_of_the_page(assets):
    timer = PressTimer("GB29")
    timer._stops = [["</script><script>alert(1)</script>", "stop"]]
    assert freeze(timer, assets).count("</script>") == 1


def test_a_picture_becomes_a_file_with_the_same_words(assets):
    from acu import plot_ruler

    html = freeze(plot_ruler("SEG_LEG_LAT").figure, assets)
    assert 'alt="Ruler of the leg, 16 cun' in html and "base64" not in html
    assert re.search(r'src="assets/picture-\w+\.webp" width="\d+" height="\d+"', html)


# --- words -------------------------------------------------------------------------------------


def test_how_to_run_a_notebook_is_left_out_and_links_lead_to_pages():
    start = "**To start:** choose *Run* in the menu,\nthen read on."
    html = prose(f"# One\n\n{start}\n\nBack to [2](02_two.ipynb).")
    assert "To start" not in html and "read on" not in html
    assert 'href="02_two.html"' in html and '<h1 id="one">' in html


def test_what_asks_for_a_cell_to_be_run_is_marked():
    html = prose("Look at it.\n\nChange 2 to 3. Then hold *Shift* and press *Enter*.")
    assert html.count('class="notebook"') == 1 and "<p>Look at it.</p>" in html


def test_only_what_asks_for_a_cell_is_marked_and_how_to_run_one_is_left_out():
    html = prose(
        "At the toe. Write `2` in the cell above.\n\nClick into the grey box.\n\nMade of *cells*."
    )
    assert "<p>At the toe.</p>" in html
    assert "Write" in html.split('class="notebook"')[1]
    assert "grey box" not in html and "Made of" not in html


def test_code_is_folded_below_a_picture_and_stands_before_a_number():
    frame = pages.Freezer(None)
    number, words = run(notebook("2 * 60", "from IPython.display import HTML\nHTML('a liver')"))[1:]
    html = pages._cell(number, frame)
    assert html.index('class="code"') < html.index("120") and "<details" not in html
    html = pages._cell(words, frame)
    assert html.index("a liver") < html.index("<summary>Python") and "cell shown" not in html


def test_a_lesson_is_summed_up_from_its_first_cell():
    text = (
        "# GB29\n\n* find **it**,\n* press it.\n\n*Lesson 5 of 12. About 20 minutes. Back: [4](x)*"
    )
    assert summary(text) == {
        "title": "GB29",
        "length": "About 20 minutes.",
        "aims": "find it; press it",
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
    (folder / "index.html.new").write_text("half a pa", encoding="utf-8")
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


def test_all_lessons_stand_on_the_first_page(site):
    first = (site / "index.html").read_text(encoding="utf-8")
    for path in sorted((pages.ROOT / "notebooks").glob("*.ipynb")):
        assert f'href="{path.stem}.html"' in first

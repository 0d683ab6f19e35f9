"""A page of the site, without a browser: what is run, kept alive, left out and folded."""

import json
import re

import ipywidgets
import pytest
from pages_made import notebook, told

import acu
from acu.bodymap import BodyMap
from acu.lessons import explore, guided_session
from acu.points import load_points
from acu.pointtable import PointTable
from acu.site import pages
from acu.site.assets import Assets
from acu.site.freezing import Freezer, freeze
from acu.site.prose import prose, summary
from acu.site.running import run
from acu.timer import PressTimer


@pytest.fixture
def assets(tmp_path):
    return Assets(tmp_path / "assets")


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

"""The table of points, as Python holds it and as an unrun notebook shows it."""

import re

import pandas as pd
import pytest

from acu.points import load_points
from acu.pointtable import PointTable


@pytest.fixture
def points():
    return load_points()[["pinyin", "region"]].rename_axis("Code")


@pytest.fixture
def table(points):
    return PointTable(points, selected="GB29")


def test_the_table_holds_every_point_in_the_order_of_the_channels(points, table):
    assert table.codes == list(points.index)
    assert table.codes.index("BL60") < table.codes.index("KI3") < table.codes.index("GB29")
    assert table.columns == ["Code", "pinyin", "region"]
    assert table.shown == table.codes


def test_code_and_place_of_the_chosen_row_keep_in_step(table):
    assert table.codes[table.index] == "GB29"
    table.selected = "BL40"
    assert table.codes[table.index] == "BL40"
    table.index = table.codes.index("GB30")
    assert table.selected == "GB30"
    table.index = None
    assert table.selected == ""
    table.index = 0
    table.selected = ""
    assert table.index is None


def test_what_the_browser_sends_together_is_taken_together(table):
    table.set_state({"selected": "GB30", "index": table.codes.index("GB30")})
    assert (table.selected, table.codes[table.index]) == ("GB30", "GB30")


def test_its_words_say_how_many_and_which_and_are_short(points, table):
    table.shown = ["BL40", "GB29", "GB30"]
    count = len(points)
    assert repr(table) == f"Table of 3 of {count} points, GB29 chosen: BL40, GB29, GB30"
    table.shown = table.codes
    assert len(table.words) < 110


def test_an_unrun_notebook_shows_the_rows(table):
    table.shown = ["GB30", "BL40"]
    data, _ = table._repr_mimebundle_()
    assert data["text/plain"] == table.words
    assert re.findall('<th scope="row">(.*?)</th>', data["text/html"]) == ["BL40", "GB30"]
    assert "<td>Wěizhōng</td><td>knee</td>" in data["text/html"]


def test_text_of_a_table_is_text_and_no_html(points):
    points.loc["BL40", "pinyin"] = "<script>"
    assert "<script>" not in PointTable(points).still


def test_a_code_that_is_not_there_is_refused(points, table):
    for wrong in ({"selected": "GB99"}, {"shown": ["GB29", "GB99"]}):
        with pytest.raises(ValueError, match="'GB99' is no code of this table, as LU1 is"):
            PointTable(points, **wrong)
    with pytest.raises(ValueError, match="GB99"):
        table.selected = "GB99"
    assert table.selected == "GB29"
    with pytest.raises(ValueError, match=f"from 0 to {len(points) - 1}, not {len(points)}"):
        table.index = len(points)


def test_what_is_no_table_of_text_is_refused(points):
    with pytest.raises(TypeError, match="a row for each point"):
        PointTable(["GB29"])
    with pytest.raises(TypeError, match="a row for each point"):
        PointTable(points.iloc[:0])
    with pytest.raises(TypeError, match='"seconds" holds 60, which is no text'):
        PointTable(load_points()[["seconds"]])
    with pytest.raises(ValueError, match="GB29 stands twice"):
        PointTable(pd.concat([points, points.loc[["GB29"]]]))

"""What the atlas makes of the tables: sentences, and errors that name the cell."""

import re

import pandas as pd
import pytest

from acu import atlas, rules
from acu.body import Body
from acu.points import load_points


@pytest.fixture
def points():
    return load_points().copy()


def test_sentences_of_the_points_of_the_article():
    assert atlas.describe("GB29") == (
        "GB29 Jūliáo lies half-way between the front tip of the hip bone and the bump at the top "
        "of the thigh bone."
    )
    assert atlas.describe("GB30").endswith(
        "lies one third of the way from the bump at the top of the thigh bone to the notch at the "
        "lower end of the sacrum."
    )
    assert atlas.describe("GB30", second=True).endswith("to the front tip of the hip bone.")
    assert "half-way between the inner end of the crease" in atlas.describe("BL40")


def test_every_sentence_reads_as_plain_words(points):
    for code in points.index:
        sentence = atlas.describe(code, points=points)
        assert sentence.startswith(f"{code} "), sentence
        assert sentence.endswith("."), sentence
        assert not re.search(r"_|\s\s|SEG|None|\bthe the\b|\bthe [A-Z]{2}\d| ,|\(\)", sentence), (
            sentence
        )


@pytest.mark.parametrize(
    ("code", "column", "text", "sentence"),
    [
        (
            "GB29",
            "rule",
            "midpoint(umbilicus)",
            "table of points, GB29, column rule: midpoint takes 2",
        ),
        (
            "GB30",
            "second_rule",
            "umbilicu",
            "table of points, GB30, column second_rule: there is no",
        ),
        (
            "BL57",
            "rule",
            "above(heel, 1, SEG_LEG_LAT)",
            "table of points, BL57, column rule: there is",
        ),
        ("BL40", "rule", "along(BL57, heel_back, 1/2)", "BL40 -> BL57 -> BL40"),
    ],
)
def test_rule_that_fails_is_named_by_its_cell(points, code, column, text, sentence):
    points.loc[code, column] = text
    with pytest.raises(rules.RuleError, match=sentence):
        atlas.locate(Body("female"), points)


def test_point_that_is_not_there_is_refused_with_what_would_be_right():
    sentence = "'GB99' is no WHO code in the table. Gallbladder (GB) has points 1 to 44."
    for ask in (atlas.describe, lambda code: atlas.location(code, Body("female"))):
        with pytest.raises(ValueError, match=re.escape(sentence)):
            ask("GB99")
    with pytest.raises(ValueError, match=re.escape("['GB29'] is no WHO code in the table")):
        atlas.describe(["GB29"])
    with pytest.raises(ValueError, match="GB29 has only one location"):
        atlas.location("GB29", Body("female"), second=True)


def test_own_table_may_hold_points_of_its_own(points):
    own = pd.DataFrame(
        {"rule": ["midpoint(umbilicus, pubic_symphysis_upper)"], "second_rule": "", "pinyin": "X"},
        index=pd.Index(["CV4"], name="code"),
    )
    body = Body("female")
    x, y, _ = atlas.locate(body, own).loc["CV4", ["x", "y", "z"]]
    ends = body.landmarks.loc[["umbilicus", "pubic_symphysis_upper"], "y"]
    assert x == 0
    assert y == pytest.approx(ends.mean(), abs=1)

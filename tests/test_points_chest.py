"""Points of chest and belly against what WHO 2008 says of their neighbours (pages 26 to 230)."""

import pytest

from acu import atlas
from acu.body import Body


@pytest.fixture(
    scope="module", params=[(s, b) for s in ("female", "male") for b in (-1, 0, 1)], ids=str
)
def body(request):
    sex, build = request.param
    return Body(sex, build=build)


@pytest.fixture(scope="module")
def found(body):
    """Place of every point, cm."""
    return atlas.locate(body)


@pytest.fixture
def y(found):
    """Height of every point, cm."""
    return found["y"]


def test_lu1_lies_1_cun_below_lu2(body, y):
    """The note of LU1: though one counts ribs and the other starts at the collarbone."""
    assert (y["LU2"] - y["LU1"]) / body.cun["SEG_CHEST_WIDTH"] == pytest.approx(1, abs=0.4)


@pytest.mark.parametrize(
    "row",
    [
        ("CV21", "KI27", "ST13", "LU2"),  # under the collarbone
        ("CV20", "KI26", "ST14", "LU1"),  # first space
        ("CV19", "KI25", "ST15", "SP20"),  # second
    ],
    ids=" ".join,
)
def test_upper_rows_run_nearly_level_across_the_chest(y, row):
    assert y[list(row)].max() - y[list(row)].min() < 2  # cm


def test_lr14_is_about_level_with_st19(y):
    """WHO puts LR14 in the sixth space, and 2 cun outside ST19: two counts that nearly meet."""
    assert y["LR14"] == pytest.approx(y["ST19"], abs=3)


def test_gb24_lies_one_rib_below_lr14_and_st18_one_above(y):
    assert 1.5 < y["LR14"] - y["GB24"] < 4
    assert 1.5 < y["ST18"] - y["LR14"] < 4


def test_groin_is_met_in_who_s_order_from_the_midline(found):
    row = ["CV2", "KI11", "ST30", "LR12", "SP12"]
    assert found["x"][row].is_monotonic_increasing
    assert found["y"][row].max() - found["y"][row].min() < 0.5
    assert found["x"]["SP13"] > found["x"]["SP12"]
    assert found["y"]["SP13"] > found["y"]["SP12"]


def test_gb26_27_28_go_down_and_inwards(body, found):
    found = found.loc[["GB26", "GB27", "GB28"]]
    assert found["y"].is_monotonic_decreasing
    assert found["x"].is_monotonic_decreasing
    assert found["y"]["GB26"] - found["y"]["GB27"] == pytest.approx(
        3 * body.cun["SEG_ABD_LOWER"], rel=0.1
    )


def test_free_ribs_lie_above_the_belt_point(found):
    """LR13 is straight above GB26; GB25 is behind it."""
    assert found["z"]["LR13"] == pytest.approx(found["z"]["GB26"], abs=0.3)
    assert found["y"]["LR13"] > found["y"]["GB26"] + 4
    assert found["z"]["GB25"] < found["z"]["LR13"] - 3

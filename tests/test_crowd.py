"""Plates with many points."""

import numpy as np
import pytest
from matplotlib.collections import PathCollection

import acu
from acu import atlas, plates
from acu.points import load_points


def dots(ax):
    (drawn,) = (
        a for a in ax.collections if isinstance(a, PathCollection) and a.get_gid() == "points"
    )
    return np.asarray(drawn.get_offsets())


def codes(ax):
    return {t.get_text(): t for t in ax.texts if t.get_gid() == "code"}


def test_a_dot_stands_where_the_rule_leads():
    ax = acu.plot_points(["GB29"], "hip")
    place = atlas.locate(acu.Body("female")).loc["GB29", ["x", "y", "z"]].to_numpy(float)
    assert dots(ax) == pytest.approx(plates.Scene(acu.Body("female"), "hip").place(place)[:, :2])


def test_the_view_is_the_one_that_shows_most():
    assert acu.plot_points(["GB29", "GB30", "BL40"]).figure.words == (
        "2 points: left hip from the side, average woman. GB29, GB30. "
        "1 more cannot be seen from this side."
    )
    assert "low back" in acu.plot_points(["BL23", "BL25"]).figure.words
    assert "inner side of the left" in acu.plot_points(["KI7", "SP6"]).figure.words


def test_a_code_stands_nearer_to_its_own_dot_than_to_any_other():
    for view in ("back", "upper_back", "leg_inner"):
        ax = acu.plot_points(view=view)
        ax.figure.canvas.draw()
        found = atlas.locations(acu.Body("female"))
        scene = plates.Scene(acu.Body("female"), view)
        spots = ax.transData.transform(dots(ax))
        assert codes(ax)
        for code, text in codes(ax).items():
            box = text.get_window_extent()
            middle, half = np.array([box.x0 + box.x1, box.y0 + box.y1]) / 2, np.array(box.size) / 2
            away = np.hypot(*np.maximum(abs(spots - middle) - half, 0).T)
            own = ax.transData.transform(scene.place(found[code].sites)[:, :2])
            assert np.abs(own - spots[away.argmin()]).max(axis=1).min() < 0.01, (view, code)


def test_all_points_that_are_drawn_are_seen_in_some_view():
    points = load_points()
    for code, row in points[points["drawn"]].iterrows():
        scene = plates.Scene(acu.Body("male"), row["view"])
        assert plates.words_of([code], scene).startswith("1 point:"), code


def test_no_points_is_an_empty_body_and_a_wrong_code_is_refused():
    assert acu.plot_points([]).figure.words == "0 points: front, average woman."
    with pytest.raises(ValueError, match="points 1 to 44"):
        acu.plot_points(["GB99"])
    with pytest.raises(ValueError, match="no view 'side'"):
        acu.plot_points(["GB29"], "side")

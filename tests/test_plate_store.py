"""The stored pictures of bodies are what would be drawn now."""

import numpy as np
import pytest
from plate_seen import body_of

from acu import plates
from acu.body import Body
from acu.plates import pictures

REMAKE = "run tools/build_plates.py"


@pytest.mark.parametrize("sex", ["female", "male"])
@pytest.mark.parametrize("view", plates.VIEWS)
def test_stored_plates_are_what_would_be_drawn_now(sex, view):
    stored = pictures.stored(sex, 0, view)
    assert stored is not None, REMAKE
    drawn = pictures.shade(plates.Scene(body_of(sex), view))
    assert stored.image.shape == drawn.shape, REMAKE
    difference = abs(stored.image.astype(int) - drawn.astype(int))
    assert difference[..., 3].max() <= 2, REMAKE
    assert difference[drawn[..., 3] == 255].mean() < 3, REMAKE


@pytest.mark.parametrize(("sex", "build", "view"), [("female", -1, "left"), ("male", 1, "hip")])
def test_thin_and_heavy_bodies_are_stored_too_with_their_lines(sex, build, view):
    stored = pictures.stored(sex, build, view)
    drawn = pictures.draw(plates.Scene(Body(sex, build=build), view))
    assert stored.box == drawn.box
    for name, lines in drawn.lines.items():
        assert len(stored.lines[name]) == len(lines), REMAKE
        for one, other in zip(stored.lines[name], lines, strict=True):
            assert one == pytest.approx(other, abs=0.006), REMAKE


def test_an_outline_keeps_its_shape_with_fewer_places():
    angle = np.linspace(0, 2 * np.pi, 2000)
    circle = 20 * np.column_stack([np.cos(angle), np.sin(angle)])
    kept = pictures.straightened(circle)
    assert len(kept) < 300
    middles = (kept[1:] + kept[:-1]) / 2
    assert np.hypot(*middles.T) == pytest.approx(20, abs=0.03)
    assert kept[[0, -1]] == pytest.approx(circle[[0, -1]])


def test_the_store_is_small():
    assert sum(file.stat().st_size for file in pictures.STORE.iterdir()) < 4.5e6


def test_plates_of_another_body_file_are_not_used(tmp_path, monkeypatch):
    key = tmp_path / "body.key"
    key.write_text("0123456789abcdef")
    monkeypatch.setattr(pictures, "KEY", key)
    assert pictures.stored("female", 0, "hip") is None


def test_a_taller_body_is_the_same_picture_larger():
    tall = pictures.picture(plates.Scene(Body("female", stature=180), "hip"))
    average = pictures.picture(plates.Scene(body_of("female"), "hip"))
    scale = 180 / body_of("female").stature
    assert tall.image is average.image
    assert tall.box == pytest.approx([scale * side for side in average.box])

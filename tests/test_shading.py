"""What light does on a surface, and where its outline runs."""

from itertools import product

import numpy as np
import pytest

from acu import plates, shading
from acu.body import Body


def sphere(radius=5.0, times=4):
    """Ball of triangles: an octahedron, each triangle split in four and pushed out."""
    corners = np.array([(1, 0, 0), (0, 1, 0), (-1, 0, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)], float)
    faces = [(0, 1, 4), (1, 2, 4), (2, 3, 4), (3, 0, 4), (1, 0, 5), (2, 1, 5), (3, 2, 5), (0, 3, 5)]
    for _ in range(times):
        new = []
        for a, b, c in faces:
            n = len(corners)
            middles = [corners[a] + corners[b], corners[b] + corners[c], corners[c] + corners[a]]
            corners = np.vstack([corners, middles])
            new += [(a, n, n + 2), (b, n + 1, n), (c, n + 2, n + 1), (n, n + 1, n + 2)]
        corners /= np.linalg.norm(corners, axis=1, keepdims=True)
        faces = new
    return solid(radius * corners, faces, corners)


def solid(places, faces, normals=None, flat=False):
    places = np.asarray(places, float)
    normals = np.tile([0.0, 0.0, 1.0], (len(places), 1)) if normals is None else normals
    n = len(places)
    return shading.Solid(places, np.array(faces), normals, np.zeros(n), np.full(n, flat))


def square(side, depth, flat=False):
    places = [(x, y, depth) for x, y in product((-side / 2, side / 2), repeat=2)]
    return solid(places, [(0, 2, 3), (0, 3, 1)], flat=flat)


def both(one, two):
    arrays = [
        np.concatenate(pair) for pair in zip(vars(one).values(), vars(two).values(), strict=True)
    ]
    arrays[1][len(one.triangles) :] += len(one.places)
    return shading.Solid(*arrays)


BOX = (-7.0, 7.0, -7.0, 7.0)


@pytest.fixture(scope="module")
def ball():
    return shading.shade(sphere(), BOX, 10)


def at(image, u, v):
    """Colour at a place (cm) of a picture of BOX at 10 px/cm."""
    return image[int((7 - v) * 10), int((u + 7) * 10)].astype(int)


def test_light_comes_from_the_upper_left(ball):
    upper_left, lower_right = at(ball, -2.5, 2.5)[:3], at(ball, 2.5, -2.5)[:3]
    assert (upper_left > lower_right + 20).all()


def test_skin_is_warm_and_never_black(ball):
    skin = ball[ball[..., 3] == 255][:, :3].astype(int)
    assert (skin[:, 0] >= skin[:, 1]).all()
    assert (skin[:, 1] >= skin[:, 2]).all()
    assert skin.min() > 50


def test_a_ball_covers_its_disc_and_nothing_else(ball):
    covered = ball[..., 3].sum() / 255 / 10**2
    assert covered == pytest.approx(np.pi * 5**2, rel=0.01)
    assert at(ball, 6, 6)[3] == 0


def test_the_outline_of_a_ball_is_a_circle(ball):
    (line,) = shading.silhouette(ball[..., 3], BOX)
    assert (line[0] == line[-1]).all()
    assert np.linalg.norm(line, axis=1) == pytest.approx(np.full(len(line), 5), abs=0.06)


def test_the_outline_ends_where_the_frame_cuts():
    box = (-7.0, 7.0, -2.0, 2.0)
    image = shading.shade(sphere(), box, 10)
    lines = shading.silhouette(image[..., 3], box)
    assert len(lines) == 2
    for line in lines:
        assert abs(abs(line[[0, -1], 1]) - 2).max() < 0.1


def test_what_is_nearer_hides_what_is_farther():
    far, near = square(10, 0), square(4, 3, flat=True)
    section = np.round(shading.SECTION * 255)
    for pair in (both(far, near), both(near, far)):
        image = shading.shade(pair, BOX, 10)
        assert at(image, 0, 0)[:3] == pytest.approx(section, abs=1)
        assert abs(at(image, 4, 4)[:3] - section).max() > 5


def test_a_step_in_depth_is_inked():
    image = shading.shade(both(square(10, 0), square(4, 3)), BOX, 10)
    edge = image[70, 85:95, :3].astype(int).sum(axis=1).min()
    assert edge < at(image, 0, 0)[:3].sum() - 100


def test_what_faces_away_is_not_drawn():
    away = square(10, 0)
    away = solid(away.places, away.triangles[:, ::-1])
    assert not shading.coverage(away, BOX, 10).any()


def test_a_surface_ends_where_it_is_missing():
    whole = square(10, 0)
    half = shading.Solid(
        whole.places, whole.triangles, whole.normals, (whole.places[:, 0] > 0) * 1.0, whole.flat
    )
    shown = shading.coverage(half, BOX, 10)
    assert shown[:, :70].sum() == pytest.approx(5 * 10 * 100, rel=0.02)
    assert not shown[:, 71:].any()


def test_refining_follows_the_curve_and_keeps_the_corners():
    coarse = sphere(times=2)
    fine = coarse.refined()
    assert (fine.places[: len(coarse.places)] == coarse.places).all()
    assert len(fine.triangles) == 4 * len(coarse.triangles)
    bent = np.linalg.norm(fine.places[len(coarse.places) :], axis=1)
    chord = np.linalg.norm(coarse.places[coarse.triangles[:, :2]].mean(axis=1), axis=1)
    assert abs(bent - 5).max() < abs(chord - 5).max() / 10


@pytest.mark.parametrize("sex", ["female", "male"])
def test_a_body_is_as_tall_and_wide_as_it_should_be(sex):
    body = Body(sex)
    scene = plates.Scene(body, "front")
    shown = shading.coverage(scene.solid, scene.box, 10).astype(bool)
    rows, columns = np.nonzero(shown.any(axis=1))[0], np.nonzero(shown.any(axis=0))[0]
    assert len(rows) / 10 == pytest.approx(body.stature, abs=0.2)
    assert np.ptp(columns) / 10 == pytest.approx(np.ptp(body.vertices[:, 0]), abs=0.2)
    assert (shown != shown[:, ::-1]).mean() < 0.005

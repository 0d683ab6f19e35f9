"""Distances along the skin, against solids whose ways are known and against exact ways."""

import sys

import numpy as np
import pytest

import acu
from acu.skin import Distances, Skin, Ways, between, spread

PAIRS = 200


def box(size=10.0, parts=4):
    """A cube from 0 to `size`, each side cut in squares."""
    steps = np.linspace(0, size, parts + 1)
    u, v = (axis.ravel() for axis in np.meshgrid(steps, steps))
    here = np.add.outer(np.arange(parts) * (parts + 1), np.arange(parts)).ravel()
    ahead, beside = here + 1, here + parts + 1
    squares = np.vstack(
        [np.column_stack([here, ahead, beside]), np.column_stack([ahead, beside + 1, beside])]
    )
    corners, triangles = [], []
    for axis in range(3):
        for end, turn in ((size, 1), (0, -1)):
            side = np.insert(np.column_stack([u, v]), 0, end, axis=1)
            triangles.append(squares[:, ::turn] + len(corners) * len(u))
            corners.append(np.roll(side, axis, axis=1))
    places, names = np.unique(np.vstack(corners), axis=0, return_inverse=True)
    return Skin(places, names[np.vstack(triangles)])


def sphere(radius=10.0, times=4):
    """An octahedron, its triangles cut in four again and again and blown up."""
    places = [tuple(p) for p in np.vstack([np.eye(3), -np.eye(3)])]
    faces = [
        (a, b, c) if np.linalg.det([places[a], places[b], places[c]]) > 0 else (a, c, b)
        for a in (0, 3)
        for b in (1, 4)
        for c in (2, 5)
    ]
    for _ in range(times):
        number, finer = {p: i for i, p in enumerate(places)}, []
        for a, b, c in faces:
            middles = []
            for i, j in ((a, b), (b, c), (c, a)):
                middle = np.add(places[i], places[j])
                middle = tuple((middle / np.linalg.norm(middle)).round(12))
                if middle not in number:
                    number[middle] = len(places)
                    places.append(middle)
                middles.append(number[middle])
            p, q, r = middles
            finer += [(a, p, r), (b, q, p), (c, r, q), (p, q, r)]
        faces = finer
    return Skin(radius * np.array(places), np.array(faces))


@pytest.fixture(scope="module")
def woman():
    return acu.Body("female")


@pytest.fixture(scope="module")
def pairs(woman):
    """Random places on the skin, two by two, most of them a few cm apart; and their triangles."""
    rng, skin = np.random.default_rng(6), woman.whole
    corners = skin.vertices[skin.triangles]
    area = np.linalg.norm(
        np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
    )
    places, triangles = [], []
    while len(places) < 2 * PAIRS:
        # Half of them by area; half by triangle, of which hands, feet and face have most.
        chances = area / area.sum() if len(places) % 4 else None
        first = rng.choice(len(area), p=chances)
        p = rng.dirichlet([1, 1, 1]) @ corners[first]
        if len(places) % 20:
            way = rng.normal(size=3)
            q, second = skin.on(p + way * rng.uniform(0.5, 7) / np.linalg.norm(way))
        else:
            second = rng.choice(len(area), p=area / area.sum())
            q = rng.dirichlet([1, 1, 1]) @ corners[second]
        if first != second and not {first, second} & {*triangles} and np.ptp([p, q], 0).max() > 0.1:
            places += [p, q]
            triangles += [int(first), second]
    return np.array(places), np.array(triangles)


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="pygeodesic has no wheels for it yet")
def test_ways_are_within_2_percent_of_the_exact_ones(woman, pairs):
    from pygeodesic.geodesic import PyGeodesicAlgorithmExact

    places, triangles = pairs
    corners, n = woman.triangles, len(woman.vertices)
    fans = [
        (a, b, n + k)
        for k, cut in enumerate(triangles)
        for a, b in zip(corners[cut], np.roll(corners[cut], -1), strict=True)
    ]
    split = np.vstack([np.delete(corners, triangles, axis=0), fans])
    exact = PyGeodesicAlgorithmExact(np.vstack([woman.vertices, places]), split)
    for k in range(0, len(places), 2):
        p, q = places[k : k + 2]
        ours = acu.skin_distance(woman, p, q)
        # The exact search stops beyond our way: were ours too short, it would find nothing.
        (true,), _ = exact.geodesicDistances(np.array([n + k]), np.array([n + k + 1]), ours * 1.01)
        assert true * 0.9999 <= ours <= true * 1.02, (p, q)


def test_a_way_is_as_long_there_as_back_and_no_shorter_than_straight(woman, pairs):
    for p, q in pairs[0].reshape(-1, 2, 3)[:40]:
        there, back = acu.skin_distance(woman, p, q), acu.skin_distance(woman, q, p)
        assert there == pytest.approx(back, rel=0.02)
        assert there >= np.linalg.norm(p - q) - 1e-9


def test_ways_over_a_box():
    skin = box()
    assert between(skin, [1, 2, 10], [8, 9, 10]) == pytest.approx(np.hypot(7, 7), rel=0.01)
    # Over one edge: laid flat, 3 up to the edge and 4 down, 5 across.
    assert between(skin, [2, 7, 10], [7, 10, 6]) == pytest.approx(np.hypot(7, 5), rel=0.01)
    # From the middle of a side to the middle of the opposite one.
    assert between(skin, [5, 5, 0], [5, 5, 10]) == pytest.approx(20, rel=0.01)


def test_ways_over_a_sphere_are_great_circles():
    skin, rng = sphere(), np.random.default_rng(1)
    for p, q in rng.normal(size=(12, 2, 3)):
        p, q = (10 * each / np.linalg.norm(each) for each in (p, q))
        assert between(skin, p, q) == pytest.approx(10 * np.arccos(p @ q / 100), rel=0.01)


def test_spread_reaches_as_far_as_it_is_told():
    skin = sphere()
    distances = spread(skin, [0, 0, 10], 5)
    for angle, seen in ((0.02, True), (0.2, True), (0.45, True), (0.6, False)):
        place, triangle = skin.on([10 * np.sin(angle), 0, 10 * np.cos(angle)])
        (found,) = distances.at([triangle], [place])
        assert found == pytest.approx(10 * angle if seen else np.inf, rel=0.01)


def test_the_nearest_of_several_places_counts():
    ways = Ways(box())
    place, triangle = ways.skin.on([3, 5, 10])
    both = Distances(ways, [[1, 5, 10], [9, 5, 10]])
    assert both.at([triangle], [place])[0] == pytest.approx(2, rel=1e-3)


def test_no_way_leads_from_one_skin_to_another():
    one = box()
    two = Skin(
        np.vstack([one.vertices, one.vertices + 50]),
        np.vstack([one.triangles, one.triangles + len(one.vertices)]),
    )
    with pytest.raises(ValueError, match="no skin joins"):
        between(two, [5, 5, 10], [55, 55, 60])


def test_a_place_is_no_way_from_itself(woman):
    assert acu.skin_distance(woman, "BL40", "BL40") == pytest.approx(0, abs=1e-9)


def test_codes_stand_for_their_places(woman):
    places = acu.locate(woman)[["x", "y", "z"]]
    by_place = acu.skin_distance(woman, places.loc["BL40"], places.loc["BL39"])
    assert acu.skin_distance(woman, "BL40", "BL39") == pytest.approx(by_place)


def test_the_hand_is_far_from_the_thigh_that_it_hangs_beside(woman):
    hand = acu.locate(woman).loc["TE3", ["x", "y", "z"]].to_numpy(float)
    thigh = woman.skin.nearest(hand)[0]
    assert np.linalg.norm(hand - thigh) < 25
    assert acu.skin_distance(woman, hand, thigh) > 60


def test_a_place_off_the_skin_is_refused(woman):
    with pytest.raises(ValueError, match=r"lies \d+\.\d cm off the skin"):
        acu.skin_distance(woman, "BL40", [0, 100, 60])
    with pytest.raises(ValueError, match="no WHO code"):
        acu.skin_distance(woman, "BL40", "BL400")
    with pytest.raises(ValueError, match="x, y and z in cm"):
        acu.skin_distance(woman, "BL40", [0, np.nan, 60])

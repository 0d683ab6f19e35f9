import numpy as np
import pytest
from solids import HEIGHT, RADIUS, bean, circle, degrees_of, on_cylinder, pillar

from acu.skin import UP, Skin


@pytest.fixture(scope="module")
def cylinder():
    return Skin(*pillar(circle()))


@pytest.fixture(scope="module")
def cleft():
    return Skin(*pillar(bean()))


def drawn(points):
    return np.linalg.norm(np.diff(points, axis=0), axis=1).sum()


def closed(line):
    return (line[0] == line[-1]).all()


def area(line, normal):
    return np.cross(line[:-1], line[1:]).sum(axis=0) @ normal / 2


def test_level_cut_of_a_cylinder_is_its_circle(cylinder):
    (line,) = cylinder.cut([0, 33.3, 0], UP)
    assert closed(line)
    np.testing.assert_allclose(line[:, 1], 33.3)
    assert drawn(line) == pytest.approx(2 * np.pi * RADIUS, rel=1e-3)


def test_oblique_cut_is_an_ellipse_that_runs_anticlockwise_round_the_flesh(cylinder):
    normal = np.array([0, np.cos(0.5), np.sin(0.5)])
    for side in (1, -1):
        (line,) = cylinder.cut([0, 50, 0], side * normal)
        assert area(line, side * normal) == pytest.approx(np.pi * RADIUS**2 / np.cos(0.5), rel=1e-3)


@pytest.mark.parametrize("normal", [[1, 0, 0], [0, 0, 1], [1, 0, 1]])
def test_cut_through_vertices_does_not_break(cylinder, normal):
    (line,) = cylinder.cut([0, 50, 0], normal)
    assert closed(line)
    assert drawn(line) == pytest.approx(2 * HEIGHT + 4 * RADIUS, rel=1e-3)


def test_cut_along_a_ring_of_vertices_is_still_the_circle(cylinder):
    (line,) = cylinder.cut([0, 50, 0], UP)
    assert closed(line)
    assert drawn(line) == pytest.approx(2 * np.pi * RADIUS, rel=1e-3)


def test_cut_of_an_open_tube_has_two_open_lines():
    tube = Skin(*pillar(circle(), closed=False))
    lines = tube.cut([0, 50, 0.01], [0, 0, 1])
    assert [closed(line) for line in lines] == [False, False]
    assert [drawn(line) for line in lines] == pytest.approx([HEIGHT, HEIGHT])


def test_cut_of_two_legs_is_two_loops():
    (left, triangles), (right, _) = pillar(circle(4, 6)), pillar(circle(4, -6))
    legs = Skin(np.vstack([left, right]), np.vstack([triangles, triangles + len(left)]))
    lines = legs.cut([0, 30, 0], UP)
    assert sorted(round(line[:, 0].mean()) for line in lines) == [-6, 6]
    with pytest.raises(ValueError, match=r"no skin on the midline at a height of 30\.0 cm"):
        legs.midline([6, 30, 4])


def test_plane_that_misses_cuts_nothing(cylinder):
    assert cylinder.cut([0, HEIGHT + 1, 0], UP) == []


def test_nearest_place_lies_straight_inwards_and_its_normal_points_out(cylinder):
    place, normal = cylinder.nearest(1.5 * on_cylinder(77, 0) + [0, 41, 0])
    np.testing.assert_allclose(place, on_cylinder(77, 41), atol=0.01)
    np.testing.assert_allclose(normal, on_cylinder(77, 0) / RADIUS, atol=0.01)


def test_nearest_place_to_one_above_the_lid_is_on_the_lid(cylinder):
    place, normal = cylinder.nearest([1, HEIGHT + 7, 2])
    np.testing.assert_allclose(place, [1, HEIGHT, 2], atol=1e-9)
    np.testing.assert_allclose(normal, UP, atol=0.1)


def test_string_round_a_quarter_of_a_cylinder(cylinder):
    a, b = on_cylinder(30, 50), on_cylinder(120, 50)
    path = cylinder.string(a, b)
    assert path.length == pytest.approx(RADIUS * np.pi / 2, rel=1e-3)
    np.testing.assert_array_equal(path.points[[0, -1]], [a, b])
    np.testing.assert_allclose(path.at(path.length / 3), on_cylinder(60, 50), atol=0.01)


def test_string_takes_the_shorter_way_round_in_either_direction(cylinder):
    there = cylinder.string(on_cylinder(-60, 50), on_cylinder(80, 50))
    back = cylinder.string(on_cylinder(80, 50), on_cylinder(-60, 50))
    assert there.length == pytest.approx(RADIUS * np.radians(140), rel=1e-3)
    assert back.length == pytest.approx(there.length)
    np.testing.assert_allclose(back.at(3), there.at(there.length - 3), atol=1e-6)


def test_slanting_string_is_hardly_longer_than_the_shortest_line(cylinder):
    path = cylinder.string(on_cylinder(30, 30), on_cylinder(120, 60))
    shortest = np.hypot(30, RADIUS * np.pi / 2)
    assert shortest * 0.999 < path.length < shortest * 1.01


def test_string_between_front_and_back_goes_half_way_round(cylinder):
    path = cylinder.string(on_cylinder(10, 50), on_cylinder(190, 50))
    assert path.length == pytest.approx(np.pi * RADIUS, rel=1e-3)


def test_string_along_the_midline_stays_on_it(cylinder):
    path = cylinder.string(np.array([0, 20, RADIUS]), np.array([0, 70, RADIUS]))
    assert (abs(path.points[:, 0]) < 1e-12).all()


def test_string_bridges_a_cleft_and_drops_to_its_bottom(cleft):
    outline = bean()
    top = outline[outline[:, 1].argmax()]
    assert top[1] > 4, "the lobes must rise above the cleft, which is 2 cm from the centre"
    ends = [np.array([side * abs(top[0]), 50, top[1]]) for side in (1, -1)]
    path = cleft.string(*ends)
    assert path.length == pytest.approx(2 * abs(top[0]))
    assert drawn(path.points) > path.length * 1.1
    np.testing.assert_allclose(path.at(path.length / 2), [0, 50, 2], atol=0.01)


def test_string_refuses_what_it_cannot_join(cylinder):
    with pytest.raises(ValueError, match="two different places"):
        cylinder.string(on_cylinder(0, 50), on_cylinder(0, 50))
    with pytest.raises(ValueError, match="do not join them"):
        cylinder.string(on_cylinder(0, 50), 1.5 * on_cylinder(40, 50))


@pytest.mark.parametrize(
    ("direction", "reached"), [((1, 0, 0), 20 + 45), ((0, 0, -1), 20 + 45), ((-1, 0, 0), 20 - 45)]
)
def test_level_walk_goes_round_the_circle(cylinder, direction, reached):
    path = cylinder.walk(on_cylinder(20, 61), direction, RADIUS * np.pi / 4)
    np.testing.assert_allclose(path.points[-1], on_cylinder(reached, 61), atol=0.02)
    assert path.length == pytest.approx(RADIUS * np.pi / 4)


def test_level_walk_from_a_cleft_is_measured_on_the_tape_that_bridges_it(cleft):
    path = cleft.walk([0, 50, -2], [1, 0, 0], 2)
    assert path.points[-1, 0] == pytest.approx(2, abs=0.02)


def test_walk_ends_half_way_round(cylinder):
    with pytest.raises(ValueError, match=r"32\.0 cm is too far: the skin ends after 31\.[234] cm"):
        cylinder.walk(on_cylinder(90, 80), [0, 0, 1], 32)


def test_walk_must_start_on_the_skin(cylinder):
    with pytest.raises(ValueError, match=r"not on the skin: it lies 5\.0 cm away"):
        cylinder.walk([0, 50, 5], [1, 0, 0], 3)


def test_climb_goes_straight_up_and_down(cylinder):
    for height in (71.3, 12.0):
        path = cylinder.climb(on_cylinder(35, 50), height)
        np.testing.assert_allclose(path.points[-1], on_cylinder(35, height), atol=0.01)
        assert path.points[-1, 1] == pytest.approx(height, abs=1e-9)
        assert path.length == pytest.approx(abs(height - 50), abs=0.01)


def test_climb_out_of_a_waist_only_rises():
    vertices, triangles = pillar(circle(), floors=101)
    waist = 1 - 0.6 * np.exp(-(((vertices[:, 1] - 50) / 10) ** 2))
    vase = Skin(vertices * np.column_stack([waist, np.ones_like(waist), waist]), triangles)
    start, _ = vase.nearest([4, 52, 0])
    path = vase.climb(start, 70)
    np.testing.assert_array_equal(path.points[0], start)
    assert (np.diff(path.points[:, 1]) >= 0).all()
    assert path.points[-1] == pytest.approx([10 - 6 * np.exp(-4), 70, 0], abs=0.05)


def test_walk_from_a_hollow_starts_where_it_should(cleft):
    start = cleft.midline([2, 50, -4])
    path = cleft.walk(start, [1, 0, 0], 3)
    np.testing.assert_array_equal(path.points[0], start)
    assert (path.points[:, 0] >= 0).all()


def test_climb_cannot_leave_the_body_or_start_on_its_top(cylinder):
    with pytest.raises(ValueError, match=r"does not reach a height of 120\.0 cm"):
        cylinder.climb(on_cylinder(35, 50), 120)
    with pytest.raises(ValueError, match="faces up or down"):
        cylinder.climb([1, HEIGHT, 1], 50)


def test_midline_lies_in_front_or_behind_as_the_place_does(cylinder):
    np.testing.assert_allclose(cylinder.midline(on_cylinder(30, 41)), [0, 41, RADIUS])
    np.testing.assert_allclose(cylinder.midline(on_cylinder(150, 41)), [0, 41, -RADIUS])
    assert cylinder.midline(on_cylinder(150, 41))[0] == 0


def test_part_of_a_path_forwards_and_backwards(cylinder):
    path = cylinder.string(on_cylinder(0, 50), on_cylinder(90, 50))
    part = path.part(5, 2)
    assert part.length == pytest.approx(3)
    assert degrees_of(part.points[0]) == pytest.approx(np.degrees(0.5), abs=0.1)
    assert degrees_of(part.points[-1]) == pytest.approx(np.degrees(0.2), abs=0.1)


def test_surface_that_is_no_surface_is_refused():
    vertices, triangles = pillar(circle())
    with pytest.raises(ValueError, match=r"vertices must have the shape \(n, 3\)"):
        Skin(vertices[:, :2], triangles)
    with pytest.raises(ValueError, match="must name vertices 0 to"):
        Skin(vertices, triangles + 1)
    turned = triangles.copy()
    turned[7] = turned[7, ::-1]
    with pytest.raises(ValueError, match="the same way"):
        Skin(vertices, turned)

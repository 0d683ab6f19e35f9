"""What each view shows: all of its part, from the right side, with nothing in front of it."""

import json
from functools import cache

import numpy as np
import pytest
from scipy.ndimage import binary_fill_holes, label

from acu import plates, shading
from acu.body import Body
from acu.plates.views import turned
from acu.tables import DATA

PEOPLE = [(sex, build) for sex in ("female", "male") for build in (-1, 0, 1)]
body_of = cache(lambda person: Body(person[0], build=person[1]))


@cache
def scene(person, view):
    return plates.Scene(body_of(person), view)


def farthest(body, way, among):
    """Vertex that lies farthest in a direction (x, y, z), of those for which `among` is true."""
    chosen = body.vertices[among]
    return chosen[(chosen @ np.array(way, float)).argmax()]


def left(body):
    return body.vertices[:, 0] > 0


def hand(body):
    """Everything of the left arm below the level of the pubic bone: the hand, and no forearm."""
    low = body.vertices[:, 1] < body.landmarks.loc["pubic_symphysis_lower", "y"]
    return (body.arm > 0.9) & left(body) & low


def foot(body):
    return left(body) & (body.vertices[:, 1] < body.landmarks.loc["medial_malleolus", "y"])


def thumb(body):
    return farthest(body, (0, 0, 1), hand(body))


def middle_finger(body):
    return farthest(body, (0, -1, 0), hand(body))


def big_toe(body):
    chosen = foot(body)
    ball = body.vertices[chosen, 2] > np.quantile(body.vertices[chosen, 2], 0.8)
    return farthest(body, (-1, 0, 1), np.nonzero(chosen)[0][ball])


def little_toe(body):
    chosen = foot(body)
    ball = body.vertices[chosen, 2] > np.quantile(body.vertices[chosen, 2], 0.8)
    return farthest(body, (1, 0, 0), np.nonzero(chosen)[0][ball])


def heel(body):
    return farthest(body, (0, 0, -1), foot(body))


def nose(body):
    return farthest(body, (0, 0, 1), body.vertices[:, 1] > 0.85 * body.stature)


def ear(body):
    return farthest(body, (1, 0, 0), body.vertices[:, 1] > 0.9 * body.stature)


def landmark(name):
    def place(body):
        return body.landmarks.loc[name].to_numpy()

    place.__name__ = name
    return place


# Pairs of places: the first lies to the left of the second, or below it, on the page.
LEFT_OF = [
    ("palm", middle_finger, thumb),
    ("hand_back", thumb, middle_finger),
    ("hand_thumb", thumb, middle_finger),
    ("hand_little", middle_finger, thumb),
    ("sole", big_toe, little_toe),
    ("foot_top", big_toe, little_toe),
    ("foot_outer", big_toe, heel),
    ("foot_inner", heel, big_toe),
    ("head_left", nose, ear),
    ("throat", nose, ear),
    ("flank", landmark("umbilicus"), landmark("l2_spine_lower")),
    ("thigh_inner", landmark("semitendinosus_tendon"), landmark("patella_base")),
    ("shoulder", landmark("acromion"), landmark("c7_spine_lower")),
    ("arm_inner", heel, big_toe),
    ("arm_outer", big_toe, heel),
]
BELOW = [
    ("sole", heel, big_toe),
    ("foot_top", big_toe, heel),
    ("head_top", nose, landmark("vertex")),
    ("palm", middle_finger, thumb),
    ("shoulder", landmark("scapula_inferior_angle"), landmark("acromion")),
]
SHOWN = [
    *((view, each) for view in ("head_front", "face") for each in (nose, ear)),
    ("head_left", ear),
    ("head_back", ear),
    ("head_top", landmark("vertex")),
    ("throat", landmark("suprasternal_notch")),
    ("chest", landmark("suprasternal_notch")),
    ("chest", landmark("xiphisternal_joint")),
    ("belly", landmark("xiphisternal_joint")),
    ("belly", landmark("umbilicus")),
    ("belly", landmark("pubic_symphysis_upper")),
    ("flank", landmark("iliac_crest_top")),
    ("shoulder", landmark("c7_spine_lower")),
    ("shoulder", landmark("scapula_medial_border")),
    *((view, thumb) for view in ("palm", "hand_thumb")),
    *((view, middle_finger) for view in ("palm", "hand_back", "hand_thumb", "hand_little")),
    ("thigh_inner", landmark("patella_base_medial")),
    ("thigh_inner", landmark("medial_tibial_condyle_lower")),
    ("leg_inner", landmark("medial_malleolus")),
    ("foot_inner", landmark("medial_malleolus")),
    ("foot_inner", landmark("navicular_tuberosity")),
    ("foot_outer", landmark("lateral_malleolus")),
    ("foot_top", landmark("extensor_tendons_ankle")),
    *((view, big_toe) for view in ("foot_top", "foot_inner", "sole")),
    *((view, little_toe) for view in ("foot_top", "foot_outer", "sole")),
    *((view, heel) for view in ("foot_outer", "foot_inner", "sole")),
]


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(("axis", "pairs"), [(0, LEFT_OF), (1, BELOW)])
def test_things_lie_on_their_proper_sides_of_the_page(person, axis, pairs):
    wrong = []
    for view, one, other in pairs:
        places = scene(person, view).place([one(body_of(person)), other(body_of(person))])
        if not places[0, axis] < places[1, axis] - 1:
            wrong.append((view, one.__name__, other.__name__, places[:, axis]))
    assert not wrong


@pytest.mark.parametrize("person", PEOPLE)
def test_what_a_view_is_for_is_in_the_frame_and_in_sight(person):
    wrong = []
    for view, each in SHOWN:
        shown, xyz = scene(person, view), each(body_of(person))
        if not shown.inside(shown.place(xyz)[0]) or shown.hidden([xyz]).any():
            wrong.append((view, each.__name__, xyz))
    assert not wrong


@pytest.mark.parametrize("person", PEOPLE)
def test_a_part_ends_in_paper_and_fades_only_where_it_goes_on(person):
    wrong = []
    for view in plates.VIEWS:
        shown = scene(person, view)
        alpha = shading.coverage(shown.solid, shown.box, 6)
        edges = {"left": alpha[:, 0], "right": alpha[:, -1], "top": alpha[0], "bottom": alpha[-1]}
        for end, pixels in edges.items():
            if pixels.any() != (end in plates.VIEWS[view].fades):
                wrong.append((view, end))
        if not 0.3 < alpha.mean() < 0.98:
            wrong.append((view, "fills", alpha.mean()))
        holes, count = label(binary_fill_holes(alpha) & (alpha == 0))
        if count and np.bincount(holes.ravel())[1:].max() > 10 * 36:  # 10 square cm
            wrong.append((view, "has a hole"))
    assert not wrong


@pytest.mark.parametrize("person", PEOPLE)
def test_no_arm_and_no_other_leg_stands_in_front(person):
    body = body_of(person)
    x, y, _ = body.vertices.T
    level = abs(y - body.landmarks.loc["umbilicus", "y"]) < 3
    side = farthest(body, (1, 0, 0), level & (body.arm < 0.1))
    seen = scene(person, "flank").surface(scene(person, "flank").place(side))[0]
    assert seen == pytest.approx(side, abs=0.1)
    level = abs(y - (body.landmarks.loc["acromion", "y"] - 0.15 * body.stature)) < 3
    inner = farthest(body, (-1, 0, 0), level & (body.arm > 0.9) & (x > 0))
    seen = scene(person, "arm_inner").surface(scene(person, "arm_inner").place(inner))[0]
    assert seen == pytest.approx(inner, abs=0.5)
    for view in ("thigh_inner", "leg_inner", "foot_inner", "sole"):
        shown = scene(person, view)
        seen = shown.surface(shown.solid.places[np.unique(shown.solid.triangles)])
        assert np.nanmin(seen[:, 0]) > -3  # heavy thighs pass the midline


@pytest.mark.parametrize("view", plates.VIEWS)
def test_a_view_is_a_turn_and_no_mirror_image(view):
    turn = plates.VIEWS[view].turn
    assert turn @ turn.T == pytest.approx(np.eye(3))
    assert np.linalg.det(turn) == pytest.approx(1)


def test_the_reader_goes_round_the_body_by_its_left():
    towards = {azimuth: turned(azimuth)[2] for azimuth in (0, 90, 180, 270)}
    assert [*map(list, towards.values())] == [[0, 0, 1], [1, 0, 0], [0, 0, -1], [-1, 0, 0]]
    assert list(turned(0, 90)[2]) == [0, 1, 0]
    up = turned(0, 0, 90) @ (0, 1, 0)
    assert list(up) == [-1, 0, 0]  # anticlockwise: what pointed up points left


def test_both_halves_are_side_by_side_where_the_reader_looks_along_the_midline():
    both = {view for view in plates.VIEWS if scene(("female", 0), view).both_sides}
    assert both == {
        *("front", "back", "head_front", "head_back", "head_top", "face", "chest", "belly"),
        *("upper_back", "low_back", "thigh_back", "thigh_front"),
    }


def test_the_hole_where_an_arm_was_is_closed_and_drawn_round():
    for view in plates.VIEWS:
        section = scene(("male", 0), view).section
        assert (section is not None) == (view in ("left", "flank", "arm_inner")), view


def test_teachers_may_choose_every_view_for_a_point():
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    (points,) = (each for each in package["resources"] if each["name"] == "points")
    (field,) = (each for each in points["schema"]["fields"] if each["name"] == "view")
    assert field["constraints"]["enum"] == list(plates.VIEWS)


def test_titles_differ():
    titles = [view.title for view in plates.VIEWS.values()]
    assert len(set(titles)) == len(titles)

"""Rules: read, refused, and followed on bodies whose every place is known."""

import numpy as np
import pytest
from solids import CUN, HEIGHT, LANDMARKS, RADIUS, column_body, degrees_of, on_cylinder

from acu import rules

TURN = np.degrees(CUN / RADIUS)  # how far one cun reaches round the column


@pytest.fixture(scope="module")
def body():
    return column_body()


def find(text, body, points=None):
    return rules.evaluate(rules.read(text), body, points)


def test_rule_tells_which_names_and_rulers_it_needs_in_order_and_once():
    rule = rules.read("at_level(line(KI3, KI10), above(medial_malleolus, 5, SEG_LEG_MED))")
    assert rule.names == ("KI3", "KI10", "medial_malleolus")
    assert rule.rulers == ("SEG_LEG_MED",)
    assert rules.read("midpoint(a, along(a, b, 1/3))").names == ("a", "b")


@pytest.mark.parametrize(
    ("text", "at", "sentence"),
    [
        ("", 0, "a rule is missing"),
        ("midpoint(a, b", 8, "this cannot be read; are brackets and commas in place"),
        ("middlepoint(a, b)", 0, 'there is no verb middlepoint; did you mean "midpoint"'),
        ("midpoint(a, abov(b, 1, SEG_X))", 12, 'did you mean "above"'),
        ("midpoint(a)", 0, r"midpoint takes 2 arguments, not 1: write midpoint\(a, b\)"),
        ("each(a)", 0, r"write each\(a, b, \.\.\.\)"),
        ("qqq(a)", 0, "there is no verb qqq; there are above, along, at_level, behind"),
        ("above(a, SEG_X, 1)", 9, "argument 2 of above must be a number of cun"),
        ("above(a, 1, b)", 12, "argument 3 of above must be a ruler such as SEG_LEG_LAT, not b"),
        ("above(a, 0, SEG_X)", 9, "a number of cun above 0 such as 1.5, not 0"),
        ("along(a, b, 4/3)", 12, "a fraction between 0 and 1 such as 1/3, not 1.33333"),
        ("along(a, b, 1/0)", 12, "this number has no size"),
        ("along(a, b, 1e999/3)", 12, "this number has no size"),
        ("along(a, b, 1*3)", 12, "a number is written like 2, 0.5 or 1/3"),
        ("midpoint(a, 3)", 12, "argument 2 of midpoint must be a place"),
        ("midpoint(a, SEG_X)", 12, "must be a place"),
        ("at_level(a, b)", 9, r"argument 1 of at_level must be a line such as line\(a, b\)"),
        ("midpoint(a, each(b, c))", 12, r"not each\(\.\.\.\)"),
        ("midpoint(a, beside(each(b, c), 1, SEG_X))", 12, r"must be a place"),
        ("line(a, b)", 0, r"a rule must lead to a place, and line\(\.\.\.\) does not"),
        ("SEG_X", 0, "must lead to a place"),
        ("each(a, b)", 0, "must lead to a place"),
        ("1/3", 0, "must lead to a place"),
        ("midpoint(a, above)", 12, r"above is a verb; write above\(a, cun, ruler\)"),
        ("midpoint(a, b=c)", 0, "arguments have no names here"),
        ("midpoint(*a)", 9, "only names, numbers and verbs"),
        ("midpoint(a.b, c)", 9, "only names, numbers and verbs"),
        ("midpoint(a, 'b')", 12, "a number is written like"),
        ("midpoint(a, True)", 12, "a number is written like"),
        ("(lambda: a)", 1, "only names, numbers and verbs"),
        ("__import__('os')", 0, "there is no verb __import__"),
        ("os.system(a)", 0, "a verb is a single word"),
        ("a if b else c", 0, "only names, numbers and verbs"),
        ("a; b", 1, "cannot be read"),
        ("  midpoint(á, 3)", 14, "argument 2"),
        ("midpoint(a,\n  SEG_X)", 14, "argument 2"),
        ("(" * 400, None, "cannot be read"),
        ("a" * 1001, 1000, "at most 1000 characters, not 1001"),
    ],
)
def test_what_is_no_rule_is_refused_with_its_place_and_what_would_be_right(text, at, sentence):
    with pytest.raises(rules.RuleError, match=sentence) as error:
        rules.read(text)
    assert at is None or error.value.position == at
    assert str(error.value) == error.value.message


@pytest.mark.parametrize("nothing", [None, 3, ["side"], "  "])
def test_what_is_no_text_is_refused_as_a_rule(nothing):
    with pytest.raises(rules.RuleError, match="a rule is missing here"):
        rules.read(nothing)


@pytest.mark.parametrize(
    ("text", "degrees", "height"),
    [
        ("side", 90, 40),
        ("midpoint(front_low, front_high)", 30, 50),
        ("midpoint(front_low, back_side)", 75, 20),
        ("along(front_low, back_side, 1/3)", 60, 20),
        ("along(front_low, front_high, 6/16)", 30, 42.5),
        ("toward(front_low, front_high, 7.5, SEG_COLUMN)", 30, 35),
        ("toward(front_high, front_low, 7.5, SEG_COLUMN)", 30, 65),
        ("above(side, 3, SEG_COLUMN)", 90, 46),
        ("below(side, 3, SEG_COLUMN)", 90, 34),
        ("beside(spine, 1.5, SEG_COLUMN)", 180 - 1.5 * TURN, 50),
        ("beside(back_side, 1.5, SEG_COLUMN)", 180 - 1.5 * TURN, 20),
        ("beside(front_low, 1.5, SEG_COLUMN)", 1.5 * TURN, 20),
        ("outward(front_low, 2, SEG_COLUMN)", 30 + 2 * TURN, 20),
        ("inward(front_low, 2, SEG_COLUMN)", 30 - 2 * TURN, 20),
        ("in_front(side, 2, SEG_COLUMN)", 90 - 2 * TURN, 40),
        ("behind(side, 2, SEG_COLUMN)", 90 + 2 * TURN, 40),
        ("behind(above(side, 1, SEG_COLUMN), 0.5, SEG_COLUMN)", 90 + 0.5 * TURN, 42),
        ("at_level(line(front_low, front_high), side)", 30, 40),
        ("at_level(line(front_low, front_high), above(side, 3, SEG_COLUMN))", 30, 46),
        ("midpoint(spine, spine_upper)", 180, 55),
        ("up_to(front_low, side)", 30, 40),
        ("down_to(front_high, side)", 30, 40),
        ("up_to(side, above(front_low, 15, SEG_COLUMN))", 90, 50),
        ("sideways(spine, 1.5, SEG_COLUMN)", 180 - 1.5 * TURN, 50),
        ("share(line(front_low, front_high), 1/4)", 30, 35),
        ("share(curve(front_low, front_high, front_low), 3/4)", 30, 50),
    ],
)
def test_place_of_each_verb_on_a_column(body, text, degrees, height):
    place = find(text, body)
    np.testing.assert_allclose(place.point, on_cylinder(degrees, height), atol=0.03)
    np.testing.assert_array_equal(place.sites, [place.point])


def test_what_starts_on_the_midline_and_goes_along_it_stays_exactly_on_it(body):
    for text in ("midpoint(spine, spine_upper)", "above(spine, 2, SEG_COLUMN)"):
        assert find(text, body).point[0] == 0


def test_three_cun_are_twice_one_and_a_half(body):
    near, far = (find(f"beside(spine, {cun}, SEG_COLUMN)", body).point for cun in (1.5, 3))
    assert 180 - degrees_of(far) == pytest.approx(2 * (180 - degrees_of(near)), rel=0.005)


def test_each_gives_one_site_per_place_and_its_point_is_the_middle_one(body):
    place = find("beside(each(spine, side, spine_upper), 1, SEG_COLUMN)", body)
    np.testing.assert_allclose(place.sites[:, 1], [50, 40, 60])
    np.testing.assert_array_equal(place.point, place.sites[1])
    assert len(place.steps) == 3


def test_rule_may_start_from_other_points(body):
    table = {
        "BL55": "toward(BL40, BL57, 2, SEG_COLUMN)",
        "BL57": "along(BL40, front_low, 8/16)",
        "BL40": "front_high",
    }
    points = rules.Locations({code: rules.read(text) for code, text in table.items()}, body)
    np.testing.assert_allclose(points["BL57"].point, on_cylinder(30, 50), atol=0.02)
    np.testing.assert_allclose(points["BL55"].point, on_cylinder(30, 76), atol=0.02)
    assert list(points) == list(table)


def test_points_that_lead_back_to_one_another_are_named_in_a_chain(body):
    table = {"BL40": "side", "BL55": "midpoint(BL40, BL57)", "BL57": "midpoint(side, BL55)"}
    points = rules.Locations({code: rules.read(text) for code, text in table.items()}, body)
    with pytest.raises(rules.RuleError, match="BL55 -> BL57 -> BL55") as error:
        points["BL55"]
    assert error.value.code == "BL55"
    np.testing.assert_array_equal(points["BL40"].point, LANDMARKS["side"])


@pytest.mark.parametrize(
    ("text", "at", "sentence"),
    [
        ("midpoint(side, frontlow)", 15, "no landmark or point called frontlow; did you mean"),
        ("above(side, 1, SEG_COLUM)", 15, 'SEG_COLUM; did you mean "SEG_COLUMN"'),
        ("midpoint(side, side)", 0, "midpoint has no place on this body: a string needs two"),
        ("toward(side, back_side, 11, SEG_COLUMN)", 0, r"11 cun is more than the 10\.3 cun"),
        (
            "up_to(side, front_low)",
            0,
            "up_to has no place on this body: front_low is not above side",
        ),
        ("down_to(side, front_high)", 0, "front_high is not below side"),
        ("above(side, 40, SEG_COLUMN)", 0, r"does not reach a height of 120\.0 cm"),
        (
            "at_level(line(front_low, front_high), above(front_high, 1, SEG_COLUMN))",
            0,
            r"runs from 20\.0 to 80\.0 cm above the floor and does not reach .* 82\.0 cm",
        ),
    ],
)
def test_rule_without_a_place_says_why(body, text, at, sentence):
    with pytest.raises(rules.RuleError, match=sentence) as error:
        find(text, body)
    assert error.value.position == at


def test_landmark_that_a_body_lacks_is_named():
    body = column_body()
    body.landmarks.loc["side"] = np.nan
    with pytest.raises(rules.RuleError, match="the landmark side has no place on this body"):
        find("above(side, 1, SEG_COLUMN)", body)


def test_thirds_are_ticked_and_each_part_is_labelled_at_its_middle(body):
    (step,) = find("along(front_low, back_side, 1/3)", body).steps
    assert [name for name, _ in step.ends] == ["front_low", "back_side"]
    assert [label for _, label in step.ticks] == ["1/3", "2/3"]
    assert [round(degrees_of(place)) for place, _ in step.ticks] == [60, 90]
    assert [(label, round(degrees_of(place))) for label, place in step.marks] == [
        ("1/3", 45),
        ("2/3", 90),
    ]


def test_a_share_of_a_line_is_labelled_as_parts_and_not_as_cun(body):
    *_, step = find("share(line(front_low, front_high), 1/3)", body).steps
    assert [(label, round(place[1])) for label, place in step.marks] == [("1/3", 30), ("2/3", 60)]
    assert len(step.path) > 1


def test_halves_are_labelled_at_the_quarters(body):
    (step,) = find("midpoint(front_low, front_high)", body).steps
    assert [(label, round(place[1])) for label, place in step.marks] == [("1/2", 35), ("1/2", 65)]


def test_eight_sixteenths_keep_their_sixteen_parts(body):
    (step,) = find("along(front_low, front_high, 8/16)", body).steps
    assert [label for _, label in step.ticks] == [str(i) for i in range(1, 16)]


@pytest.mark.parametrize(
    ("text", "labels", "heights"),
    [
        ("toward(front_low, front_high, 2, SEG_COLUMN)", ["1", "2"], [22, 24]),
        ("above(side, 2.5, SEG_COLUMN)", ["1", "2", "2.5"], [42, 44, 45]),
        ("below(side, 3, SEG_COLUMN)", ["1", "2", "3"], [38, 36, 34]),
        ("beside(spine, 1.5, SEG_COLUMN)", ["1", "1.5"], [50, 50]),
        ("behind(side, 0.5, SEG_COLUMN)", ["0.5"], [40]),
    ],
)
def test_cun_are_ticked_one_by_one(body, text, labels, heights):
    place = find(text, body)
    (step,) = place.steps
    assert [label for _, label in step.ticks] == labels
    np.testing.assert_allclose([xyz[1] for xyz, _ in step.ticks], heights, atol=0.02)
    np.testing.assert_allclose(step.ticks[-1][0], place.point, atol=1e-6)


def test_beside_is_measured_from_the_midline_at_that_level(body):
    (step,) = find("beside(back_side, 1, SEG_COLUMN)", body).steps
    assert [name for name, _ in step.ends] == ["back_side", "midline"]
    np.testing.assert_allclose(step.path[0], [0, 20, -RADIUS])


def test_construction_is_given_step_by_step_and_lies_on_the_skin(body):
    text = "at_level(line(front_low, front_high), above(side, 3, SEG_COLUMN))"
    place = find(text, body)
    assert [step.verb for step in place.steps] == ["line", "above", "at_level"]
    for step in place.steps:
        away = np.hypot(step.path[:, 0], step.path[:, 2]) - RADIUS
        assert abs(away).max() < 0.01
        assert step.path[:, 1].min() >= 0
        assert step.path[:, 1].max() <= HEIGHT


def test_bare_landmark_is_a_construction_of_one_step(body):
    (step,) = find("side", body).steps
    np.testing.assert_array_equal(step.path, [LANDMARKS["side"]])


def test_each_step_on_the_body_belongs_to_one_sentence(body):
    rule = rules.read("beside(each(spine, spine), 0.5, SEG_COLUMN)")
    told = rules.tell(rule)
    assert len(told) == 1
    assert [step.position for step in rules.evaluate(rule, body).steps] == [*told, *told]

"""Whatever stands in a rule: it leads to a place, or the error says what would be right."""

import re
import warnings
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from strategies import texts

from acu import rules
from acu.body import Body
from acu.points import load_points
from acu.rules import RuleError
from acu.rules.verbs import VERBS

NEAR = 0.05  # cm: how near two ways of reaching one place come; triangles are no mirror images
RULES = list(load_points()["rule"])
WORDS = {name for rule in RULES for name in rules.read(rule).names}
LANDMARKS = sorted(WORDS - {*load_points().index})
# Strings that hands do lay: round the whole body nobody knows which way is the shorter.
PAIRS = sorted(
    {
        (a, b)
        for rule in RULES
        for a, b in re.findall(r"(\w+), (\w+)", rule)
        if {a, b} <= {*LANDMARKS}
    }
)
RULERS = list(Body().cun.index)
ODD_NUMBERS = ["0", "-1", "1e400", "1e-400", "10**9", "1_0", "0x1f", "1j", "True", "1/0", "9" * 900]
OWN_HAND = [  # what only Python knows
    "a.b",
    "a[0]",
    "(a := b)",
    "f'{a}'",
    "lambda: a",
    "[a for a in b]",
    "await a",
    "*a",
    "**a",
    "not a",
    "a if b else c",
    "{a: b}",
    "...",
    "__import__('os')",
    "b'a'",
    "'a'",
    "(a, b)",
    "a == b",
    "é",
    "ﬁbula",
    "ª",
]


def calls(parts):
    """Any verb, or none, with any arguments."""
    verbs = st.sampled_from([*VERBS, "abov", "print", "a.b", "(a)", ""])
    arguments = st.lists(parts, max_size=4).map(", ".join)
    return st.builds("{}({})".format, verbs, arguments) | st.builds(
        "({} {} {})".format, parts, st.sampled_from("+-*/,|"), parts
    )


words = st.sampled_from([*LANDMARKS[:5], *RULERS[:3], "GB29", *OWN_HAND, *ODD_NUMBERS, "1/3", "2"])
python = st.recursive(words, calls, max_leaves=8)
landmarks, rulers = st.sampled_from(LANDMARKS), st.sampled_from(RULERS)
numbers = st.sampled_from([0.1, 0.5, 1, 1.5, 2, 3, 8, 20]).map("{:g}".format)
fractions = st.integers(2, 20).flatmap(
    lambda parts: st.integers(1, parts - 1).map(lambda taken: f"{taken}/{parts}")
)


@st.composite
def sound(draw, kind="place", depth=2):
    """A rule as it should be, of verbs within verbs."""
    simple = {"place": landmarks, "ruler": rulers, "cun": numbers, "fraction": fractions}
    if kind in simple and (kind != "place" or depth == 0 or draw(st.integers(0, 3)) == 0):
        return draw(simple[kind])
    kind = "place" if kind == "places" else kind
    verb = draw(st.sampled_from([word for word in VERBS if VERBS[word].gives == kind]))
    takes = [what for name, what in VERBS[verb].takes.items() if name != "..."]
    return f"{verb}({', '.join(draw(sound(what, max(depth - 1, 0))) for what in takes)})"


@cache
def body(sex="female", stature=160, build=0.0):
    return Body(sex, stature, build)


def led(rule, to):
    """The place of a rule on a body, or None if it has none there."""
    try:
        return rules.evaluate(rules.read(rule), to)
    except RuleError as error:
        assert "has no place on this body" in error.message
        assert 0 <= error.position < len(rule)
        return None


def refused_or_read(text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            rule = rules.read(text)
        except RuleError as error:
            assert str(error).strip() and 0 <= error.position <= max(len(text), 1)
            return None
    assert rules.say(rule).strip()
    assert all(told.strip() for told in rules.tell(rule).values())
    assert all(0 <= rule.position(name) < len(text) for name in (*rule.names, *rule.rulers))
    return rule


# --- reading -------------------------------------------------------------------------------------


@given(texts)
@example("1or 2")
@example("'\\d'")
@example("midpoint(" * 111)
@example("(" * 150 + "a" + ")" * 150)
@example("-" * 999 + "a")
@example("a" + ".b" * 499)
@example("a" + "+a" * 499)
@example("a\0b")
@example("\x0c midpoint(a, b)")
@example("\u3000midpoint(a, b)")
@example("midpoint(a, b) # and more")
@example("a" * 10**6)
@example("x" + "\N{COMBINING ACUTE ACCENT}" * 900)
def test_any_text_is_a_rule_or_refused_with_what_would_be_right(text):
    refused_or_read(text)


@given(python)
@example("along(a, b, 1e999/1e999)")
@example("along(a, b, 0x1/0x3)")
@example("midpoint(ﬁbula, x)")
def test_any_python_is_a_rule_or_refused_with_what_would_be_right(text):
    rule = refused_or_read(text)
    if rule:
        try:
            rules.evaluate(rule, body())
        except RuleError as error:
            assert 0 <= error.position < len(text)


@pytest.mark.parametrize("verb", ["along(a, b, {})", "share(line(a, b), {})"])
@pytest.mark.parametrize("fraction", ["1/1000000000", "0.001", "0.9999", "1e-300", "1/101"])
def test_a_string_is_not_shared_out_finer_than_a_hand_can(verb, fraction):
    with pytest.raises(RuleError, match="at most 100 equal parts"):
        rules.read(verb.format(fraction))


@pytest.mark.parametrize("verb", [verb for verb in VERBS if "cun" in VERBS[verb].takes])
def test_nobody_goes_farther_than_a_body_reaches(verb):
    ends = "a, b" if verb == "toward" else "a"
    with pytest.raises(RuleError, match="at most 100 cun"):
        rules.read(f"{verb}({ends}, 1e308, SEG_LEG_LAT)")


# --- following -----------------------------------------------------------------------------------


@given(sound())
@example("above(greater_trochanter, 100, SEG_LEG_LAT)")
@example("toward(greater_trochanter, lateral_malleolus, 1e-320, SEG_LEG_LAT)")
def test_a_sound_rule_leads_to_one_place_on_the_skin_or_says_why_not(rule):
    found = led(rule, body())
    again = led(rule, body())
    assert (found is None) == (again is None)
    if found is None:
        return
    assert (found.sites == again.sites).all() and len(found.steps) == len(again.steps)
    assert np.isfinite(found.sites).all() and found.steps
    off = [np.linalg.norm(body().whole.nearest(site)[0] - site) for site in found.sites]
    assert max(off) < 0.5
    steps = rules.tell(rules.read(rule))
    assert all(step.verb == "at" or steps[step.position].strip() for step in found.steps)


@given(sound())
def test_a_rule_grows_with_the_body(rule):
    small, tall = led(rule, body()), led(rule, body(stature=200))
    assert (small is None) == (tall is None)
    if small:
        assert np.allclose(small.sites * 200 / 160, tall.sites, atol=NEAR)


@given(sound())
def test_a_rule_on_the_other_side_leads_to_the_mirrored_place(rule):
    assume(not any(verb in rule for verb in ("outward", "inward", "beside", "sideways")))
    here = body()
    mirror = np.array([-1, 1, 1])
    other = SimpleNamespace(landmarks=here.landmarks * mirror, cun=here.cun, skins=here.skins)
    left, right = led(rule, here), led(rule, other)
    assert (left is None) == (right is None)
    if left:
        assert np.allclose(left.sites * mirror, right.sites, atol=NEAR)


@given(st.sampled_from(PAIRS), fractions)
def test_a_part_of_the_way_is_the_rest_of_the_way_back(pair, fraction):
    a, b = pair
    taken, parts = map(int, fraction.split("/"))
    there = led(f"along({a}, {b}, {fraction})", body())
    back = led(f"along({b}, {a}, {parts - taken}/{parts})", body())
    assert (there is None) == (back is None)
    if there:
        assert np.allclose(there.point, back.point, atol=NEAR)
        half, other = (led(f"midpoint({c}, {d})", body()) for c, d in ((a, b), (b, a)))
        assert np.allclose(half.point, other.point, atol=NEAR)


@given(landmarks, rulers, st.sampled_from([0.5, 1, 2, 3, 5]), st.sampled_from([150, 185]))
def test_so_many_cun_up_are_so_many_on_every_body(start, ruler, cun, stature):
    on = body("male", stature, 0.5)
    found = led(f"above({start}, {cun:g}, {ruler})", on)
    if found:
        climbed = found.point[1] - on.landmarks.loc[start, "y"]
        assert climbed / on.cun[ruler] == pytest.approx(cun, abs=1e-6)


def test_a_chain_of_points_may_be_as_long_as_the_table():
    rules_of = {"P0": rules.read(LANDMARKS[0])}
    rules_of |= {f"P{n}": rules.read(f"along(P{n - 1}, {LANDMARKS[1]}, 1/2)") for n in range(1, 12)}
    rules_of |= {f"P{n}": rules.read(f"P{n - 1}") for n in range(12, 1500)}
    found = rules.Locations(rules_of, body())
    assert (found["P1499"].point == found["P11"].point).all()

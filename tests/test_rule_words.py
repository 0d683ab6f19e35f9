"""Rules said in words, and told in the order of doing."""

import pytest

from acu import rules

WORDS = {
    "side": "bump",
    "spine": "dip",
    "edge_up": "upper part of the edge of the shin",
    "edge_down": "lower part of the edge of the shin",
    "BL40": "BL40 Wěizhōng",
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("spine", "at the dip"),
        ("BL40", "at BL40 Wěizhōng"),
        ("midpoint(BL40, side)", "half-way between BL40 Wěizhōng and the bump"),
        ("along(side, spine, 1/3)", "one third of the way from the bump to the dip"),
        ("along(side, spine, 0.75)", "three quarters of the way from the bump to the dip"),
        ("along(side, BL40, 8/16)", "half-way from the bump to BL40 Wěizhōng"),
        ("along(side, BL40, 3/16)", "3/16 of the way from the bump to BL40 Wěizhōng"),
        ("toward(BL40, side, 2, SEG_X)", "2 cun from BL40 Wěizhōng on the way to the bump"),
        ("above(side, 7, SEG_X)", "7 cun above the bump"),
        ("outward(BL40, 0.7, SEG_X)", "0.7 cun outwards from BL40 Wěizhōng"),
        ("inward(BL40, 1/2, SEG_X)", "0.5 cun inwards from BL40 Wěizhōng"),
        ("behind(above(side, 1, SEG_X), 0.5, SEG_X)", "1 cun above and 0.5 cun behind the bump"),
        ("in_front(below(side, 1, SEG_X), 2, SEG_X)", "1 cun below and 2 cun in front of the bump"),
        ("beside(spine, 1.5, SEG_X)", "1.5 cun out from the midline, level with the dip"),
        (
            "beside(each(side, spine), 1, SEG_X)",
            "1 cun out from the midline, level with the bump and the dip",
        ),
        (
            "beside(each(side, spine, BL40, edge), 1, SEG_X)",
            "1 cun out from the midline, level with each of the 4 places from the bump to the edge",
        ),
        (
            "at_level(line(edge_up, edge_down), above(side, 3, SEG_X))",
            "on the edge of the shin, 3 cun above the bump",
        ),
        (
            "at_level(line(edge_down, edge_up), side)",
            "on the edge of the shin, level with the bump",
        ),
        (
            "at_level(line(BL40, spine), side)",
            "on the line from BL40 Wěizhōng to the dip, level with the bump",
        ),
        (
            "above(midpoint(side, spine), 2, SEG_X)",
            "2 cun above the place half-way between the bump and the dip",
        ),
        ("midpoint(side, ZZ1)", "half-way between the bump and ZZ1"),
        ("up_to(side, spine)", "straight up from the bump, level with the dip"),
        ("down_to(BL40, spine)", "straight down from BL40 Wěizhōng, level with the dip"),
        ("sideways(spine, 1.5, SEG_X)", "1.5 cun sideways over the scalp from the dip"),
        ("rearward(BL40, 2, SEG_X)", "2 cun back over the head from BL40 Wěizhōng"),
        (
            "share(curve(side, spine, BL40), 2/3)",
            "two thirds of the way along the curve from the bump over the dip to BL40 Wěizhōng",
        ),
    ],
)
def test_rule_in_words(text, words):
    assert rules.say(rules.read(text), WORDS) == words


def test_a_rule_is_told_in_the_order_of_doing():
    rule = rules.read("at_level(line(edge_up, edge_down), above(side, 2, SEG_COLUMN))")
    assert list(rules.tell(rule, WORDS).values()) == [
        "follow the edge of the shin",
        "go 2 cun straight up from the bump",
        "find the place on that line level with that place",
    ]


def test_a_string_is_laid_along_a_curve_before_it_is_shared_out():
    rule = rules.read("share(curve(side, spine, BL40), 1/4)")
    assert list(rules.tell(rule, WORDS).values()) == [
        "lay a string along the curve from the bump over the dip to BL40 Wěizhōng",
        "go a quarter of the way along that string",
    ]


def test_there_is_nothing_to_do_at_a_landmark_itself():
    assert rules.tell(rules.read("l2_spine_lower")) == {}

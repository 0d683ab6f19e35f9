"""The plan of a class."""

import re
from itertools import pairwise

import pytest

import acu
from acu import classroom, safety, tables
from acu.classroom.minutes import lengths
from acu.classroom.plan import AUDIENCES
from acu.points import load_points

SIX = ("LI4", "PC6", "SP6", "ST36", "BL40", "GB20")


def test_the_hour_for_the_three_points_is_that_of_the_teaching_guide():
    plan = acu.plan_class()
    times = list(zip(plan.blocks["start"], plan.blocks["end"], plan.blocks["block"], strict=True))
    assert times == [
        (0, 5, "Welcome: what we claim"),
        (5, 13, "Safety first"),
        (13, 20, "Bones"),
        (20, 30, "GB29 Jūliáo"),
        (30, 40, "GB30 Huántiào"),
        (40, 47, "BL40 Wěizhōng"),
        (47, 53, "How to press"),
        (53, 58, "Quiz"),
        (58, 60, "Debrief and home card"),
    ]
    assert len(plan.objectives) == 7


FEW = [(), ("BL40",), ("GV4", "LI4"), SIX[:3]]


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize(
    ("minutes", "codes"),
    [*((each, few) for each in lengths() for few in FEW), (60, SIX), (90, SIX)],
)
def test_every_class_is_filled_to_the_minute_and_none_is_without_safety(minutes, codes, audience):
    blocks = acu.plan_class(*codes, minutes=minutes, audience=audience).blocks
    assert blocks["start"].iloc[0] == 0 and blocks["end"].iloc[-1] == minutes
    assert all(one.end == other.start for one, other in pairwise(blocks.itertuples()))
    assert (blocks["end"] > blocks["start"]).all()
    lasts = (blocks["end"] - blocks["start"])["safety"]
    assert lasts >= 6
    parts = list(blocks.index)
    assert parts.index("safety") < min(parts.index("point"), parts.index("press"))
    assert parts.count("point") == (len(codes) or 3)
    assert not blocks[["block", "does", "check"]].stack().str.contains("[{}]").any()


def test_too_many_points_are_told_how_many_fit():
    with pytest.raises(ValueError, match="30 minutes hold up to 3 points, not 4"):
        acu.plan_class(*SIX[:4], minutes=30)
    with pytest.raises(ValueError, match="60 minutes hold up to 6 points, not 7"):
        acu.plan_class(*SIX, "GB30")


@pytest.mark.parametrize(
    ("codes", "options", "why"),
    [
        ((), {"minutes": 45}, "no class of 45 minutes.*30, 60 or 90"),
        ((), {"audience": "carer"}, 'did you mean "carers"'),
        (("B 54",), {}, "'B 54' is no WHO code"),
        (("BL40", "CV1"), {"audience": "school class"}, "CV1: a private place"),
    ],
)
def test_a_class_that_cannot_be_is_refused_with_the_reason(codes, options, why):
    with pytest.raises(ValueError, match=why):
        acu.plan_class(*codes, **options)


def test_nobody_presses_hip_or_buttock_in_a_school_class_and_nobody_is_above_3():
    blocks = acu.plan_class(audience="school class").blocks
    for point in ("GB29", "GB30"):
        (told,) = blocks[blocks["block"].str.startswith(point)]["does"]
        assert "drawing" in told and "Nobody presses" in told
    assert set(safety.not_for("child")["verdict"]) == {"light"}
    assert "very lightly" in blocks.loc["press", "does"].lower()
    assert "above 3" in blocks.loc["press", "check"]
    assert "grown-up" in blocks.loc["safety", "check"]


def test_nobody_touches_anybody_at_a_private_place():
    plan = acu.plan_class("CV1")
    assert "Nobody is touched" in plan.blocks.loc["point", "does"]
    assert "only found" in plan.blocks.loc["press", "does"]
    assert not any("ball" in thing for thing in plan.bring)


def test_older_people_have_chairs_and_no_ball():
    plan = acu.plan_class(audience="older people")
    bring = " ".join(plan.bring)
    assert "chairs that stand firm" in bring and "ball" not in bring
    assert "no ball" in " ".join(plan.blocks["does"])
    assert "soft ball" in " ".join(acu.plan_class().bring)


def test_the_54_is_an_objective_only_where_bl40_is_taught():
    with_it = acu.plan_class("GB29", "BL40").objectives
    assert any("B 54" in each and "BL40" in each for each in with_it)
    assert not any("54" in each for each in acu.plan_class("GB29").objectives)
    assert any("GB29 Jūliáo" in each for each in with_it)


def test_points_that_are_only_found_are_not_pressed():
    plan = acu.plan_class("GV4")
    assert load_points().loc["GV4", "pressure"] == "locate only"
    words = " ".join([*plan.blocks["does"], *plan.objectives])
    assert "does not press it" in words and "found and not pressed" in words


def test_one_point_leaves_time_to_find_it_again():
    blocks = acu.plan_class("BL40").blocks
    assert {"again", "station"} <= set(blocks.index)
    assert "again" not in acu.plan_class().blocks.index


def test_a_plan_reads_as_words_and_prints_with_its_sources():
    plan = acu.plan_class()
    assert repr(plan).splitlines()[1] == "0–5 Welcome: what we claim"
    html = plan._repr_mimebundle_()["text/html"]
    assert html.count("<tr>") == 1 + len(plan.blocks)
    assert "Sources" in html and "StatPearls" in html and "our own choice" in html


def test_every_row_of_the_tables_is_used_by_some_class():
    """A row that no class can reach is a mistake of its order."""
    told = set()
    for audience in AUDIENCES:
        for code in ("GB29", "GB30", "BL40", "LI4", "GV4", "CV1", "ST12", "CV6", "BL32"):
            if (code, audience) != ("CV1", "school class"):
                told |= set(acu.plan_class(code, minutes=60, audience=audience).blocks["check"])
    for check in tables.read("class_blocks")["check"]:
        pattern = re.sub(r"\\{\w+\\}", ".+", re.escape(check))
        assert any(re.fullmatch(pattern, each) for each in told), check


def test_the_room_says_what_it_offers():
    assert all(hasattr(acu, name) for name in ("teach", "plan_class", "class_clock", "cold_call"))
    assert set(classroom.__all__) >= {"ClassPlan", "TeachingDesk"}

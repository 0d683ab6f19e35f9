"""A class: its plan, its clock, cold call, and the teacher's desk, as far as Python goes."""

import re
from itertools import pairwise
from types import SimpleNamespace

import pytest
from scripts import run

import acu
from acu import classroom, safety, tables
from acu.classroom import papers
from acu.classroom.minutes import lengths
from acu.classroom.panel import short
from acu.classroom.plan import AUDIENCES
from acu.points import load_points

SIX = ("LI4", "PC6", "SP6", "ST36", "BL40", "GB20")


# --- the plan ------------------------------------------------------------------------------------


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


# --- the clock -----------------------------------------------------------------------------------

MINUTE = 60_000


@pytest.fixture(scope="module")
def clock():
    return acu.class_clock()


def turned(clock, *turns):
    """The clock of a class after (minute, turn) and so on, and what it shows at the last minute."""
    steps = "; ".join(f"c = TURNS.{name}(b, c, {at * MINUTE})" for at, name in turns)
    at = turns[-1][0] * MINUTE
    return SimpleNamespace(
        **run(
            clock,
            f"(() => {{ const b = {blocks_of(clock)}; let c = ANEW; {steps}; "
            f"const s = hours(b, c, {at}); "
            f"return {{...c, ...s, state: stateOfClass(b, c), share: share(b, c, {at})}}; }})()",
        )
    )


def blocks_of(clock):
    rows = [f"{{minutes: {b['minutes']}, kept: {str(b['kept']).lower()}}}" for b in clock._blocks]
    return f"[{', '.join(rows)}]"


def lasting(shown):
    return [round((b - a) / MINUTE, 2) for a, b in pairwise([0, *shown.ends])]


def ends(shown):
    return round(shown.ends[-1] / MINUTE, 6)


def test_a_class_that_goes_by_its_plan_ends_in_time(clock):
    shown = turned(clock, (0, "go"), (5, "next"), (13, "next"), (20, "next"))
    assert lasting(shown) == [5, 8, 7, 10, 10, 7, 6, 5, 2]
    assert (shown.index, shown.left, shown.all) == (3, 10 * MINUTE, 40 * MINUTE)


def test_five_minutes_over_can_be_taken_from_the_rest_so_that_it_ends_in_time(clock):
    shown = turned(clock, (0, "go"), (5, "next"), (13, "next"), (20, "next"), (35, "next"))
    assert lasting(shown)[3] == 15
    assert ends(shown) == 60 and abs(shown.late) < 1
    assert lasting(shown)[4:] == [round(each * 25 / 30, 2) for each in (10, 7, 6, 5, 2)]


def test_five_minutes_over_can_shift_the_rest(clock):
    shown = turned(clock, (0, "go"), (5, "next"), (13, "next"), (20, "next"), (35, "shift"))
    assert lasting(shown)[4:] == [10, 7, 6, 5, 2] and shown.late == 5 * MINUTE
    # What the teacher has allowed is not taken away afterwards.
    later = turned(
        clock, (0, "go"), (5, "next"), (13, "next"), (20, "next"), (35, "shift"), (45, "next")
    )
    assert lasting(later)[5:] == [7, 6, 5, 2] and later.late == 5 * MINUTE


def test_safety_does_not_get_shorter_when_the_welcome_was_long(clock):
    shown = turned(clock, (0, "go"), (11, "next"))
    assert lasting(shown)[:2] == [11, 8]
    assert ends(shown) == 60 and lasting(shown)[2] < 7


def test_time_that_was_won_is_kept_in_hand(clock):
    shown = turned(clock, (0, "go"), (3, "next"))
    assert lasting(shown)[1:] == [8, 7, 10, 10, 7, 6, 5, 2] and shown.late == -2 * MINUTE
    spent = turned(clock, (0, "go"), (3, "next"), (13, "next"))
    assert lasting(spent)[2:] == [7, 10, 10, 7, 6, 5, 2] and spent.late == 0


def test_five_minutes_more_move_the_rest_and_can_be_taken_back(clock):
    more = turned(clock, (0, "go"), (4, "more"))
    assert lasting(more) == [10, 8, 7, 10, 10, 7, 6, 5, 2]
    assert lasting(turned(clock, (0, "go"), (4, "more"), (4, "back"))) == [
        *(5, 8, 7, 10, 10, 7, 6, 5, 2)
    ]


def test_a_pause_counts_for_nothing(clock):
    shown = turned(clock, (0, "go"), (4, "pause"), (30, "go"))
    assert (shown.left, shown.all) == (1 * MINUTE, 56 * MINUTE)


def test_who_is_far_too_late_cannot_end_in_time(clock):
    shown = turned(clock, (0, "go"), (5, "next"), (13, "next"), (20, "next"), (59, "pause"))
    assert shown.share is None
    shown = turned(clock, (0, "go"), (5, "next"), (13, "next"), (20, "next"), (59, "next"))
    assert lasting(shown)[4:] == [10, 7, 6, 5, 2]


def test_after_the_last_block_the_class_is_over(clock):
    shown = turned(clock, (0, "go"), *[(at, "next") for at in (5, 13, 20, 30, 40, 47, 53, 58, 60)])
    assert (shown.state, shown.index, shown.start) == ("finished", 9, None)


def test_a_clock_wants_a_plan_and_says_where_it_is(clock):
    with pytest.raises(TypeError, match="goes by a plan"):
        acu.class_clock("GB29")
    assert repr(clock) == "Class clock, 60 minutes in 9 blocks: ready, at Welcome: what we claim"
    assert "<b>5–13</b> Safety first" in clock.still


# --- cold call -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def call():
    return acu.cold_call(words=["blue fox", " tin  cup", "blue fox", ""])


def test_words_are_tidy_and_none_stands_twice(call):
    assert call.learners == ["blue fox", "tin cup"]
    assert acu.cold_call("BL40", words="red kite").learners == ["red kite"]


def test_no_question_needs_a_picture_and_each_has_answer_reason_and_source(call):
    for question in call._questions:
        assert "dot" not in question["ask"]
        assert question["why"] and question["sources"] and question["hint"]
        asked_to_show = question["ask"].startswith("Find ")
        assert bool(question["answer"]) != asked_to_show
        for number, answer in zip(question["right"], question["answer"], strict=True):
            assert question["options"][number - 1] == answer


def test_danger_signs_are_asked_whatever_the_points():
    asks = [question["ask"] for question in acu.cold_call("LI4")._questions]
    assert sum("danger sign" in ask for ask in asks) >= len(tables.read("red_flags"))


def test_nobody_is_asked_to_touch_a_private_place():
    (shown,) = [q for q in acu.cold_call("ST17", "BL40")._questions if q["ask"].startswith("Find")]
    assert "BL40" in shown["ask"] and "Do not press" in shown["hint"]
    hints = {q["hint"] for q in acu.cold_call("CV1")._questions}
    assert not any("lay a finger" in hint for hint in hints)


@pytest.mark.parametrize("count", [1, 2, 5, 30])
@pytest.mark.parametrize("seed", [0, 1, 20261123])
def test_everybody_is_called_once_before_anybody_is_called_again(call, count, seed):
    names = [f"word {n}" for n in range(count)]
    turns = f"[...Array({3 * count}).keys()].map(t => calledOn({names}, {seed}, t))"
    called = run(call, turns)
    for start in range(0, 3 * count, count):
        assert sorted(called[start : start + count]) == sorted(names)
    if count > 1:
        assert all(one != other for one, other in pairwise(called))


def test_another_seed_calls_in_another_order(call):
    names = [f"word {n}" for n in range(12)]
    order = "[...Array(12).keys()].map(t => calledOn({}, {}, t))"
    assert run(call, order.format(names, 1)) != run(call, order.format(names, 2))
    assert run(call, order.format(names, 1)) == run(call, order.format(names, 1))
    assert run(call, "calledOn([], 0, 3) ?? null") is None


def test_typed_words_are_parted_at_lines_and_commas(call):
    assert run(call, r"wordsOf(' blue  fox, tin cup\n\nblue fox;x ')") == [
        "blue fox",
        "tin cup",
        "x",
    ]


# --- the desk ------------------------------------------------------------------------------------


@pytest.fixture
def made(monkeypatch):
    """What the desk asked for, in place of the papers themselves."""
    asked = []

    def writes(name):
        def write(*given, out=None, **how):
            out = out or next(each for each in given if hasattr(each, "suffix"))
            out.write_bytes(b"%PDF")
            asked.append((name, given, how))

        return write

    for name in ("plan_sheet", "safety_sheet", "handout", "card_set", "poster"):
        monkeypatch.setattr(acu, name, writes(name), raising=False)

    def apart(name, out, *rest):
        out.mkdir()
        asked.append((name, (out, *rest), {}))

    monkeypatch.setattr(papers, "_apart", apart)
    return asked


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setenv("ACU_HOME", str(tmp_path / "own"))
    return acu.teach()


def press(desk, says):
    (button,) = [button for button in desk.buttons if button.description == says]
    button.click()


def test_nothing_is_written_before_a_button_is_pressed(desk, tmp_path, made):
    desk.minutes.value = 30
    desk.audience.value = "school class"
    desk.choose("LI4")
    assert list(tmp_path.iterdir()) == [] and made == []


def test_each_button_says_what_was_written_and_where(desk, tmp_path, made):
    for button in desk.buttons:
        button.click()
        assert short(desk.made[-1]) in desk.told.value and "written to" in desk.told.value
    folder = tmp_path / "own" / "acu-class"
    assert {path.name for path in folder.iterdir()} == {
        *("plan.pdf", "consent-and-safety.pdf", "handout.pdf", "cards.pdf", "poster.pdf"),
        *("slides", "site"),
    }
    asked = {name: (given, how) for name, given, how in made}
    assert asked["handout"] == (("GB29", "GB30", "BL40"), {"paper": "a4", "site": ""})
    assert asked["plan_sheet"][0][0].minutes == 60


def test_paper_address_and_folder_are_those_that_were_chosen(desk, tmp_path, made):
    desk.place.value, desk.paper.value = str(tmp_path / "here"), "letter"
    desk.site.value = " https://example.org/points "
    press(desk, "Handouts")
    (_, _, how) = made[0]
    assert how == {"paper": "letter", "site": "https://example.org/points"}
    assert (tmp_path / "here" / "handout.pdf").exists()


def test_what_goes_wrong_is_said_in_plain_words(desk, tmp_path, made, monkeypatch):
    (tmp_path / "file").write_text("mine")
    desk.place.value = str(tmp_path / "file")
    press(desk, "Plan")
    assert "Plan: not made." in desk.told.value and desk.made == []
    desk.place.value = " "
    press(desk, "Plan")
    assert "no folder is named" in desk.told.value
    desk.place.value = "~nobody-of-this-name/class"
    press(desk, "Plan")
    assert "Plan: not made. Could not determine home directory" in desk.told.value

    def refuse(*given):
        raise ValueError("there is no <such> paper")

    monkeypatch.setattr(acu, "plan_sheet", refuse, raising=False)
    desk.place.value = str(tmp_path / "own")
    press(desk, "Plan")
    assert "Plan: not made. there is no &lt;such&gt; paper" in desk.told.value
    assert (tmp_path / "file").read_text() == "mine"


def test_what_runs_apart_brings_its_own_reason_back(tmp_path):
    with pytest.raises(OSError, match="has no attribute 'no_such_thing'"):
        papers._apart("no_such_thing", tmp_path)


def test_points_are_ticked_added_by_name_and_left_out(desk):
    assert desk.codes == ["GB29", "GB30", "BL40"]
    desk.add.value = "Hegu"
    assert desk.codes[-1] == "LI4" and "LI4 Hégǔ is on the desk" in desk.found.value
    assert any("LI4" in block for block in desk.plan.blocks["block"])
    desk.add.value = "B 54"
    offered = [button.description for button in desk.choices.children]
    assert [each.split()[1] for each in offered] == ["BL40", "BL54"]
    desk.choices.children[1].click()
    assert desk.codes[-1] == "BL54"
    for tick in desk.points.children:
        tick.value = False
    assert desk.plan is None and "No point is ticked" in desk.shown.value
    assert all(button.disabled for button in desk.buttons)


def test_too_many_points_for_the_time_are_told_on_the_desk(desk):
    desk.minutes.value = 30
    desk.choose("LI4")
    assert "30 minutes hold up to 3 points, not 4" in desk.shown.value and desk.plan is None
    desk.minutes.value = 60
    assert desk.plan.codes == ("GB29", "GB30", "BL40", "LI4")


def test_a_desk_begins_with_what_was_asked_for_and_offers_the_three():
    desk = acu.teach("BL40", minutes=90, audience="carers")
    assert desk.codes == ["BL40"] and desk.plan.minutes == 90
    assert {tick.code for tick in desk.points.children} == {"GB29", "GB30", "BL40"}
    assert "acu-class" not in desk.still


def test_the_room_says_what_it_offers():
    assert all(hasattr(acu, name) for name in ("teach", "plan_class", "class_clock", "cold_call"))
    assert set(classroom.__all__) >= {"ClassPlan", "TeachingDesk"}

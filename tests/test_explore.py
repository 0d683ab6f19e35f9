"""Filters, table and map, as Python sees them; tests/browser/test_explore.py has the rest."""

import re

import pytest

import acu
from acu import safety, tables
from acu.lessons.matching import called, matching, widening
from acu.points import load_points

POINTS, USES = load_points(), tables.read("uses")
LEGS = ["groin", "thigh", "knee", "leg", "ankle", "foot", "toes"]
LEG = set(POINTS.index[POINTS["region"].isin(LEGS)])
BACK_IN_BOOKS = {"BL23", "BL40", "BL60", "GB34", "ST36"}


def match(**asked):
    return matching(POINTS, USES, **asked)


# -- what matches -------------------------------------------------------------------------------


def test_without_a_question_every_point_matches():
    assert match() == list(POINTS.index)


def test_the_article_names_three_points_for_sciatica():
    assert match(complaint="sciatica", kind="article") == ["BL40", "GB29", "GB30"]


def test_complaint_and_who_says_so_stand_in_one_row():
    # Books say back pain of BL57, and the article says nothing of it.
    assert "BL57" in match(complaint="low back pain", kind="tradition")
    assert "BL57" not in match(complaint="low back pain", kind="article")
    # The article speaks of GB29, and books say low back pain of it: no row says both.
    assert "GB29" in match(kind="article")
    assert "GB29" in match(complaint="low back pain")
    assert "GB29" not in match(complaint="low back pain", kind="article")


def test_the_books_most_named_points_for_low_back_pain_are_among_those_of_tradition():
    assert set(match(complaint="low back pain", kind="tradition")) >= BACK_IN_BOOKS


def test_channel_and_region_go_together():
    assert match(channel="GB", region="hip") == ["GB29"]
    assert match(channel="GB", region="buttock") == ["GB30"]
    assert match(channel="GV", region="ankle") == []


def test_a_blood_clot_leaves_no_point_of_the_leg():
    assert not LEG & set(match(who="blood clot in the leg"))


def test_after_an_operation_or_a_long_journey_the_back_stays_and_the_leg_goes():
    left = set(match(who="recent operation, plaster or long journey"))
    assert not LEG & left
    assert {"BL23", "GV4"} <= left


def test_who_must_ask_first_is_not_shown_the_point():
    assert "GB30" not in match(who="new or broken hip")
    assert match(who="pregnant") == []


def test_a_light_press_keeps_its_point():
    assert match(who="old or frail") == list(POINTS.index)


# -- what a text means --------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["B 54", "54 B", "UB54", "BL54"])
def test_nobody_is_led_to_the_wrong_54(text):
    assert match(text=text) == ["BL40", "BL54"]
    assert "behind the knee" in called(text).message


def test_a_name_that_is_being_typed_shows_what_it_may_become():
    assert set(match(text="wei")) == {"BL21", "BL39", "BL40", "BL50", "GB28", "EX-B3"}
    assert match(text="weiz") == ["BL40"]
    assert match(text="委") == ["BL39", "BL40"]
    assert set(match(text="bone-h")) > {"BL31", "BL32", "BL33", "BL34", "GB29"}
    assert match(text="EX-B") == [code for code in POINTS.index if code.startswith("EX-B")]
    assert match(text="  ") == match()


@pytest.mark.parametrize("text", ["zzz", "54", ")(", "\\", "*"])
def test_what_nobody_calls_a_point_matches_nothing(text):
    assert match(text=text) == []


# -- what would widen it ------------------------------------------------------------------------


def test_what_is_lifted_brings_as_many_as_it_says():
    asked = {"region": "knee", "complaint": "hip pain", "kind": "article", "channel": ""}
    assert match(**asked) == []
    assert widening(POINTS, USES, **asked) == {
        "region": len(match(complaint="hip pain", kind="article")),
        "complaint": len(match(region="knee", kind="article")),
    }
    assert match(complaint="hip pain", kind="article") == ["GB29", "GB30"]


def test_nobody_is_tempted_to_lift_a_caution():
    assert widening(POINTS, USES, who="pregnant", region="hip") == {}


# -- the widget ---------------------------------------------------------------------------------


@pytest.fixture
def explorer():
    return acu.explore(complaint="sciatica", kind="article")


def said(html):
    return " ".join(re.sub("<[^>]*>", " ", html.value).split())


def ways_out(explorer):
    return [button.description for button in explorer.empty.children[1].children]


def test_table_and_map_show_the_same_points(explorer):
    assert explorer.table.shown == explorer.map.shown == ["BL40", "GB29", "GB30"]
    explorer.filters.controls["region"].value = "hip"
    assert explorer.table.shown == explorer.map.shown == ["GB29"]
    explorer.filters.reset.click()
    assert explorer.table.shown == explorer.map.shown == list(POINTS.index)
    assert not any(explorer.filters.asked.values())


def test_a_point_that_is_clearly_meant_is_chosen_and_an_unclear_one_is_not(explorer):
    explorer.filters.ask(text="B 54")
    assert explorer.table.shown == ["BL40", "BL54"]
    assert explorer.table.selected == ""
    assert "Which one is meant?" in said(explorer.notes)
    explorer.filters.ask(text="jul")
    assert (explorer.table.shown, explorer.table.selected) == (["ST3", "GB29"], "")
    explorer.filters.ask(text="Juliao GB")
    explorer.filters.ask(text="環跳")
    assert explorer.table.selected == explorer.map.selected == "GB30"


def test_an_empty_result_says_why_and_each_button_keeps_its_word(explorer):
    explorer.filters.ask(region="knee", complaint="hip pain", kind="article")
    why = "No point matches all of Region: knee; Complaint: hip pain; Said by: the article."
    assert said(explorer.empty.children[0]) == why
    assert ways_out(explorer) == [
        "Without Region: knee you would see 2 points",
        "Without Complaint: hip pain you would see 1 point",
    ]
    explorer.empty.children[1].children[0].click()
    assert explorer.table.shown == ["GB29", "GB30"]
    assert not explorer.empty.children


def test_that_no_trial_is_known_is_said(explorer):
    assert "trial" not in set(USES["kind"])
    explorer.filters.ask(kind="trial")
    assert "we know no test of pressing one of these points" in said(explorer.empty.children[0])


def test_where_no_single_change_helps_it_is_said(explorer):
    explorer.filters.ask(kind="trial", text="zzz")
    assert "take away two, or press Reset" in said(explorer.empty.children[0])
    assert ways_out(explorer) == []


def test_a_slip_of_the_pen_gets_a_suggestion(explorer):
    explorer.filters.ask(text="weizong")
    assert ways_out(explorer)[0] == "Show BL40 Wěizhōng"
    explorer.empty.children[1].children[0].click()
    assert explorer.table.shown == ["BL40"]


def test_who_is_left_out_of_what_is_told_and_nothing_is_called_safe(explorer):
    explorer.filters.ask(who="recent operation, plaster or long journey")
    assert f"see a doctor the same day ({len(LEG)} points)." in said(explorer.notes)
    assert "does not make it safe" in said(explorer.notes)
    explorer.choose("BL40")
    assert "Do not press or rub the leg." in said(explorer.sayings).partition("Safety:")[0]
    explorer.filters.ask(who="pregnant")
    assert "ask the midwife" in said(explorer.notes)
    assert said(explorer.empty.children[0]) == "Every point is left out for “pregnant”."
    assert ways_out(explorer) == []


def test_who_presses_lightly_sees_all_and_is_told(explorer):
    explorer.filters.ask(who="numb skin or nerve damage")
    assert len(explorer.table.shown) == len(POINTS)
    assert f"Press lightly and look at the skin afterwards ({len(POINTS)} points)." in said(
        explorer.notes
    )


def test_what_is_typed_is_shown_as_text_not_as_html(explorer):
    explorer.filters.ask(text="<img src=x>")
    shown = explorer.notes.value + explorer.empty.children[0].value
    assert "<img" not in shown
    assert "&lt;img" in shown


def test_a_question_that_has_no_answer_is_refused_with_what_would_be_right():
    with pytest.raises(TypeError, match="chanel"):
        acu.explore(chanel="GB")
    with pytest.raises(TypeError, match="nothing is called 'chanel'; there are: text, channel"):
        acu.explore().filters.ask(chanel="GB")
    with pytest.raises(ValueError, match="no complaint 'sciatia'; did you mean \"sciatica\""):
        acu.explore(complaint="sciatia")
    with pytest.raises(ValueError, match="there are: article, tradition, trial, literature"):
        acu.explore(kind="x")
    with pytest.raises(TypeError, match="text takes text, not 54"):
        acu.explore(text=54)
    with pytest.raises(ValueError, match="GB99"):
        acu.explore(selected="GB99")


def test_an_unrun_notebook_shows_map_table_and_sayings(explorer):
    bundle = explorer._repr_mimebundle_()
    assert bundle["text/plain"] == repr(explorer)
    assert f'<img alt="{bundle["text/plain"]}"' in bundle["text/html"]
    assert "<details open><summary>Table" in bundle["text/html"]
    assert explorer.table.still in bundle["text/html"]
    assert "GB30" in bundle["text/plain"] and "BL25" not in bundle["text/plain"]
    explorer.choose("GB30")
    bundle = explorer._repr_mimebundle_()
    assert bundle["text/plain"].startswith("GB30 Huántiào")
    assert bundle["text/html"].endswith(explorer.sayings.value)
    explorer.filters.ask()
    assert "<details ><summary>Table" in explorer._repr_mimebundle_()["text/html"]


# -- what is said of a point --------------------------------------------------------------------


def sections(code):
    """Text under each heading of the sayings of a point."""
    page = acu.card(code).sayings().html
    parts = re.split("<(?:summary|p)><b>(.*?)</b></(?:summary|p)>", page)
    texts = [re.sub("<[^>]*>", " ", part) for part in parts]
    return dict(zip(texts[1::2], texts[2::2], strict=True))


def test_safety_article_tradition_and_evidence_stand_apart():
    found = sections("GB30")
    assert [heading.partition(",")[0].partition(":")[0] for heading in found] == [
        "Safety",
        "The article",
        "Tradition",
        "Evidence",
        "Sources",
    ]
    article, tradition, evidence = list(found.values())[1:4]
    assert "skin hurt by wind and cold" in article
    assert "hives" in tradition and "hives" not in article + evidence
    assert "fingers were not tested" in evidence and "not that it works" in evidence


def test_where_no_trial_is_known_the_evidence_says_so():
    for code in ("BL40", "GB30", "BL23", "KI9"):
        evidence = next(text for head, text in sections(code).items() if head[:8] == "Evidence")
        assert "know no trial of pressing this point by itself" in evidence


def test_the_artery_behind_the_knee_is_warned_of_without_opening_anything():
    page = acu.card("BL40").sayings().html
    first_fold = page.index("<details open>")
    assert first_fold < page.index("artery behind the knee") < page.index("<details >")


def test_every_number_of_a_source_leads_to_its_citation():
    for code in ("BL40", "GB29", "GB30", "BL23", "KI9"):
        page = acu.card(code).sayings().html
        numbers = {int(number) for number in re.findall(r"<small>\[(\d+)", page)}
        cited = page.partition("<ol>")[2].count("<li>")
        assert numbers == set(range(1, cited + 1))
    assert "StatPearls Publishing" in list(sections("BL40").values())[-1]


def test_what_was_written_from_memory_is_marked():
    assert "from memory" in sections("BL57")["Tradition: old books and schools, 3 complaints"]


def test_situations_of_the_menu_are_those_of_the_cautions(explorer):
    assert [who for _, who in explorer.filters.controls["who"].options.items()][
        1:
    ] == safety.situations()

"""Filters, table and map, as Python sees them; tests/browser/test_explore.py has the rest."""

import json
import re
import zlib

import pytest
from scripts import run

import acu
from acu import safety, tables
from acu.lessons.matching import matching
from acu.lessons.sayings import Sayings
from acu.points import called, load_points

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


# -- the widget ---------------------------------------------------------------------------------


@pytest.fixture
def explorer():
    return acu.explore(complaint="sciatica", kind="article")


@pytest.fixture(scope="module")
def filters():
    return acu.explore().filters


def ask(filters, *questions):
    """What the page makes of some questions: points, the one that is meant, notes, ways out."""
    nothing = dict.fromkeys(filters.asked, "")
    script = f"""((answers, book, fields) => {json.dumps([nothing | asked for asked in questions])}
      .map((asked) => {{
        const shown = matching(answers, book, asked);
        const code = choiceBy(book, asked.text, shown, asked.before ?? "");
        const notes = notesOn(answers, book, asked, shown);
        return {{ shown, code, notes, ...waysOut(answers, book, fields, asked) }};
      }}))({json.dumps(filters._answers)}, {json.dumps(filters._lookup)},
        {json.dumps(filters._fields)})"""
    return run(filters, script)


def said(html):
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def test_table_and_map_show_the_same_points(explorer):
    assert explorer.table.shown == explorer.map.shown == ["BL40", "GB29", "GB30"]
    explorer.filters.ask(complaint="sciatica", kind="article", region="hip")
    assert explorer.table.shown == explorer.map.shown == ["GB29"]
    explorer.filters.ask()
    assert explorer.table.shown == explorer.map.shown == list(POINTS.index)
    assert not any(explorer.filters.asked.values())


def test_a_point_that_is_clearly_meant_is_chosen_and_an_unclear_one_is_not(explorer):
    explorer.filters.ask(text="B 54")
    assert explorer.table.shown == ["BL40", "BL54"]
    assert explorer.table.selected == ""
    explorer.filters.ask(text="jul")
    assert (explorer.table.shown, explorer.table.selected) == (["ST3", "GB29"], "")
    explorer.filters.ask(text="Juliao GB")
    explorer.filters.ask(text="環跳")
    assert explorer.table.selected == explorer.map.selected == "GB30"
    assert explorer.sayings.selected == explorer.filters.selected == "GB30"


def test_what_the_browser_tells_is_not_told_back_to_it(explorer, monkeypatch):
    # It may have gone on long since: an echo would take it back.
    sent = []
    for part in (explorer.filters, explorer.table, explorer.map, explorer.sayings):
        monkeypatch.setattr(part, "send_state", lambda key=None: sent.extend(key))
    asked = explorer.filters.asked | {"region": "hip"}
    explorer.filters.set_state({"asked": asked, "shown": ["GB29"], "selected": "GB29"})
    assert (explorer.filters.shown, explorer.filters.selected) == (["GB29"], "GB29")
    assert sent == []


def test_links_in_the_browser_begin_with_what_is_the_same_on_both_sides():
    explorer = acu.explore(selected="GB30", region="buttock", who="numb skin or nerve damage")
    parts = explorer.filters, explorer.table, explorer.map, explorer.sayings
    assert {part.selected for part in parts} == {"GB30"}
    assert explorer.filters.shown == explorer.table.shown == explorer.map.shown
    assert explorer.filters.asked == explorer.sayings.asked


def test_the_page_answers_every_choice_as_python_does(filters):
    asked = [{name: value} for name, each in filters.choices.items() for value in each.values()]
    pairs = [
        {"complaint": complaint, "kind": kind}
        for complaint in filters.choices["complaint"].values()
        for kind in filters.choices["kind"].values()
    ]
    mixed = [
        {"text": text, "channel": channel, "who": who}
        for text in ("B 54", "wei", "  ", "zzz", "Juliao", "委")
        for channel in ("", "GB", "BL")
        for who in ("", "blood clot in the leg", "old or frail")
    ]
    questions = asked + pairs + mixed + [{"region": "knee", "complaint": "knee pain"}]
    for question, answer in zip(questions, ask(filters, *questions), strict=True):
        assert answer["shown"] == match(**question), question


def test_the_page_chooses_what_is_clearly_meant_and_nothing_else(filters):
    texts = {"環跳": "GB30", "GB 29": "GB29", "B 54": "", "jul": "", "weiz": "", "": "", "54": ""}
    answers = ask(filters, *({"text": text} for text in texts))
    assert [answer["code"] for answer in answers] == list(texts.values())
    assert ask(filters, {"text": "GB30", "region": "knee"})[0]["code"] == ""


def test_what_half_a_code_chose_is_not_kept_and_a_choice_by_hand_is(filters, explorer):
    # Who types "B 54" has typed "B 5" on the way, which is BL5 on the head.
    (half,) = ask(filters, {"text": "B 5"})
    whole, empty = ask(filters, {"text": "B 54", "before": "BL5"}, {"before": "BL5"})
    assert (half["code"], whole["code"], empty["code"]) == ("BL5", "", "BL5")
    explorer.filters.ask(text="B 5")
    assert explorer.map.selected == "BL5"
    explorer.filters.ask(text="B 54")
    assert explorer.map.selected == explorer.table.selected == ""
    explorer.choose("BL5")
    explorer.filters.ask(region="hip")
    assert explorer.map.selected == "BL5"


def test_nobody_is_led_to_the_wrong_54_by_the_page(filters):
    (answer,) = ask(filters, {"text": "B 54"})
    assert answer["shown"] == ["BL40", "BL54"]
    assert answer["notes"] == [called("B 54").message]
    assert "Which one is meant?" in answer["notes"][0]


def test_an_empty_result_says_why_and_each_button_keeps_its_word(filters):
    asked = {"region": "knee", "complaint": "hip pain", "kind": "article"}
    (answer,) = ask(filters, asked)
    assert answer["shown"] == []
    why = "No point matches all of Region: knee; Complaint: hip pain; Said by: the article."
    assert answer["why"] == why
    assert [way["label"] for way in answer["ways"]] == [
        "Without Region: knee you would see 2 points",
        "Without Complaint: hip pain you would see 1 point",
    ]
    lifted = [asked | {way["name"]: way["value"]} for way in answer["ways"]]
    first, second = ask(filters, *lifted)
    assert first["shown"] == ["GB29", "GB30"]
    assert len(second["shown"]) == 1 == len(match(region="knee", kind="article"))


def test_nobody_is_tempted_to_lift_a_caution(filters):
    for other in ({}, {"region": "hip"}, {"text": "GB29", "kind": "article"}):
        (answer,) = ask(filters, {"who": "pregnant"} | other)
        assert "who" not in {way["name"] for way in answer["ways"]}


def test_that_no_trial_is_known_is_said(filters):
    assert "trial" not in set(USES["kind"])
    assert (
        "we know no test of pressing one of these points"
        in ask(filters, {"kind": "trial"})[0]["why"]
    )


def test_where_no_single_change_helps_it_is_said(filters):
    (answer,) = ask(filters, {"kind": "trial", "text": "zzz"})
    assert "take away two, or press Reset" in answer["why"]
    assert answer["ways"] == []


def test_a_slip_of_the_pen_gets_a_suggestion(filters):
    (answer,) = ask(filters, {"text": "weizong"})
    assert answer["ways"][0] == {"label": "Show BL40 Wěizhōng", "name": "text", "value": "BL40"}
    assert ask(filters, {"text": "BL40"})[0]["shown"] == ["BL40"]


def test_who_is_left_out_of_what_is_told_and_nothing_is_called_safe(filters, explorer):
    trip = "recent operation, plaster or long journey"
    first, second = ask(filters, {"who": trip}, {"who": "pregnant"})
    assert f"see a doctor the same day ({len(LEG)} points)." in first["notes"][0]
    assert "does not make it safe" in first["notes"][-1]
    explorer.filters.ask(who=trip)
    explorer.choose("BL40")
    assert "Do not press or rub the leg." in said(explorer.sayings.html).partition("Safety:")[0]
    assert "ask the midwife" in second["notes"][0]
    assert not any("does not make it safe" in note for note in second["notes"])
    assert second["why"] == "Every point is left out for “pregnant”."
    assert second["ways"] == []


def test_who_presses_lightly_sees_all_and_is_told(filters):
    (answer,) = ask(filters, {"who": "numb skin or nerve damage"})
    assert len(answer["shown"]) == len(POINTS)
    told = f"Press lightly and look at the skin afterwards ({len(POINTS)} points)."
    assert told in " ".join(answer["notes"])


def test_words_are_only_ever_set_as_text(filters):
    assert "innerHTML" not in filters._esm and "innerHTML" not in Sayings._esm


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
    assert bundle["text/html"].endswith(explorer.sayings.html)
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


def test_situations_of_the_menu_are_those_of_the_cautions(filters):
    assert list(filters.choices["who"].values()) == safety.situations()


def test_the_page_says_of_every_point_what_its_card_says():
    sayings = Sayings()
    whos = ["", "pregnant", "recent operation, plaster or long journey"]
    asked = [(code, "") for code in POINTS.index]
    asked += [(code, who) for code in ("BL40", "GB30", "SP6", "ST9", "EX-B8") for who in whos]
    pages = run(
        sayings,
        f"((said) => {json.dumps(asked)}.map(([code, who]) => pageOf(said, code, who)))"
        f"({json.dumps(sayings._said)})",
    )
    for (code, who), page in zip(asked, pages, strict=True):
        assert f'<div class="sayings">{page}</div>' == acu.card(code).sayings(who).html, (code, who)


def test_all_sayings_together_are_small_enough_for_a_phone():
    laid = json.dumps(Sayings()._said, ensure_ascii=False).encode()
    assert len(zlib.compress(laid, 9)) < 40_000

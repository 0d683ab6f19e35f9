"""Filters, table and map, as Python sees them; tests/browser/test_explore.py has the rest."""

import json
import re

import pytest
from matched import LEG, POINTS, USES, match
from scripts import run

import acu
from acu import safety
from acu.lessons.sayings import Sayings
from acu.points import called


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


def test_situations_of_the_menu_are_those_of_the_cautions(filters):
    assert list(filters.choices["who"].values()) == safety.situations()

"""Before you press: who needs help now, who asks first, who goes on."""

import html
import json
import os
import re
from datetime import date
from itertools import product

import pytest
from scripts import run

import acu
from acu import safety, tables
from acu.lessons.screening import keeping, widget

TEXTS = [question.text for question in safety.questions()]
NO = dict.fromkeys(TEXTS, False)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """An own folder, so that nobody's real answers are touched."""
    monkeypatch.setenv("ACU_HOME", str(tmp_path / "own"))
    return tmp_path / "own"


@pytest.fixture
def check():
    return acu.check_first()


def asks(words):
    """The question that asks for something."""
    (text,) = [text for text in TEXTS if words in text]
    return text


def end(check):
    """The heading of the end that is reached."""
    return widget.ENDS[check.result][0] if check.result else ""


# --- the questions -----------------------------------------------------------------------------


def test_every_danger_sign_is_asked_for_once_and_the_most_urgent_first():
    assert len(TEXTS) == len(set(TEXTS)) <= 10
    asked = [id for question in safety.questions() for id in question.signs["id"]]
    assert sorted(asked) == sorted(tables.read("red_flags")["id"])
    ranks = [safety.URGENCIES.index(question.urgency) for question in safety.questions()]
    assert ranks == sorted(ranks)


def test_they_all_start_unanswered(check):
    assert check.answers == {} and check.fits == [] and check.result == ""


# --- what they come to -------------------------------------------------------------------------


def test_numbness_of_the_saddle_needs_help_now_whatever_else(check):
    # Squeezed nerves at the end of the spine: hours count (NHS).
    for others in (None, False, True):
        answers = {} if others is None else dict.fromkeys(TEXTS, others)
        check.answers = answers | {asks("bike saddle"): True}
        assert end(check) == "Get help now"


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("chest pain", "Get help now"),
        ("both legs", "Get help now"),
        ("serious accident", "Get help now"),
        ("waters breaking", "Get help now"),
        ("fever", "See a doctor first: today"),
        ("ever had cancer", "See a doctor first: today"),
        ("swollen, warm", "See a doctor first: today"),
        ("losing weight", "See a doctor first, before you press"),
        ("first back pain", "See a doctor first, before you press"),
    ],
)
def test_one_yes_among_noes(check, words, heading):
    check.answers = NO | {asks(words): True}
    assert end(check) == heading


def test_no_to_all_goes_on(check):
    check.answers = NO
    assert end(check) == "Go on"


@pytest.mark.parametrize("text", TEXTS)
def test_an_open_question_keeps_the_end_open(check, text):
    check.answers = {other: False for other in TEXTS if other != text}
    assert check.result == ""
    with pytest.raises(ValueError, match="answer every question first"):
        check.keep()


def test_a_milder_yes_waits_for_the_other_answers(check):
    check.answers = {asks("first back pain"): True}
    assert check.result == ""


def test_the_script_comes_to_the_same_as_python(check):
    # The learner sees what the script works out; every pair of answers, and all noes.
    questions = {question.text: question.urgency for question in safety.questions()}
    some = [asks("bike saddle"), asks("fever"), asks("first back pain")]
    tried = [
        {text: yes for text, yes in zip(some, values, strict=True) if yes is not None} | rest
        for values in product([True, False, None], repeat=3)
        for rest in ({}, {text: False for text in TEXTS if text not in some})
    ]
    expression = (
        f"{json.dumps(tried)}.map((answers) => {{ const {{ urgency, sure }} = "
        f"resultOf({json.dumps(check._questions)}, answers); return sure ? urgency : ''; }})"
    )
    results = run(check, expression)
    assert results == [safety.screened(answers) for answers in tried]
    assert set(results) == {"", "go on", *questions.values()}


def test_a_question_that_is_not_asked_is_refused_with_a_hint():
    with pytest.raises(ValueError, match="did you mean"):
        safety.screened({TEXTS[0].replace("bike", "bicycle"): True})


# --- its words ---------------------------------------------------------------------------------


def test_help_now_says_whom_to_call(check):
    numbers = dict(check._numbers)
    assert numbers["the European Union"] == "112" and numbers["Australia"] == "000"
    assert numbers["the United States and Canada"] == "911"
    assert all(f"{number} in {place}" in check.still for place, number in numbers.items())
    emergencies = [q for q in check._questions if q["urgency"] == "emergency"]
    assert all(" now" in sign["do"] for question in emergencies for sign in question["signs"])


def test_a_first_back_pain_at_fourteen_is_spoken_of_calmly(check):
    (question,) = [q for q in check._questions if q["text"] == asks("first back pain")]
    (sign,) = [sign for sign in question["signs"] if "under 20" in sign["sign"]]
    words = " ".join([*widget.ENDS[question["urgency"]], sign["do"]])
    assert "school nurse" in words and "need not be anything bad" in words
    assert not re.search("cancer|emergency|danger|serious|at once|now", words, re.I)


def test_the_three_ends_differ_in_words_shape_and_place(check):
    assert check._three == ["Get help now", "See a doctor first", "Go on"]
    shapes = run(check, "SHAPES")
    assert len(set(shapes)) == 3
    for urgency, one in check._ends.items():
        assert one["heading"].startswith(check._three[one["place"]]), urgency


def test_it_says_that_it_is_no_diagnosis(check):
    assert check._caveat.startswith("This is no diagnosis.")
    assert "This is no diagnosis." in check.still


def test_the_words_are_short_and_the_same_whatever_was_kept(check):
    before = check.words, check.still
    assert before[0] == "Before you press: 10 questions, 0 answered, still open"
    check.answers, check.fits = NO, ["pregnant"]
    check.keep()
    assert check.words == "Before you press: 10 questions, 10 answered, go on"
    other = acu.check_first()
    assert (other.words, other.still) == before  # a stored notebook tells nobody's answers
    assert len(check.words) < 110


def test_a_notebook_that_is_not_run_shows_every_question_and_what_to_do(check):
    bundle, _ = check._repr_mimebundle_()
    assert bundle["text/plain"] == check.words
    still = html.unescape(bundle["text/html"])
    for row in tables.read("red_flags").itertuples():
        assert row.question in still and row.sign in still and row.do in still
    assert all(heading.lower() in still for heading, _ in widget.ENDS.values())
    assert still.startswith("<details open>")
    assert acu.check_first(folded=True).still.startswith("<details >")


def test_what_a_table_says_is_text_not_html(monkeypatch):
    rows = tables.read("red_flags").copy()
    rows.loc[0, "sign"] = "<script>x</script>"
    read = tables.read
    monkeypatch.setattr(safety.tables, "read", lambda n: rows if n == "red_flags" else read(n))
    found = acu.check_first()
    assert "<script" not in found.still and "innerHTML" not in found._esm


# --- keeping -----------------------------------------------------------------------------------


def test_nothing_is_kept_unless_the_learner_wants_it(check, home):
    check.answers, check.fits = NO, ["pregnant"]
    assert not home.exists()


def test_what_is_kept_is_the_day_the_result_and_what_was_ticked(check, home):
    check.answers, check.fits = NO | {asks("fever"): True}, ["pregnant"]
    check._wish = {"do": "keep", "n": 1}
    assert check._reply["words"].startswith("Kept: ")
    stored = json.loads((home / "check.json").read_text(encoding="utf-8"))
    today = date.today()
    expected = {"when": today.isoformat(), "result": "same day", "fits": ["pregnant"]}
    assert stored == expected
    assert [path.name for path in home.iterdir()] == ["check.json"]
    line = acu.check_first(folded=True)._kept
    assert line == (
        "Today you came to: see a doctor first. You ticked: pregnant. "
        "Answer again if anything has changed."
    )
    assert acu.check_first().answers == {}  # yesterday's answer does not answer for today


def test_an_answer_of_another_day_does_not_answer_for_today(home):
    home.mkdir()
    kept = {"when": "2026-05-04", "result": "go on", "fits": []}
    (home / "check.json").write_text(json.dumps(kept), encoding="utf-8")
    line = acu.check_first()._kept
    assert line == "On 4 May 2026 you came to: go on. That was then: answer again."


def test_it_can_be_deleted_where_it_was_kept(check, home):
    check.answers = NO
    check.keep()
    check._wish = {"do": "forget", "n": 1}
    assert list(home.iterdir()) == [] and check._kept == ""
    check.forget()  # twice does no harm


def test_the_place_is_shown_with_a_tilde(monkeypatch, tmp_path):
    monkeypatch.delenv("ACU_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert acu.check_first()._place == "~/acu-workbook/check.json"


@pytest.mark.parametrize(
    "content",
    ["", "[]", "null", '{"when": "2026-05-04"}', '{"when": "x", "result": "go on", "fits": []}']
    + ['{"when": "2026-05-04", "result": "<b>fine</b>", "fits": []}', '{"when": "2026-05-'],
)
def test_a_file_that_was_spoilt_is_told_and_left_as_it_is(home, content):
    home.mkdir()
    (home / "check.json").write_text(content, encoding="utf-8")
    assert "is not as it was written" in acu.check_first()._kept
    assert (home / "check.json").read_text(encoding="utf-8") == content


def test_people_who_are_not_in_the_table_are_not_shown(home):
    home.mkdir()
    kept = {"when": "2026-05-04", "result": "go on", "fits": ["<b>x</b>", "pregnant"]}
    (home / "check.json").write_text(json.dumps(kept), encoding="utf-8")
    assert keeping.kept()["fits"] == ["pregnant"]


def test_a_folder_that_cannot_be_written_is_told(check, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ACU_HOME", str(tmp_path / "file" / "own"))
    check.answers = NO
    check._wish = {"do": "keep", "n": 1}
    assert check._reply["words"].startswith("Your answer is not kept: ")
    assert check._kept == ""
    assert "Your answer cannot be read: " in acu.check_first()._kept


def test_a_crash_while_keeping_leaves_the_answer_before(check, home, monkeypatch):
    check.answers = NO
    check.keep()
    before = (home / "check.json").read_bytes()

    def crash(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", crash)
    check.fits = ["pregnant"]
    check._wish = {"do": "keep", "n": 2}
    assert check._reply["words"].endswith("check.json: there is no room left for it on the disk.")
    assert (home / "check.json").read_bytes() == before
    assert [path.name for path in home.iterdir()] == ["check.json"]

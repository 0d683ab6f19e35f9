"""Practice on a page that has no Python: rounds that the page deals itself."""

import json

import pytest
from scripts import run

import acu
from acu.practice.quiz import LEVELS
from acu.questions import KINDS, questions

POINTS = ["BL40", "GB29", "GB30"]
ALL = " ".join(KINDS)


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    return acu.practise(history=acu.History(tmp_path_factory.mktemp("own") / "none.csv"))


@pytest.fixture(scope="module")
def quiz(practice):
    return practice.quiz


@pytest.fixture(scope="module")
def alone(quiz):
    """What the page has when there is no Python."""
    return quiz.offline()


def dealt(quiz, deck, *, kinds=ALL, level="landmarks", cards=12, n=1, log=()):
    """Keys of the questions that the page deals."""
    deck = [
        {name: each[name] for name in ("key", "kind", "level") if name in each} for each in deck
    ]
    wanted = {"kinds": kinds, "level": level, "cards": cards, "n": n}
    log = [{"question": key, "grade": grade} for key, grade in log]
    given = ", ".join(map(json.dumps, (deck, wanted, log)))
    return run(quiz, f"dealtFrom({given}).map(({{key}}) => key)")


# --- what it has ---------------------------------------------------------------------------------


def test_the_page_has_every_question_about_the_points_at_every_level_that_it_offers(alone):
    wanted = {question.key for question in questions(POINTS)}
    levels = [level for level, _ in alone["_choices"]["level"]]
    assert {each["key"] for each in alone["_deck"]} == wanted
    assert {"landmarks", "bare", "other side"} <= set(levels) < set(LEVELS)
    for code in POINTS:
        asked = [each for each in alone["_deck"] if each["key"] == f"find {code}"]
        assert [each["level"] for each in asked] == levels
    assert len(alone["_deck"]) == len(wanted) + len(POINTS) * (len(levels) - 1)


def test_each_place_that_is_asked_for_is_measured_where_it_is_asked(alone):
    for asked in alone["_deck"]:
        if asked["kind"] == "find":
            name = f"{asked['code']} {asked['side'] or 'either'}"
            assert name in alone["targets"][asked["view"]], (name, asked["view"])
            assert name in alone["targets"][asked["best"]], (name, asked["best"])


def test_the_menus_offer_only_what_the_page_has(quiz, alone):
    for name in ("points", "kinds", "level"):
        values = [value for value, _ in alone["_choices"][name]]
        assert quiz.wanted[name] in values
    assert alone["_choices"]["points"] == [["the article's three points"] * 2]
    assert [kinds for kinds, _ in alone["_choices"]["kinds"]] == [" ".join(KINDS), *KINDS]


def test_what_was_asked_for_can_be_asked_again(tmp_path):
    history = acu.History(tmp_path / "none.csv")
    for level in LEVELS:
        quiz = acu.practise("BL23", kinds=["find"], level=level, history=history).quiz
        alone = quiz.offline()
        assert [level] == [each for each, _ in alone["_choices"]["level"] if each == level]
        assert dealt(quiz, alone["_deck"], kinds="find", level=level) == ["find BL23"]


def test_a_quiz_without_menus_needs_no_deck(quiz):
    assert type(quiz)().offline() == {}


# --- a round -------------------------------------------------------------------------------------


def test_a_round_has_no_question_twice_and_the_kinds_take_turns(quiz, alone):
    for level in ("landmarks", "bare", "other side"):
        keys = dealt(quiz, alone["_deck"], level=level)
        assert len(set(keys)) == len(keys) == 12
        assert [key.split()[0] for key in keys[:10]] == [*KINDS, *KINDS]


def test_each_round_is_another_and_the_same_everywhere(quiz, alone):
    rounds = [dealt(quiz, alone["_deck"], n=n) for n in range(1, 6)]
    assert len(set(map(tuple, rounds))) == 5
    assert rounds[0] == dealt(quiz, alone["_deck"], n=1)


def test_whatever_comes_first_was_shuffled_fairly(quiz):
    firsts = run(
        quiz,
        "Array.from({length: 3000}, (_, seed) => shuffled([0, 1, 2, 3, 4, 5], seed).join(''))",
    )
    for place in range(6):
        counts = [sum(each[place] == thing for each in firsts) for thing in "012345"]
        assert min(counts) > 400 and max(counts) < 600, counts  # 500, and 5 standard deviations


def test_a_round_is_of_the_kinds_that_are_wanted(quiz, alone):
    assert sorted(dealt(quiz, alone["_deck"], kinds="find")) == [f"find {code}" for code in POINTS]
    keys = dealt(quiz, alone["_deck"], kinds="which press", cards=6)
    assert {key.split()[0] for key in keys} == {"which", "press"} and len(keys) == 6
    assert dealt(quiz, [], kinds="find") == []


def test_what_went_wrong_comes_first_and_what_went_well_last(quiz, alone):
    keys = dealt(quiz, alone["_deck"], cards=1000)
    wrong, mended, near = keys[30], keys[20], keys[0]
    log = [(wrong, 3), (wrong, 1), (mended, 1), (mended, 3), (near, 2)]
    again = dealt(quiz, alone["_deck"], cards=1000, log=log)
    assert again[0] == wrong and set(again[-2:]) == {mended, near}
    assert sorted(again) == sorted(keys)
    unasked = dealt(quiz, alone["_deck"], log=[(key, 3) for key in keys[:12]], n=2)
    assert not set(unasked) & set(keys[:12])

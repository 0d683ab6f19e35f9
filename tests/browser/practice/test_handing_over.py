"""A learner's results, saved as a file or copied."""

import pytest
from kernel_hears import python_hears
from playwright.sync_api import expect
from quiz_page import away, results_of


def test_all_answers_of_several_rounds_are_saved_as_a_file(quiz):
    was = quiz.notebook.python("len(quiz.log)")
    quiz.deal(["BL40"], ["find"])
    quiz.mark(away("BL40", "knee_back", 3))
    quiz.check.click()
    quiz.deal(["GB29"], ["name"])
    quiz.choose(right=False)
    expect(quiz.part("given")).to_have_text(f"My results: {was + 2} answers")
    name, text = quiz.saved()
    assert name == "acu-results-bluefox7-before.txt"
    expect(quiz.part("handed")).to_contain_text(name)
    results = results_of(text)
    assert (results["word"], results["stage"]) == ("blue fox 7", "before")
    python_hears(quiz.notebook.python, "len(quiz.log)", was + 2)
    answers, log = results["answers"], quiz.notebook.python("quiz.log")
    assert [each["question"] for each in answers] == [entry["question"] for entry in log]
    mark, choice = answers[-2:]
    assert mark == log[-2] | {"level": "landmarks", "person": "average woman"}
    assert mark["cm"] == pytest.approx(3, abs=0.3) and mark["view"] == "knee_back"
    kept = ("when", "question", "grade", "answer")
    assert choice == {name: log[-1][name] for name in kept}
    now = quiz.page.evaluate("new Date().toString()")[:24]
    when = quiz.page.evaluate(f"new Date({choice['when']!r}).toString()")[:24]
    assert when[:15] == now[:15]  # the day, by the same clock


def test_without_a_word_nothing_is_saved_and_it_is_told_why(quiz):
    quiz.deal(["GB29"], ["name"])
    quiz.choose()
    quiz.hand_over("Save as a file", word="  ")
    expect(quiz.part("handed")).to_contain_text("First write a word of your own")
    expect(quiz.part("word")).to_be_focused()


def test_keys_typed_into_the_word_stay_there(quiz):
    quiz.deal(["GB29"], ["name"])
    quiz.hand_over("Copy", word="x")
    quiz.part("word").fill("")
    quiz.part("word").focus()
    before = quiz.state
    for key in ("1", "b", "x", "d", "d", "Enter"):
        quiz.page.keyboard.press(key)
    expect(quiz.part("word")).to_have_value("1bxdd")
    assert quiz.log == [] and quiz.state == before


def test_results_are_copied_or_else_marked_for_copying(quiz):
    quiz.deal(["GB29"], ["name"])
    quiz.choose()
    context = quiz.page.context
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    quiz.hand_over("Copy", stage="after the class")
    expect(quiz.part("handed")).to_contain_text("Copied.")
    copied = quiz.page.evaluate("navigator.clipboard.readText()")
    assert results_of(copied)["stage"] == "after"
    expect(quiz.part("text")).to_be_hidden()
    context.clear_permissions()
    quiz.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(1); }")
    quiz.hand_over("Copy", stage="after the class")
    expect(quiz.part("handed")).to_contain_text("Ctrl+C")
    expect(quiz.part("text")).to_be_focused()
    marked = quiz.part("text").evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)")
    assert results_of(marked)["word"] == "blue fox 7"

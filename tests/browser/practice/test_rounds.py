"""One question after the other, round after round, while Python is there, busy or gone."""

from kernel_hears import python_hears
from playwright.sync_api import expect
from quiz_page import KEYS, LESSON, Quiz, dot, is_told, question, results_of

from acu.memory import History

# --- one after the other -------------------------------------------------------------------------


def test_a_wrong_one_comes_again_at_the_end_and_only_once(quiz):
    quiz.deal(["GB29"], ["name", "press"], only=["name GB29", "press R03"])
    first = quiz.part("ask").inner_text()
    quiz.choose(right=False)
    expect(quiz.part("score")).to_have_text("0 right or near at once, 1 to come again")
    quiz.next.click()
    expect(quiz.part("ask")).not_to_have_text(first)
    expect(quiz.part("ask")).to_be_focused()
    quiz.choose()
    expect(quiz.part("count")).to_have_text("2 of 2 answered")
    quiz.next.click()
    expect(quiz.part("ask")).to_have_text(first)
    quiz.choose(right=False)
    quiz.next.click()
    expect(quiz.part("end")).to_have_text("All 2 are answered, 1 of them right or near at once.")
    expect(quiz.part("missed")).to_contain_text(first)
    assert quiz.notebook.python("sorted(quiz.right)") == ["press R03"]
    quiz.part("again").click()
    expect(quiz.part("count")).to_have_text("0 of 2 answered")


def test_both_views_show_the_same(quiz):
    other = Quiz(quiz.notebook, 1)
    quiz.deal(["BL40"], ["find"])
    quiz.mark(dot("BL40", "knee_back"))
    expect(other.root.locator(".pin.mark")).to_have_count(1)
    other.check.click()
    for each in (quiz, other):
        is_told(each, 3)
        expect(each.root.locator("path.ring.line")).to_have_count(1)
    ids = quiz.page.evaluate("[...document.querySelectorAll('.practice [id]')].map(({id}) => id)")
    assert len(ids) == len(set(ids))


def test_no_key_touches_the_lesson(quiz):
    quiz.deal(["GB30"], ["find", "order"])
    for wanted in (
        quiz.picture,
        quiz.part("ask"),
        quiz.root.get_by_label("View"),
        quiz.part("closer"),
    ):
        wanted.focus()
        before = quiz.state
        for key in KEYS:
            quiz.page.keyboard.press(key)
        assert quiz.state == before
    quiz.deal(["GB30"], ["order"])
    quiz.options.first.click()
    before = quiz.state
    for key in ("b", "x", "9"):
        quiz.page.keyboard.press(key)
    assert quiz.state == before
    quiz.deal(["BL40"], ["which"], only=["which BL40 BL54"])
    quiz.choose()
    for wanted in (quiz.next, quiz.part("sources").get_by_role("link").first, quiz.part("why")):
        wanted.click() if wanted == quiz.part("why") else wanted.focus()
        before = quiz.state
        for key in KEYS:
            quiz.page.keyboard.press(key)
        assert quiz.state == before
        python_hears(quiz.notebook.python, "len(quiz.log) - quiz.begun", 1)


# --- what is kept --------------------------------------------------------------------------------


def test_while_python_is_busy_it_goes_on_and_afterwards_each_answer_is_kept_once(quiz, file):
    quiz.deal(["GB29"], ["name", "press"], only=["name GB29", "press R03"])
    assert not file.exists()
    box = quiz.page.get_by_label("Remember my answers")
    box.check()
    quiz.notebook.wait_until_idle()
    was = len(History(file).read())
    rights = [question(key).right for key in ("name GB29", "press R03")]
    with quiz.notebook.busy():
        for _ in range(2):
            for right in rights:
                quiz.options.nth(right).click()
                expect(quiz.verdict).to_have_text("✓ Right.")
                quiz.next.click()
            expect(quiz.part("end")).to_be_visible()
            quiz.part("again").click()
    assert len(quiz.notebook.python("quiz.log")) >= 4
    kept = History(file).read()["question"].tolist()
    assert kept[-4:] == ["name GB29", "press R03"] * 2
    logged = quiz.notebook.python("[entry['question'] for entry in quiz.log]")
    assert kept == logged and was <= len(kept) - 4
    box.uncheck()


# --- another round -------------------------------------------------------------------------------


def dealt_keys(quiz):
    return quiz.notebook.python("[each.key for each in quiz.questions]")


def test_by_keys_alone_other_points_kinds_and_levels_are_chosen(quiz):
    before = quiz.state[0]
    for name, keys, words in (
        ("Points", "Lung", "Lung channel"),
        ("Questions", "find", "find the point"),
        ("How hard", "2", "2: nothing is shown"),
    ):
        quiz.menu(name).focus()
        quiz.page.keyboard.type(keys)
        expect(quiz.menu(name).locator("option:checked")).to_have_text(words)
        expect(quiz.menu(name)).to_be_focused()
    expect(quiz.part("about")).to_contain_text(" questions, on the average woman.")
    quiz.notebook.wait_until_idle()
    keys = dealt_keys(quiz)
    assert keys and all(key.startswith("find LU") for key in keys)
    expect(quiz.part("ask")).to_contain_text(keys[0].removeprefix("find "))
    expect(quiz.part("way").locator("*")).to_have_count(0)  # no landmark
    quiz.page.keyboard.press("Tab")
    expect(quiz.part("fresh")).to_be_focused()
    quiz.page.keyboard.press("Enter")
    expect(quiz.part("ask")).not_to_contain_text(keys[0].removeprefix("find "))
    assert sorted(dealt_keys(quiz)) != keys or dealt_keys(quiz) != keys
    assert quiz.state[0] == before
    other = Quiz(quiz.notebook, 1)  # the other view says the same
    expect(other.menu("Points").locator("option:checked")).to_have_text("Lung channel")


def test_while_python_is_busy_the_round_goes_on_and_the_next_comes_when_it_can(quiz):
    quiz.deal(["GB29"], ["name", "press"], only=["name GB29", "press R03"])
    asked = quiz.part("ask").inner_text()
    with quiz.notebook.busy():
        quiz.menu("Questions").select_option(label="put it in order")
        expect(quiz.part("about")).to_have_text("Laying out the questions …")
        expect(quiz.part("ask")).to_have_text(asked)
        quiz.options.nth(question("name GB29").right).click()
        expect(quiz.verdict).to_have_text("✓ Right.")
        told = "Python has not answered yet. This round goes on."
        expect(quiz.part("about")).to_have_text(told, timeout=15_000)
    expect(quiz.part("about")).to_contain_text(", on the average woman.")
    expect(quiz.part("check")).to_have_text("Check my order")
    expect(quiz.part("count")).to_contain_text("0 of ")
    assert all(key.startswith("order ") for key in dealt_keys(quiz))
    assert quiz.notebook.python("quiz.log[-1]['question']") == "name GB29"
    quiz.menu("Questions").select_option(label="all kinds in turn")
    expect(quiz.part("about")).to_contain_text("12 questions")


def test_at_the_end_another_round_begins_with_its_question(quiz):
    quiz.deal(["GB29"], ["name"])
    quiz.choose()
    quiz.next.click()
    quiz.part("more").focus()
    quiz.page.keyboard.press("Enter")
    expect(quiz.part("ask")).to_be_focused()
    expect(quiz.part("count")).to_contain_text("0 of ")


def test_with_python_gone_it_goes_on(open_notebook, tmp_path):
    quiz = Quiz(open_notebook([LESSON.format(path=str(tmp_path / "practice.csv"))], run=True))
    quiz.deal(["BL40"], ["find", "name"])
    quiz.notebook.kill()
    quiz.mark(dot("BL40", "knee_back"))
    quiz.check.click()
    expect(quiz.verdict).to_have_text("✓ Right.")
    quiz.next.click()
    quiz.options.nth(question("name BL40").right).click()
    expect(quiz.verdict).to_have_text("✓ Right.")
    quiz.next.click()
    expect(quiz.part("end")).to_have_text("All 2 are answered, 2 of them right or near at once.")
    _, text = quiz.saved(stage="practice")
    answers = results_of(text)["answers"]
    assert [each["question"] for each in answers] == ["find BL40", "name BL40"]
    quiz.menu("Questions").select_option(label="put it in order")
    expect(quiz.part("about")).to_contain_text("This round goes on.", timeout=15_000)
    quiz.part("again").click()
    expect(quiz.part("count")).to_have_text("0 of 2 answered")

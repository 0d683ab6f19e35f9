"""What is kept of a learner's answers, whatever happens."""

import html
from datetime import datetime

import pytest
from practising import DAY, NOON, answered, give, keys, marked

import acu
from acu.lessons.finder import PEOPLE
from acu.memory import History


def test_nothing_is_written_until_it_is_asked_for(practice, tmp_path):
    give(practice, *(answered(key) for key in keys(practice)))
    practice.ask()
    assert list(tmp_path.iterdir()) == []


def test_each_answer_is_kept_once_as_it_was_given(practice, history):
    practice.remember.value = True
    find, name, *_ = keys(practice)
    give(practice, answered(find, 2, **marked(practice), cm=3.1))
    give(practice, answered(name, 1))
    give(practice, answered(name, 1))
    kept = history.read()
    assert kept["question"].tolist() == [find, name, name]
    assert kept["level"].tolist() == ["landmarks", "", ""]
    assert kept["person"].tolist() == ["average woman", "", ""]
    assert kept["grade"].tolist() == [2, 1, 1]
    assert kept["cm"].tolist()[0] == 3.1 and kept["cm"].isna().tolist() == [False, True, True]
    assert kept["when"].tolist() == [NOON] * 3 and set(kept["answer"]) == {"as given"}


def test_a_mark_beside_the_body_is_kept_without_a_distance(practice, history):
    practice.remember.value = True
    give(practice, answered("find BL40", 1, **marked(practice), cm=None))
    (row,) = history.read().to_dict("records")
    assert row["cm"] != row["cm"] and row["person"] == "average woman"


def test_what_was_answered_before_it_was_asked_for_is_kept_too(practice, history):
    give(practice, answered("name GB29"), answered("name GB30"))
    practice.quiz.begun = 2  # as "Go through them again" does
    give(practice, answered("name GB29"))
    practice.ask()
    give(practice, answered("press R03"))
    assert not history.path.exists()
    practice.remember.value = True
    wanted = ["name GB29", "name GB30", "name GB29", "press R03"]
    assert history.read()["question"].tolist() == wanted
    practice.remember.value = False
    practice.remember.value = True
    assert history.read()["question"].tolist() == wanted


def test_what_a_page_sends_late_is_kept_once(practice, history):
    # A busy Python gets only the first and the last of several changes, some after the next round.
    practice.remember.value = True
    first = [answered("name GB29"), answered("name GB30"), answered("which BL40 BL54")]
    practice.quiz.log = first[:1]
    practice.ask()
    practice.quiz.log = [*first, answered("name GB29")]
    questions = [entry["question"] for entry in practice.quiz.log]
    assert history.read()["question"].tolist() == questions


def test_an_answer_is_of_the_time_level_and_body_at_which_it_was_given(history):
    practice = acu.practise(history=history, level="another body", kinds="find", now=NOON)
    shown, body = practice.person, practice.quiz.body
    late = answered("find BL40", cm=1.0, **marked(practice))
    give(practice, answered("find BL40", cm=1.0, **marked(practice)))
    practice._now = NOON + DAY
    practice.ask(level="bare")
    practice.remember.value = True
    give(practice, late)  # Python was busy when it was given
    give(practice, answered("find BL40", cm=1.0, **marked(practice)))
    kept = history.read()
    assert kept["person"].tolist() == [shown, shown, "average woman"]
    assert body == acu.Body(PEOPLE[shown][0], build=PEOPLE[shown][1]) != acu.Body()
    assert kept["level"].tolist() == ["another body", "another body", "bare"]
    assert kept["when"].tolist() == [NOON, NOON + DAY, NOON + DAY]


def test_an_answer_that_waited_for_python_has_the_time_at_which_it_was_given(history):
    practice = acu.practise(history=history)
    practice.remember.value = True
    give(practice, answered("name GB29", when="2026-07-27T11:58:30"))
    before = datetime.now().replace(microsecond=0)
    give(practice, answered("name GB30"))
    first, second = history.read()["when"]
    assert first == datetime(2026, 7, 27, 11, 58, 30)
    assert before <= second <= datetime.now()
    assert practice.read()["when"].tolist()[0] == first


@pytest.mark.parametrize("then", ["answer", "another round", "go through them again", "tick"])
def test_a_full_disk_is_told_and_nothing_is_lost_later(practice, history, monkeypatch, then):
    practice.remember.value = True
    give(practice, answered("name GB29"))
    with monkeypatch.context() as full:
        full.setattr("os.write", lambda file, row: 0)
        give(practice, answered("name GB30"))
        assert "not kept" in practice.told.value and "no room left" in practice.told.value
        give(practice, answered("name BL40"))
    if then == "another round":
        practice.ask()
    elif then == "go through them again":
        practice.quiz.begun = len(practice.quiz.log)
    wanted = ["name GB29", "name GB30", "name BL40"]
    if then == "tick":
        practice.remember.value = False
        practice.remember.value = True
    else:
        give(practice, answered("press R03"))
        wanted.append("press R03")
    assert history.read()["question"].tolist() == wanted
    assert practice.told.value.endswith(f": {len(wanted)}.</p></div>")


def test_a_file_that_is_none_of_ours_is_left_alone_and_told(tmp_path):
    path = tmp_path / "shopping.csv"
    path.write_text("bread,milk\n")
    practice = acu.practise(history=History(path))
    give(practice, answered("name GB29"))
    assert path.read_text() == "bread,milk\n"
    assert "no practice history" in html.unescape(practice.told.value)


def test_a_history_that_cannot_be_read_stops_nobody(tmp_path):
    (tmp_path / "practice.csv").mkdir()
    practice = acu.practise(history=History(tmp_path / "practice.csv"))
    assert len(keys(practice)) == 12
    assert "cannot be read" in practice.told.value


def test_who_kept_answers_goes_on_with_them(history):
    history.add("find BL40", "bare", "average woman", "", 3, when=NOON - 30 * DAY)
    practice = acu.practise(history=history, now=NOON)
    assert practice.remember.value and keys(practice)[0] == "find BL40"
    assert practice.quiz.about.endswith(" 1 due today.")
    practice.remember.value = False
    practice.ask()
    assert "due" not in practice.quiz.about


def test_what_a_notebook_stores_tells_nothing_of_the_memory(history, practice):
    before = [practice.words, practice.still, repr(practice), practice._repr_mimebundle_()]
    for key in keys(practice)[::2]:
        history.add(key, "", "", "", 1, when=NOON - 30 * DAY)
    after = acu.practise(history=history, now=NOON, cards=6)
    assert keys(after) != keys(practice)  # or there is nothing to tell
    give(after, answered(keys(after)[0]))
    bundle = after._repr_mimebundle_()
    assert [after.words, after.still, repr(after)] == before[:3]
    assert bundle["text/plain"] == before[3]["text/plain"]
    assert bundle["text/html"] == before[3]["text/html"]


def test_python_counts_as_the_page_does(practice):
    one, two, *_ = keys(practice)
    give(practice, answered(one, 1), answered(two, 2), answered(one, 3))
    assert practice.quiz.right == {one, two}
    assert practice.quiz.words.endswith(", 2 answered")
    practice.quiz.begun = 3
    assert practice.quiz.right == set() and practice.quiz.words.endswith(", 0 answered")


def test_marks_of_a_round_are_shown_kept_or_not(tmp_path):
    practice = acu.practise("BL23", kinds="find", history=acu.History(tmp_path / "none.csv"))
    x, y = next(dot[2:] for dot in practice.quiz._sheets["back"]["dots"] if dot[0] == "BL23")
    for off in (0, 10):
        answer = {"question": "find BL23", **marked(practice), "cm": off / 10}
        answer |= {"grade": 3, "answer": f"back {x + off} {y}"}
        practice.quiz.log = [*practice.quiz.log, answer]
    read = practice.read()
    assert list(read["cm"]) == [0, 1] and list(read["person"]) == ["average woman"] * 2
    assert list(read.columns) == list(acu.History(tmp_path / "none.csv").read().columns)
    words = acu.plot_my_clicks("BL23", practice).figure.words
    assert "In the ring: 2 of 2 marks of your own" in words
    assert not (tmp_path / "none.csv").exists()

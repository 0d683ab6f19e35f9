"""Practice: what is put to a learner, how it is judged, and what is kept of it."""

import html
import json
import re
from datetime import datetime, timedelta

import numpy as np
import pytest
from scripts import run

import acu
from acu.bodymap.store import sheet
from acu.lessons.finder import PEOPLE
from acu.memory import History
from acu.plates import VIEWS, Scene
from acu.points import load_points
from acu.practice.dealing import deal, mixed, sets
from acu.practice.quiz import LEVELS, Quiz
from acu.questions import KINDS, questions

NOON = datetime(2026, 7, 27, 12)
DAY = timedelta(days=1)
POINTS = ["GB29", "GB30", "BL40"]


@pytest.fixture
def history(tmp_path):
    return History(tmp_path / "own" / "practice.csv")


@pytest.fixture(scope="module")
def quiz():
    """A quiz that tests deal to as they need."""
    return Quiz()


def keys(practice):
    return [question.key for question in practice.quiz.questions]


def answered(key, grade=3, **more):
    """An entry of the log, as the page writes it."""
    return {"question": key, "answer": "as given", "grade": grade, **more}


def marked(practice):
    """What the page adds to an entry about a mark: where, on whom and how hard it was."""
    asked = next(each for each in practice.quiz._questions if each["kind"] == "find")
    return {"level": asked["level"], "person": asked["person"], "view": "back", "x": 1.0, "y": 2.0}


def give(practice, *entries):
    practice.quiz.log = [*practice.quiz.log, *entries]


# --- what is dealt -------------------------------------------------------------------------------


def test_the_kinds_take_turns():
    dealt, due = deal(POINTS, cards=10)
    assert [question.kind for question in dealt[:5]] == list(KINDS)
    assert due == 0
    everything = mixed(questions(POINTS))
    assert sorted(q.key for q in everything) == sorted(q.key for q in questions(POINTS))
    firsts = [next(i for i, q in enumerate(everything) if q.kind == kind) for kind in KINDS]
    assert firsts == [0, 1, 2, 3, 4]


def test_what_is_due_comes_first_and_the_longest_due_at_the_beginning(history):
    for key, ago in (("press R03", 9), ("find BL40", 30), ("name GB29", 0)):
        history.add(key, "", "", "", 3, when=NOON - ago * DAY)
    dealt, due = deal(POINTS, answers=history.read(), now=NOON, cards=5)
    assert due == 2
    assert [question.key for question in dealt[:2]] == ["find BL40", "press R03"]
    assert "name GB29" not in [question.key for question in dealt]
    everything, _ = deal(POINTS, answers=history.read(), now=NOON, cards=1000)
    assert everything[-1].key == "name GB29"  # it rests
    later, due = deal(POINTS, answers=history.read(), now=NOON + 100 * DAY, cards=3)
    assert due == 3 and "name GB29" in [question.key for question in later]


def test_what_is_due_is_asked_by_the_clock_unless_a_time_is_given(history):
    history.add("find BL40", "", "", "", 3, when=datetime.now() - 300 * DAY)
    dealt, due = deal(POINTS, answers=history.read(), cards=1)
    assert (dealt[0].key, due) == ("find BL40", 1)
    zoned = deal(POINTS, answers=history.read(), now=datetime.now().astimezone(), cards=1)
    assert zoned[1] == 1


def test_a_round_may_be_of_one_kind_or_some(history):
    assert {
        q.kind for q in acu.practise(kinds=["find", "name"], history=history).quiz.questions
    } == {
        "find",
        "name",
    }
    assert {q.kind for q in acu.practise(kinds="order", history=history).quiz.questions} == {
        "order"
    }


def test_the_sets_are_those_of_the_tables():
    found, points = sets(), load_points()
    assert found["the article's three points"] == sorted(POINTS, key=list(points.index).index)
    assert found["all points"] == list(points.index)
    channels = {code for name, codes in found.items() if name.endswith("channel") for code in codes}
    assert channels == set(points.index)
    assert {"BL40", "GB30"} <= set(found["points used for the back"]) < set(points.index)


def test_two_learners_who_begin_are_asked_the_same(tmp_path):
    one, other = (acu.practise(seed=0, history=History(tmp_path / name)) for name in "ab")
    assert one.quiz.questions == other.quiz.questions
    assert one._repr_mimebundle_()["text/html"] == other._repr_mimebundle_()["text/html"]
    assert one.quiz.get_state(["_questions"]) == other.quiz.get_state(["_questions"])
    assert keys(acu.practise(seed=1, history=one.history)) != keys(one)


def test_another_round_asks_in_another_order(history):
    practice = acu.practise(history=history)
    before = keys(practice)
    practice.ask()
    assert keys(practice) != before and len(keys(practice)) == len(before)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"codes": ["B 54"]}, "no WHO code .* BL40"),
        ({"codes": ["bl40"]}, "no WHO code .* BL40"),
        ({"kinds": ["nope"]}, "no questions of the kind 'nope'; there are: find, name, which"),
        ({"kinds": "fnd"}, "no questions of the kind 'fnd'.*find"),
        ({"level": "hard"}, "no level 'hard'; levels are: landmarks, bare, another body, other"),
        ({"person": "Anna"}, "no person 'Anna'; there are: average woman"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(history, wrong, message):
    with pytest.raises(ValueError, match=message) as refused:
        acu.practise(*wrong.pop("codes", []), history=history, **wrong)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"points": "my knees"}, "no points 'my knees'; there are: the article's three points"),
        ({"kinds": "fnd"}, "no kinds .*fnd.*; there are: find, name, which, order, press"),
        ({"level": "hard"}, "no level 'hard'; levels are: landmarks, bare"),
    ],
)
def test_a_round_of_what_does_not_exist_is_refused_and_the_old_one_stays(history, wrong, message):
    practice = acu.practise(history=history)
    before = keys(practice)
    with pytest.raises(ValueError, match=message):
        practice.ask(**wrong)
    assert keys(practice) == before and practice.quiz.wanted["n"] == practice.quiz.dealt == 0


def test_what_the_page_wants_is_dealt(history):
    practice = acu.practise(history=history)
    wanted = {"points": "Stomach channel", "kinds": "find", "level": "bare", "n": 1}
    practice.quiz.wanted = practice.quiz.wanted | wanted
    assert {question.code[:2] for question in practice.quiz.questions} == {"ST"}
    assert {question["level"] for question in practice.quiz._questions} == {"bare"}
    assert practice.quiz.dealt == 1
    practice.ask(kinds=["name", "press"])
    assert {question.kind for question in practice.quiz.questions} == {"name", "press"}
    assert {question.code[:2] for question in practice.quiz.questions} <= {"ST", ""}


@pytest.mark.parametrize("kinds", [None, "find", ["which", "press"]])
def test_a_menu_says_what_is_asked(history, kinds):
    quiz = acu.practise("BL23", kinds=kinds, level="bare", history=history).quiz
    for name, offered in quiz._choices.items():
        values = [value for value, _ in offered]
        assert quiz.wanted[name] in values and len(set(values)) == len(values), name
    asked = {question.kind for question in quiz.questions}
    assert asked <= set(quiz.wanted["kinds"].split())


# --- how it is laid out --------------------------------------------------------------------------


def measures(quiz, asked):
    """What is measured for a question, by view."""
    name = f"{asked['code']} {asked['side'] or 'either'}"
    return {view: each[name] for view, each in quiz.targets.items() if name in each}


def laid(quiz, code="GB30", kind="find", level="landmarks", body=None):
    quiz.deal(questions([code], [kind]), level, body)
    return next(each for each in quiz._questions if each["code"] == code)


def test_of_a_place_the_page_has_all_that_it_needs_to_judge_and_explain(quiz):
    asked = laid(quiz)
    assert asked["ask"] == "Find GB30 Huántiào, Jumping Round."
    assert asked["view"] == asked["best"] == load_points().loc["GB30", "view"]
    assert asked["ring"]["cm"] == acu.precision.tolerance("GB30").cm
    assert f"{asked['ring']['cm']:.1f} cm" in asked["ring"]["said"]
    assert asked["cun"]["cm"] > 1 and asked["steps"] and asked["sources"]
    assert measures(quiz, asked)[asked["best"]]["rings"][0]


def test_a_ring_says_whose_marks_it_is_made_of(quiz):
    for code in load_points().query("drawn").index:
        scatter = acu.precision.scatter(code)
        if scatter is not None:
            said = laid(quiz, code)["ring"]["said"]
            assert f"{scatter.people} trained" in said and f"{scatter.area_95:g} cm²" in said
            return
    pytest.fail("no point has a scatter")


def test_beyond_the_first_level_the_view_gives_less_away(quiz):
    for code in ("BL40", "LU1", "GB29", "ST36", "GV4"):
        asked = laid(quiz, code, level="bare")
        assert VIEWS[asked["view"]].whole and asked["view"] != asked["best"]
        dots = sheet(quiz.body, asked["view"])[0]["dots"]
        assert code in {dot[0] for dot in dots}  # and yet it can be found there


def test_other_kinds_know_nothing_of_the_place_that_they_do_not_need(quiz):
    asked = laid(quiz, kind="name")
    assert measures(quiz, asked) == {} and asked["view"]
    asked = laid(quiz, "CV1", kind="which") if questions(["CV1"], ["which"]) else {"view": ""}
    assert asked["view"] == ""


def test_the_other_side_is_asked_for_and_measured_on_the_right(quiz):
    left = laid(quiz)
    either = measures(quiz, left)["back"]
    right = laid(quiz, level="other side")
    target = measures(quiz, right)["back"]
    assert right["ask"].endswith(", on the right side.") and right["side"] == "right"
    assert "side" in left and left["side"] == ""
    dots = sheet(quiz.body, "back")[0]["dots"]
    here = next(dot for dot in dots if dot[:2] == ["GB30", "right"])
    there = (-here[2], here[3])
    on, beside = (run_reading(quiz, target, xy) for xy in (here[2:4], there))
    assert on < 1 and (beside or 99) > 5
    assert max(run_reading(quiz, either, xy) for xy in (here[2:4], there)) < 1


def test_a_point_of_the_midline_has_no_other_side(quiz):
    asked = laid(quiz, "GV4", level="other side")
    assert asked["side"] == "" and "right" not in asked["ask"]


def test_on_level_three_it_is_another_body_and_each_round_another(history):
    practice = acu.practise(level="another body", history=history)
    seen = []
    for _ in range(2):
        sex, build = PEOPLE[practice.person]
        assert practice.quiz.body == acu.Body(sex, build=build)
        assert practice.person in practice.quiz.about
        seen.append(practice.person)
        practice.ask()
    assert "average woman" not in seen
    assert len(set(seen)) == 2


def test_the_measure_follows_the_body(history):
    thin, heavy = (
        acu.practise("BL25", kinds="find", person=person, history=history).quiz
        for person in ("thin woman", "heavy woman")
    )
    assert thin.targets["back"] != heavy.targets["back"]


def test_every_answer_that_can_be_given_can_be_kept(history):
    for question in questions(load_points().index):
        for option in question.options if question.kind != "order" else ():
            assert len(option) <= 200, question.key
        assert len(question.options) <= 9, question.key  # a key for each


# --- what is kept --------------------------------------------------------------------------------


@pytest.fixture
def practice(history):
    return acu.practise(history=history, now=NOON, cards=6)


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
        assert "not kept" in practice.told.value and "disk is full" in practice.told.value
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


def test_one_question_is_one(history):
    alone = acu.practise("GB29", kinds="find", history=history)
    assert alone.words == "Practice: 1 question about GB29, 0 answered"
    assert alone.quiz.about == "1 question, on the average woman."


def test_a_notebook_that_is_not_run_lists_the_questions_with_folded_answers(practice):
    shown = html.unescape(practice.still)
    assert practice.words == practice.quiz.words and practice.words in shown
    for question in practice.quiz.questions:
        assert question.ask in shown and question.why in shown
        assert all(option in shown for option in question.options)
    assert shown.count("<details") == shown.count("</details>") == len(practice.quiz.questions)


def test_python_counts_as_the_page_does(practice):
    one, two, *_ = keys(practice)
    give(practice, answered(one, 1), answered(two, 2), answered(one, 3))
    assert practice.quiz.right == {one, two}
    assert practice.quiz.words.endswith(", 2 answered")
    practice.quiz.begun = 3
    assert practice.quiz.right == set() and practice.quiz.words.endswith(", 0 answered")


# --- how the page judges -------------------------------------------------------------------------


def plain(value):
    """JSON for a script: bytes as what a widget makes of them, which is a DataView."""
    if isinstance(value, bytes):
        return f"new DataView(Uint8Array.of({','.join(map(str, value))}).buffer)"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)}: {plain(v)}" for name, v in value.items()) + "}"
    return json.dumps(value)


def run_reading(quiz, target, *places, sites=()):
    """What the script reads at places (mm) of a target, cm, where sites of the point are seen."""
    read = f"reading({plain(target)}, x, y, {json.dumps(sites)})"
    found = run(quiz, f"{json.dumps(places)}.map(([x, y]) => {read})")
    return found if len(places) > 1 else found[0]


@pytest.mark.parametrize(("code", "view"), [("GB30", "hip"), ("BL40", "back")])
def test_what_the_page_reads_is_the_way_over_the_skin(quiz, code, view):
    body, scene = acu.Body(), Scene(acu.Body(), view)
    target = measures(quiz, laid(quiz, code))[view]
    point = acu.atlas.location(code, body).point
    middle = scene.place(point)[0, :2] * (10, -10)
    spots = np.random.default_rng(5).uniform(-60, 60, (90, 2)) + middle
    places = scene.surface(spots / (10, -10))
    side = places[:, 0] > 0  # of the body: a mark on the other is measured to the point there
    chosen = np.flatnonzero(np.isfinite(places).all(axis=1) & side)[:30]
    assert len(chosen) == 30
    read = run_reading(quiz, target, *spots[chosen].tolist())
    off = np.abs(
        np.subtract(read, [acu.skin_distance(body, each, code) for each in places[chosen]])
    )
    # Where the skin turns away, a millimetre of the picture is several on the skin.
    assert np.sum(off < 0.15) >= 28 and off.max() < 1


@pytest.mark.parametrize("code", ["GB30", "SI1", "HT1", "EX-B2"])
def test_who_marks_the_very_dot_is_right_in_every_view(quiz, code):
    # Also at a rim, where the skin turns away within the grid.
    for level in ("landmarks", "other side"):
        asked = laid(quiz, code, level=level)
        for view, target in measures(quiz, asked).items():
            plain = sheet(quiz.body, view)[0]
            meant = f"{{code: {json.dumps(code)}, side: {json.dumps(asked['side'])}}}"
            sites = run(quiz, f"sitesOf({{dots: {json.dumps(plain['dots'])}}}, {meant})")
            if sites:
                read = run_reading(quiz, target, *sites, *sites, sites=sites)
                assert max(read) <= 0.1, view


def test_beside_the_body_and_out_of_reach_nothing_is_read(quiz):
    target = measures(quiz, laid(quiz, "BL40"))["back"]
    assert run_reading(quiz, target, (0, -300), (-10_000, 0), (0, -1500)) == [None] * 3


def test_a_window_on_other_bytes_is_read_rightly(quiz):
    # A widget's buffer may be a part of a larger one.
    cm = "new DataView(Uint8Array.of(9, 9, 10, 20, 30, 255).buffer, 2)"
    target = f"{{x: 0, y: 0, step: 10, columns: 2, cm: {cm}}}"
    places = [[0, 0], [10, 0], [5, 0], [0, 5], [10, 10], [-9, 0]]
    read = run(quiz, f"{places}.map(([x, y]) => reading({target}, x, y))")
    assert read == [1, 2, 1.5, 2, None, None]
    assert run(quiz, "reading(undefined, 0, 0)") is None


@pytest.mark.parametrize(
    ("cm", "grade"), [(0, 3), (2.5, 3), (2.6, 2), (5.0, 2), (5.1, 1), (None, 1)]
)
def test_a_mark_is_right_in_the_ring_and_near_within_twice_the_ring(quiz, cm, grade):
    assert run(quiz, f"graded({json.dumps(cm)}, 2.5)") == grade


def test_the_distance_is_said_in_cm_and_cun(quiz):
    question = "{cun: {cm: 2, said: 'a cun is 2.0 cm'}, ring: {cm: 2.5}, reach: 20}"
    said = run(quiz, f"[1, 2.5, 2.6, 5, 5.1, null].map((cm) => farSaid({question}, {{cm}}))")
    assert said[0] == "1.0 cm along the skin, or 0.5 cun (a cun is 2.0 cm). Inside the ring."
    assert [words.partition("). ")[2] for words in said[1:5]] == [
        "Inside the ring.",
        "Outside the ring, but less than twice as far.",
        "Outside the ring, but less than twice as far.",
        "Outside the ring.",
    ]
    assert said[5] == "Your mark is more than 20 cm away, or not on the body."


def standing(quiz, names, log):
    asked = [{"key": name} for name in names]
    log = [{"question": name, "grade": grade} for name, grade in log]
    said = "[now.queue.map(({key}) => key).join(''), now.right, now.asked.size]"
    return run(quiz, f"((now) => {said})(standing({asked}, {log}))")


def test_a_wrong_one_comes_again_once_at_the_end(quiz):
    assert standing(quiz, "abc", []) == ["abc", 0, 0]
    assert standing(quiz, "abc", [("a", 1)]) == ["bca", 0, 1]
    assert standing(quiz, "abc", [("a", 1), ("b", 2), ("c", 3)]) == ["a", 2, 3]
    assert standing(quiz, "abc", [("a", 1), ("b", 2), ("c", 3), ("a", 1)]) == ["", 2, 3]
    assert standing(quiz, "abc", [("a", 1), ("b", 1), ("c", 3), ("a", 3)]) == ["b", 1, 3]
    assert standing(quiz, "abc", [("a", 1), ("b", 1), ("c", 3), ("a", 1)]) == ["b", 1, 3]
    assert standing(quiz, "abc", [("x", 1)]) == ["abc", 0, 0]  # of another round


def test_the_last_one_does_not_come_again_with_its_answer_still_in_sight(quiz):
    assert standing(quiz, "ab", [("a", 3), ("b", 1)]) == ["", 1, 2]
    assert standing(quiz, "ab", [("a", 1), ("b", 1)]) == ["ab", 0, 2]


def test_steps_of_one_rank_may_be_swapped_and_no_others(quiz):
    ranks = [2, 0, 0, 3]  # of the steps as they are shown
    said = run(
        quiz,
        f"[[1,2,0,3], [2,1,0,3], [1,0,2,3], [3,0,1,2], [1,2,3,0]].map((o) => inOrder(o, {ranks}))",
    )
    assert said == [True, True, False, False, False]


def test_of_every_order_the_right_one_is_taken_and_the_shown_one_refused(quiz):
    asked = [
        (list(q.right), [q.options.index(o) for o in q.answer])
        for q in questions(load_points().index, ["order"])
    ]
    shown = [[ranks, list(range(len(ranks)))] for ranks, _ in asked]
    assert len(asked) > 50
    assert all(run(quiz, f"{json.dumps(asked)}.map(([ranks, order]) => inOrder(order, ranks))"))
    assert not any(run(quiz, f"{json.dumps(shown)}.map(([ranks, order]) => inOrder(order, ranks))"))


# --- the mirrored body ---------------------------------------------------------------------------


def mirrored(quiz, plain, times=1):
    """A sheet mirrored, and again as if it were a left half."""
    other = "({left: 'right', right: 'left'})[side] ?? side"
    back = f"({{...s, dots: s.dots.map(([code, side, ...xy]) => [code, {other}, ...xy])}})"
    act = "mirrored(s)" if times == 1 else f"mirrored(((s) => {back})(mirrored(s)))"
    return run(quiz, f"((s) => {act})({json.dumps(plain)})")


@pytest.mark.parametrize("view", ["hip", "knee_back", "hand_thumb", "left"])
def test_one_half_becomes_the_other_within_the_same_frame(quiz, view):
    plain = sheet(acu.Body(), view)[0]
    turned = mirrored(quiz, plain)
    left, _, width, _ = plain["box"]
    assert turned["box"] == plain["box"] and len(turned["dots"]) == len(plain["dots"])
    for (code, side, x, *rest), (turned_code, turned_side, turned_x, *turned_rest) in zip(
        plain["dots"], turned["dots"], strict=True
    ):
        assert (code, rest) == (turned_code, turned_rest)
        assert turned_side == {"left": "right"}.get(side, side)
        assert x - left == pytest.approx(left + width - turned_x, abs=0.11)  # mm, to a tenth
    assert "right" in turned["title"].lower() and "left" not in turned["title"].lower()


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_mirrored_twice_it_is_the_sheet_again(quiz, view):
    plain = sheet(acu.Body(), view)[0]
    again = mirrored(quiz, plain, 2)
    if Scene(acu.Body(), view).both_sides:
        assert mirrored(quiz, plain)["dots"] == plain["dots"]
        assert mirrored(quiz, plain)["title"] == plain["title"]
    places = [[dot[2:4] for dot in each["dots"]] for each in (plain, again)]
    assert np.allclose(*places, atol=0.11)
    assert sorted(again["ways"]) == sorted(plain["ways"])
    for code, way in plain["ways"].items():
        assert numbers(again["ways"][code]) == pytest.approx(numbers(way), abs=0.11), code
    for part in ("outline", "section", "ghost", "lines", "fade"):
        assert numbers(again[part]) == pytest.approx(numbers(plain[part]), abs=0.11), part


def numbers(thing):
    """All numbers in what a sheet holds, also in path data."""
    if isinstance(thing, dict):
        return [n for name in sorted(thing) for n in numbers(thing[name])]
    if isinstance(thing, list):
        return [n for each in thing for n in numbers(each)]
    if isinstance(thing, str):
        return [float(n) for n in re.findall(r"-?[\d.]+", thing)]
    return [float(thing)] if isinstance(thing, (int, float)) else []


def test_both_halves_in_sight_is_the_same_for_python_and_for_the_page(quiz):
    # Python measures from the left site, and the page mirrors, where only one half is seen.
    for sex, build in PEOPLE.values():
        body = acu.Body(sex, build=build)
        for view in VIEWS:
            one = run_one_sided(sheet(body, view)[0])
            assert one != Scene(body, view).both_sides, (sex, build, view)


def run_one_sided(sheet):
    return not any(side == "right" for _, side, *_ in sheet["dots"])


def test_levels_and_their_words_go_together(history):
    practice = acu.practise(history=history)
    assert [name for name, _ in practice.quiz._choices["level"]] == list(LEVELS)
    assert set(LEVELS) < set(acu.memory.LEVELS)


@pytest.mark.parametrize("cards", [0, -1, 2.5])
def test_a_round_without_questions_is_refused(cards):
    with pytest.raises(ValueError, match="whole number of questions, 1 or more"):
        acu.practise(cards=cards)


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


@pytest.mark.parametrize(
    ("kind", "right", "chosen", "grade"),
    [("press", 2, 2, 3), ("press", 2, 3, 2), ("press", 2, 1, 1), ("which", 1, 2, 1)],
)
def test_who_takes_more_care_than_need_be_is_not_wrong(quiz, kind, right, chosen, grade):
    asked = {"kind": kind, "right": right, "options": list("abcd")}
    assert run(quiz, f"chosenWell({json.dumps(asked)}, {chosen})") == grade
    verdict = run(quiz, f"verdictOn({json.dumps(asked)}, {{grade: {grade}}})")
    assert verdict.startswith({3: "✓ Right.", 2: "◐ Safe", 1: "✗ Not yet."}[grade])
    assert (f"{right + 1} is right." in verdict) == (grade < 3)

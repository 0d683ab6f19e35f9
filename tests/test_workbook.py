"""The frame that is the same in each lesson: the way in, the checks, the recap, the way on."""

import ast
import re

import pytest
from lesson_read import LESSONS, LINK, MARK, RECAP, SOURCES, of, read

import acu
from acu import safety, tables
from acu.timer import session

POINTS = LESSONS[4:7]  # a point each
FOLD = re.compile(
    r"<details><summary>Answer</summary>\n(?P<answer>.+?)\n</details>(?=\n|$)", re.DOTALL
)
# Something to find out, to do or to think of, before what is below is looked at.
ASKED = re.compile(
    r"\*\*(Guess first|Think first|Before you (look|start)|Look here|Try this|What could go wrong)"
    r"|\?$",
    re.MULTILINE,
)
# What shows by itself, with no question: nobody guesses sources.
UNASKED = {"All sources"}
# What no lesson says of pressing.
PROMISES = re.compile(
    r"\b(cures?|cured|heals?|healed|relieves|guaranteed?|will help|helps? against|works wonders"
    r"|makes? (the|your) pain go)\b",
    re.IGNORECASE,
)
PRESSED = "acu.PressTimer(", "acu.guided_session("


@pytest.fixture(params=LESSONS)
def lesson(request):
    return read(request.param)


# --- the way in, and the way on ------------------------------------------------------------------


def test_the_lessons_are_numbered_in_order():
    assert [name[:3] for name in LESSONS] == [f"{number:02}_" for number in range(1, 14)]


@pytest.mark.parametrize(("number", "name"), list(enumerate(LESSONS, start=1)))
def test_the_first_cell_says_what_why_how_long_and_how_to_start(number, name):
    opening = read(name).opening
    assert re.match(r"# \S", opening)
    told = opening.split("**What you will do**")[1]
    assert 2 <= len(re.findall(r"^\* ", told, re.MULTILINE)) <= 4
    (line,) = re.findall(r"^\*Lesson .*\*$", told, re.MULTILINE)
    assert line.startswith(f"*Lesson {number} of {len(LESSONS)}. ")
    assert re.search(r"\d+ minutes|As long as you like", line)
    assert "**To start:** choose *Run* in the menu at the top, then *Run All Cells*." in told


def test_the_second_cell_gets_ready_and_is_folded(lesson):
    ready = lesson.cells[1]
    assert ready.cell_type == "code" and ready.metadata["jupyter"]["source_hidden"] is True
    kinds = {type(line) for line in ast.parse(ready.source).body}
    assert kinds <= {ast.Import, ast.Assign} and ready.outputs == []
    others = [cell for cell in lesson.cells if cell.cell_type == "code"][1:]
    assert not any(cell.metadata.get("jupyter") for cell in others)


def test_every_link_leads_to_a_lesson_and_says_which(lesson):
    for words, target in LINK.findall(lesson.text):
        assert target in LESSONS
        number, title = words.split(". ", 1)
        assert int(number) == LESSONS.index(target) + 1
        assert read(target).opening.splitlines()[0].startswith(f"# {title}")


@pytest.mark.parametrize(("at", "name"), list(enumerate(LESSONS)))
def test_the_recap_leads_back_and_on_and_from_the_end_to_the_start(at, name):
    way = LINK.findall(read(name).recap.splitlines()[-1])
    back = [LESSONS[at - 1]] if at else []
    assert [target for _, target in way] == [*back, LESSONS[(at + 1) % len(LESSONS)]]
    assert [target for _, target in LINK.findall(read(name).opening)][:1] == back


# --- asking before telling -----------------------------------------------------------------------


def unasked(lesson):
    """Sections that show something before anything was asked."""
    for heading, cells in lesson.sections:
        first = next((i for i, cell in enumerate(cells) if cell.cell_type == "code"), None)
        if first is None or heading in UNASKED:
            continue
        said = "\n".join(cell.source for cell in cells[:first])
        runs = any(cell.source.startswith(PRESSED) for cell in cells)
        if not (runs or RECAP.endswith(heading) or ASKED.search(said)):
            yield heading


def test_each_section_asks_before_it_shows(lesson):
    assert list(unasked(lesson)) == []


def test_answers_are_folded_and_a_question_stands_right_above(lesson):
    for text in lesson.prose:
        assert text.count("<details") == len(FOLD.findall(text))
        for fold in FOLD.finditer(text):
            assert text[: fold.start()].endswith("\n\n")  # else Markdown eats the answer
            question = text[: fold.start()].strip().split("\n\n")[-1]
            assert "?" in question or re.search(r"\b(Say|Name) ", question)
            assert fold["answer"].strip()


def test_there_are_at_least_three_checks(lesson):
    assert sum(bool(FOLD.search(text)) for text in lesson.prose) >= 3


def test_the_recap_has_a_few_lines_and_comes_after_everything_that_is_taught(lesson):
    assert lesson.text.count(RECAP) == 1
    assert 3 <= len(re.findall(r"^\* ", lesson.recap, re.MULTILINE)) <= 4
    sources = lesson.text.split(RECAP)[1]
    assert "<details" not in sources and "**Check" not in sources
    assert lesson.cells[-1].source == lesson.code[-1]


def test_no_cell_has_more_than_five_lines_of_code(lesson):
    shown = lesson.code[:-1]  # the last one lists the sources, and may need a line for each
    assert [code for code in shown if len(code.splitlines()) > 5] == []


# --- what is said, and who says so ---------------------------------------------------------------


def test_sources_are_in_the_table_and_the_lesson_lists_those_it_names(lesson):
    assert lesson.marks <= SOURCES
    if lesson.listed == sorted(SOURCES):  # the last lesson for learners lists all
        return
    assert lesson.listed == sorted(lesson.marks)


def test_only_the_last_lesson_for_learners_lists_every_source():
    every = [name for name in LESSONS if read(name).listed == sorted(SOURCES)]
    assert every == ["12_going_further.ipynb"]


def test_small_print_is_sources_only(lesson):
    for small in MARK.findall(lesson.text):
        assert re.fullmatch(r"\[\w+\]( \[\w+\])*", small)


def test_no_lesson_promises_anything(lesson):
    assert PROMISES.findall(lesson.text) == []


def test_the_two_54_are_never_named_without_bl40(lesson):
    said = "\n".join([lesson.text, *lesson.code])
    if re.search(r"\bB ?54\b|\bBL ?54\b|\bUB ?54\b", said):
        assert "BL40" in lesson.text


# --- care ----------------------------------------------------------------------------------------


def unchecked(lesson):
    """Timers that have no questions in the two cells above."""
    for i, cell in enumerate(lesson.cells):
        if cell.source.startswith(PRESSED):
            above = [cell.source for cell in lesson.cells[max(i - 2, 0) : i]]
            if "acu.check_first(folded=True)" not in above:
                yield cell.source


def test_the_danger_signs_come_before_every_timer(lesson):
    assert list(unchecked(lesson)) == []


def test_the_danger_signs_stand_open_in_the_first_lesson_before_anything_is_pressed():
    first = read(LESSONS[0])
    assert "acu.check_first()" in first.code
    assert not any(code.startswith(PRESSED) for code in first.code)


@pytest.mark.parametrize("name", POINTS)
def test_a_point_is_found_then_known_then_cared_for_then_pressed(name):
    headings = [heading for heading, _ in read(name).sections]
    order = ["Find it", "What lies under the skin", "What the article says"]
    order += ["Care at this point", "How to press", "Press it", "Check yourself"]
    assert [heading for heading in headings if heading in order] == order


# --- each check above can fail -------------------------------------------------------------------


TITLE = "# A title"


def test_a_section_that_shows_before_it_asks_is_found():
    told = of(TITLE, "## Told\n\nHere it is.", ("gb29.place",), "Who would have thought?")
    asked = of(TITLE, "## Asked\n\n**Guess first:** where is it?", ("gb29.place",))
    assert (list(unasked(told)), list(unasked(asked))) == (["Told"], [])


def test_a_timer_without_questions_is_found():
    timer, check = ("acu.PressTimer('GB29')",), ("acu.check_first(folded=True)",)
    assert list(unchecked(of(TITLE, "Press.", timer))) == list(timer)
    assert list(unchecked(of(TITLE, check, "Press.", timer))) == []


@pytest.mark.parametrize(
    "sentence", ["GB29 cures a sore hip.", "This will help you.", "Pressing relieves pain."]
)
def test_a_promise_is_found(sentence):
    assert PROMISES.search(sentence)
    assert not PROMISES.search("It is healthy, and secure. No trial shows that it works.")


# --- numbers that the prose says in words --------------------------------------------------------


def test_the_prose_counts_questions_claims_and_people_as_the_tables_do():
    start, article, ruler = (read(name).text for name in LESSONS[:3])
    assert "answer ten questions" in start and len(safety.questions()) == 10
    claims = tables.read("claims")
    assert "25 sentences, and they make 36 claims" in " ".join(article.split())
    assert len(claims) == 36 and claims["sentence"].max() == 25
    people = tables.read("cun_spread").query("measure == 'stature'")["people"].sum()
    assert f"{people:,} soldiers" in ruler


def test_what_the_prose_says_of_a_class_is_what_its_plan_says():
    text, plan = " ".join(read(LESSONS[12]).text.split()), acu.plan_class()
    points = plan.blocks.loc["point"]
    assert "27 of 60" in text and (points["end"] - points["start"]).sum() == 27
    assert "Half an hour holds three points" in text
    with pytest.raises(ValueError, match="30 minutes hold up to 3 points"):
        acu.plan_class("GB29", "GB30", "BL40", "LI4", minutes=30)
    # 5 of 30 minutes are a sixth.
    rest = plan.blocks.query("start >= 30")
    assert "5 minutes over, and 30 minutes" in text and (rest["end"] - rest["start"]).sum() == 30


def test_the_sum_of_the_session_is_the_time_that_its_timer_takes():
    (line,) = [line for line in read(LESSONS[7]).code if line[0].isdigit()]
    minutes = eval(line)
    assert minutes * 60 == sum(phase["seconds"] for phase in session.plan())

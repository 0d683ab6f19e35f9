"""The workbook as one book: through all lessons as a learner goes, and a lesson by keys alone."""

import re
import shutil

import pytest
from learner import Learner
from lesson_read import FOLDER, LESSONS
from playwright.sync_api import expect


@pytest.fixture
def learner(lab_and_chromium, open_notebook, tmp_path):
    """Opens a lesson, with all the others in the same folder, as after a clone."""
    lab, _ = lab_and_chromium
    of_others = {session["id"] for session in lab.ask("GET", "sessions")}

    def own():
        sessions = lab.ask("GET", "sessions")
        return [session for session in sessions if session["id"] not in of_others]

    def opened(name):
        notebook = open_notebook(name)
        (session,) = own()
        folder = (lab.folder / session["path"]).parent
        for other in set(LESSONS) - {name}:
            shutil.copy(FOLDER / other, folder)
        return Learner(notebook, tmp_path / "own")

    yield opened
    for session in own():
        lab.ask("DELETE", f"sessions/{session['id']}")


def check_first(learner):
    for choice in learner.part("screening").get_by_label("No", exact=True).all():
        choice.check()
    expect(learner.part("screening").locator("[aria-current=true]")).to_contain_text("Go on")


def sort_two_cards(learner):
    cards = learner.part("claimcards")
    for _ in range(2):
        claim = cards.locator(".claim").inner_text()
        cards.get_by_role("button", name="Tradition").click()
        expect(cards.get_by_text("Fairly said:").first).to_be_visible()
        cards.get_by_role("button", name="Next card").click()
        expect(cards.locator(".claim")).not_to_have_text(claim)


def measure_a_leg(learner):
    # The lesson's own sum: 40 cm from the crease to the ankle bone, divided by 16.
    ruler = learner.part("lesson")
    ruler.get_by_label("Your length, cm").first.fill("40")
    leg = ruler.locator("tbody").filter(has_text="Leg, 16 cun")
    expect(leg).to_contain_text("2.50 cm, measured")


def see_the_bones(learner):
    plates = learner.lesson.locator(".jp-OutputArea-output img")
    named = " ".join(plate.get_attribute("alt") for plate in plates.all()).lower()
    for landmark in ("front tip", "bump", "notch", "crease"):
        assert landmark in named
    assert all(plates.evaluate_all("all => all.map(plate => plate.naturalWidth)"))


def halve_the_string(learner):
    learner.steps_to_the_end("GB29 Jūliáo")
    learner.may_answer_first()
    learner.presses_a_little()


def see_both_places(learner):
    learner.steps_to_the_end("Second place WHO prints")
    learner.may_answer_first()
    learner.presses_a_little()


def tell_40_from_54(learner):
    answer = learner.lesson.locator(".jp-OutputArea-output").first
    expect(answer).to_contain_text("BL40")
    expect(answer).to_contain_text("BL54")
    learner.steps_to_the_end("BL40 Wěizhōng")
    learner.may_answer_first()
    learner.presses_a_little()


def press_and_keep_nothing(learner):
    learner.may_answer_first()
    session = learner.part("lesson")
    session.get_by_label("Pain before").select_option("6, medium")
    learner.presses_a_little()
    session.get_by_label("Pain after").select_option("4, medium")
    expect(session.locator(".book img")).to_have_attribute("alt", re.compile("diary is empty"))


def look_up_the_54(learner):
    explorer = learner.part("explorer")
    explorer.get_by_label("Code or name").press_sequentially("B 54")
    expect(explorer.get_by_role("status").filter(has_text="2 of")).to_be_visible()
    codes = explorer.locator("tbody tr:not([hidden]) th").all_inner_texts()
    assert codes == ["BL40", "BL54"]


def answer_a_question(learner):
    round_of_twelve = learner.part("practice")
    round_of_twelve.get_by_role("application").click()
    round_of_twelve.get_by_role("button", name="Check my mark").click()
    expect(round_of_twelve.get_by_text("1 of 12 answered")).to_be_visible()
    expect(round_of_twelve.locator("[data-part=far]")).to_contain_text("cm")


def see_the_marks_of_71_doctors(learner):
    plates = learner.lesson.locator(".jp-OutputArea-output img")
    named = " ".join(plate.get_attribute("alt") for plate in plates.all())
    assert "71 trained doctors" in named
    assert "None of yours is kept yet." in named


def tell_two_futus_apart(learner):
    asked = learner.lesson.get_by_label("Or type it")
    asked.fill("Futu")
    asked.press("Enter")
    for code in ("LI18", "ST32"):
        expect(learner.lesson.get_by_role("button", name=re.compile(code))).to_be_visible()


def lead_a_class(learner):
    desk, clock = learner.part("lesson"), learner.part("classclock")
    desk.get_by_label("How long").select_option("30 minutes")
    expect(desk.get_by_role("row", name=re.compile("^28–30 Debrief"))).to_be_visible()
    clock.get_by_role("button", name="Start", exact=True).click()
    clock.get_by_role("button", name="Next block", exact=True).click()
    expect(clock.get_by_role("heading")).to_have_text("Safety first")
    call = learner.part("coldcall")
    call.get_by_role("button", name="Show answer").click()
    expect(call.get_by_role("button", name="Next question")).to_be_visible()
    learner.may_answer_first()
    learner.presses_a_little()


DEEDS = [
    check_first,
    sort_two_cards,
    measure_a_leg,
    see_the_bones,
    halve_the_string,
    see_both_places,
    tell_40_from_54,
    press_and_keep_nothing,
    look_up_the_54,
    answer_a_question,
    see_the_marks_of_71_doctors,
    tell_two_futus_apart,
    lead_a_class,
]


def test_from_the_first_lesson_to_the_last_and_back(learner):
    learner = learner(LESSONS[0])
    for name, deed in zip(LESSONS, DEEDS, strict=True):
        learner.is_at(name)
        learner.notebook.run_all()
        deed(learner)
        learner.opens_an_answer()
        learner.reads_the_recap()
        learner.finds_no_fault()
        learner.goes_on()
    learner.is_at(LESSONS[0])
    went_on = learner.part("screening").locator("[aria-current=true]")
    expect(went_on).to_contain_text("Go on")  # as it was left
    assert not learner.home.exists()


def test_a_whole_lesson_by_keys_alone(learner):
    before, here = "04_finding_bones.ipynb", "05_gb29_hip.ipynb"
    learner = learner(before)
    learner.is_at(before)
    learner.notebook.draw_all()
    learner.tab_to("5. GB29, at the side of the hip")
    learner.finds_no_fault()
    learner.press("Enter")

    learner.is_at(here)
    learner.notebook.draw_all()
    learner.runs_all_by_keys()
    told = learner.part("bodymap").locator("[data-part=told]")
    learner.tab_to("Next")
    while learner.button("Next").get_attribute("aria-disabled") == "false":
        said = told.inner_text()
        learner.press("Enter")
        expect(told).not_to_have_text(said)
    expect(told).to_contain_text("GB29 Jūliáo")

    answers = learner.lesson.locator(".jp-MarkdownCell details")
    learner.tab_to("Answer")
    learner.press("Space")
    expect(answers.first).to_contain_text("8 cm. Half-way is half-way", use_inner_text=True)

    learner.tab_to("Check first")
    learner.press("Enter")
    for _ in learner.part("screening").get_by_label("No", exact=True).all():
        learner.press("Tab", "Space", "ArrowRight")  # to the next question, yes, no
    expect(learner.part("screening").locator("[aria-current=true]")).to_contain_text("Go on")

    now = learner.part("timer").locator(".card.here")
    learner.tab_to("Start")
    learner.press("Space")
    expect(now).to_contain_text("Get ready")
    learner.tab_to("Skip")
    learner.press("Enter")
    expect(now).to_contain_text("Press the left side")
    learner.tab_to("Stop")
    learner.press("Space")
    expect(now).to_contain_text("Stopped")

    learner.tab_to("Answer")
    learner.press("Enter")
    told = answers.filter(has_text="The front tip of the hip bone and the bump")
    expect(told).to_contain_text("The point is half-way.", use_inner_text=True)

    learner.tab_to("6. GB30, in the buttock")
    expect(learner.recap.get_by_role("link").last).to_be_focused()
    expect(learner.recap).to_be_in_viewport()
    learner.finds_no_fault()
    assert not learner.home.exists()

"""The workbook as one book: through all lessons as a learner goes, and a lesson by keys alone."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

FOLDER = Path(__file__).parents[2] / "notebooks"
LESSONS = sorted(path.name for path in FOLDER.glob("*.ipynb"))
# What has the focus: the element, and what it is called.
FOCUS = """() => {
    const here = document.activeElement;
    return [here.tagName, (here.ariaLabel ?? here.textContent).trim()];
}"""


class Learner:
    """Somebody at the workbook, with a folder of their own that is not there yet."""

    def __init__(self, notebook, home):
        self.notebook, self.page, self.home = notebook, notebook.page, home
        self.lesson = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        self.recap = self.lesson.locator(".jp-MarkdownCell").filter(
            has=self.page.get_by_role("heading", name="What you have learned")
        )

    # -- what happens in each lesson --------------------------------------------------------------

    def is_at(self, name):
        """Wait until a lesson is open in the foreground and its kernel is there."""
        title, *_ = nbformat.read(FOLDER / name, as_version=4).cells[0].source.splitlines()
        expect(self.lesson.get_by_role("heading", level=1)).to_contain_text(title[2:])
        self.notebook.wait_until_idle()
        self.notebook.python(f"__import__('os').environ.update(ACU_HOME={str(self.home)!r})")
        self.written = self.sources

    @property
    def sources(self):
        return [cell["source"] for cell in self.notebook.cells]

    def finds_no_fault(self):
        """Nothing went wrong, nothing came from elsewhere, and no cell was touched."""
        assert self.notebook.errors == []
        assert self.notebook.problems == [] and self.notebook.foreign == []
        assert self.sources == self.written

    def opens_an_answer(self):
        fold = self.lesson.locator(".jp-MarkdownCell details").first
        fold.scroll_into_view_if_needed()
        expect(fold).to_have_text("Answer", use_inner_text=True)
        fold.locator("summary").click()
        expect(fold).to_have_text(re.compile(r"Answer\s+\w.{10}", re.DOTALL), use_inner_text=True)

    def reads_the_recap(self):
        self.recap.scroll_into_view_if_needed()
        expect(self.recap).to_be_in_viewport()
        expect(self.recap.get_by_role("listitem").first).to_be_visible()

    def goes_on(self):
        """Click the last link of the recap."""
        self.recap.get_by_role("link").last.click()

    # -- what a lesson is about -------------------------------------------------------------------

    def part(self, name):
        """The first of our own widgets of a kind that stands in this lesson."""
        return self.lesson.locator(f".acu.{name}").first

    def steps_to_the_end(self, last):
        """Follow the construction on the map with Next, until there is no next step."""
        told, on = self.part("bodymap").locator("[data-part=told]"), self.button("Next")
        expect(on).to_have_attribute("aria-disabled", "false")
        while on.get_attribute("aria-disabled") == "false":
            before = told.inner_text()
            on.click()
            expect(told).not_to_have_text(before)
        expect(told).to_contain_text(last)

    def button(self, name):
        return self.part("bodymap").get_by_role("button", name=name, exact=True)

    def presses_a_little(self):
        """Start the timer, press a while, and stop."""
        timer = self.part("timer")
        left, now = timer.get_by_role("timer"), timer.locator(".card.here")
        before = left.inner_text()
        timer.get_by_role("button", name="Start", exact=True).click()
        expect(now).to_contain_text("Get ready")
        expect(left).not_to_have_text(before)  # a second has gone by
        timer.get_by_role("button", name="Skip", exact=True).click()
        expect(now).to_contain_text("Press the left side")
        timer.get_by_role("button", name="Stop", exact=True).click()
        expect(now).to_contain_text("Stopped")

    def may_answer_first(self):
        """The ten questions stand above the timer, folded up."""
        fold = self.part("screening")
        expect(fold.get_by_text("Not answered yet")).to_be_visible()
        expect(fold.get_by_label("No", exact=True).first).to_be_hidden()

    # -- by keys ----------------------------------------------------------------------------------

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, name, key="Tab"):
        """Press Tab until the focus is on what has this name, or begins with it."""
        passed = []
        while not (passed and passed[-1][1].startswith(name)):
            assert len(passed) < 90, f"Tab does not lead to {name!r} but to {passed}"
            self.press(key)
            passed.append(self.page.evaluate(FOCUS))

    def runs_all_by_keys(self):
        """Go to the menu at the top, to Run, and down to Run All Cells."""
        self.tab_to("File", "Shift+Tab")
        self.press("ArrowRight", "ArrowRight", "ArrowRight")
        assert self.page.evaluate(FOCUS) == ["LI", "Run"]
        self.press("Enter")
        chosen = self.page.locator(".lm-Menu-item.lm-mod-active .lm-Menu-itemLabel")
        while chosen.inner_text() != "Run All Cells":
            before = chosen.inner_text()
            self.press("ArrowDown")
            expect(chosen).not_to_have_text(before)
        self.press("Enter")
        expect(self.part("timer")).to_be_visible()
        self.notebook.python("0")  # the kernel answers this when it has run every cell
        self.notebook.draw_all()


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


# --- the one thing that each lesson is about -----------------------------------------------------


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

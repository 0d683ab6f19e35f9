"""Somebody at the workbook in a browser."""

import re

import nbformat
from lesson_read import FOLDER
from playwright.sync_api import expect

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

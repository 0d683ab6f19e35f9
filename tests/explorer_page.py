"""The explorer on a page, and what a person does with it."""

import re

from playwright.sync_api import expect

import acu


class Explorer:
    """The explorer on the page."""

    def __init__(self, notebook):
        self.notebook, self.page = notebook, notebook.page
        self.every = acu.load_points().index
        self.root = self.page.locator(".explorer")
        self.table = self.root.locator(".pointtable")
        self.map = self.root.get_by_role("listbox", name="Points:")
        self.choice = self.table.locator("tr:has([aria-current=true])")

    def ask(self, **asked):
        """Set filters by their labels, as `region="hip"`; others are left as they are."""
        for label, value in asked.items():
            control = self.root.get_by_label(label.replace("_", " "), exact=False).first
            if control.evaluate("element => element.tagName") == "SELECT":
                control.select_option(label=value)
            else:
                control.fill(value)

    def shows(self, count):
        """Wait until so many points are shown."""
        said = f"{count} of {len(self.every)} points shown"
        expect(self.table.get_by_role("status")).to_have_text(said)

    @property
    def rows(self):
        """Codes of the rows that are to be seen, from the top."""
        return self.table.locator("tbody tr:not([hidden]) th").all_inner_texts()

    @property
    def dots(self):
        """Codes of the dots of this view that can be chosen, and of all."""
        dots = self.map.locator("[role=option]")
        labels = dots.evaluate_all(
            "all => all.map(dot => [dot.ariaLabel, dot.ariaHidden !== 'true'])"
        )
        return {name.split()[0] for name, can in labels if can}, {n.split()[0] for n, _ in labels}

    def chosen_is(self, code):
        """Wait until table and map have one and the same point chosen."""
        expect(self.choice.locator("th")).to_have_text(code)
        dot = self.map.locator("[role=option][aria-selected=true]").first
        expect(dot).to_have_attribute("aria-label", re.compile(rf"^{code} "))

    def reset(self):
        self.root.get_by_role("button", name="Reset").click()
        self.shows(len(self.every))


def active(explorer):
    """What has the focus: tag, text or label, and the code of its row if it is in one."""
    return explorer.page.evaluate(
        """() => {
            const {activeElement: here} = document;
            const label = here.labels?.[0]?.textContent ?? here.textContent;
            return [here.tagName, label.trim(), here.closest('tr')?.dataset.code ?? ''];
        }"""
    )


def tab_until(explorer, wanted):
    """Press Tab until the focus is where it is wanted; give up after a while."""
    for _ in range(40):
        explorer.page.keyboard.press("Tab")
        if wanted(*active(explorer)):
            return
    raise AssertionError(f"not reached by Tab; the focus is on {active(explorer)}")


def sources(explorer):
    return [cell["source"] for cell in explorer.notebook.cells]

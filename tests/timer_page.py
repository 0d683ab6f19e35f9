"""The press timer on a page whose clock can be held."""

from kernel_hears import python_hears

SESSION = "import acu\ntimer = acu.PressTimer('GB29', 'SP6', seconds=90, sides='both')\ntimer"
# Begin of each phase of SESSION in seconds, and what is said: get ready 15, press 90, change 10,
# press 90, massage 30, twice.
SAID = [
    (0, "GB29 Jūliáo: Get ready, 15 seconds."),
    (15, "GB29 Jūliáo: Press the left side, 1 minute 30 seconds."),
    (45, "One minute left."),
    (95, "Ten seconds left."),
    (105, "GB29 Jūliáo: Change sides, 10 seconds."),
    (115, "GB29 Jūliáo: Press the right side, 1 minute 30 seconds."),
    (145, "One minute left."),
    (195, "Ten seconds left."),
    (205, "GB29 Jūliáo: Massage, 30 seconds."),
    (225, "Ten seconds left."),
    (235, "SP6 Sānyīnjiāo: Get ready, 15 seconds."),
    (250, "SP6 Sānyīnjiāo: Press the left side, 1 minute 30 seconds."),
    (280, "One minute left."),
    (330, "Ten seconds left."),
    (340, "SP6 Sānyīnjiāo: Change sides, 10 seconds."),
    (350, "SP6 Sānyīnjiāo: Press the right side, 1 minute 30 seconds."),
    (380, "One minute left."),
    (430, "Ten seconds left."),
    (440, "SP6 Sānyīnjiāo: Massage, 30 seconds."),
    (460, "Ten seconds left."),
    (470, "Done."),
]
PRESSES = [("GB29", "left"), ("GB29", "right"), ("SP6", "left"), ("SP6", "right")]


class Stage:
    """A timer on a page whose clock stands until it is told to go on."""

    def __init__(self, notebook, place=0):
        self.notebook, self.page = notebook, notebook.page
        self.timer = self.page.locator(".acu.timer").nth(place)

    def hold_clock(self):
        self.page.clock.pause_at(self.page.evaluate("Date.now()") / 1000 + 1)
        return self

    def click(self, name):
        self.timer.get_by_role("button", name=name, exact=True).click()
        return self

    def after(self, seconds):
        """Let the clock of the page run, every timer of the page firing in its turn."""
        self.page.clock.run_for(round(seconds * 1000))
        return self

    def asleep(self, seconds):
        """Let the clock jump, as it does while a laptop is shut: no timer fires in between."""
        self.page.clock.fast_forward(round(seconds * 1000))
        return self.after(0.1)

    @property
    def time(self):
        return self.timer.get_by_role("timer").inner_text()

    @property
    def title(self):
        return self.timer.locator(".card.here .title").inner_text()

    @property
    def here(self):
        """The phase that is marked in the list."""
        step = self.timer.locator("[aria-current=step]")
        return step.inner_text() if step.count() else None

    @property
    def main(self):
        return self.timer.locator("button.main").inner_text()

    def listen(self):
        """Note down all that the live region says from now on, and when."""
        self.timer.get_by_role("status").evaluate(
            """region => {
                const from = performance.now();
                window.said = [];
                window.ear?.disconnect();
                window.ear = new MutationObserver(
                    () => said.push([performance.now() - from, region.innerText]));
                ear.observe(region, {childList: true, characterData: true, subtree: true});
            }"""
        )
        return self

    @property
    def said(self):
        return [(ms / 1000, text) for ms, text in self.page.evaluate("window.said")]

    def python(self, expression):
        """Ask the kernel, with the page's clock going, for JupyterLab needs it."""
        self.page.clock.resume()
        return self.notebook.python(expression)

    def told(self, expression, value):
        """Whether the kernel comes to hold a value; what the browser tells it takes its way."""
        python_hears(self.python, expression, value)
        return True

    def pressed(self, *presses):
        """Whether the kernel comes to hold these presses: code, side and seconds of each."""
        held = "[[p['code'], p['side'], p['seconds']] for p in timer.finished]"
        return self.told(held, [list(press) for press in presses])

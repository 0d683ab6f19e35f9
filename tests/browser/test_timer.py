"""The press timer as a person meets it: a clock that nothing shifts, doubles or holds up."""

import time
from datetime import datetime

import pytest

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
        end = time.monotonic() + 20
        while (held := self.python(expression)) != value and time.monotonic() < end:
            time.sleep(0.05)
        assert held == value
        return True

    def pressed(self, *presses):
        """Whether the kernel comes to hold these presses: code, side and seconds of each."""
        held = "[[p['code'], p['side'], p['seconds']] for p in timer.finished]"
        return self.told(held, [list(press) for press in presses])


@pytest.fixture(scope="module")
def shared(lab_and_chromium):
    from browser import opened

    with opened(*lab_and_chromium, [SESSION], run=True, clock=True) as notebook:
        yield notebook


@pytest.fixture
def stage(shared):
    """The timer at its start, with nothing pressed yet and the clock standing."""
    stage = Stage(shared).click("Stop")
    shared.python("timer.set_trait('finished', [])")
    yield stage.hold_clock()
    shared.page.clock.resume()
    assert shared.problems == [] and shared.foreign == []


def test_all_phases_are_shown_spoken_and_written_down(stage):
    stage.listen().click("Start")
    began = datetime.fromtimestamp(stage.page.evaluate("Date.now()") / 1000)
    assert (stage.time, stage.title, stage.main) == ("0:15", "Get ready", "Pause")
    stage.after(14.95)
    assert (stage.time, stage.title) == ("0:01", "Get ready")
    stage.after(0.2)
    assert (stage.time, stage.title, stage.here) == (
        "1:30",
        "Press the left side",
        "Press left 1:30",
    )
    stage.after(89.9)
    assert (stage.time, stage.title) == ("0:10", "Change sides")
    stage.after(365)
    assert (stage.time, stage.title, stage.here, stage.main) == (
        "0:00",
        "Done",
        None,
        "Start again",
    )
    assert [text for _, text in stage.said] == [text for _, text in SAID]
    for (heard, text), (due, _) in zip(stage.said, SAID, strict=True):
        assert 0 <= heard - due < 0.2, text
    assert stage.pressed(*((code, side, 90) for code, side in PRESSES))
    starts = [datetime.fromisoformat(press["when"]) for press in stage.python("timer.finished")]
    assert [round(when.timestamp() - began.timestamp()) for when in starts] in (
        [15, 115, 250, 350],
        [14, 114, 249, 349],  # whole seconds are cut off
    )
    assert stage.told("[timer.state, timer.phase, timer.remaining]", ["finished", "done", 0])


def test_a_pause_holds_the_press_and_is_not_counted(stage):
    stage.click("Start").after(15 + 30.05).click("Pause")
    assert (stage.time, stage.main) == ("1:00", "Go on")
    stage.after(600)
    assert (stage.time, stage.title) == ("1:00", "Press the left side")
    stage.click("Go on").after(59)
    assert (stage.time, stage.title) == ("0:01", "Press the left side")
    stage.after(1.1)
    assert stage.title == "Change sides"
    assert stage.pressed(("GB29", "left", 90))


def test_skip_writes_down_what_was_pressed_and_goes_on_with_the_next(stage):
    stage.click("Start").click("Skip")
    assert (stage.title, stage.time) == ("Press the left side", "1:30")
    stage.after(40.5).click("Skip")
    assert (stage.title, stage.time) == ("Change sides", "0:10")
    stage.click("Skip").after(0.5).click("Skip")  # pressed for less than a second
    assert (stage.title, stage.time) == ("Massage", "0:30")
    stage.click("Pause").click("Skip")
    assert (stage.title, stage.main) == ("Get ready", "Go on")
    assert stage.pressed(("GB29", "left", 40))


def test_restart_begins_anew_and_keeps_what_was_done(stage):
    stage.click("Start").after(15 + 20.5).click("Restart")
    assert (stage.time, stage.title, stage.main) == ("0:15", "Get ready", "Pause")
    stage.after(15 + 90.1)
    assert stage.title == "Change sides"
    assert stage.pressed(("GB29", "left", 20), ("GB29", "left", 90))


def test_stop_says_what_to_do_and_counts_no_further(stage):
    stage.click("Start").after(20).listen().click("Stop")
    assert (stage.title, stage.main) == ("Stopped", "Start")
    shown = stage.timer.locator(".card.here").inner_text()
    assert "Short of breath, or chest pain: Stop and call emergency help." in shown
    assert stage.said[-1][1].startswith("Stopped.") and "emergency" in stage.said[-1][1]
    stage.after(60)
    assert stage.title == "Stopped" and stage.told("timer.state", "ready")


def test_stop_signs_are_always_in_sight(stage):
    for step in ("Start", "Pause", "Go on", "Stop"):
        stage.click(step).after(1)
        signs = stage.timer.locator(".stop")
        assert signs.is_visible()
        assert "Tingling or numbness" in signs.inner_text()


def test_a_tab_that_sleeps_loses_nothing(stage):
    stage.click("Start").after(5).asleep(300)
    assert (stage.title, stage.time) == ("Press the left side", "0:35")  # 305 s; pressed since 250
    assert stage.timer.locator(".card.here .point").inner_text() == "SP6 Sānyīnjiāo"
    assert stage.pressed(("GB29", "left", 90), ("GB29", "right", 90))


def test_what_is_spoken_after_a_sleep_is_only_what_holds_now(stage):
    stage.click("Start").after(5).listen().asleep(300)
    assert [text for _, text in stage.said] == ["One minute left."]


def test_two_views_show_one_session_and_only_one_speaks(open_notebook):
    notebook = open_notebook([SESSION, "timer"], run=True, clock=True)
    first, second = Stage(notebook, 0).hold_clock(), Stage(notebook, 1)
    first.click("Start").after(15.1)
    assert first.time == second.time == "1:30"
    second.click("Pause").after(30)
    assert first.main == second.main == "Go on" and first.time == second.time
    first.click("Go on").after(90)
    assert first.title == second.title == "Change sides"
    first.listen().after(10)
    assert [text for _, text in first.said] == [SAID[5][1]]
    second.listen().after(30)
    assert second.said == []
    assert first.pressed(("GB29", "left", 90))
    # One view is put away; the other goes on.
    notebook.page.evaluate(
        "() => jupyterapp.shell.currentWidget.content.widgets[0].model.sharedModel.setOutputs([])"
    )
    first.timer.nth(1).wait_for(state="detached")
    left = Stage(notebook).hold_clock().after(50)
    assert left.title in ("Press the right side", "Massage") and left.main == "Pause"


def test_a_busy_kernel_holds_nothing_up_and_is_told_afterwards(stage):
    with stage.notebook.busy():
        stage.click("Start").after(15 + 90.1)
        assert (stage.title, stage.time) == ("Change sides", "0:10")
        stage.click("Pause")
        assert stage.main == "Go on"
        stage.click("Go on").after(10 + 90)
        assert stage.title == "Massage"
        stage.page.clock.resume()
    assert stage.pressed(("GB29", "left", 90), ("GB29", "right", 90))
    assert stage.told("[timer.state, timer.phase]", ["running", "massage"])


def test_a_session_outlives_its_kernel(open_notebook):
    notebook = open_notebook([SESSION], run=True, clock=True)
    stage = Stage(notebook).hold_clock().click("Start").after(20)
    stage.page.clock.resume()
    notebook.kill()
    stage.hold_clock().after(100)
    assert (stage.title, stage.main) == ("Press the right side", "Pause")
    stage.click("Pause").click("Go on").click("Skip").after(5)
    assert stage.title == "Massage"
    stage.click("Restart").after(0.2)
    assert (stage.title, stage.time) == ("Get ready", "0:15")
    # That nobody listens, ipywidgets says itself.
    assert [said for said in notebook.problems if "Could not send widget sync" not in said] == []


def test_by_keyboard_alone(stage):
    shared, keys = stage.notebook, stage.page.keyboard
    cells = shared.cells
    stage.timer.locator(".face").click()
    keys.press(" ")
    assert stage.main == "Pause"
    stage.after(5)
    keys.press(" ")
    assert stage.main == "Go on"
    keys.press(" ")
    keys.press("s")
    assert stage.title == "Press the left side"
    stage.after(30.5)
    keys.press("r")
    assert (stage.title, stage.time) == ("Get ready", "0:15")
    # On a button Space is the button's own, once.
    stage.timer.get_by_role("button", name="Pause", exact=True).focus()
    stage.after(1)
    keys.press(" ")
    assert stage.main == "Go on"
    keys.press("Tab")
    keys.press("Enter")
    assert stage.title == "Press the left side"
    assert shared.cells == cells and stage.pressed(("GB29", "left", 30))


def test_every_control_is_reached_by_tab_in_reading_order(stage):
    stage.timer.locator(".face").click()
    names = []
    for _ in range(8):
        stage.page.keyboard.press("Tab")
        names.append(stage.page.evaluate("document.activeElement.textContent"))
    wanted = ["Start", "Skip", "Restart", "Full screen", "Stop"]
    assert names == [*wanted, "Chime", "Vibration", "Breathing guide"]


def test_what_is_switched_off_stays_off_in_python_too(stage):
    guide = stage.timer.get_by_role("button", name="Breathing guide")
    stage.click("Start").click("Skip").after(1)
    under = stage.timer.locator(".under")
    assert under.inner_text() == "breathe in"
    stage.after(4)
    assert under.inner_text() == "breathe out"
    stage.after(6)
    assert under.inner_text() == "breathe in"
    guide.click()
    assert guide.get_attribute("aria-pressed") == "false" and under.inner_text() == ""
    assert stage.told("timer.guide", False)
    guide.click()


def test_the_chime_is_laid_on_the_audio_clock_and_taken_off_by_a_pause(stage):
    # Each bell is one gain node; what is still to ring is what was started and not cut off.
    stage.page.evaluate(
        """() => {
            window.coming = new Set();
            const {start} = OscillatorNode.prototype, {disconnect} = AudioNode.prototype;
            OscillatorNode.prototype.start = function (at) {
                coming.add(this);
                start.call(this, at);
            };
            AudioNode.prototype.disconnect = function () {
                coming.delete(this);
                disconnect.call(this);
            };
        }"""
    )
    ringing = "coming.size / 2"
    stage.click("Start").after(1)
    stage.page.wait_for_function(f"{ringing} === 10")  # one for each phase that begins
    stage.click("Pause")
    stage.page.wait_for_function(f"{ringing} === 0")
    stage.click("Go on")
    stage.page.wait_for_function(f"{ringing} === 10")
    stage.click("Chime")
    stage.page.wait_for_function(f"{ringing} === 0")
    stage.click("Chime")
    stage.page.wait_for_function(f"{ringing} === 10")


def test_the_screen_stays_awake_while_it_runs_and_a_phone_shakes_at_each_phase(stage):
    stage.page.evaluate(
        """() => {
            window.locks = window.shaken = 0;
            navigator.wakeLock.request = async () => {
                locks += 1;
                return {released: false, async release() { locks -= 1; this.released = true; }};
            };
            navigator.vibrate = () => { shaken += 1; };
        }"""
    )
    stage.click("Start").after(1)
    assert stage.page.evaluate("locks") == 1
    stage.after(14.1)
    assert stage.page.evaluate("[locks, shaken]") == [1, 1]
    stage.click("Pause").after(1)
    assert stage.page.evaluate("locks") == 0
    stage.click("Go on").click("Vibration").after(91)
    assert stage.page.evaluate("[locks, shaken]") == [1, 1] and stage.title == "Change sides"
    stage.after(500)
    assert stage.main == "Start again" and stage.page.evaluate("locks") == 0
    stage.click("Vibration")


def test_it_fills_the_screen_with_figures_for_the_last_row(stage):
    stage.click("Start").click("Full screen")
    stage.page.wait_for_function("document.fullscreenElement?.classList.contains('timer')")
    digits = stage.timer.get_by_role("timer").bounding_box()
    assert digits["height"] > 0.1 * stage.page.viewport_size["height"]
    assert stage.timer.locator(".stop").is_visible()
    stage.page.keyboard.press(" ")
    stage.click("Leave full screen")
    stage.page.wait_for_function("!document.fullscreenElement")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_nobody_is_shut_out(stage, theme):
    stage.page.clock.resume()
    stage.notebook.theme(theme)
    assert stage.notebook.axe(".acu.timer") == []
    stage.click("Start").click("Skip")
    assert stage.notebook.axe(".acu.timer") == []
    stage.click("Stop")
    assert stage.notebook.axe(".acu.timer") == []
    stage.notebook.theme("JupyterLab Light")
    stage.hold_clock()


def test_by_touch_on_a_small_screen_with_little_motion(open_notebook):
    how = {"width": 390, "height": 844, "touch": True, "reduced_motion": "reduce"}
    notebook = open_notebook([SESSION], run=True, clock=True, **how)
    stage = Stage(notebook).hold_clock()
    buttons = stage.timer.get_by_role("button")
    for box in [button.bounding_box() for button in buttons.all()]:
        assert min(box["width"], box["height"]) >= 32 and box["x"] + box["width"] <= 390
    assert stage.timer.evaluate("root => root.scrollWidth <= root.clientWidth")
    buttons.get_by_text("Start", exact=True).tap()
    buttons.get_by_text("Skip", exact=True).tap()
    stage.after(1)
    assert stage.timer.locator(".under").inner_text() == "breathe in"
    assert not stage.timer.locator(".disc").is_visible()
    tops = []
    for _ in range(6):
        tops.append(stage.timer.locator(".controls").evaluate("row => row.offsetTop"))
        buttons.get_by_text("Skip", exact=True).tap()
    assert len(set(tops)) == 1  # nothing jumps

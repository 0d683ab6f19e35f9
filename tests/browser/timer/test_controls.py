"""The press timer by keyboard, by touch and by ear."""

import pytest
from timer_page import SESSION, Stage


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

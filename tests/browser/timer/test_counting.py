"""The press timer as a clock that nothing shifts, doubles or holds up."""

from datetime import datetime

from timer_page import PRESSES, SAID, SESSION, Stage


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

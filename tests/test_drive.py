"""Press timer and class clock when clocks are moved and several look at one, without a browser."""

import json
from pathlib import Path

import pytest
from scripts import run

import acu

WORLD = Path(__file__).with_name("world.js").read_text(encoding="utf-8")
KINDS = {
    "timer": (lambda: acu.PressTimer("GB29", seconds=120), "openSession"),
    "class": (lambda: acu.class_clock(), "openClass"),
}
# When the first three bells ring, s: get ready, press, change sides; the first block of the class.
BELLS = {"timer": [15, 135, 145], "class": [300]}


def played(kind, body):
    """What a body of JavaScript returns in a world of its own."""
    make, opens = KINDS[kind]
    widget = make()
    state = {name: value for name, value in widget.get_state().items() if not name.startswith("_e")}
    held = {name: state[name] for name in state if isinstance(state[name], (dict, list, str, int))}
    script = WORLD.replace("TRAITS", json.dumps(held)).replace("OPEN", opens)
    script = script.replace("BODY", body)
    return run(widget, f"await (async () => {{{script}}})()")


@pytest.mark.parametrize("kind", KINDS)
def test_three_views_ring_once_speak_once_and_go_on_when_one_is_closed(kind):
    told = played(
        kind,
        """const drive = open(model), views = [viewer(), viewer(), viewer()];
        views.forEach(drive.enter);
        await start(drive, views[1]);
        const rung = bells.at(-1).slice(0, 3);
        const first = views.map(({said}) => said.length);
        drive.leave(views[1]);
        views.forEach((view) => { view.drawn = 0; });
        await after(250);
        const second = views.map(({said}) => said.length);
        const drawn = views.map(({drawn}) => drawn > 200);
        drive.leave(views[0]);
        drive.leave(views[2]);
        const unseen = bells.at(-1), runs = ticks.size;
        drive.close();
        const left = listeners(), last = bells.at(-1);
        return {rung, first, second, drawn, unseen, runs, left, last};""",
    )
    assert told["rung"] == BELLS[kind]  # each once
    assert told["first"] == [0, 1, 0]  # who pressed Start is spoken to
    assert told["second"][0] > 0 and told["second"][1:] == [1, 0]
    assert told["drawn"] == [True, False, True]
    assert told["unseen"] == [] and told["runs"] == 1  # it goes on, and nobody is startled
    assert told["left"] == 0 and told["last"] == "closed"


@pytest.mark.parametrize("kind", KINDS)
def test_views_that_come_and_go_leave_no_listener(kind):
    told = played(
        kind,
        """const drive = open(model), before = listeners();
        for (let i = 0; i < 50; i += 1) {
            const view = viewer();
            drive.enter(view);
            drive.leave(view);
        }
        return [before, listeners()];""",
    )
    assert told[0] == told[1]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("hours", [-5, -1, 1, 30])
def test_a_wall_clock_that_is_set_while_it_runs_changes_nothing(kind, hours):
    told = played(
        kind,
        f"""const drive = open(model), view = viewer(), real = Date.now;
        drive.enter(view);
        await start(drive, view);
        await after(20);
        Date.now = () => real() + {hours} * 3_600_000;
        await after(20);
        const past = elapsed(model.get("_clock"), now());
        return [past, drive.state()];""",
    )
    assert told == [pytest.approx(40_000), "running"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("hours", [1, 24 * 365])
def test_on_a_page_opened_after_the_clock_was_set_back_it_does_not_stand_still(kind, hours):
    told = played(
        kind,
        f"""let drive = open(model), view = viewer();
        drive.enter(view);
        await start(drive, view);
        await after(20);
        {'drive.turn("next", view);' if kind == "class" else ""}
        await after(10);
        drive.close();
        [origin, ms] = [origin + ms - {hours} * 3_600_000, 0];  // the page is opened again
        drive = open(model);
        drive.enter(view);
        const again = elapsed(model.get("_clock"), now());
        await after(7);
        return [again, elapsed(model.get("_clock"), now()), drive.state()];""",
    )
    # From the beginning of the phase or the block that it was in: that far it surely was.
    began = 15_000 if kind == "timer" else 20_000
    assert told == [pytest.approx(began), pytest.approx(began + 7000), "running"]


@pytest.mark.parametrize("kind", KINDS)
def test_on_a_page_that_is_opened_again_it_is_as_late_as_it_is(kind):
    told = played(
        kind,
        """let drive = open(model), view = viewer();
        drive.enter(view);
        await start(drive, view);
        await after(20);
        drive.close();
        [origin, ms] = [origin + ms + 30_000, 0];
        drive = open(model);
        drive.enter(view);
        return elapsed(model.get("_clock"), now());""",
    )
    assert told == pytest.approx(50_000)


def test_asked_twice_while_the_computer_thinks_it_over_the_screen_may_sleep_after_a_pause():
    told = run(
        acu.class_clock(),
        """await (async () => {
        const put = (name, value) => Object.defineProperty(globalThis, name, {value});
        const locks = new Set(), held = [], thinks = () => new Promise((done) => setTimeout(done));
        const lock = () => ({
            released: false,
            async release() { this.released = true; locks.delete(this); },
        });
        async function request() {
            await thinks();
            const given = lock();
            locks.add(given);
            return given;
        }
        put("document", {hidden: false});
        put("navigator", {wakeLock: {request}});
        const keepAwake = makeWakeLock();
        for (const wants of [[true, true], [false], [true, false], [false, true]]) {
            await Promise.all(wants.map(keepAwake));
            held.push(locks.size);
        }
        return held;
        })()""",
    )
    assert told == [1, 0, 0, 1]

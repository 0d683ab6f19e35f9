"""The timer in one window, for all tests of this folder."""

import pytest
from timer_page import SESSION, Stage


@pytest.fixture(scope="session")
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

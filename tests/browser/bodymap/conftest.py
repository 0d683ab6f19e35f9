"""The map in one window of a computer and one of a phone, for all tests of this folder."""

import pytest
from map_page import AT_FIRST, LESSON, Map
from playwright.sync_api import expect


@pytest.fixture(scope="session")
def window(lab_and_chromium):
    from browser import opened

    with opened(*lab_and_chromium, LESSON, run=True) as notebook:
        yield notebook


@pytest.fixture
def body_map(window):
    body_map = Map(window)
    yield body_map
    window.page.mouse.move(0, 0)
    body_map.press("0")
    body_map.set(**AT_FIRST)
    body_map.chosen_is("No point chosen")
    body_map.view_is("Back")
    expect(body_map.options).to_have_count(len(body_map.part("dots").locator(":scope > g").all()))
    body_map.press("Home")
    body_map.page.evaluate("document.activeElement.blur()")
    assert window.problems == [] and window.foreign == []


@pytest.fixture(scope="session")
def pocket(lab_and_chromium):
    from browser import opened

    how = {"width": 390, "height": 844, "touch": True}
    with opened(*lab_and_chromium, LESSON, run=True, **how) as notebook:
        yield notebook


@pytest.fixture
def phone(pocket):
    phone = Map(pocket)
    phone.set(**AT_FIRST | {"selected": "BL57", "view": "knee_back"})
    phone.view_is("Back of the left knee and leg")
    yield phone
    assert pocket.problems == [] and pocket.foreign == []

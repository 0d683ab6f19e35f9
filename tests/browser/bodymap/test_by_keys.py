"""The body map by keys alone."""

import pytest
from map_page import BL40
from playwright.sync_api import expect


def test_by_keys_alone_a_point_is_gone_to_and_chosen(body_map):
    cells = body_map.notebook.cells
    body_map.root.get_by_label("View").focus()
    for button in ("closer", "channels", "picture"):  # what cannot be used now keeps its place
        body_map.page.keyboard.press("Tab")
        while body_map.page.evaluate("document.activeElement.ariaDisabled") == "true":
            body_map.page.keyboard.press("Tab")
        expect(body_map.part(button)).to_be_focused()
    expect(body_map.root.locator(".keys")).to_be_visible()
    for key in ("Home", "ArrowDown", "ArrowDown", "ArrowUp"):
        body_map.page.keyboard.press(key)
    name = body_map.active.split(",")[0]
    expect(body_map.part("name")).to_have_text(name)
    body_map.page.keyboard.press("Enter")
    body_map.chosen_is(name)
    expect(body_map.picture).to_be_focused()
    assert body_map.notebook.cells == cells


@pytest.mark.parametrize("view", ["back", "low_back", "knee_back"])
def test_arrows_reach_every_dot(body_map, view):
    body_map.set(view=view)
    body_map.told("body_map.view", view)
    names = body_map.options.evaluate_all("all => all.map(dot => dot.ariaLabel)")
    body_map.press("Home")
    reached = body_map.walk("ArrowDown")
    reached += body_map.walk("ArrowRight")  # ends on the right side, if there is one
    reached += [*body_map.walk("ArrowUp"), *body_map.walk("ArrowDown")]
    assert set(names) - set(reached) == set()


def test_a_screen_reader_meets_code_name_and_side(body_map):
    body_map.set(selected="BL40")
    body_map.chosen_is("BL40 Wěizhōng")
    expect(body_map.picture).to_have_accessible_name(
        "Points: back of the left knee and leg, 32 shown"
    )
    body_map.press("End", "Home")
    while body_map.active != BL40:
        body_map.press("ArrowDown")
    chosen = body_map.picture.get_by_role("option", name=BL40, exact=True, selected=True)
    assert chosen.get_attribute("id") == body_map.picture.get_attribute("aria-activedescendant")


def test_plus_enlarges_around_the_dot_and_0_shows_the_whole_picture(body_map):
    body_map.press("End")
    whole, sheet = body_map.frame, body_map.sheet
    for times in range(1, 5):
        body_map.press("+")
        left, top, right, bottom = body_map.frame
        assert (whole[2] - whole[0]) / (right - left) == pytest.approx(1.5**times)
        assert sheet[1] - 30 <= top and bottom <= sheet[3] + 30  # mm: the rim of paper
    body_map.press("0")
    assert body_map.frame == pytest.approx(whole)


def test_the_picture_follows_the_keys_when_it_is_enlarged(body_map):
    body_map.press("Home", "+", "+", "+", "+", "End")
    x, y = body_map.middle(body_map.active)
    box = body_map.picture.bounding_box()
    assert box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"]
    before = body_map.frame
    body_map.press("Shift+ArrowUp")
    assert body_map.frame[1] < before[1]

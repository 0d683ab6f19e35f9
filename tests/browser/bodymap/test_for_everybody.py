"""The body map without a kernel, by finger, and for those who see in another way."""

import pytest
from map_page import BL40, LESSON, Map
from playwright.sync_api import expect

# --- without a kernel ----------------------------------------------------------------------------


def test_a_linked_menu_needs_no_kernel_that_listens(body_map):
    with body_map.notebook.busy():
        body_map.menu.select_option(label="GB30")
        body_map.chosen_is("GB30 Huántiào")
        body_map.view_is("Left buttock from the side and behind")
        body_map.page.mouse.click(*body_map.middle("BL53 Bāohuāng, left side"))
        expect(body_map.menu.locator("option:checked")).to_have_text("BL53")
    body_map.told("[menu.value, body_map.selected]", ["BL53", "BL53"])


def test_a_linked_menu_needs_no_kernel_at_all(open_notebook):
    body_map = Map(open_notebook(LESSON, run=True))
    body_map.notebook.kill()
    body_map.menu.select_option(label="BL40")
    body_map.chosen_is("BL40 Wěizhōng")
    body_map.view_is("Back of the left knee and leg")
    expect(body_map.part("body").locator("image:visible")).to_have_count(1)
    body_map.root.get_by_role("button", name="Next").click()
    expect(body_map.way.locator(".landmark")).to_have_count(1)


# --- for everybody -------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_nobody_is_shut_out(body_map, theme):
    body_map.set(selected="GB30", lines=True, step=2)
    body_map.chosen_is("GB30 Huántiào")
    body_map.notebook.theme(theme)
    body_map.picture.focus()
    assert body_map.notebook.axe(".bodymap") == []
    body_map.notebook.theme("JupyterLab Light")


def test_forced_colours_keep_dots_and_strings_apart_from_the_paper(body_map):
    body_map.page.emulate_media(forced_colors="active")
    body_map.set(selected="GB29")
    body_map.chosen_is("GB29 Jūliáo")
    assert body_map.notebook.axe(".bodymap") == []
    paper = body_map.root.evaluate("root => getComputedStyle(root).backgroundColor")
    disc, string = body_map.way.locator(".point .disc"), body_map.way.locator(".string.line")
    assert disc.evaluate("it => getComputedStyle(it).fill") != paper
    assert string.evaluate("it => getComputedStyle(it).stroke") != paper
    body_map.page.emulate_media(forced_colors="none")


def test_a_finger_chooses(phone):
    phone.page.touchscreen.tap(*phone.middle(BL40))
    phone.chosen_is("BL40 Wěizhōng")


def test_two_fingers_enlarge(phone):
    whole = phone.frame
    x, y = phone.middle(BL40)
    touch = phone.page.context.new_cdp_session(phone.page)
    for kind, apart in (("Start", 40), ("Move", 60), ("Move", 80), ("End", None)):
        fingers = [{"x": x + way * apart, "y": y, "id": way} for way in (0, 1)] if apart else []
        touch.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": fingers})
    left, top, right, bottom = phone.frame
    assert (whole[2] - whole[0]) / (right - left) == pytest.approx(2, rel=0.1)
    phone.root.get_by_role("button", name="Whole picture").tap()


def test_nothing_overflows_on_a_phone(phone):
    right = "all => all.map(it => it.getBoundingClientRect().right)"
    edge = phone.root.bounding_box()
    assert edge["x"] + edge["width"] <= 390
    assert max(phone.root.locator(":is(div, p, button, select, li, h3)").evaluate_all(right)) <= 390
    assert phone.root.evaluate("root => root.scrollWidth <= root.clientWidth")


def test_fingers_find_every_control(phone):
    for control in phone.root.locator(":is(button, select)").all():
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 24, control.inner_text()

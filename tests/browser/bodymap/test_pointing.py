"""The body map by mouse, and what it shows."""

import numpy as np
import pytest
from map_page import BL40, Map
from playwright.sync_api import expect

import acu

# --- by mouse ------------------------------------------------------------------------------------


def test_a_dot_that_is_pointed_at_says_its_name(body_map):
    body_map.set(view="knee_back")
    body_map.view_is("Back of the left knee and leg")
    body_map.page.mouse.move(*body_map.middle(BL40))
    expect(body_map.part("name")).to_have_text("BL40 Wěizhōng")
    body_map.page.mouse.move(0, 0)
    expect(body_map.part("name")).to_have_text("")


def test_a_click_chooses_and_the_panel_says_the_rule(body_map):
    body_map.page.mouse.click(*body_map.middle(BL40))
    body_map.chosen_is("BL40 Wěizhōng")
    expect(body_map.part("rule")).to_contain_text("half-way between the inner end of the crease")
    expect(body_map.part("characters")).to_have_text("委中")
    body_map.told("[body_map.selected, body_map.view]", ["BL40", "knee_back"])


@pytest.mark.parametrize("code", ["GB29", "GB30", "BL40", "ST3", "ST23", "LI17", "LR1", "TE18"])
def test_the_name_of_a_point_covers_no_ring_and_no_number(body_map, code):
    body_map.set(selected=code, view=acu.BodyMap(selected=code).view)
    expect(body_map.part("name")).to_have_text(f"{code} {acu.load_points().pinyin[code]}")
    name = body_map.part("name").locator("text").bounding_box()
    for mark in body_map.picture.locator(".badge circle, .landmark circle").all():
        box = mark.bounding_box()
        apart = [
            max(name[at], box[at]) - min(name[at] + name[size], box[at] + box[size])
            for at, size in (("x", "width"), ("y", "height"))
        ]
        assert max(apart) > -5, f"{apart} px into {mark.inner_html()}"


def test_choosing_turns_to_the_best_view(body_map):
    body_map.page.mouse.click(*body_map.middle(BL40))
    body_map.view_is("Back of the left knee and leg")
    expect(body_map.part("voice")).to_have_text(
        "BL40 Wěizhōng chosen. View: back of the left knee and leg."
    )


def test_the_wheel_enlarges_with_ctrl_and_else_turns_the_page(body_map):
    whole = body_map.frame
    body_map.page.mouse.move(*body_map.middle(BL40))
    body_map.page.mouse.wheel(0, -200)
    expect(body_map.picture).not_to_have_class("picture zoomed")
    body_map.page.keyboard.down("Control")
    body_map.page.mouse.wheel(0, -200)
    body_map.page.keyboard.up("Control")
    expect(body_map.root.locator(".picture.zoomed")).to_be_visible()
    left, top, right, bottom = body_map.frame
    assert right - left < 0.9 * (whole[2] - whole[0])


def test_an_enlarged_picture_is_dragged_and_a_drag_chooses_nothing(body_map):
    body_map.root.get_by_role("button", name="Zoom in").click(click_count=2)
    before = body_map.frame
    box = body_map.picture.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    body_map.page.mouse.move(x, y)
    body_map.page.mouse.down()
    body_map.page.mouse.move(x + 40, y + 30, steps=3)
    body_map.page.mouse.up()
    assert np.all(body_map.frame[:2] < before[:2])
    body_map.chosen_is("No point chosen")


def test_a_press_on_the_skin_is_answered_with_the_place(body_map):
    body_map.page.mouse.click(*body_map.middle(BL40))
    body_map.told("[body_map.clicked.get(k) for k in ('code', 'side')]", ["BL40", "left"])
    clicked = body_map.notebook.python("body_map.clicked")
    place = acu.locate(acu.Body()).loc["BL40", ["x", "y", "z"]].to_numpy(float)
    assert np.linalg.norm([clicked[axis] for axis in "xyz"] - place) < 0.5  # cm
    assert clicked["view"] == "back"


def test_channel_lines_are_switched_on_and_off(body_map):
    button = body_map.root.get_by_role("button", name="Channel lines")
    letters = body_map.part("lines").locator(".letters")
    expect(letters).to_have_count(0)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(letters.filter(has_text="BL")).to_be_visible()
    button.click()
    expect(letters).to_have_count(0)


# --- what it shows -------------------------------------------------------------------------------


def test_step_by_step_shows_the_landmarks_so_far(body_map):
    body_map.set(selected="GB29")
    body_map.chosen_is("GB29 Jūliáo")
    marks = [body_map.way.locator(kind) for kind in (".landmark", ".string.line", ".point")]
    button = body_map.root.get_by_role("button", name="Next")
    seen = []
    for title in ("Front tip of the hip", "Bump at the top", "Lay a string", "GB29 Jūliáo"):
        button.click()
        expect(body_map.part("told")).to_contain_text(title)
        seen.append([min(mark.count(), 2) for mark in marks])
    assert seen == [[1, 0, 0], [2, 0, 0], [2, 1, 0], [2, 1, 1]]
    expect(button).to_have_attribute("aria-disabled", "true")


def test_what_is_filtered_out_is_dim_and_out_of_reach(body_map):
    body_map.set(shown=["BL40", "GB30"])
    names = ["BL40 Wěizhōng, left side", "BL40 Wěizhōng, right side"]
    names += ["GB30 Huántiào, left side", "GB30 Huántiào, right side"]
    expect(body_map.options).to_have_count(4)
    assert body_map.options.evaluate_all("all => all.map(dot => dot.ariaLabel)") == names
    assert body_map.root.locator(".dot.dim").count() > 100
    body_map.press("Home")
    assert body_map.walk("ArrowDown") == names[::2]
    x, y = body_map.root.locator(".dot.dim .disc").first.evaluate(
        "disc => [disc.getBoundingClientRect().x, disc.getBoundingClientRect().y]"
    )
    body_map.page.mouse.click(x, y)
    body_map.told("body_map.clicked != {}", True)
    body_map.chosen_is("No point chosen")


def test_another_body_keeps_the_selection(body_map):
    body_map.set(selected="BL40", step=2)
    body_map.chosen_is("BL40 Wěizhōng")
    picture = body_map.part("body").locator("image:visible")
    before, dot = picture.get_attribute("href"), body_map.middle(BL40)
    with body_map.of("acu.Body('male', build=1)"):
        expect(picture).not_to_have_attribute("href", before)
        body_map.chosen_is("BL40 Wěizhōng")
        expect(body_map.part("told")).to_contain_text("Step 2 of 4")
        assert body_map.middle(BL40) != dot


def test_an_unusual_body_is_drawn_from_the_side_that_is_asked_for(body_map):
    with body_map.of("acu.Body('female', build=0.4)"):
        body_map.root.get_by_label("View").select_option(label="Inner side of the left ankle")
        expect(body_map.picture).to_have_accessible_name(
            "Points: inner side of the left ankle, 23 shown"
        )
        expect(body_map.part("body").locator("image:visible")).to_have_count(1)
        expect(body_map.part("wait")).to_be_hidden()


def test_two_views_agree(body_map):
    second = Map(body_map.notebook, 1)
    body_map.page.mouse.click(*body_map.middle(BL40))
    second.chosen_is("BL40 Wěizhōng")
    second.view_is("Back of the left knee and leg")
    second.root.get_by_role("button", name="Next").click()
    expect(body_map.part("told")).to_contain_text("Step 1 of 4")
    body_map.press("+")
    assert second.frame != pytest.approx(body_map.frame)  # each its own

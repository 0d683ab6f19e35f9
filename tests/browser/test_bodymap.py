"""The body map as a person uses it: by mouse, by finger, by keys alone, with the kernel gone."""

import time
from contextlib import contextmanager

import numpy as np
import pytest
from playwright.sync_api import expect

import acu

LESSON = [
    "import acu, ipywidgets\nbody_map = acu.BodyMap()\nbody_map",
    "menu = ipywidgets.Dropdown(options=body_map.codes, description='Point', index=None)\n"
    "link = ipywidgets.jslink((menu, 'index'), (body_map, 'index'))\nmenu",
    "body_map",
]
AT_FIRST = {"shown": acu.BodyMap().codes, "selected": "", "step": 0, "view": "back", "lines": False}
BL40 = "BL40 Wěizhōng, left side"


class Map:
    """A view of the map on the page."""

    def __init__(self, notebook, place=0):
        self.notebook, self.page = notebook, notebook.page
        self.root = self.page.locator(".bodymap").nth(place)
        self.picture = self.root.get_by_role("listbox")
        self.options = self.picture.get_by_role("option")
        self.way = self.part("way")
        self.menu = self.page.get_by_label("Point", exact=True)

    def part(self, name):
        return self.root.locator(f"[data-part={name}]")

    def set(self, **traits):
        """Set traits in Python."""
        self.notebook.python(f"[body_map.set_trait(*trait) for trait in {traits!r}.items()]")

    @contextmanager
    def of(self, body):
        """Show another body for a while."""
        self.notebook.python(f"setattr(body_map, 'body', {body})")
        try:
            yield
        finally:
            self.notebook.python("setattr(body_map, 'body', acu.Body())")

    def told(self, expression, wanted):
        """Wait until the kernel holds a value."""
        end = time.monotonic() + 20
        while (held := self.notebook.python(expression)) != wanted and time.monotonic() < end:
            pass
        assert held == wanted

    def chosen_is(self, name):
        """Wait until the panel shows a point, and its dots, if there are any, are marked."""
        expect(self.part("title")).to_have_text(name)
        for dot in self.picture.locator("[aria-selected=true]").all():
            assert dot.get_attribute("aria-label").startswith(name)

    def view_is(self, title):
        expect(self.root.get_by_label("View").locator("option:checked")).to_have_text(title)

    def middle(self, name):
        """Pixel of the page on which a dot lies."""
        self.root.scroll_into_view_if_needed()
        box = self.options.and_(self.page.get_by_label(name, exact=True)).bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    @property
    def active(self):
        """Name of the option that a screen reader is at."""
        here = self.picture.get_attribute("aria-activedescendant")
        return self.page.locator(f"[id='{here}']").get_attribute("aria-label")

    @property
    def frame(self):
        """Left, top, right and bottom of what is seen of the sheet, mm."""
        box = self.part("svg").get_attribute("viewBox")
        left, top, width, height = map(float, box.split())
        return np.array([left, top, left + width, top + height])

    @property
    def sheet(self):
        """Left, top, right and bottom of the whole sheet, mm."""
        box = self.part("sheet").get_attribute("viewBox")
        left, top, width, height = map(float, box.split())
        return np.array([left, top, left + width, top + height])

    def press(self, *keys):
        for key in keys:
            self.picture.press(key)

    def walk(self, key):
        """Press an arrow until it leads no further; return the names passed."""
        names = [self.active]
        while True:
            self.press(key)
            if self.active == names[-1]:
                return names
            names.append(self.active)


@pytest.fixture(scope="module")
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


@pytest.fixture(scope="module")
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


# --- by keys alone -------------------------------------------------------------------------------


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

"""The body that is turned, as a person uses it: by mouse, by keys, with the kernel gone."""

import pytest
from playwright.sync_api import expect

import acu

LESSON = [
    "import acu, ipywidgets\nturner = acu.BodyTurner()\nturner",
    "body_map = acu.BodyMap()\n"
    "link = ipywidgets.jslink((turner, 'selected'), (body_map, 'selected'))\nbody_map",
]
BODY = acu.Body()
BL40 = acu.locate(BODY).loc["BL40", ["x", "y"]]


class Turner:
    """The turner on the page."""

    def __init__(self, notebook):
        self.notebook, self.page = notebook, notebook.page
        self.root = self.page.locator(".turning")
        self.canvas = self.root.get_by_role("application")
        self.points = self.root.get_by_role("combobox", name="Point")

    def button(self, name):
        return self.root.get_by_role("button", name=name)

    def sees_from(self, whence):
        expect(self.canvas).to_have_attribute("aria-label", f"Body from {whence}, {self.count}")

    @property
    def count(self):
        return f"{len(acu.BodyTurner().shown)} points. Arrow keys turn it."

    def pixel(self, x, y, mirror):
        """Where in the canvas a place of the whole body lies, seen from the front or behind."""
        box = self.canvas.bounding_box()
        cm = 1.06 * BODY.stature / min(box["height"], 1.8 * box["width"])
        across, down = mirror * x / cm, (BODY.stature / 2 - y) / cm
        return {"x": box["width"] / 2 + across, "y": box["height"] / 2 + down}

    def colour(self, x, y):
        """Red, green, blue of a pixel of the canvas."""
        return self.canvas.evaluate(
            """(canvas, [x, y]) => {
                const gl = canvas.getContext("webgl"), pixel = new Uint8Array(4);
                const [wide, high] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
                gl.readPixels(x * wide, y * high, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
                return [...pixel].slice(0, 3);
            }""",
            [x, y],
        )


@pytest.fixture
def turner(open_notebook):
    turner = Turner(open_notebook(LESSON, run=True))
    turner.root.scroll_into_view_if_needed()
    return turner


def test_a_dot_in_sight_is_chosen_by_a_click_and_one_behind_the_body_is_not(turner):
    expect(turner.canvas).to_be_visible()
    assert turner.colour(0.5, 0.6) != turner.colour(0.05, 0.5)  # skin, and the paper beside it
    turner.canvas.click(position=turner.pixel(*BL40, 1))  # from the front, on the kneecap
    assert turner.points.input_value() != "BL40"
    for _ in range(12):
        turner.button("Turn right").click()
    turner.sees_from("behind")
    turner.canvas.click(position=turner.pixel(*BL40, -1))
    expect(turner.points).to_have_value("BL40")
    assert turner.notebook.python("turner.selected") == "BL40"
    # Linked in the browser: the map has it too.
    expect(turner.page.locator(".bodymap [data-part=title]")).to_have_text("BL40 Wěizhōng")
    assert turner.notebook.problems == [] and turner.notebook.foreign == []


def test_it_turns_to_the_point_that_is_chosen_and_says_so(turner):
    turner.points.select_option("BL23")
    turner.sees_from("behind")
    expect(turner.root.locator("[data-part=voice]")).to_have_text("BL23 Shènshū chosen.")
    turner.notebook.python("turner.set_trait('selected', 'ST36')")
    expect(turner.points).to_have_value("ST36")
    turner.notebook.python("turner.set_trait('elevation', 90.0)")
    turner.sees_from("above")


def test_by_mouse_and_by_keys_and_without_a_kernel(turner):
    notebook = turner.notebook
    notebook.kill()
    turner.canvas.focus()
    for _ in range(6):
        turner.page.keyboard.press("ArrowRight")
    turner.sees_from("the left")
    assert notebook.active == 0  # the keys stayed in the picture
    box = turner.canvas.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    turner.page.mouse.move(x, y)
    turner.page.mouse.down()
    turner.page.mouse.move(x + 180, y, steps=6)  # half a degree for each pixel
    turner.page.mouse.up()
    turner.sees_from("the front")
    assert turner.points.input_value() == ""  # a drag chooses nothing


def test_a_screen_reader_and_axe_are_content(turner):
    assert turner.notebook.axe() == []

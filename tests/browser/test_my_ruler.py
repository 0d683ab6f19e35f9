"""One's own ruler: a tape, a number, and how far to go."""

import pytest
from playwright.sync_api import expect


class Ruler:
    """The lesson of one's own ruler on a page."""

    def __init__(self, notebook):
        self.notebook, self.page = notebook, notebook.page
        self.box = self.page.locator(".acu.lesson")
        self.leg = self.box.get_by_label("Your length").first
        self.point = self.box.get_by_label("Point", exact=True)
        self.slider = self.box.get_by_role("slider")
        self.picture = self.box.locator(".acu.bodymap svg image").first

    @property
    def lesson(self):
        """The cells of the notebook, without what they show."""
        return [(cell["type"], cell["source"]) for cell in self.notebook.cells]

    def type(self, field, words):
        field.fill(words)
        field.press("Tab")

    def choose(self, code):
        option = self.point.locator("option").filter(has_text=code).inner_text()
        self.point.select_option(option)


@pytest.fixture
def ruler(open_notebook):
    cell = "import acu\nruler = acu.my_ruler()\nruler"
    return lambda **how: Ruler(open_notebook(["1 + 1", cell, "2 + 2"], run=True, **how))


def test_a_length_that_is_typed_becomes_ones_own_cun(ruler):
    ruler = ruler(width=390)
    expect(ruler.box).to_contain_text("about 16.0 cm, an estimate")
    ruler.type(ruler.leg, "40")
    expect(ruler.box).to_contain_text("7 cun straight up from the outer ankle bone: 17.5 cm on you")
    expect(ruler.box.get_by_role("table")).to_contain_text("2.50 cm, measured")
    ruler.type(ruler.leg, "38,4")
    expect(ruler.box.get_by_role("table")).to_contain_text("2.40 cm, measured")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("15,7", "15.7 cm is too short. We expect 31 to 45 cm"), ("x dd 40", "is not a length")],
)
def test_a_bad_length_is_told_beside_its_field_and_hurts_no_cell(ruler, typed, said):
    ruler = ruler()
    before = ruler.lesson
    ruler.leg.click()
    ruler.page.keyboard.type(typed)
    ruler.page.keyboard.press("Enter")
    warning = ruler.box.get_by_role("status").filter(has_text=said)
    expect(warning).to_be_visible()
    field, told = (it.evaluate("it => it.getBoundingClientRect().y") for it in (ruler.leg, warning))
    assert 0 < told - field < 80
    expect(ruler.leg).to_have_value(typed)
    assert ruler.lesson == before
    ruler.type(ruler.leg, "40")
    expect(warning).to_have_count(0)


def test_a_point_that_needs_another_length_asks_for_it(ruler):
    ruler = ruler()
    fields = ruler.box.get_by_label("Your length")
    expect(fields).to_have_count(3)
    ruler.choose("SP6")
    expect(fields).to_have_count(4)
    ruler.choose("ST36")
    expect(ruler.box).to_contain_text("40 cm long gives 7.5 cm")
    expect(fields).to_have_count(3)


def test_the_slider_is_named_and_its_keys_change_the_body_of_the_map(ruler):
    ruler = ruler()
    usual = ruler.picture.get_attribute("href")
    slider = ruler.box.get_by_role("slider", name="Build")
    slider.focus()
    before = ruler.lesson
    ruler.page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuenow", "1.0")
    expect(ruler.picture).not_to_have_attribute("href", usual)
    assert ruler.notebook.python("ruler.map.body.build") == 1
    assert ruler.lesson == before


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_with_a_bad_length_and_a_good_one(ruler, theme):
    ruler = ruler(theme=theme)
    ruler.type(ruler.leg, "40")
    ruler.type(ruler.box.get_by_label("Your length").nth(1), "4")
    ruler.choose("SP6")
    expect(ruler.box).to_contain_text("4 cm is too short")
    assert ruler.notebook.axe() == []

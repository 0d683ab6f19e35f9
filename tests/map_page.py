"""The body map on a page, and what a person does with it."""

from contextlib import contextmanager

import numpy as np
from kernel_hears import python_hears
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
        python_hears(self.notebook.python, expression, wanted)

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

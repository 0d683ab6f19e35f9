"""Filters, table and map as a person uses them: by mouse, by finger, by keys alone."""

import unicodedata

import pytest
from explorer_page import Explorer, active, sources, tab_until
from kernel_hears import python_hears
from playwright.sync_api import expect

LESSON = [
    "before = 1",
    "import acu\nexplorer = acu.explore()\nexplorer",
    "explorer.table",
    "after = 1",
]
FOCUS = ":is(select, input, textarea, button, summary, a, [role=listbox])"
# What test_keys.py does not meet, as it is not there before somebody asks or chooses.
LATER = (".sayings :is(summary, a)", ".pointfilters :is(select, input, button)")
KEYS = ("ArrowDown", "b", "x", "Enter")


@pytest.fixture(scope="module")
def window(lab_and_chromium):
    """One window for all tests that leave it as they found it."""
    from browser import opened

    with opened(*lab_and_chromium, LESSON, run=True) as notebook:
        yield Explorer(notebook)


@pytest.fixture
def explorer(window):
    yield window
    window.reset()
    window.notebook.python("explorer.choose('')")
    expect(window.choice).to_have_count(0)
    assert window.notebook.problems == [] and window.notebook.foreign == []


@pytest.fixture
def phone(open_notebook):
    return Explorer(open_notebook(LESSON, run=True, width=390, height=844, touch=True))


def test_count_table_and_map_agree(explorer):
    explorer.shows(len(explorer.every))
    explorer.ask(Complaint="sciatica", Said_by="the article")
    explorer.shows(3)
    assert explorer.rows == ["BL40", "GB29", "GB30"]
    can, drawn = explorer.dots
    assert can == {"BL40", "GB29", "GB30"} & drawn
    explorer.ask(Region="knee")
    explorer.shows(1)
    assert explorer.rows == ["BL40"]


def test_choosing_in_one_moves_the_other(explorer):
    explorer.ask(Complaint="sciatica", Said_by="the article")
    explorer.shows(3)
    explorer.table.get_by_text("Huántiào").click()  # anywhere in the row
    explorer.chosen_is("GB30")
    expect(explorer.root.get_by_text("What is said of GB30 Huántiào")).to_be_visible()
    expect(explorer.root.get_by_text("electric feeling")).to_be_visible()
    dot = explorer.map.locator("[role=option][aria-label^=GB29]").first
    dot.click(force=True)
    explorer.chosen_is("GB29")


def test_asking_and_choosing_need_no_kernel(explorer):
    with explorer.notebook.busy():
        explorer.ask(Code_or_name="weizong")
        explorer.shows(0)
        explorer.root.get_by_role("button", name="Show BL40 Wěizhōng").click()
        explorer.chosen_is("BL40")
        expect(explorer.root.get_by_text("What is said of BL40 Wěizhōng")).to_be_visible()
        expect(explorer.root.get_by_label("Code or name")).to_have_value("BL40")
        explorer.root.get_by_role("button", name="Reset").click()
        explorer.shows(len(explorer.every))
        explorer.ask(Leave_out="pregnant")
        explorer.shows(0)
        expect(explorer.root.get_by_text("Every point is left out for “pregnant”.")).to_be_visible()
        explorer.ask(Leave_out="leave nothing out", Channel="GB Gallbladder")
        explorer.shows(44)
        explorer.table.get_by_role("button", name="GB29", exact=True).click()
        explorer.chosen_is("GB29")
        explorer.map.locator("[role=option][aria-label^=GB30]").first.click(force=True)
        explorer.chosen_is("GB30")
    parts = "explorer.table, explorer.map, explorer.filters, explorer.sayings"
    python_hears(explorer.notebook.python, f"[part.selected for part in ({parts})]", ["GB30"] * 4)
    shown = "[len(part.shown) for part in (explorer.table, explorer.map, explorer.filters)]"
    python_hears(explorer.notebook.python, shown, [44, 44, 44])
    python_hears(explorer.notebook.python, "explorer.filters.asked['channel']", "GB")


def test_what_python_asks_stands_on_the_page(explorer):
    explorer.notebook.python("explorer.filters.ask(region='hip', who='old or frail')")
    expect(explorer.root.get_by_label("Region")).to_have_value("hip")
    expect(explorer.root.get_by_text("For “old or frail”.")).to_be_visible()
    assert explorer.rows == ["GB29"]
    explorer.notebook.python("explorer.filters.ask(text='環跳')")
    explorer.shows(1)
    explorer.chosen_is("GB30")


@pytest.mark.parametrize("part", ["filters", "table", "map"])
def test_a_point_set_on_one_part_is_chosen_on_all(explorer, part):
    explorer.notebook.python(f"setattr(explorer.{part}, 'selected', 'GB30')")
    explorer.chosen_is("GB30")
    expect(explorer.root.get_by_text("What is said of GB30 Huántiào")).to_be_visible()


def test_by_keys_alone(explorer):
    before = sources(explorer)
    page = explorer.page
    explorer.root.get_by_label("Code or name").focus()
    tab_until(explorer, lambda tag, label, code: label == "Channel" or "Channel" in label)
    page.keyboard.type("GB")
    tab_until(explorer, lambda tag, label, code: "Complaint" in label)
    page.keyboard.type("hip")
    explorer.shows(3)
    assert explorer.rows == ["GB29", "GB30", "GB34"]
    tab_until(explorer, lambda tag, label, code: code)
    assert active(explorer)[2] == "GB29"  # one stop for all rows, the first of those shown
    page.keyboard.press("ArrowDown")
    assert active(explorer)[2] == "GB30"
    page.keyboard.press("Enter")
    explorer.chosen_is("GB30")
    for key, code in (("End", "GB34"), ("ArrowDown", "GB34"), ("Home", "GB29"), (" ", "GB29")):
        page.keyboard.press(key)
        assert active(explorer)[2] == code
    explorer.chosen_is("GB29")
    tab_until(explorer, lambda tag, label, code: not code)
    page.keyboard.press("Shift+Tab")
    assert active(explorer)[2] == "GB29"
    explorer.map.focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(explorer.choice.locator("th")).not_to_have_text("GB29")
    explorer.chosen_is(explorer.choice.locator("th").inner_text())
    assert sources(explorer) == before


def test_an_empty_result_says_why_and_a_button_widens_it(explorer):
    explorer.ask(Region="knee", Complaint="hip pain", Said_by="the article")
    explorer.shows(0)
    expect(explorer.root.get_by_text("No point matches all of Region: knee;")).to_be_visible()
    assert explorer.notebook.axe(".explorer .pointfilters") == []
    way = explorer.root.get_by_role("button", name="Without Region: knee")
    way.focus()
    explorer.page.keyboard.press("Enter")
    explorer.shows(2)
    assert explorer.rows == ["GB29", "GB30"]
    expect(explorer.root.get_by_label("Region")).to_be_focused()
    expect(way).to_have_count(0)


def test_nobody_is_led_to_the_wrong_54(explorer):
    explorer.root.get_by_label("Code or name").press_sequentially("B 54")
    explorer.shows(2)
    assert explorer.rows == ["BL40", "BL54"]
    expect(explorer.root.get_by_text("The article means this one, behind the knee")).to_be_visible()
    expect(explorer.choice).to_have_count(0)


def test_what_is_typed_is_shown_as_text(explorer):
    explorer.ask(Code_or_name="<img src=x onerror=alert(1)><b>")
    explorer.shows(0)
    expect(explorer.root.get_by_text("<img src=x").first).to_be_visible()
    assert explorer.root.locator(".pointfilters :is(img, b b)").count() == 0


def test_columns_sort_as_people_count_and_spell(explorer):
    head = explorer.table.locator("thead th")
    explorer.table.get_by_role("button", name="Code").click()
    assert head.nth(0).get_attribute("aria-sort") == "ascending"
    codes = explorer.rows
    bladder = [int(code[2:]) for code in codes if code.startswith("BL")]
    assert bladder == sorted(bladder) and len(bladder) == 67
    explorer.table.get_by_role("button", name="Code").click()
    assert (head.nth(0).get_attribute("aria-sort"), explorer.rows) == ("descending", codes[::-1])
    explorer.table.get_by_role("button", name="Name").click()
    names = explorer.table.locator("tbody tr td:nth-child(2)").all_inner_texts()
    bare = ["".join(c for c in unicodedata.normalize("NFD", n) if c.isalpha()) for n in names]
    assert bare == sorted(bare, key=str.casefold)
    assert head.nth(0).get_attribute("aria-sort") == "none"


def test_what_is_chosen_elsewhere_comes_into_sight_and_the_page_stays(explorer):
    explorer.root.scroll_into_view_if_needed()
    top = "() => document.querySelector('.explorer').getBoundingClientRect().top"
    before = explorer.page.evaluate(top)
    explorer.notebook.python("explorer.choose('EX-B8')")
    explorer.chosen_is("EX-B8")
    row = explorer.choice.bounding_box()
    box = explorer.table.locator(".box").bounding_box()
    head = explorer.table.locator("thead").bounding_box()
    assert head["y"] + head["height"] <= row["y"] + 1
    assert row["y"] + row["height"] <= box["y"] + box["height"] + 1
    assert explorer.page.evaluate(top) == before


def test_a_second_view_of_the_table_keeps_in_step(explorer):
    explorer.ask(Channel="GB Gallbladder", Region="buttock")
    explorer.shows(1)
    explorer.table.get_by_role("button", name="GB30", exact=True).click()
    second = explorer.page.locator(".pointtable").nth(1)
    expect(second.get_by_role("status")).to_have_text(f"1 of {len(explorer.every)} points shown")
    expect(second.locator("[aria-current=true]")).to_have_text("GB30")
    before = sources(explorer)
    second.locator("[aria-current=true]").focus()
    for key in KEYS:  # no key guard here: the table looks after itself
        explorer.page.keyboard.press(key)
    assert sources(explorer) == before


def test_everybody_can_use_it(explorer):
    explorer.ask(Complaint="sciatica")
    explorer.table.get_by_role("button", name="BL40", exact=True).click()
    explorer.chosen_is("BL40")
    for fold in explorer.root.locator("summary").all():
        if not fold.evaluate("fold => fold.parentElement.open"):
            fold.click()
    assert explorer.notebook.axe(".explorer") == []


def test_no_key_in_a_control_touches_the_lesson(explorer):
    explorer.ask(Region="hip", Complaint="headache", Code_or_name="weizong")
    explorer.shows(0)
    explorer.notebook.python("explorer.choose('GB29')")
    expect(explorer.root.get_by_text("What is said of GB29")).to_be_visible()
    before = sources(explorer), explorer.notebook.active
    pressed = 0
    for control in (each for some in LATER for each in explorer.root.locator(some).all()):
        for key in KEYS:
            if not control.is_visible() or control.is_disabled():
                break
            if control.evaluate("control => control.tagName") == "A" and key == "Enter":
                continue  # opens the source
            control.focus()
            explorer.page.keyboard.press(key)
            explorer.notebook.python("0")  # no person presses two keys before the kernel has one
            pressed += 1
            assert (sources(explorer), explorer.notebook.active) == before, (key, control)
    assert pressed > 40


def test_on_a_phone_by_finger_and_with_the_kernel_gone(phone):
    phone.root.get_by_label("Complaint").select_option(label="sciatica")
    phone.root.get_by_label("Said by").select_option(label="the article")
    phone.shows(3)
    phone.table.get_by_text("Huántiào").tap()
    phone.chosen_is("GB30")
    for control in phone.root.locator(FOCUS).element_handles():
        if control.is_visible():
            assert control.bounding_box()["height"] >= 24, control.inner_text()
    wide = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.className)"
    assert (
        phone.root.locator(".pointtable, .box, .pointfilters, .fields, .said").evaluate_all(wide)
        == []
    )
    phone.notebook.kill()
    phone.table.get_by_text("Wěizhōng").tap()
    phone.chosen_is("BL40")
    phone.ask(Code_or_name="juliao", Complaint="every complaint", Said_by="anyone")
    phone.shows(2)
    expect(phone.root.get_by_text("juliao can mean 2 points")).to_be_visible()


def test_the_finder_looks_names_up_while_the_kernel_is_busy(open_notebook):
    notebook = open_notebook(["import acu\nfinder = acu.find_a_point('BL23')\nfinder"], run=True)
    finder = notebook.page.locator(".acu.lesson")
    typed, title = finder.get_by_label("Or type it"), finder.locator(".bodymap [data-part=title]")
    expect(title).to_have_text("BL23 Shènshū")
    with notebook.busy():
        typed.press_sequentially("B 54")
        expect(title).to_have_text("BL23 Shènshū")  # "B 5" on the way chooses nothing
        notebook.page.keyboard.press("Enter")
        expect(finder.get_by_text("The article means this one, behind the knee")).to_be_visible()
        finder.get_by_role("button", name="Show BL40").click()
        expect(title).to_have_text("BL40 Wěizhōng")
        expect(finder.get_by_label("Point", exact=True)).to_have_value("BL40")
        finder.get_by_label("Point", exact=True).select_option("GB30")
        expect(title).to_have_text("GB30 Huántiào")
    python_hears(notebook.python, "[finder.picker.selected, finder.map.selected]", ["GB30", "GB30"])
    assert notebook.axe(".lesson") == [] and notebook.problems == []

"""What each lesson shows is there for everybody: names, contrast, narrow and enlarged pages."""

import re
from contextlib import contextmanager
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

# What reaches beyond the output that it stands in, or must be scrolled sideways to be read. A table
# may: its columns belong side by side (WCAG 2.2, 1.4.10). So may what only a screen reader meets.
TOO_WIDE = """() => [...document.querySelectorAll('.jp-OutputArea-output')].flatMap(output => {
    const edge = output.getBoundingClientRect().right + 1;
    const scrolls = element => element.scrollWidth > element.clientWidth + 1
        && ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    return [output, ...output.querySelectorAll('*')]
        .filter(element => element.checkVisibility() && element.clientWidth > 1)
        .filter(element => !element.closest('table, svg *') && !element.querySelector('table'))
        .filter(element => element.getBoundingClientRect().right > edge || scrolls(element))
        .map(element => element.outerHTML.slice(0, 200));
})"""


SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""


# What would glide or turn, in the outputs.
MOVING = """() => [...document.querySelectorAll('.acu, .acu *')].filter(each => {
    const { animationName, transitionDuration } = getComputedStyle(each);
    return animationName !== 'none' || /[1-9]/.test(transitionDuration);
}).map(each => each.outerHTML.slice(0, 120))"""


@contextmanager
def page_of(notebook, width, height):
    """The notebook on a smaller page."""
    usual = notebook.page.viewport_size
    notebook.page.set_viewport_size({"width": width, "height": height})
    notebook.draw_all()
    yield
    notebook.page.set_viewport_size(usual)


@contextmanager
def spaced(notebook):
    """The space between letters, words and lines that a person may need (WCAG 2.2, 1.4.12)."""
    style = notebook.page.add_style_tag(content=SPACED)
    yield
    style.evaluate("style => style.remove()")


@contextmanager
def unfolded(notebook):
    """All that an output keeps folded, such as answers and sources."""
    folds = notebook.page.locator(".jp-OutputArea-output details:not([open])").element_handles()
    for fold in folds:
        fold.evaluate("fold => { fold.open = true; }")
    yield
    for fold in folds:
        fold.evaluate("fold => { fold.open = false; }")


@contextmanager
def theme(notebook, name):
    notebook.theme(name)
    yield
    notebook.theme("JupyterLab Light")


@contextmanager
def forced_colours(notebook, scheme):
    """The few strong colours of a person who needs them, light or dark."""
    notebook.page.emulate_media(forced_colors="active", color_scheme=scheme)
    yield
    notebook.page.emulate_media(forced_colors="none", color_scheme="light")


def contrast(control):
    """Contrast between the lightest and the darkest pixel of a control (WCAG's ratio, 1 to 21)."""
    with Image.open(BytesIO(control.screenshot())) as picture:
        shares = np.asarray(picture.convert("RGB")) / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    light = linear @ [0.2126, 0.7152, 0.0722]
    return (light.max() + 0.05) / (light.min() + 0.05)


def faint(notebook):
    """The controls that can hardly be seen."""
    return [
        control.evaluate("it => it.outerHTML.slice(0, 200)")
        for control in notebook.controls()
        if contrast(control) < 3
    ]


ROLES = ["combobox", "textbox", "button", "listbox", "slider", "radio", "checkbox"]


def test_axe_finds_nothing(lesson):
    assert lesson.notebook.axe() == []


def test_a_screen_reader_names_every_control(lesson):
    outputs = lesson.notebook.page.locator(".jp-OutputArea-output").all()
    tree = "\n".join(output.aria_snapshot() for output in outputs)
    named = re.findall(
        r"- '?(combobox|textbox|button|listbox|slider|radio|checkbox)( \".+\")?", tree
    )
    assert len(named) >= len(lesson.notebook.controls())
    assert [role for role, name in named if not name] == []


def test_axe_finds_nothing_in_the_dark_theme(lesson):
    with theme(lesson.notebook, "JupyterLab Dark"), unfolded(lesson.notebook):
        assert lesson.notebook.axe() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_controls_are_seen_in_forced_colours(scheme, lesson):
    with forced_colours(lesson.notebook, scheme):
        assert faint(lesson.notebook) == []


@pytest.mark.parametrize(
    ("width", "height"),
    [(390, 800), (640, 500), (320, 256)],
    ids=["phone", "1280 px enlarged to 200 %", "to 400 %"],
)
def test_nothing_is_cut_off_on_a_narrow_page(width, height, lesson):
    with page_of(lesson.notebook, width, height):
        assert lesson.notebook.page.evaluate(TOO_WIDE) == []
        with spaced(lesson.notebook):
            assert lesson.notebook.page.evaluate(TOO_WIDE) == []


def test_nothing_moves_for_who_wants_no_motion(lesson):
    lesson.notebook.page.emulate_media(reduced_motion="reduce")
    moving = lesson.notebook.page.evaluate(MOVING)
    lesson.notebook.page.emulate_media(reduced_motion="no-preference")
    assert moving == []


def test_what_would_be_wrong_is_found(open_notebook):
    faults = '''
from IPython.display import HTML
HTML("""<div style="height: 3000px"></div>
<button style="color: #eee; background: #fff; border: 0">faint</button>
<input><div style="width: 2000px">wide</div>""")
'''
    notebook = open_notebook([faults], run=True, width=390)
    broken = {line.partition(":")[0] for line in notebook.axe()}
    assert broken == {"color-contrast", "label"}
    assert [line[-10:] for line in notebook.page.evaluate(TOO_WIDE)[1:]] == ["wide</div>"]
    assert [line[-14:] for line in faint(notebook)] == ["faint</button>"]

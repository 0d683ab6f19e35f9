"""Keys meant for a control do nothing to the notebook: no cell is cut, added, chosen or edited."""

# In this order no harm undoes another: "x" cuts a cell with words, "b" adds an empty one.
KEYS = ("ArrowDown", "x", "b", "Enter")


def press(notebook, control, *keys):
    """Press keys in a control, and tell whether the notebook is as before."""
    control.focus()  # which makes its cell the active one
    before = state(notebook)
    for key in keys:
        if control.is_visible():  # a key may have put another in its place
            control.focus()
            notebook.page.keyboard.press(key)
    return state(notebook) == before


def state(notebook):
    """The cells, which one is active, and whether it is being written in."""
    return notebook.page.evaluate(
        """() => {
            const {content} = jupyterapp.shell.currentWidget;
            const cells = content.widgets.map(({model}) => model.type + model.sharedModel.source);
            return [cells, content.activeCellIndex, content.mode];
        }"""
    )


def test_no_key_in_a_control_touches_the_lesson(lesson):
    widgets = lesson.notebook.page.locator(".jp-OutputArea-output .acu")
    found = lesson.notebook.controls()
    assert bool(found) == bool(widgets.count())  # a lesson may show nothing but plates
    for control in found:
        if control.is_visible():
            assert press(lesson.notebook, control, *KEYS), control.evaluate("it => it.outerHTML")
            lesson.notebook.wait_until_idle()
            lesson.notebook.page.evaluate("document.fullscreenElement && document.exitFullscreen()")


def test_a_plain_dropdown_cuts_the_cell_and_guarded_controls_do_not(open_notebook):
    guarded = """
import ipywidgets as w
from acu.live import KeyGuard
lists = [kind(options=["a", "b"]) for kind in (w.Dropdown, w.RadioButtons)]
w.VBox([w.HBox([*lists, w.Text(), w.Button(), w.IntSlider()]), KeyGuard()])
"""
    plain = "w.VBox([w.Dropdown(options=['a', 'b'])])"
    notebook = open_notebook(["# Before", guarded, plain, "# After"], run=True)
    *kept, dropdown = notebook.controls()
    assert len(kept) == 6  # two of them are radio buttons
    for control in kept:
        if control.is_visible():
            assert press(notebook, control, *KEYS)
    for key in ("ArrowDown", "b", "x"):
        assert not press(notebook, dropdown, key)

"""Keys meant for a control do nothing to the notebook: no cell is cut, added, chosen or edited."""

from pathlib import Path

import pytest

LESSONS = sorted(path.name for path in Path(__file__).parents[2].glob("notebooks/*.ipynb"))
KEYS = ("ArrowDown", "b", "x", "Enter")
CONTROLS = (
    ".jp-Notebook .jp-OutputArea-output "
    ":is(select, input, textarea, button, [role=listbox], [tabindex]:not([tabindex='-1']))"
)


def controls(notebook):
    """The controls that a person can reach now."""
    found = notebook.page.locator(CONTROLS).element_handles()
    return [control for control in found if control.is_visible() and control.is_enabled()]


def harm(notebook, control):
    """What each key did to the notebook while the control had the focus: dict, empty if nothing."""
    done = {}
    for key in KEYS:
        if not control.is_visible():  # Enter on a button may have put it away
            break
        control.focus()
        before = state(notebook)
        notebook.page.keyboard.press(key)
        if (after := state(notebook)) != before:
            done[key] = after
    return done


def state(notebook):
    """The cells, which one is active, and whether it is being written in."""
    return notebook.page.evaluate(
        """() => {
            const {content} = jupyterapp.shell.currentWidget;
            const cells = content.widgets.map(({model}) => model.type + model.sharedModel.source);
            return [cells, content.activeCellIndex, content.mode];
        }"""
    )


@pytest.mark.parametrize("name", LESSONS)
def test_no_key_in_a_control_touches_the_lesson(name, lesson):
    notebook = lesson(name).notebook
    found = controls(notebook)
    assert {
        control.get_attribute("aria-label") or control.inner_text()[:40]: done
        for control in found
        if (done := harm(notebook, control))
    } == {}


@pytest.mark.parametrize("guarded", [False, True])
def test_a_plain_dropdown_cuts_the_cell_and_a_guarded_one_does_not(guarded, open_notebook):
    children = "choice, acu.live.KeyGuard()" if guarded else "choice"
    code = (
        "import ipywidgets, acu.live\n"
        "choice = ipywidgets.HBox([ipywidgets.Dropdown(options=['a', 'b'])])\n"
        f"ipywidgets.VBox([{children}])"
    )
    notebook = open_notebook(["# Before", code, "# After"], run=True)
    (dropdown,) = controls(notebook)
    assert harm(notebook, dropdown).keys() == (set() if guarded else {"ArrowDown", "b", "x"})

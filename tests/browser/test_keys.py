"""Keys meant for a control do nothing to the notebook: no cell is cut, added, chosen or edited."""

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


def test_no_key_in_a_control_touches_the_lesson(lesson):
    found = controls(lesson.notebook)
    harmed = {
        control.evaluate("it => it.outerHTML"): harm(lesson.notebook, control) for control in found
    }
    assert {control: keys for control, keys in harmed.items() if keys} == {}


def test_a_plain_dropdown_cuts_the_cell_and_a_guarded_one_does_not(open_notebook):
    first = "import ipywidgets, acu.live\ninner = [ipywidgets.Dropdown(options=['a', 'b'])]\n"
    notebook = open_notebook(
        [
            first + "ipywidgets.VBox([ipywidgets.HBox(inner), acu.live.KeyGuard()])",
            "ipywidgets.VBox([ipywidgets.HBox(inner)])",
            "# After",
        ],
        run=True,
    )
    guarded, plain = controls(notebook)
    assert harm(notebook, guarded).keys() == set()
    assert harm(notebook, plain).keys() == {"ArrowDown", "b", "x"}

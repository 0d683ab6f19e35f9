"""Keys meant for a control do nothing to the notebook: no cell is cut, added, chosen or edited."""

from collections import Counter

# In this order no harm undoes another: "x" cuts a cell with words, "b" adds an empty one.
KEYS = ("ArrowDown", "x", "b", "Enter")
CONTROLS = (
    ".jp-Notebook .jp-OutputArea-output "
    ":is(select, input, textarea, button, [role=listbox], [tabindex]:not([tabindex='-1']))"
)
# Of many controls that are alike, such as the rows of a table, three.
KIND = "it => [it.tagName, it.type, it.role, it.className, it.parentElement.className].join()"


def controls(notebook):
    """The controls that a person can reach now."""
    kinds = Counter()
    found = []
    for control in notebook.page.locator(CONTROLS).element_handles():
        kind = control.evaluate(KIND)
        if kinds[kind] < 3 and control.is_visible() and control.is_enabled():
            kinds[kind] += 1
            found.append(control)
    return found


def press(notebook, control, *keys):
    """Press keys in a control, while it is there, and tell whether the notebook is as before."""
    control.focus()  # which makes its cell the active one
    before = state(notebook)
    for key in keys:
        if control.is_visible():  # Enter on a button may put it away
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
    found = controls(lesson.notebook)
    assert found
    for control in found:
        assert press(lesson.notebook, control, *KEYS), control.evaluate("it => it.outerHTML")


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
    assert press(notebook, guarded, *KEYS)
    for key in ("ArrowDown", "b", "x"):
        assert not press(notebook, plain, key)

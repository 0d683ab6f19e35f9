"""Keys meant for a control do nothing to the notebook: no cell is cut, added, chosen or edited."""

# In this order no harm undoes another: "x" cuts a cell with words, "b" adds an empty one.
KEYS = ("ArrowDown", "x", "b", "Enter")


def press(notebook, control, *keys):
    """Press keys in a control, and tell whether the notebook is as before."""
    control.focus()  # which makes its cell the active one
    before = state(notebook)
    for key in keys:
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
    found = lesson.notebook.controls()
    assert found
    for control in found:
        if not control.is_visible():  # Enter on another control may have put it away
            continue
        assert press(lesson.notebook, control, *KEYS), control.evaluate("it => it.outerHTML")
        lesson.notebook.wait_until_idle()


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
    guarded, plain = notebook.controls()
    assert press(notebook, guarded, *KEYS)
    for key in ("ArrowDown", "b", "x"):
        assert not press(notebook, plain, key)

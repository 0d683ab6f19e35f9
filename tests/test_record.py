"""Recording a notebook gives the same bytes every time, and says when a stored one is stale."""

import nbformat
import pytest
import record
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output


@pytest.fixture
def lesson(tmp_path):
    """A notebook that somebody clicked through: out of order, one output stale."""
    cells = [
        new_markdown_cell("# Weizhong", metadata={"collapsed": True}),
        new_code_cell(
            "print('three')\nprint('cun')",
            execution_count=7,
            outputs=[new_output("stream", name="stdout", text="two cun\n")],
            metadata={"execution": {"shell.execute_reply": "today"}, "tags": ["keep"]},
        ),
        new_code_cell("import ipywidgets\nipywidgets.Label('BL40')"),
    ]
    path = tmp_path / "lesson.ipynb"
    nbformat.write(new_notebook(cells=cells, metadata={"authors": ["ann"]}), path)
    return path


def test_a_stale_notebook_is_found_then_written_then_left_alone(lesson):
    before = lesson.read_bytes()
    assert record.record(lesson.parent, check=True) == ["lesson.ipynb"]
    assert lesson.read_bytes() == before
    assert record.record(lesson.parent, check=False) == ["lesson.ipynb"]
    after = lesson.read_bytes()
    assert record.record(lesson.parent, check=True) == []
    assert b"\r" not in after

    title, printed, label = nbformat.read(lesson, as_version=4).cells
    assert title.metadata == {}
    assert printed.metadata == {"tags": ["keep"]}
    assert [printed.execution_count, label.execution_count] == [1, 2]
    assert [output.text for output in printed.outputs] == ["three\ncun\n"]
    assert dict(label.outputs[0].data) == {"text/plain": "Label(value='BL40')"}


def test_a_failing_cell_stores_nothing(tmp_path):
    path = tmp_path / "broken.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("1 / 0")]), path)
    before = path.read_bytes()
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        record.record(tmp_path, check=False)
    assert path.read_bytes() == before

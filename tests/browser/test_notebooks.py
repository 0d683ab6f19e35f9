"""Every lesson in a real browser: as it is after a clone, then after Run All."""


def test_a_lesson_that_was_never_run_here_shows_words_and_pictures(lesson):
    assert not lesson.trusted
    for output in lesson.unrun:
        assert output["text"].strip() or output["pictures"]
        assert {"", "broken"}.isdisjoint(output["pictures"])
        assert "Error displaying widget" not in output["text"]


def test_run_all_works_without_the_internet(lesson):
    assert lesson.notebook.errors == []
    assert lesson.notebook.problems == []
    assert lesson.notebook.foreign == []
    assert len(lesson.notebook.outputs) >= len(lesson.unrun)
    for output in lesson.notebook.outputs:
        assert output["text"].strip() or output["pictures"]
        assert {"", "broken"}.isdisjoint(output["pictures"])
        assert "Error displaying widget" not in output["text"]


def test_what_would_be_wrong_is_found(open_notebook):
    faults = """
from IPython.display import HTML, Javascript, display
display(HTML('<img alt="a dot" src="https://example.org/dot.png">'))
display(Javascript('fetch("https://example.org/page")'))
display(Javascript('setTimeout(() => { throw new Error("ouch") })'))
1 / 0
"""
    notebook = open_notebook([faults], run=True)
    assert set(notebook.foreign) == {"https://example.org/page", "https://example.org/dot.png"}
    assert notebook.errors == ["ZeroDivisionError: division by zero"]
    assert notebook.outputs[0]["pictures"] == ["broken"]
    assert any("ouch" in problem for problem in notebook.problems)
    assert any("ERR_PROXY_CONNECTION_FAILED" in problem for problem in notebook.problems)

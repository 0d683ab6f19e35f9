"""Practice in one window of a computer and one of a phone, for all tests of this folder."""

import pytest
from quiz_page import LESSON, Quiz


@pytest.fixture(scope="session")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("own") / "practice.csv"


@pytest.fixture(scope="session")
def window(lab_and_chromium, file):
    from browser import opened

    # Twice in one cell: JupyterLab takes cells off the page that are out of sight.
    twice = "import ipywidgets\nipywidgets.VBox([practice, quiz])"
    cells = ["1 + 1", LESSON.format(path=str(file)).removesuffix("practice") + twice, "2 + 2"]
    with opened(*lab_and_chromium, cells, run=True) as notebook:
        yield notebook


@pytest.fixture
def quiz(window):
    cells = [(cell["type"], cell["source"]) for cell in window.cells]
    yield Quiz(window)
    assert [(cell["type"], cell["source"]) for cell in window.cells] == cells
    assert window.problems == [] and window.foreign == []


@pytest.fixture(scope="session")
def pocket(lab_and_chromium, tmp_path_factory):
    from browser import opened

    path = str(tmp_path_factory.mktemp("pocket") / "practice.csv")
    how = {"width": 390, "height": 844, "touch": True}
    with opened(*lab_and_chromium, [LESSON.format(path=path)], run=True, **how) as notebook:
        yield notebook


@pytest.fixture
def phone(pocket):
    yield Quiz(pocket)
    assert pocket.problems == [] and pocket.foreign == []

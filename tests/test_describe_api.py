"""The page of every name says what the code says now, and leaves nothing open."""

import inspect
import re

import describe_api
import pytest

import acu
from acu import results

PAGE = describe_api.page()


def thing(name):
    return eval(f"acu.{name}", {"acu": acu})


def test_the_page_is_as_the_code_is_now():
    path = describe_api.ROOT / describe_api.PAGE
    assert path.read_text(encoding="utf-8") == PAGE, "it is old: uv run tools/describe_api.py"


def test_every_public_name_stands_on_it_once():
    drawn = set(results.__all__) & set(acu.__all__)
    others = [f"results.{name}" for name in results.__all__ if name not in drawn]
    assert sorted(describe_api.NAMES) == sorted([*acu.__all__, *others])
    assert re.findall(r"^### (?!acu )(.+)$", PAGE, re.M)[: len(describe_api.NAMES)] == (
        describe_api.NAMES
    )


@pytest.mark.parametrize("name", describe_api.NAMES)
def test_every_argument_is_told_with_its_type_or_where_that_stands(name):
    if inspect.isclass(thing(name)) and issubclass(thing(name), Warning):
        return
    told = describe_api.sections(thing(name))
    entries = [line.partition(" : ")[::2] for line, _ in told.get("Parameters", [])]
    said = [each.strip("*") for names, _ in entries for each in names.split(", ")]
    assert sorted(said) == sorted(inspect.signature(thing(name)).parameters)
    words = {line: below for line, below in told.get("Parameters", [])}
    assert all(" : " in line or below.startswith("As for") for line, below in words.items())


@pytest.mark.parametrize("name", describe_api.NAMES)
def test_every_name_has_an_example_or_its_words_for_a_terminal(name):
    told = describe_api.sections(thing(name))
    warning = inspect.isclass(thing(name)) and issubclass(thing(name), Warning)
    assert "Examples" in told or "In a terminal: ``uv run acu" in told.get("Notes", "") or warning


def test_links_lead_to_files_and_headings():
    anchors = {describe_api._anchor(title) for title in re.findall("^#+ (.+)$", PAGE, re.M)}
    for link in re.findall(r"\]\(([^)]+)\)", PAGE):
        if link.startswith("#"):
            assert link[1:] in anchors, link
        else:
            assert (describe_api.ROOT / "docs" / link).is_file(), link


def test_what_functions_return_is_described_too():
    assert "### Found\n" in PAGE and "- `codes` (tuple of str): WHO codes" in PAGE
    assert "- [`Found`](#found)" in PAGE


def test_a_docstring_is_read_by_its_sections():
    def given(cun, *codes):
        """Do it.

        And more.

        Parameters
        ----------
        cun : float
            How far,
            in cun.
        *codes : str

        Returns
        -------
        float
        """

    assert describe_api.sections(given) == {
        "": "Do it.\n\nAnd more.",
        "Parameters": [("cun : float", "How far,\nin cun."), ("*codes : str", "")],
        "Returns": [("float", "")],
    }

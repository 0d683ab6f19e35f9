"""Every example in a docstring shows what comes out, with nothing but `import acu` before it."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import acu

ROOMS = ["acu", *(room.name for room in pkgutil.walk_packages(acu.__path__, "acu."))]
EXAMPLES = {
    found.name: found
    for room in ROOMS
    for found in doctest.DocTestFinder().find(import_module(room), globs={"acu": acu})
    if found.examples
}


def test_there_are_examples():
    assert {"acu", "acu.points.finding.find", "acu.diary.Diary"} < EXAMPLES.keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_comes_out_as_it_is_shown(name, tmp_path, monkeypatch):
    monkeypatch.setenv("ACU_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    said = []
    doctest.DocTestRunner(verbose=False).run(EXAMPLES[name], out=said.append, clear_globs=False)
    assert not said, "".join(said)

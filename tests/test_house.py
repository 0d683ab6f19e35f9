"""The house: short files, rooms in the order that is told, and a public face that says its all."""

import ast
import inspect
import re
import textwrap
import tomllib
from pathlib import Path
from types import FunctionType, MethodType

import pytest
from test_safe_secrets import tracked

import acu

ROOT = Path(__file__).parent.parent
OURS = ("acu", "deploy", "tests", "tools")
LONGEST = 300  # lines
MERGE = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)  # what a merge leaves that nobody ended


def layers():
    """Rooms as import-linter orders them: a list of sets, the roof first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = [
        each for each in project["tool"]["importlinter"]["contracts"] if each["type"] == "layers"
    ]
    return [set(layer.split(" | ")) for layer in contract["layers"]]


def test_no_file_is_long():
    files = [path for folder in OURS for path in (ROOT / folder).rglob("*")]
    ours = [
        path
        for path in files
        if path.suffix in (".py", ".js", ".css") and path.parent.name != "reveal"  # reveal.js's own
    ]
    long = {
        path.relative_to(ROOT).as_posix()
        for path in ours
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST
    }
    assert len(ours) > 250 and not long


def test_no_merge_is_left_half_done():
    assert MERGE.search("ours\n" + "<" * 7 + " HEAD\n") and not MERGE.search("> " * 7)
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in tracked()}
    left = [path.relative_to(ROOT).as_posix() for path, text in texts.items() if MERGE.search(text)]
    assert len(texts) > 600 and left == []


def test_newcomers_are_told_of_every_room_in_the_order_that_is_checked():
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("**The rooms of")[2]
    names = iter(re.findall(r"^    (\w+) +\S", told.partition("\n**")[0], re.MULTILINE))
    assert [{next(names, "") for _ in layer} for layer in layers()] == layers()
    assert list(names) == []


def test_the_table_of_public_names_is_in_the_order_of_the_alphabet():
    assert acu.__all__ == sorted(acu.__all__, key=str.lower)


def names_under(heading, doc):
    """What a section of a NumPy docstring names; of "x, y : float" both."""
    section = re.search(rf"^{heading}\n-+\n(.*?)(?=^[A-Z][\w ]*\n---|\Z)", doc, re.M | re.S)
    lines = re.findall(r"^\S.*", section[1], re.MULTILINE) if section else []
    return [name.strip(" *") for line in lines for name in line.split(" : ")[0].split(",")]


def faces(name):
    """List a public function, or a class and its public methods."""
    face = getattr(acu, name)
    if not inspect.isclass(face):
        return [face]
    bases = [base for base in face.__mro__ if "acu" not in base.__module__]
    foreign = {name for base in bases for name in vars(base)}
    own = {name: getattr(face, name) for name in vars(face).keys() - foreign if name[0] != "_"}
    return [face, *(each for each in own.values() if isinstance(each, FunctionType | MethodType))]


def raised(tree):
    """Names of the errors that a function raises itself and does not catch."""
    if isinstance(tree, ast.Raise) and isinstance(tree.exc, ast.Call):
        return {tree.exc.func.id} if isinstance(tree.exc.func, ast.Name) else set()
    found = set().union(*map(raised, ast.iter_child_nodes(tree)))
    if isinstance(tree, ast.Try):
        found -= {each.type.id for each in tree.handlers if isinstance(each.type, ast.Name)}
    return found


@pytest.mark.parametrize("name", acu.__all__)
def test_a_public_name_tells_what_it_takes(name):
    for face in faces(name):
        takes = set(inspect.signature(face).parameters) - {"self", "cls"}
        assert set(names_under("Parameters", inspect.getdoc(face))) == takes, face


@pytest.mark.parametrize("name", acu.__all__)
def test_a_public_name_tells_what_it_refuses(name):
    for face in faces(name):
        begin = face.__init__ if inspect.isclass(face) else face
        tree = ast.parse(textwrap.dedent(inspect.getsource(begin)))
        assert raised(tree) <= set(names_under("Raises", inspect.getdoc(face))), face

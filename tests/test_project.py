"""The project's own rules: one set of versions, tidy code, rooms that import downwards."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
LOCK = (ROOT / "uv.lock").read_text(encoding="utf-8")


def versions(lines):
    """A dict from package name to the versions that are allowed."""
    requirements = [Requirement(line) for line in lines]
    return {needed.name: needed.specifier for needed in requirements}


def drift(project, conda):
    """Sentences on where two dicts of versions differ."""
    return [
        f"{name}: pyproject.toml says {project.get(name, 'nothing')!s}, "
        f"environment.yml says {conda.get(name, 'nothing')!s}"
        for name in sorted(project.keys() | conda.keys())
        if project.get(name) != conda.get(name)
    ]


def project_versions():
    groups = PROJECT["tool"]["uv"]["default-groups"]
    grouped = [line for group in groups for line in PROJECT["dependency-groups"][group]]
    return versions(PROJECT["project"]["dependencies"] + grouped)


def conda_lines():
    return [line for line in CONDA["dependencies"] if isinstance(line, str)]


def test_conda_and_uv_install_the_same_versions():
    packages = [line for line in conda_lines() if not re.match(r"(python|pip)\b(?!-)", line)]
    assert drift(project_versions(), versions(packages)) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("numpy>=2.2,<3", "pyproject.toml says <3,>=2.1, environment.yml says <3,>=2.2"),
        ("numpy>=2.1", "pyproject.toml says <3,>=2.1, environment.yml says >=2.1"),
        ("numpi>=2.1,<3", "numpy: pyproject.toml says <3,>=2.1, environment.yml says nothing"),
    ],
)
def test_drift_is_told_in_words(line, said):
    assert said in "\n".join(drift(versions(["numpy>=2.1,<3"]), versions([line])))


def test_every_version_has_both_bounds():
    unbounded = [
        name
        for name, allowed in project_versions().items()
        if sorted(bound.operator for bound in allowed) != ["<", ">="]
    ]
    assert unbounded == []


def test_conda_installs_a_python_that_the_project_allows_and_the_project_itself():
    (python,) = [line.removeprefix("python=") for line in conda_lines() if "python=" in line]
    assert python in SpecifierSet(PROJECT["project"]["requires-python"])
    assert {"pip": ["-e ."]} in CONDA["dependencies"]
    assert CONDA["channels"][0] == "conda-forge"


def test_the_lock_names_one_public_source_and_no_torch():
    assert len(set(re.findall(r'registry = "https://([^"]+)"', LOCK))) == 1
    assert set(re.findall(r'(?:registry|url) = "(\w+:)', LOCK)) == {"https:"}
    assert len(set(re.findall(r'url = "https://([^/]+)/', LOCK))) == 1
    assert re.findall(r'^name = "(torch|anny|nvidia-.*)"', LOCK, re.MULTILINE) == []


@pytest.mark.parametrize(
    "command",
    [
        ["-m", "ruff", "check"],
        ["-m", "ruff", "format", "--check"],
        ["-c", "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo'])"],
    ],
    ids=["ruff check", "ruff format", "lint-imports"],
)
def test_code_is_tidy(command):
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr

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
    """Packages whose versions differ: what pyproject.toml says, and what environment.yml says."""
    return {
        name: (project.get(name), conda.get(name))
        for name in sorted(project.keys() | conda.keys())
        if project.get(name) != conda.get(name)
    }


def project_versions():
    groups = PROJECT["tool"]["uv"]["default-groups"]
    grouped = [line for group in groups for line in PROJECT["dependency-groups"][group]]
    return versions(PROJECT["project"]["dependencies"] + grouped)


def conda_lines():
    return [line for line in CONDA["dependencies"] if isinstance(line, str)]


def pip_lines():
    """What environment.yml has from PyPI: the project itself, then packages."""
    (by_pip,) = [entry["pip"] for entry in CONDA["dependencies"] if isinstance(entry, dict)]
    return by_pip


def test_conda_and_uv_install_the_same_versions():
    packages = [line for line in conda_lines() if not re.match(r"(python|pip)\b(?!-)", line)]
    by_pip = [line for line in pip_lines() if line != "-e ."]
    assert versions(packages).keys() & versions(by_pip).keys() == set()
    assert drift(project_versions(), versions([*packages, *by_pip])) == {}


@pytest.mark.parametrize("line", ["numpy>=2.2,<3", "numpy>=2.1", "numpi>=2.1,<3"])
def test_a_version_that_differs_is_found(line):
    ours, theirs = versions(["numpy>=2.1,<3"]), versions([line])
    assert drift(ours, theirs)["numpy"] == (SpecifierSet("<3,>=2.1"), theirs.get("numpy"))
    assert drift(ours, versions(["numpy<3,>=2.1"])) == {}


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
    assert pip_lines()[0] == "-e ."
    assert CONDA["channels"][0] == "conda-forge"


def test_the_lock_names_one_registry_and_one_host_of_files_by_https_and_no_torch():
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
    command = [sys.executable, "-X", "utf8", *command]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr

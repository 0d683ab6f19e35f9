"""List every package that the project may install, with version, licence and what it is for.

    uv run --all-groups tools/list_packages.py            write docs/packages.md anew
    uv run --all-groups tools/list_packages.py --check    only say whether it is old

All are pinned in uv.lock, each file by its hash. Whether a version has a known hole says pip-audit,
which asks a database on the internet (docs/security.md has the line).
"""

import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIST = ROOT / "docs" / "packages.md"
USES = {
    "": "lessons",
    "hub": "hub",
    "test": "tests",
    "lint": "checks of code",
    "bench": "benchmark",
}
HEAD = """# Packages

{count} packages of other people, as `uv.lock` pins them: by version, and each file by its hash.
{lessons} are needed for the lessons, the others for what stands beside them. Licences are as the
packages state them. Written by `uv run --all-groups tools/list_packages.py`.

| package | version | licence | for |
|---|---|---|---|
"""
# Made for other systems only, or giving the text of a licence and not its name.
SAID = {
    "appnope": "BSD-2-Clause",
    "axe-playwright-python": "MIT",
    "colorama": "BSD-3-Clause",
    "jupyterhub": "BSD-3-Clause",
    "jupyterhub-idle-culler": "BSD-3-Clause",
    "pywinpty": "MIT",
}


def locked():
    """Read uv.lock.

    Returns
    -------
    dict of str to dict
        What it says of each package, by name; our own among them.
    """
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    return {package["name"]: package for package in lock["package"]}


def uses(packages):
    """Say what each package is for.

    Parameters
    ----------
    packages : dict of str to dict
        From `locked`.

    Returns
    -------
    dict of str to str
        A value of `USES`, by name: the first for which it is needed.
    """
    found = {}
    for group, use in USES.items():
        ours = packages["acu"]
        wanted = ours["dev-dependencies"].get(group, []) if group else ours["dependencies"]
        waiting = [each["name"] for each in wanted]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = use
                extras = packages[name].get("optional-dependencies", {}).values()
                needs = [*packages[name].get("dependencies", []), *sum(extras, [])]
                waiting += [each["name"] for each in needs]
    return found


def licence(name):
    """Say under which licence a package is, as its own metadata have it (str)."""
    if name in SAID:
        return SAID[name]
    try:
        told = metadata(name)
    except PackageNotFoundError:
        raise SystemExit(f"{name} is not installed: uv sync --all-groups, then again") from None
    classes = [each for each in told.get_all("Classifier") or [] if each.startswith("License ::")]
    named = [each.rpartition(" :: ")[2] for each in classes if each.count(" :: ") > 1]
    said = told.get("License-Expression") or "; ".join(named) or told.get("License") or "not said"
    return said if "\n" not in said else "see the package"


def written():
    """Return the list as Markdown (str)."""
    packages = locked()
    needed = uses(packages)
    lines = [
        f"| {name} | {packages[name]['version']} | {licence(name)} | {needed[name]} |"
        for name in sorted(needed)
    ]
    lessons = sum(use == USES[""] for use in needed.values())
    return HEAD.format(count=len(lines), lessons=lessons) + "\n".join(lines) + "\n"


def main(words):
    """Write the list, or say whether it is old; return 0 if all is well."""
    text = written()
    if "--check" not in words:
        LIST.write_text(text, encoding="utf-8", newline="\n")
        return 0
    fresh = LIST.exists() and LIST.read_text(encoding="utf-8") == text
    print(f"{LIST.name} is {'as it should be' if fresh else 'old: run this without --check'}")
    return int(not fresh)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

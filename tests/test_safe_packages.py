"""Every package that is installed is listed, pinned by its hash, and free to use and to pass on."""

import re

from list_packages import LIST, USES, licence, locked, uses

FREE = r"(?i)\b(0?BSD|MIT|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|LGPL)"


def rows():
    """Version, licence and use of each package of the list, by name."""
    row = r"^\| ([\w.-]+) \| (\S+) \| (.+?) \| (.+?) \|$"
    lines = re.findall(row, LIST.read_text(encoding="utf-8"), re.M)
    return {name: rest for name, *rest in lines if name != "package"}


def test_the_list_has_every_package_of_the_lock_with_its_version_and_use():
    packages = locked()
    needed = uses(packages)
    assert {name: (version, use) for name, (version, _, use) in rows().items()} == {
        name: (packages[name]["version"], use) for name, use in needed.items()
    }
    assert needed.keys() == packages.keys() - {"acu"}
    assert needed["numpy"] == USES[""] and needed["jupyterhub"] == USES["hub"]


def test_the_licences_of_the_list_are_those_that_the_installed_packages_state():
    listed = rows()
    for name in ("numpy", "jupyterlab", "typst", "genanki", "hypothesis", "axe-playwright-python"):
        assert listed[name][1] == licence(name), name


def test_what_lessons_and_hub_need_may_be_used_and_passed_on_by_anybody():
    of_use = {name: said for name, (_, said, use) in rows().items() if use in ("lessons", "hub")}
    assert len(of_use) > 100
    assert {name: said for name, said in of_use.items() if not re.search(FREE, said)} == {}
    assert not re.search(FREE, "GNU General Public License v3") and re.search(FREE, "BSD License")


def test_every_file_of_every_package_is_pinned_by_its_hash():
    files = [
        (name, file)
        for name, package in locked().items()
        for file in [*package.get("wheels", []), package.get("sdist")]
        if file
    ]
    assert len(files) > 500
    assert [name for name, file in files if not file["hash"].startswith("sha256:")] == []

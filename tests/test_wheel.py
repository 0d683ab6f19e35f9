"""The package as built and installed elsewhere: all that it needs is in it, and it works."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import acu
from acu.command import main
from acu.folders import NOTEBOOKS

ROOT = Path(__file__).parent.parent
# What somebody does with the package who has no checkout. It is an error to leave the encoding to
# the computer, or to use what a later Python will not have.
USED = """
import sys
import warnings
from pathlib import Path

for kind in (EncodingWarning, DeprecationWarning):
    warnings.filterwarnings("error", category=kind, module="acu")
import acu
from acu.command import main
from acu.folders import NOTEBOOKS
from acu.site.assets import Assets
from acu.site.pages import Frame

assert Path(acu.__file__).is_relative_to(sys.argv[1]), acu.__file__
assert acu.find("Weizhong").codes == ("BL40",) and len(acu.load_points()) > 300
acu.plot_point("BL40").figure.savefig("plate.png")
assert main(["handout", "GB29", "--out", "handout.pdf"]) == 0
assert main(["lessons", "mine"]) == 0
assert main(["slides", "slides", "8"]) == 0
assert acu.PressTimer("GB29")._esm and acu.BodyMap()._css and acu.explore()
lessons = {path.stem: "# One" for path in NOTEBOOKS.glob("*.ipynb")}
Path("python.html").write_text(Frame(Assets(Path("assets")), lessons).python(), encoding="utf-8")
"""


def build(folder, source, kind):
    """The file that a build of the package makes."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build(tmp_path_factory.mktemp("wheel"), ROOT, "wheel")


@pytest.fixture(scope="module")
def site_packages(wheel, tmp_path_factory):
    """A folder into which the wheel is installed, and nothing else."""
    folder = tmp_path_factory.mktemp("elsewhere") / "Zo\u00eb's 100% #1" / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files(folder):
    """Names of all files in a folder, but for what Python compiled."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in paths if path.suffix != ".pyc"}


def test_a_wheel_holds_the_package_its_tables_and_the_lessons_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    ours = {f"acu/{name}" for name in files(ROOT / "acu")}
    ours |= {f"acu/data/{name}" for name in files(ROOT / "data")}
    ours |= {f"acu/notebooks/{path.name}" for path in NOTEBOOKS.glob("*.ipynb")}
    assert held == ours
    assert {"acu/data/points.csv", "acu/data/body.npz", "acu/live/page.js"} <= held


def test_a_wheel_carries_its_licences_and_the_readme(wheel):
    with zipfile.ZipFile(wheel) as archive:
        about = {
            name.split(".dist-info/")[1]: name for name in archive.namelist() if "-info" in name
        }
        told = archive.read(about["METADATA"]).decode()
    texts = "LICENSE", "LICENSES/CC-BY-4.0.md", "LICENSES/CC0-1.0.md", "data/fonts/OFL.txt"
    assert {f"licenses/{name}" for name in texts} <= about.keys()
    assert (ROOT / "README.md").read_text(encoding="utf-8").strip() in told


def test_the_source_archive_makes_the_same_wheel(wheel, tmp_path):
    archive = build(tmp_path / "source", ROOT, "sdist")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    again = build(tmp_path / "again", tmp_path / archive.name.removesuffix(".tar.gz"), "wheel")
    assert again.read_bytes() == wheel.read_bytes()


def test_the_package_works_where_there_is_no_checkout(site_packages, tmp_path):
    before = files(site_packages)
    settings = {
        "PYTHONPATH": str(site_packages),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONWARNDEFAULTENCODING": "1",
        "ACU_HOME": str(tmp_path / "home"),
        "MPLBACKEND": "agg",
    }
    done = subprocess.run(
        [sys.executable, "-c", USED, site_packages],
        cwd=tmp_path,
        env=os.environ | settings,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "handout.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "plate.png").stat().st_size > 10_000
    assert (tmp_path / "slides" / "08_a_session.html").is_file()
    assert "python workbook.py" in (tmp_path / "python.html").read_text(encoding="utf-8")
    assert {path.name for path in (tmp_path / "mine").iterdir()} == {
        path.name for path in NOTEBOOKS.glob("*.ipynb")
    }
    assert files(site_packages) == before  # it may be a folder that nobody may write to


def test_lessons_of_ones_own_are_copies_and_never_overwritten(tmp_path, capsys):
    mine = tmp_path / "my lessons"
    mine.mkdir()
    (mine / "01_start_here.ipynb").write_text("what I noted", encoding="utf-8")
    assert len(acu.copy_lessons(mine)) == 12
    assert (mine / "01_start_here.ipynb").read_text(encoding="utf-8") == "what I noted"
    second = "02_the_article_sorted.ipynb"
    assert (mine / second).read_bytes() == (NOTEBOOKS / second).read_bytes()
    assert main(["lessons", str(mine)]) == 0
    assert "New lessons: 0." in capsys.readouterr().out
    assert len(files(mine)) == 13


def test_a_folder_for_lessons_that_is_a_file_is_told(tmp_path, capsys):
    (tmp_path / "a").write_text("mine", encoding="utf-8")
    assert main(["lessons", str(tmp_path / "a")]) == 1
    assert "a file stands where its folder should be" in capsys.readouterr().err

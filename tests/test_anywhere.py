"""On other computers: Windows and macOS, their names of files, line ends and signs."""

import inspect
import io
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path, PurePosixPath

import pytest

from acu.body import Body
from acu.bodymap import store
from acu.command import main

ROOT = Path(__file__).parent.parent
FOLDERS = ("LICENSES", "acu", "data", "deploy", "docs", "notebooks", "tests", "tools")
TEXT = {".css", ".csv", ".html", ".j2", ".js", ".json", ".key", ".md", ".py", ".svg", ".typ"}
# What Windows keeps for devices, with any ending.
DEVICES = r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)"


def made(folder):
    """What the package makes of its files, as text by what it is."""
    from hashlib import sha256
    from pathlib import Path

    import acu
    from acu import tables
    from acu.lessons import frame

    handout = acu.handout("GB29", out=Path(folder) / "handout.pdf")
    return {
        "from": str(Path(acu.__file__).parent.parent),
        "tables": [tables.read(name).to_json() for name in ("points", "claims", "sources")],
        "scripts": [kind._esm + kind._css for kind in (acu.BodyMap, acu.PressTimer)],
        "style": frame.STYLE,
        "sentence": str(acu.card("BL40").place),
        "handout": sha256(handout.read_bytes()).hexdigest(),
    }


def checkout():
    """Every file of the checkout, as a path from its top."""
    tops = [path for path in ROOT.iterdir() if path.is_file()]
    inside = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    return [path.relative_to(ROOT) for path in tops + inside if path.suffix != ".pyc"]


def illegal(name):
    """Whether no file on Windows can have a name."""
    return bool(
        re.search(r'[<>:"\\|?*\x00-\x1f]|[. ]$', name) or re.match(DEVICES, name) or not name
    )


def twins(names):
    """Names that are one on a computer that does not tell capitals, or writes accents apart."""
    seen = {}
    for name in names:
        seen.setdefault(unicodedata.normalize("NFD", name).casefold(), set()).add(name)
    return [each for each in seen.values() if len(each) > 1]


def test_windows_and_macos_can_hold_every_file_of_a_checkout():
    paths = checkout()
    assert len(paths) > 600
    assert [path for path in paths if any(map(illegal, path.parts))] == []
    assert twins(path.as_posix() for path in paths) == []
    assert [path for path in paths if (ROOT / path).is_symlink()] == []
    # Windows allows 260 signs with the folder in which the workbook lies.
    assert max(len(str(path)) for path in paths) < 100


def test_windows_and_macos_can_hold_every_file_of_a_site(site):
    names = [path.relative_to(site).as_posix() for path in site.rglob("*")]
    assert len(names) > 20 and twins(names) == []
    assert [name for name in names if any(map(illegal, PurePosixPath(name).parts))] == []


@pytest.mark.parametrize("name", ["aux.py", "NUL", "a:b.csv", "ends with a dot.", "what?.md"])
def test_a_name_that_windows_refuses_is_found(name):
    assert illegal(name) and not illegal("01_start_here.ipynb")


def test_two_names_that_are_one_on_macos_are_found():
    assert twins(["acu/Body.py", "acu/body.py", "acu/skin.py"]) == [{"acu/Body.py", "acu/body.py"}]
    assert twins(["Qu\u0101nli\u00e1o", "Qua\u0304nlia\u0301o"])


def test_with_the_line_ends_of_windows_and_in_a_folder_of_many_signs_all_comes_out_the_same(
    tmp_path,
):
    there = tmp_path / "J\u00fcrgen's 100% #1 \u8cc7\u6599" / ("long " * 8).strip()
    for folder in ("acu", "data"):
        shutil.copytree(ROOT / folder, there / folder, ignore=shutil.ignore_patterns("*.pyc"))
    for path in there.rglob("*"):
        if path.suffix in TEXT:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    program = f"import json, sys\n{inspect.getsource(made)}\nprint(json.dumps(made(sys.argv[1])))"
    done = subprocess.run(
        [sys.executable, "-c", program, there],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(there), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert Path(told["from"]) == there
    assert told == made(tmp_path) | {"from": str(there)}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_stored_pictures_of_the_body_map_are_known_whatever_ends_a_line_here(monkeypatch, ends):
    monkeypatch.setattr(os, "linesep", ends)
    monkeypatch.setattr(store, "_key", store._key.__wrapped__)
    assert store._stored.__wrapped__("female", Body("female").build)


@pytest.mark.parametrize("page", ["cp437", "cp1252", "ascii"])
def test_a_terminal_that_lacks_signs_shows_marks_instead(monkeypatch, tmp_path, page):
    folder = tmp_path / "\u8cc7\u6599"
    folder.mkdir()
    (folder / "Zo\u00eb.txt").write_text("no result of ours", encoding="utf-8")
    screen = io.TextIOWrapper(io.BytesIO(), encoding=page, errors="strict")
    monkeypatch.setattr(sys, "stdout", screen)
    assert main(["results", str(folder), "--out", str(folder / "all.csv")]) == 0
    screen.flush()
    said = screen.buffer.getvalue().decode(page)
    assert "1 refused" in said and f"{os.sep}??{os.sep}all.csv" in said


def test_the_words_of_the_set_up_show_in_every_terminal():
    assert (ROOT / "workbook.py").read_bytes().isascii()

"""Where papers are written, and what cannot be printed."""

import re

import pytest
from paper import LETTER, millimetres

import acu
from acu.command import main


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"codes": ["GB99"]}, "GB99"),
        ({"codes": ["B 54"]}, "BL40"),
        ({"codes": []}, "name the points"),
        ({"paper": "a5"}, "a4, letter"),
        ({"out": "x.doc"}, "PDF"),
        ({"site": "example.org"}, "address"),
        ({"site": "https://a b"}, "address"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_a_reason(tmp_path, given, said):
    options = {"codes": ["GB29"], "out": "x.pdf", **given}
    codes, out = options.pop("codes"), tmp_path / options.pop("out")
    with pytest.raises(ValueError, match=re.escape(said)):
        acu.handout(*codes, out=out, **options)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_somebody_else_is_left_alone_and_one_of_ours_is_written_anew(tmp_path):
    mine = tmp_path / "thesis.pdf"
    mine.write_bytes(b"%PDF-1.7 years of work")
    with pytest.raises(FileExistsError, match="not overwritten"):
        acu.safety_sheet(mine)
    assert mine.read_bytes() == b"%PDF-1.7 years of work"
    ours = acu.safety_sheet(tmp_path / "ours.pdf")
    before = ours.read_bytes()
    acu.safety_sheet(ours, "letter")
    assert ours.read_bytes() != before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["ours.pdf", "thesis.pdf"]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        acu.safety_sheet(tmp_path / "nowhere" / "x.pdf")


def test_what_stands_there_stays_if_writing_fails(tmp_path, monkeypatch):
    path = acu.safety_sheet(tmp_path / "x.pdf")
    before = path.read_bytes()

    def fail(*given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="no room left"):
        acu.safety_sheet(path, "letter")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_command_line_writes_a_handout_and_says_what_is_wrong(tmp_path, capsys):
    path = tmp_path / "x.pdf"
    assert main(["handout", "GB29", "--out", str(path), "--paper", "letter"]) == 0
    assert millimetres(path)[0] == LETTER
    assert main(["cards", "GB29", "--out", str(tmp_path / "c.pdf")]) == 0
    assert main(["sheets", "--out", str(tmp_path / "s.pdf")]) == 0
    assert main(["handout", "GB99", "--out", str(path)]) == 1
    assert "GB99" in capsys.readouterr().err

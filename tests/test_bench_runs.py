"""The benchmark survives what fails and keeps what it has; nothing is timed here."""

import json
import re
from pathlib import Path

import bench
import pytest
from benches import PARTS, Part, needs
from benches.layout import page, table
from benches.rows import Row
from measured import MACHINE, ROW, results

ROOT = Path(__file__).parent.parent


def test_a_part_that_fails_is_named_and_the_others_go_on(monkeypatch):
    def fails(much):
        yield ROW
        raise RuntimeError("the kernel is gone\nand more")

    def stops(much):
        raise SystemExit("the hub does not start")
        yield

    modules = {"bad": fails, "gone": stops, "good": lambda much: iter([ROW])}
    monkeypatch.setattr(Part, "rows", lambda self, much: modules[self.where](much))
    monkeypatch.setattr(needs, "find_spec", lambda name: None)
    parts = {name: Part(name, "a part", 1) for name in modules}
    parts |= {"lacks": Part("good", "a part", 1, ("ipympl", "httpx"))}
    seen = []
    done = bench.measure(parts, "try", lambda so_far: seen.append([*so_far["parts"]]), parts)
    errors = {name: part["error"] for name, part in done["parts"].items()}
    assert errors == {
        "bad": "RuntimeError: the kernel is gone",
        "gone": "SystemExit: the hub does not start",
        "good": "",
        "lacks": "ipympl, httpx: not installed here; uv run --group bench --group hub "
        "tools/bench.py",
    }
    assert len(done["parts"]["bad"]["rows"]) == 1  # what was known before it failed
    assert seen == [[*parts][: n + 1] for n in range(4)]


def test_results_are_kept_and_shown_and_parts_measured_anew_take_their_place(
    tmp_path, monkeypatch, capsys
):
    better = Row("a choice", "ms", [1], "interact", [100])
    monkeypatch.setattr(bench, "machine", lambda: MACHINE)
    monkeypatch.setattr(bench, "missing", lambda names: "")
    file, text = tmp_path / "bench.json", tmp_path / "bench.md"
    file.write_text(json.dumps(results(latency=([ROW], ""), hub=([ROW], ""))))
    monkeypatch.setattr(Part, "rows", lambda self, much: iter([better]))
    assert bench.main(["latency", "--json", str(file)]) == 0
    kept = bench.read(file)["parts"]
    assert [kept[name]["rows"][0]["ratio"] for name in ("latency", "hub")] == [0.01, 0.1]
    capsys.readouterr()
    assert bench.main(["--from", str(file), "--markdown", str(text)]) == 0
    assert capsys.readouterr().out.strip() == table(bench.read(file)).strip()
    assert text.read_text(encoding="utf-8") == page(bench.read(file))


@pytest.mark.parametrize(
    "text",
    ["", "[1]", '{"parts": {}}', '{"parts": {}, "machine": {}}', '{"a": "diary of mine"}', "\0"],
)
def test_a_file_of_something_else_is_left_alone(text, tmp_path, capsys):
    file = tmp_path / "mine.json"
    file.write_text(text)
    with pytest.raises(SystemExit):
        bench.main(["import", "--json", str(file)])
    assert "name another file" in capsys.readouterr().err
    assert file.read_text() == text


@pytest.mark.parametrize("option", ["--json", "--markdown"])
def test_a_folder_that_is_not_there_is_told_before_anything_is_measured(
    option, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(bench, "measure", lambda *given: pytest.fail("it is measured"))
    with pytest.raises(SystemExit):
        bench.main(["import", option, str(tmp_path / "none" / "x")])
    assert "there is no folder" in capsys.readouterr().err


def test_results_of_another_computer_are_not_mixed_in(tmp_path, capsys):
    file = tmp_path / "bench.json"
    file.write_text(text := json.dumps(results(latency=([ROW], ""))))
    with pytest.raises(SystemExit):
        bench.main(["import", "--json", str(file)])
    assert "another computer" in capsys.readouterr().err
    assert file.read_text() == text


def test_all_measured_anew_replaces_what_another_computer_did(tmp_path, monkeypatch):
    file = tmp_path / "bench.json"
    file.write_text(json.dumps(results(latency=([ROW], ""))))
    monkeypatch.setattr(bench, "missing", lambda names: "")
    monkeypatch.setattr(Part, "rows", lambda self, much: iter([ROW]))
    assert bench.main(["--json", str(file)]) == 0
    assert bench.read(file)["machine"] != MACHINE
    assert list(bench.read(file)["parts"]) == list(PARTS)


def test_what_is_missing_is_said_with_the_way_to_get_it(monkeypatch):
    for name, part in PARTS.items():
        assert set(part.needs) <= {*needs.GROUPS, *needs.PROGRAMS}, name
    groups = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for package, group in needs.GROUPS.items():
        listed = re.search(rf"^{group} = \[.*?^\]", groups, re.M | re.S)[0]
        assert package.replace("_python", "-python").replace("_", "-") in listed
    monkeypatch.setenv("CONFIGPROXY_CMD", "/nowhere/proxy")
    assert "npm install -g configurable-http-proxy" in needs.missing(["proxy"])


def test_the_quick_parts_end_within_a_minute_and_all_within_twenty():
    assert {name for name, part in PARTS.items() if part.quick} == {
        "import",
        "load",
        "locate",
        "plates",
    }
    assert sum(part.seconds for part in PARTS.values()) <= 20 * 60


def test_what_is_measured_in_a_notebook_can_still_be_made():
    from benches import peers

    image, extent, dots, own, title = peers.chart("GB29")
    assert title == "GB29 Jūliáo"
    assert image.ndim == 3 and len(dots) > len(own) >= 1
    left, right, bottom, top = extent
    assert all(left < x < right and top < y < bottom for x, y in own)


def test_the_plain_lesson_runs():
    import matplotlib
    from benches.plain_lesson import CELLS

    code = "\n".join(CELLS).replace("%matplotlib inline", "")
    with matplotlib.rc_context({"backend": "agg"}):
        exec(compile(code, "plain lesson", "exec"), names := {})
    assert list(names["spots"]) == ["GB29", "GB30", "BL40"]
    assert names["table"].eq("GB29").any(axis=None)


def test_the_page_in_the_docs_is_the_one_that_the_results_make():
    kept = bench.read(ROOT / "docs" / "bench.json")
    assert (ROOT / "docs" / "bench.md").read_text(encoding="utf-8") == page(kept)
    assert list(kept["parts"]) == list(PARTS)
    for name, part in kept["parts"].items():
        assert not part["error"] and part["rows"], name
        for row in map(Row.read, part["rows"]):
            assert row.what and row.instead and row.ours, (name, row.what)

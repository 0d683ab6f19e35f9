"""Results that are damaged or forged are named with the reason, and nothing hangs."""

import os

import pytest
from results_saved import FIND, NAME, forged, quietly, refused, text

import acu
from acu import results
from acu.results import written
from acu.results.answers import MOST
from acu.results.reading import BIG


def test_damaged_files_are_named_with_the_reason_and_the_rest_is_read(tmp_path):
    whole = text()
    damaged = {
        "cut": (whole[:-40], "cut off"),
        "only head": (whole.split("\n")[0], "cut off"),
        "half head": ("acu-results 1 12ab", "cut off or changed"),
        "better": (whole.replace('"grade":1', '"grade":3'), "changed after it was saved"),
        "essay": ("Dear teacher,\nI was ill.\n", "not a result file"),
        "empty": ("", "not a result file"),
        "newer": (whole.replace("acu-results 1", "acu-results 2"), "newer workbook"),
        "binary": (bytes(range(256)) * 1000, "not a result file"),
    }
    for name, (content, _) in damaged.items():
        raw = content if isinstance(content, bytes) else content.encode()
        (tmp_path / f"{name}.txt").write_bytes(raw)
    (tmp_path / "sound.txt").write_text(text("red owl"), "utf-8")
    (tmp_path / "list.csv").write_text("other files are ignored")
    (tmp_path / "._sound.txt").write_bytes(b"\0\5\26\7")  # as a Mac leaves it on a stick
    with pytest.warns(results.Doubt, match="1 result read, 8 refused") as caught:
        frame = acu.read_results(tmp_path)
    assert len(caught) == 1 and set(frame["word"]) == {"red owl"}
    reasons = dict(frame.attrs["refused"])
    assert set(reasons) == {f"{name}.txt" for name in damaged}
    for name, (_, reason) in damaged.items():
        assert reason in reasons[f"{name}.txt"] and f"{name}.txt: " in str(caught[0].message)


@pytest.mark.parametrize("place", range(12, len(text()), 29))
def test_no_single_sign_can_be_changed(place):
    whole = text()
    sign = "7" if whole[place] != "7" else "8"
    ((_, why),) = refused(whole[:place] + sign + whole[place + 1 :])
    assert "changed" in why or "newer" in why


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"grade": 4}, "its grade is 4"),
        ({"grade": True}, "its grade is True"),
        ({"grade": None}, "its grade is missing"),
        ({"cm": -0.1}, "its cm is -0.1"),
        ({"cm": "near"}, "its cm is 'near'"),
        ({"cm": 1e9}, "its cm is"),
        ({"x": float("nan")}, "its x is nan"),
        ({"y": float("inf")}, "its y is inf"),
        ({"y": 10**400}, "its y is 1000"),
        ({"question": "find BL99"}, "no point BL99"),
        ({"question": "press BL99 child"}, "no point BL99"),
        ({"question": "guess BL40"}, "kind 'guess'"),
        ({"question": "<b>"}, "not the key of a question"),
        ({"view": "inside"}, "no view 'inside'"),
        ({"level": "easy"}, "no level 'easy'"),
        ({"person": "<script>"}, "whose body"),
        ({"when": "yesterday"}, "not a time"),
        ({"answer": "x" * 201}, "up to 200 characters"),
        ({"answer": ["x"]}, "its answer is a list"),
    ],
)
def test_values_that_cannot_be_are_refused_with_the_answer_they_stand_in(change, reason):
    answers = [NAME, FIND | change]
    ((name, why),) = refused(forged({"word": "fox", "stage": "before", "answers": answers}))
    assert name == "pasted text" and why.startswith("answer 2: ") and reason in why
    with pytest.raises(ValueError, match="answer 2: "):
        written("fox", "before", answers)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"word": "x" * 41}, "up to 40 characters"),
        ({"word": " \u200b\n "}, "word is empty"),
        ({"word": None}, "word is missing"),
        ({"stage": "during"}, "its stage is 'during'"),
        ({"stage": ["before"]}, "its stage is a list"),
        ({"answers": []}, "no answers in it"),
        ({"answers": {}}, "no answers"),
        ({"answers": [None]}, "answer 1: "),
        ({"answers": [NAME] * (MOST + 1)}, "the most is"),
    ],
)
def test_a_result_that_cannot_be_is_refused(content, reason):
    whole = {"word": "fox", "stage": "before", "answers": [NAME]}
    assert reason in refused(forged(whole | content))[0][1]


@pytest.mark.parametrize(
    "line", ["[" * 100_000, "9" * 100_000, "null", "[]", '"{}"', '{"answers":[', "\x00", "{}"]
)
def test_mischief_with_a_right_check_sum_is_refused_too(line):
    assert refused(forged(line))


def test_a_huge_file_and_what_is_no_file_stop_nobody(tmp_path):
    (tmp_path / "huge.txt").write_bytes(b"acu-results 1 00000000\n" + b" \n" * BIG)
    (tmp_path / "folder.txt").mkdir()
    if hasattr(os, "mkfifo"):  # not on Windows
        os.mkfifo(tmp_path / "pipe.txt")
        (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "sound.txt").write_text(text(), "utf-8")
    frame = quietly(tmp_path)
    assert len(frame) == 2
    reasons = dict(frame.attrs["refused"])
    assert "too big" in reasons["huge.txt"]
    assert set(reasons) == {file.name for file in tmp_path.iterdir()} - {"sound.txt"}

"""Whatever a learner sends: the answers are read as they were saved, or refused with a reason."""

import json
import warnings
from datetime import datetime
from zlib import crc32

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import files, spoilt, texts

import acu
from acu import results
from acu.points import load_points
from acu.results import written
from acu.results.answers import FARTHEST, GRADES, STAGES, WIDEST
from acu.results.reading import TYPES
from acu.rulers.lengths import read_length

KEPT = ["word", "stage", "when", "question", "grade", "answer"]
codes = st.sampled_from(list(load_points().index))
whens = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(
    lambda when: when.isoformat(timespec="seconds")
)
clean = st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=20)
answers = st.fixed_dictionaries(
    {
        "when": whens,
        "question": codes.map("name {}".format),
        "grade": st.sampled_from([*GRADES]),
        "answer": clean,
    }
)
marks = st.fixed_dictionaries(
    {
        "when": whens,
        "question": codes.map("find {}".format),
        "grade": st.sampled_from([*GRADES]),
        "answer": clean,
        "level": st.sampled_from(["landmarks", "bare"]),
        "person": st.just("average woman"),
        "view": st.just("knee_back"),
        "x": st.floats(-WIDEST, WIDEST),
        "y": st.floats(-WIDEST, WIDEST),
        "cm": st.none() | st.floats(0, FARTHEST),
    }
)
stages = st.sampled_from([*STAGES])
words = clean.filter(bool)
whole = st.lists(answers | marks, min_size=1, max_size=3)
SOUND = [
    written(
        "blue fox",
        "before",
        [
            {
                "when": "2026-11-23T10:15:00",
                "question": f"{kind} BL40",
                "grade": 3,
                "answer": "Ō 委",
            }
            for kind in ("name", "press")[:many]
        ],
    ).encode()
    for many in (1, 2)
]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def read(source):
    """The frame of a source, after it has been held to what it must always be."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", results.Doubt)
        frame = acu.read_results(source)
    assert dict(frame.dtypes.astype(str)) == TYPES
    for name, why in frame.attrs["refused"]:
        assert name and why.strip() and len(why) < 500
    assert results.told(frame).strip()
    assert len(frame) or frame.attrs["refused"]
    return frame


def rows(frame):
    return frame[KEPT].astype(str).to_numpy().tolist()


@pytest.fixture(scope="module")
def truth(tmp_path_factory):
    """What the sound files say."""
    folder = tmp_path_factory.mktemp("sound")
    for number, raw in enumerate(SOUND):
        (folder / f"{number}.txt").write_bytes(raw)
    return [rows(read(folder / f"{number}.txt")) for number in range(len(SOUND))]


def forged(line):
    """A file whose check sum fits, whatever it holds."""
    return f"acu-results 1 {crc32(line.encode('utf-8', 'replace')):08x}\n{line}\n".encode(
        "utf-8", "surrogatepass"
    )


@given(spoilt(SOUND))
@example(SOUND[0].replace(b"\n", b"\r\n> "))
@example(SOUND[0][:-1])
@example(SOUND[1] + SOUND[0])
@example(SOUND[0].replace(b"fox", b"dog"))
def test_a_spoilt_file_is_never_read_wrong(tmp_path, truth, raw):
    path = tmp_path / "one.txt"
    path.write_bytes(raw)
    assert rows(read(path)) in ([], *truth)


@given(files(SOUND))
@example(b"")
@example(b"acu-results 1 00000000\n")
@example(b"acu-results " + b"9" * 5000 + b" 00000000\n{}")
@example("acu-results ٣ 00000000\n{}".encode())
@example(b"\xff\xfe" + b"acu-results 1 00000000")
@example(b"acu-results 1 00000000\n" * 2000)
@example((b"> " * 5000 + b"\n") * 5)
def test_any_bytes_are_read_or_refused(tmp_path, raw):
    (tmp_path / "one.txt").write_bytes(raw)
    read(tmp_path)
    read([tmp_path / "one.txt", tmp_path / "none.txt"])


@given(
    st.one_of(
        values,
        st.builds(lambda answer: {"word": "a", "stage": "before", "answers": answer}, values),
        st.builds(
            lambda answer, other: {"word": "a", "stage": "before", "answers": [answer | other]},
            answers | marks,
            st.dictionaries(
                st.sampled_from(["when", "question", "grade", "x", "cm", "view"]), values
            ),
        ),
    ).map(lambda content: json.dumps(content, ensure_ascii=False))
    | texts
)
@example("[" * 100_000)
@example('{"word": "a", "stage": "before", "answers": [' + "9" * 5000 + "]}")
@example('{"word": "a", "stage": "before", "answers": [{"x": 1e999}]}')
def test_what_nobody_can_have_answered_is_refused_though_its_check_sum_fits(tmp_path, line):
    (tmp_path / "one.txt").write_bytes(forged(line))
    frame = read(tmp_path)
    assert frame["grade"].isin([*GRADES]).all() and set(frame["stage"]) <= {*STAGES}
    places = frame[["x", "y"]]
    assert (places.abs().le(WIDEST) | places.isna()).to_numpy().all()


@given(words, stages, whole)
def test_what_is_saved_is_what_is_read(tmp_path, word, stage, said):
    try:
        text = written(word, stage, said)
    except ValueError as error:  # a sign that no eye can see
        assert "word" in str(error)
        return
    (tmp_path / "one.txt").write_text(text, encoding="utf-8", newline="")
    frame = read(tmp_path)
    assert len(frame) == len(said) and set(frame["stage"]) == {stage}
    for row, answer in zip(frame.itertuples(), said, strict=True):
        assert (row.question, row.grade) == (answer["question"], answer["grade"])
        assert row.when.isoformat() == answer["when"]
        if "x" in answer:
            assert (row.x, row.y) == (answer["x"], answer["y"])
            assert row.cm == answer["cm"] or answer["cm"] is None


@given(texts)
@example("~nobody-of-that-name/results")
@example("a\0b")
@example("a" * 5000)
@example("acu-results 1 00000000")
@example("\n" * 5000)
def test_any_text_names_a_file_or_is_read_as_pasted(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    try:
        read(text)
    except OSError as error:
        assert str(error).strip() and "\n" not in text


@given(texts)
@example("1 " + "9" * 400 + "/1")
@example("1." + "9" * 5000)
@example("1 1/" + "9" * 5000)
@example("٣٨")
def test_any_text_is_a_length_of_a_ruler_or_refused(text):
    try:
        assert 0 <= read_length(text) < 10**7
    except ValueError as error:
        assert "is not a length. Write a number such as 38.5" in str(error)


@given(st.dictionaries(texts | st.sampled_from(["SEG_LEG_LAT"]), values, min_size=1, max_size=2))
@example({"SEG_LEG_LAT": 10**400})
@example({"SEG_LEG_LAT": True})
def test_any_lengths_are_a_ruler_of_ones_own_or_refused(lengths):
    try:
        own = acu.OwnRuler(lengths)
    except ValueError as error:
        assert str(error).startswith(("there is no ruler", "SEG_LEG_LAT is")) or "cm is too" in str(
            error
        )
    else:
        assert 1 < own.cun["SEG_LEG_LAT"] < 5

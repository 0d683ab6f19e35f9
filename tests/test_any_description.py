"""Whatever stands in the description of the tables: it is gone by, or told to be wrong."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import files, texts

from acu import tables
from acu.tables import TableError, checking, description

RAW = (tables.DATA / "datapackage.json").read_bytes()
NAMES = ["landmarks", "names", "rulers"]
PACKAGE = json.loads(RAW)
PACKAGE["resources"] = [each for each in PACKAGE["resources"] if each["name"] in NAMES]
for each in PACKAGE["resources"]:  # of the tables that are left
    links = each["schema"].pop("foreignKeys", [])
    kept = [link for link in links if link["reference"]["resource"] in NAMES]
    each["schema"] |= {"foreignKeys": kept} if kept else {}
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)


@st.composite
def changed(draw):
    """The description with one entry taken away, or something else in its place."""
    package = json.loads(json.dumps(PACKAGE))
    inside = package
    while True:
        keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        key = draw(st.sampled_from([each for each in keys if each not in ("licenses",)]))
        deeper = isinstance(inside[key], dict | list) and len(inside[key])
        if not deeper or draw(st.integers(0, 4)) == 0:
            break
        inside = inside[key]
    if draw(st.booleans()):
        del inside[key]
    else:
        inside[key] = draw(values)
    return json.dumps(package).encode()


@given(files(json.dumps(PACKAGE).encode()) | changed() | changed())
@example(b"[" * 100_000)
@example(b"9" * 5000)
@example(b'{"resources": 1}')
@example(
    b'{"resources": [{"name": "landmarks", "path": "landmarks.csv", "schema": {"fields": [1]}}]}'
)
def test_any_description_is_gone_by_or_told_to_be_wrong(tmp_path, monkeypatch, raw):
    for name in NAMES:
        (tmp_path / f"{name}.csv").write_bytes((tables.DATA / f"{name}.csv").read_bytes())
    (tmp_path / "datapackage.json").write_bytes(raw)
    for room in (description, checking):
        monkeypatch.setattr(room, "DATA", tmp_path)
    description.resources.cache_clear()
    try:
        for name in NAMES:
            table = tables.examine(name)
            assert table.problems or len(table.frame) == len(table.rows)
    except TableError as error:
        assert "json" in str(error) or "csv" in str(error)
    except ValueError as error:  # another name
        assert "there is no table" in str(error)
    finally:
        monkeypatch.undo()
        description.resources.cache_clear()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"type": "string"', '"type": "strin"', 'no "strin"; did you mean "string"'),
        ('"pattern": "^', '"pattern": "(^', "is no regular expression"),
        ('"path": "landmarks.csv"', '"path": 5', '"path" cannot be 5'),
        ('"required": true', '"required": "yes"', '"required" cannot be "yes"'),
    ],
)
def test_what_is_wrong_with_the_description_is_told(tmp_path, monkeypatch, old, new, told):
    text = RAW.decode()
    assert old in text
    (tmp_path / "datapackage.json").write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(description, "DATA", tmp_path)
    description.resources.cache_clear()
    with pytest.raises(TableError) as error:
        tables.examine("landmarks")
    description.resources.cache_clear()
    assert told in str(error.value) and "datapackage.json" in str(error.value)

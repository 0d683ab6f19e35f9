"""A diary that is not there yet."""

import pytest

from acu.diary import Diary


@pytest.fixture
def diary(tmp_path):
    return Diary(tmp_path / "own" / "diary.csv")

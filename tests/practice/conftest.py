"""Questions and a memory of one's own, for all tests of this folder."""

import pytest
from practising import NOON

import acu
from acu.memory import History
from acu.practice.quiz import Quiz


@pytest.fixture
def history(tmp_path):
    return History(tmp_path / "own" / "practice.csv")


@pytest.fixture(scope="session")
def quiz():
    """A quiz that tests deal to as they need."""
    return Quiz()


@pytest.fixture
def practice(history):
    return acu.practise(history=history, now=NOON, cards=6)

"""Which browser the tests take."""

import sys

import browser
import pytest


@pytest.fixture(autouse=True)
def bare_computer(monkeypatch):
    monkeypatch.setattr(browser, "PLACES", browser.PLACES[3:])  # those of Windows
    for name in ("ACU_CHROMIUM", "PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "")


def test_there_may_be_none():
    assert browser.find_chromium() is None


def test_the_one_that_is_asked_for_comes_first(monkeypatch):
    monkeypatch.setenv("ACU_CHROMIUM", sys.executable)
    assert browser.find_chromium() == sys.executable


def test_asking_for_what_is_not_there_is_refused(monkeypatch):
    monkeypatch.setenv("ACU_CHROMIUM", "/nowhere/chrome")
    with pytest.raises(FileNotFoundError, match="'/nowhere/chrome', which is no program. Give"):
        browser.find_chromium()


def test_where_installers_put_it_is_looked_up(monkeypatch, tmp_path):
    program = tmp_path / "Google" / "Chrome" / "Application" / "chrome.exe"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    assert browser.find_chromium() == str(program)

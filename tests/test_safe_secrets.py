"""No tracked file holds a key, a password, somebody's address or a place of one computer."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SECRETS = {
    "private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "token of a host of code": r"\b(gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,})",
    "token of a registry": r"\b(pypi-AgE\w{20,}|npm_\w{36})",
    "key of a cloud": r"\b(AKIA[0-9A-Z]{16}|AIza[\w-]{35}|xox[abprs]-[\w-]{10,}|sk-[\w-]{20,})",
    "web token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.",
    "password in an address": r"\b\w+://[^\s/:@\"'{}<>]+:[^\s/@\"'{}<>]+@",
    "secret given as text": (
        r"(?i)\b(password|passwd|secret|api[_-]?key|token)[\"']?\s*[:=]\s*[\"'][^\"'\s{}<>$]{12,}[\"']"
    ),
    "line for cookies or proxies": r"(?i)\b(CONFIGPROXY_AUTH_TOKEN|JUPYTERHUB_API_TOKEN)=\w{8,}",
    "mail address": r"\b[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}\b",
    "place of one computer": (
        r"(/home/(?!jovyan\b)\w+|/Users/\w+|\b[A-Z]:\\\\?Users\\|/root/\w|/tmp/w/)"
    ),
}
# What looks like one and is none: the file, and the text in it.
NONE = {
    ("tests/test_safe_secrets.py", r".*"),
    ("tests/test_stored_outputs.py", r"/home/ann"),
}


def tracked():
    """Files that git knows or would take up; without git, those that are no tools' own."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (ROOT / ".git").exists():
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
        paths = [ROOT / name for name in listed.decode().split("\0") if name]
    else:
        tools = {"__pycache__", ".venv", ".uv", ".ruff_cache", ".pytest_cache"}
        paths = [path for path in ROOT.rglob("*") if not tools & set(path.parts)]
    return [path for path in paths if path.is_file()]


def found(name, text):
    """Say what in a text should not be there (list of str)."""
    passed = [words for file, words in NONE if file == name]
    return [
        f"{name}, line {text.count(chr(10), 0, at.start()) + 1}: {what}: {at[0][:60]}"
        for what, pattern in SECRETS.items()
        for at in re.finditer(pattern, text)
        if not any(re.fullmatch(words, at[0]) for words in passed)
    ]


def test_no_file_of_the_project_holds_a_secret_or_says_whose_computer_it_was_made_on():
    wrong, read = [], 0
    for path in tracked():
        raw = path.read_bytes()
        if b"\0" not in raw[:4096] and len(raw) < 5_000_000:
            read += 1
            wrong += found(path.relative_to(ROOT).as_posix(), raw.decode("utf-8", "replace"))
    assert wrong == []
    assert read > 300


@pytest.mark.parametrize(
    "line",
    [
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "ghp_" + "a1" * 18,
        "pypi-AgEI" + "c" * 30,
        "AKIA" + "Q7" * 8,
        "see https://ann:secret@example.org/",
        "password = 'correct-horse-battery'",
        '"api_key": "0123456789abcdef"',
        "JUPYTERHUB_API_TOKEN=0123abcd",
        "ann@example.org",
        "/home/ann/acu",
        r"C:\Users\ann",
    ],
)
def test_a_secret_is_found(line):
    assert found("notes.md", f"one\n{line}\n")


@pytest.mark.parametrize(
    "line",
    [
        "the password is on the slip",
        "https://example.org/a@b",
        "token = secrets.token_hex()",
        "a @ b",
    ],
)
def test_what_only_speaks_of_secrets_is_none(line):
    assert found("notes.md", line) == []


def test_no_file_is_tracked_that_holds_keys_by_its_kind():
    kinds = re.compile(r"(\.(pem|key|p12|pfx|sqlite|env)|cookie_secret|id_(rsa|ed25519)|\.netrc)$")
    names = [path.relative_to(ROOT).as_posix() for path in tracked()]
    assert [name for name in names if kinds.search(name) and name != "data/plates/body.key"] == []

"""While lessons run and papers are made, nothing is asked of another computer.

Python is cut off in conftest.py, for all tests. What the pages in a browser ask for is counted in
tests/browser, and the whole hub of tests/test_deploy.py runs where there is no network.
"""

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from cut_off import tried

import acu
from acu.results import example

ROOT = Path(__file__).parent.parent
ALONE = """
import socket, sys
from pathlib import Path
from acu.site.running import run
for lesson in ("01_start_here", "08_a_session"):
    assert any(cell.shown is not None for cell in run(Path("notebooks") / f"{lesson}.ipynb"))
print(socket.if_nameindex())
"""


@pytest.mark.parametrize(
    "ask",
    [
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
        lambda: socket.getaddrinfo("example.org", 443),
        lambda: socket.gethostbyname("example.org"),
        lambda: urllib.request.urlopen("http://[2001:db8::1]/", timeout=1),
        lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"", ("192.0.2.1", 53)),
    ],
    ids=["connection", "name", "old name", "address", "packet"],
)
def test_who_asks_another_computer_is_refused_and_found_out(ask, monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    before = list(tried)
    try:
        with pytest.raises(OSError):
            ask()
        assert len(tried) == len(before) + 1
    finally:
        tried[:] = before


def test_this_computer_may_be_asked():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_all_lessons_and_all_that_a_class_takes_along_ask_nobody(site, tmp_path):
    acu.handout("GB29", out=tmp_path / "handout.pdf")
    acu.anki_deck(tmp_path / "deck.apkg", ["GB29"])
    acu.write_slides(tmp_path / "slides", ["8"])
    acu.plot_found(example())
    assert len(list(site.glob("*.html"))) > len(list(ROOT.glob("notebooks/*.ipynb")))
    assert tried == []


def test_lessons_run_where_there_is_no_network_at_all():
    """In a namespace of Linux with no way out; elsewhere at least with no proxy to ask."""
    no_way = ["unshare", "--net", "--map-root-user"]
    possible = shutil.which("unshare") and not subprocess.run([*no_way, "true"]).returncode
    command = [*(no_way if possible else []), sys.executable, "-c", ALONE]
    env = {**os.environ, "HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-3000:]
    assert not possible or done.stdout == "[(1, 'lo')]\n"

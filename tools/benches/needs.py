"""What parts of the benchmark need, whether it is here, and how to get it."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec

HERE = "tools/bench.py"
EVERYTHING = f"uv run --group bench --group hub {HERE}"
GROUPS = {  # of pyproject.toml, by package
    "ipympl": "bench",
    "jupyterhub": "hub",
    "jupyterhub_idle_culler": "hub",
    "httpx": "hub",
    "psutil": "hub",
    "nbclient": "test",
    "playwright": "test",
    "axe_playwright_python": "test",
    "pygeodesic": "test",
}


def _chromium():
    from browser import find_chromium

    return find_chromium()


def _proxy():
    return shutil.which(os.environ.get("CONFIGPROXY_CMD") or "configurable-http-proxy")


def _linux():
    return sys.platform == "linux" and shutil.which("unshare")


def as_root():
    """Return the words that make a command one of root's: [], or sudo and what it keeps.

    Returns
    -------
    list of str or None
        None if this account cannot become root without a password.
    """
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.call(
        ["sudo", "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ):
        return ["sudo", "-n", "env", f"CONFIGPROXY_CMD={_proxy() or ''}"]
    return None


# What is no package: whether it is here, and how to get it.
PROGRAMS = {
    "Chromium": (_chromium, "no Chromium, Chrome or Edge found: install one, or set ACU_CHROMIUM"),
    "proxy": (
        _proxy,
        "the hub's proxy is not here: npm install -g configurable-http-proxy@4, or say where it "
        "is in CONFIGPROXY_CMD",
    ),
    "Linux": (_linux, "a hub needs Linux with unshare(1)"),
    "root": (
        lambda: as_root() is not None,
        f"a hub needs root, for its accounts: sudo .venv/bin/python {HERE} hub",
    ),
}


def missing(needs):
    """Say what is not here, and how to get it.

    Parameters
    ----------
    needs : iterable of str
        Packages, as they are imported, and names in `PROGRAMS`.

    Returns
    -------
    str
        Empty if all is here.
    """
    gone = [name for name in needs if name in GROUPS and not find_spec(name)]
    if gone:
        groups = " ".join(f"--group {name}" for name in dict.fromkeys(GROUPS[n] for n in gone))
        return f"{', '.join(gone)}: not installed here; uv run {groups} {HERE}"
    said = [PROGRAMS[name][1] for name in needs if name in PROGRAMS and not PROGRAMS[name][0]()]
    return "; ".join(said)

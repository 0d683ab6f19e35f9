"""What the benchmark runs on."""

import os
import platform
import re
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    *("acu", "numpy", "scipy", "pandas", "matplotlib", "ipykernel", "ipywidgets", "anywidget"),
    *("jupyterlab", "nbconvert", "fsrs", "pygeodesic", "ipympl", "jupyterhub", "playwright"),
)


def machine():
    """Say what computer and what versions this is.

    Returns
    -------
    dict of str to object
        processor (str), cores (int), memory_gib (float or None), system, python (str), chromium
        (str or None), packages (dict of str to str). Nothing that names a person or a network.
    """
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": _memory(),
        "system": _system(),
        "python": platform.python_version(),
        "chromium": _chromium(),
        "packages": {name: known for name in PACKAGES if (known := _version(name))},
    }


def load():
    """Return how many processes wanted to run in the last minute (float); None on Windows."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def _processor():
    try:
        known = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        known = ""
    found = re.search(r"^model name\s*:\s*(.+)$", known, re.M)
    return found[1].strip() if found else platform.processor() or platform.machine()


def _memory():
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)
    except (AttributeError, OSError, ValueError):  # Windows has no such question
        return None


def _system():
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.platform(terse=True)


def _chromium():
    try:
        from browser import find_chromium

        said = subprocess.run(
            [find_chromium(), "--version"], capture_output=True, text=True, timeout=30
        ).stdout
        return re.search(r"[\d.]+", said)[0]
    except (ImportError, OSError, TypeError, subprocess.SubprocessError):
        return None


def _version(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return None

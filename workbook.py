"""Set up the workbook and open it. Needs nothing but Python 3.11 or newer, and pip.

    python workbook.py         open the first lesson in JupyterLab
    python workbook.py test    run every test

Words after the command go on to JupyterLab or to pytest, for example
`python workbook.py --no-browser` or `python workbook.py test -k points`.
"""

import os
import shutil
import subprocess
import sys

# This file keeps to what any Python can read, so that an old one comes as far as this sentence.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "The workbook needs Python 3.11 or newer. This is Python " + sys.version.split()[0] + "."
    )

ROOT = os.path.dirname(os.path.abspath(__file__))
UV_FOLDER = os.path.join(ROOT, ".uv")
FIRST_LESSON = os.path.join("notebooks", "01_start_here.ipynb")
# The settings in .jupyter keep JupyterLab from covering the lesson with a question about news.
SETTINGS = os.path.join(ROOT, ".jupyter")
LAB = ["jupyter", "lab", "--LabApp.app_settings_dir=" + SETTINGS, "--ServerApp.root_dir=" + ROOT]
NO_SET_UP = """
The set-up did not finish; the reason stands above. The first start needs the internet, later ones
do not. If the connection failed, mend it and give the same command again."""


def find_uv():
    """Return the path of uv, from this computer or else from a private folder in the checkout."""
    private = os.path.join(UV_FOLDER, "bin")
    here = shutil.which("uv")
    if here and new_enough(here):
        return here
    if not shutil.which("uv", path=private):
        if subprocess.call([sys.executable, "-m", "pip", "--version"], stdout=subprocess.DEVNULL):
            sys.exit(
                "This Python has no pip. Install pip for it, then give the same command again."
            )
        print("Fetching uv, the tool that installs the rest, into the folder .uv", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", UV_FOLDER, "uv<1"]
        pip += ["--disable-pip-version-check"]
        if subprocess.call(pip):
            sys.exit(NO_SET_UP)
    return shutil.which("uv", path=private)


def new_enough(uv):
    """Tell whether a uv is one that the lock file suits, version 0.8 or newer."""
    said = subprocess.check_output([uv, "--version"]).decode()  # such as: uv 0.13.9 (Homebrew)
    return [int(part) for part in said.split()[1].split(".")[:2]] >= [0, 8]


def run(command):
    """Run a command in the checkout and return its exit code. It answers Ctrl-C itself."""
    process = subprocess.Popen(command, cwd=ROOT)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def main(words):
    """Set up what is missing, then open the first lesson or run the tests."""
    os.environ.pop("VIRTUAL_ENV", None)  # that of another project; uv would warn of it
    uv = find_uv()
    # What the tests brought stays: a start in class fetches nothing and takes nothing away.
    sync = [uv, "sync", "--locked", "--inexact", "--python", sys.executable]
    if words[:1] == ["test"]:
        sync += ["--group", "hub"]
    if os.path.isdir(os.path.join(ROOT, ".venv")):
        sync.append("--quiet")
    else:
        print("Setting up the workbook, once. This can take some minutes.", flush=True)
        sync.append("--compile-bytecode")
    if run(sync):
        sys.exit(NO_SET_UP)
    command = ["pytest"] + words[1:] if words[:1] == ["test"] else LAB + [FIRST_LESSON] + words
    return run([uv, "run", "--no-sync"] + command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Functions of a widget's script, called without a browser."""

import json
import subprocess

from playwright._impl._driver import compute_driver_executable

NODE = compute_driver_executable()[0]  # the one that playwright brings along


def run(widget, expression):
    """What an expression in a widget's script comes to.

    Parameters
    ----------
    widget : LiveWidget
    expression : str
        JavaScript; sees every function of the script.

    Returns
    -------
    What JSON can hold.
    """
    script = f"{widget._esm}\nconsole.log(JSON.stringify({expression}));"
    command = [NODE, "--input-type=module", "-"]
    done = subprocess.run(command, input=script, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def wrong_as_module(path):
    """What the language forbids in a script, were it a module (str; empty if nothing).

    Parameters
    ----------
    path : pathlib.Path
    """
    command = [NODE, "--input-type=module", "--check", "-"]
    text = path.read_text(encoding="utf-8")
    return subprocess.run(command, input=text, capture_output=True, encoding="utf-8").stderr

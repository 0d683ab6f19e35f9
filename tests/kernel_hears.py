"""What Python comes to hold of what is done on a page."""

import time


def python_hears(python, expression, wanted):
    """Wait until Python holds what is wanted: what a page tells a busy kernel comes bit by bit.

    Parameters
    ----------
    python : callable
        Asks a kernel for the value of an expression, as `browser.Notebook.python`.
    expression : str
    wanted : what JSON can hold
    """
    end = time.monotonic() + 20
    while (held := python(expression)) != wanted and time.monotonic() < end:
        time.sleep(0.05)
    assert held == wanted

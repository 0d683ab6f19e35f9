"""How nbval compares pictures, and why tests were skipped.

A picture travels as an HTML image whose alternative text says what it shows. The words are compared
always. The bytes of the picture are compared where ACU_PICTURES=1: they come out the same with the
locked packages, but not with another release of matplotlib.

No test meets what the person at this computer keeps of their own.
"""

import os
import tempfile

PICTURE_BYTES = r"data:image/png;base64,[A-Za-z0-9+/=\s]+"


def pytest_configure(config):
    nobody = tempfile.TemporaryDirectory(prefix="acu-nobody-")
    config.add_cleanup(nobody.cleanup)
    os.environ["ACU_HOME"] = nobody.name


def pytest_collectstart(collector):
    if hasattr(collector, "sanitize_patterns") and os.environ.get("ACU_PICTURES") != "1":
        collector.sanitize_patterns[PICTURE_BYTES] = "a picture"


def pytest_terminal_summary(terminalreporter):
    """Say each reason for skipped tests once, in a line of its own."""
    skipped = [report.longrepr for report in terminalreporter.stats.get("skipped", [])]
    for reason in sorted({why[2] for why in skipped if isinstance(why, tuple)}):
        terminalreporter.write_line(reason.removeprefix("Skipped: "))

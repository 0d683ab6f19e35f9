"""The parts of `bench.py`: what each measures, what it needs, and where it stands.

A part is a function that takes how much to measure ("try", "quick" or "whole") and gives one
`rows.Row` after another, so that what is known is kept if a later one fails.
"""

from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True)
class Part:
    """A part of the benchmark.

    Parameters
    ----------
    where : str
        Module and function, as in "package:imports".
    about : str
        What it measures, in words.
    seconds : int
        How long the whole of it takes on two cores with nothing else to do, roughly.
    needs : tuple of str
        Names in `needs.NEEDS`.
    quick : bool
        Whether it is among the quick ones.
    """

    where: str
    about: str
    seconds: int
    needs: tuple[str, ...] = ()
    quick: bool = False

    def rows(self, much):
        """Measure; an iterator of `rows.Row`."""
        module, function = self.where.split(":")
        return getattr(import_module(f"benches.{module}"), function)(much)


BROWSER = ("playwright", "axe_playwright_python", "Chromium")
HUB = ("jupyterhub", "jupyterhub_idle_culler", "httpx", "psutil", "proxy", "Linux", "root")
PARTS = {
    "import": Part("package:imports", "the package is imported", 30, quick=True),
    "load": Part("package:load", "the tables are read, and a name is found", 20, quick=True),
    "locate": Part(
        "locating:rows", "every rule is followed on new bodies", 130, ("pygeodesic",), quick=True
    ),
    "plates": Part("plates:rows", "a picture with a point is drawn", 50, quick=True),
    "practice": Part("package:practice", "a history of answers becomes a plan", 30),
    "notebook": Part("lesson:rows", "a lesson is run from start to finish", 50, ("nbclient",)),
    "latency": Part("latency:rows", "a widget answers a choice", 230, (*BROWSER, "ipympl")),
    "timers": Part("timers:rows", "a minute is counted", 240, (*BROWSER, "ipympl")),
    "site": Part("pages:rows", "the lessons as pages without Python", 160, BROWSER),
    "hub": Part("hub:rows", "a room of learners comes at once", 250, HUB),
}

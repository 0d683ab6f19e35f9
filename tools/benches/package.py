"""The package: how long it takes to import, to read its tables and to plan practice."""

from benches.processes import Way, by_turns
from benches.rows import Row

TURNS = {"try": 1, "quick": 2, "whole": 7}
LIBRARIES = "import numpy, pandas, matplotlib"
WIDGETS = "import numpy, pandas, matplotlib.pyplot, ipywidgets, anywidget"
LESSON = "import acu; acu.plot_point, acu.BodyMap, acu.PressTimer, acu.practise"
SEARCH = "found = table[table['pinyin'].str.casefold() == 'wěizhōng']"
HISTORY = (
    "import tempfile; from benches import answers; folder = tempfile.TemporaryDirectory()"
    "; path = answers.written(folder.name)"
)


def imports(much):
    """Import the package and the rooms of a lesson, from nothing; time and memory."""
    for what, ours, plain in (
        ("import acu", "import acu", LIBRARIES),
        ("import acu and the rooms of a lesson", LESSON, WIDGETS),
    ):
        (times,), peaks = by_turns(Way("", (ours,)), Way("", (plain,)), TURNS[much])
        yield row(what, times, f"import {plain.removeprefix('import ')}")
        if ours is LESSON:
            yield row("the same: most memory held", peaks, "the same imports", "MB")


def load(much):
    """Read the table of points and find a name in it, the first time."""
    ours = Way(f"{LIBRARIES}; import acu", ("acu.load_points()", "acu.find('Wěizhōng')"))
    read = "table = pandas.read_csv('data/points.csv')"
    times, _ = by_turns(ours, Way(LIBRARIES, (read, SEARCH)), TURNS[much])
    note = "ours checks every cell and every rule"
    yield row("the table of points, read and checked", times[0], "pandas.read_csv", note=note)
    instead = "compare a column of that table"
    note = "ours reads any spelling, Chinese and the numbers of older books, and knows two meanings"
    yield row("find a point by its name, the first time", times[1], instead, note=note)


def practice(much):
    """Load a history of ten thousand answers and plan what to ask."""
    ours, plain = (Way(HISTORY, (f"answers.{way}(path)",)) for way in ("ours", "plain"))
    (times,), _ = by_turns(ours, plain, TURNS[much])
    instead = "pandas.read_csv and fsrs, as their pages show"
    yield row("a history of 10,000 answers: load and plan", times, instead)


def row(what, both, instead, unit="ms", note=""):
    """Return the Row of something measured by turns."""
    return Row(what, unit, both[0], instead, both[1], note)

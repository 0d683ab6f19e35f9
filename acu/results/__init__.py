"""Results of a class: learners' small files read, damaged ones refused by name, the rest drawn."""

from acu.results.change import plot_before_after
from acu.results.confusion import plot_confused
from acu.results.everybody import plot_everybody
from acu.results.finds import plot_found
from acu.results.invented import example
from acu.results.reading import Doubt, read_results, told
from acu.results.saving import save
from acu.results.sheet import written

__all__ = [
    "Doubt",
    "example",
    "plot_before_after",
    "plot_confused",
    "plot_everybody",
    "plot_found",
    "read_results",
    "save",
    "told",
    "written",
]

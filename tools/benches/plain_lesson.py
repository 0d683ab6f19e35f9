"""A notebook about GB29 as somebody writes it with pandas, matplotlib and ipywidgets alone.

It shows what lesson 5 shows, cell by cell: the point on a body, a choice of points, the names, the
muscles, what is said, the cautions, the questions before pressing, a timer, the sources.
"""

from pathlib import Path

import nbformat

ROOT = Path(__file__).parent.parent.parent
IMPORTS = f"""\
import ipywidgets as widgets
import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import Markdown, display
%matplotlib inline
data = {str(ROOT / "data")!r}
points = pd.read_csv(data + "/points.csv").set_index("code")
picture = plt.imread(data + "/../docs/plate.png")"""
CHOICE = """\
def show(code):
    figure, ax = plt.subplots(figsize=(8, 6))
    ax.imshow(picture)
    ax.scatter(*spots[code], s=80, color="red")
    ax.set_title(code + " " + points.loc[code, "pinyin"])
    ax.axis("off")
    plt.show()

spots = {"GB29": (210, 330), "GB30": (520, 350), "BL40": (800, 300)}
widgets.interact(show, code=list(spots))"""
TIMER = """\
play = widgets.Play(max=60, interval=1000)
seconds = widgets.IntSlider(max=60)
widgets.jslink((play, "value"), (seconds, "value"))
widgets.HBox([play, seconds])"""
OF_GB29 = "table = pd.read_csv(data + '/{}.csv'); table[table.eq('GB29').any(axis=1)]"
CELLS = [
    IMPORTS,
    CHOICE.partition("widgets.interact")[0] + "show('GB29')",
    "Markdown(points.loc['GB29', 'rule'])",
    "widgets.interact(show, code=list(spots))",
    *(OF_GB29.format(name) for name in ("names", "anatomy", "uses", "cautions")),
    "pd.read_csv(data + '/technique.csv')",
    "claims = pd.read_csv(data + '/claims.csv'); claims.head(10)",
    "flags = pd.read_csv(data + '/red_flags.csv')\n"
    "widgets.VBox([widgets.Checkbox(description=str(each)) for each in flags.iloc[:10, 0]])",
    TIMER,
    "pd.read_csv(data + '/sources.csv').head(2)",
]


def notebook(cells=CELLS):
    """Return a notebook of cells of code (nbformat.NotebookNode)."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    for number, cell in enumerate(made.cells):
        cell.id = f"cell-{number}"
    return made

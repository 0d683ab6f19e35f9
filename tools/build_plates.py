"""Draw the standard plates and the sheets of the body map; draw the picture of the README.

Run it whenever the body, the shading, or a table of points or landmarks has changed:
uv run tools/build_plates.py
"""

from pathlib import Path

from acu import plates
from acu.body import Body
from acu.bodymap import store as sheets
from acu.plates import pictures

README = Path(__file__).parent.parent / "docs" / "plate.png"
PANELS = {("GB29", "hip"): 0.33, ("GB30", "buttock"): 0.36, ("BL40", "knee_back"): 0.31}


def store():
    """Draw every standard body from every side."""
    people = [(sex, build) for sex in ("female", "male") for build in pictures.STANDARD]
    pictures.store(
        {
            (*person, view): pictures.draw(plates.Scene(Body(person[0], build=person[1]), view))
            for person in people
            for view in plates.VIEWS
        }
    )


def readme():
    """Write the picture of the README: the article's three points on the average woman."""
    figure = plates.Plate(figsize=(10.4, 4.5), dpi=116)
    left = 0.005
    for (code, view), width in PANELS.items():
        ax = figure.add_axes((left, 0.01, width - 0.01, 0.98))
        plates.plot_point(code, view=view, ax=ax)
        left += width
    README.parent.mkdir(exist_ok=True)
    README.write_bytes(figure.png())


if __name__ == "__main__":
    store()
    sheets.write()
    readme()

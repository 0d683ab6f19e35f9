"""What `latency.py` and `timers.py` measure, as a notebook makes it.

Each way shows a Dropdown and a picture. All know the same points and the same pictures of the
body, read beforehand. The usual ways draw the picture of the side where the point is seen best,
every dot on it, the chosen one larger, and the name as title; `acu.BodyMap` draws how the point is
found, too.
"""

import asyncio
import io
from functools import cache

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display
from matplotlib.figure import Figure
from PIL import Image

import acu
from acu.bodymap import store

BODY = acu.Body()
POINTS = acu.load_points().query("drawn")
SECONDS = 60


@cache
def side(view):
    """Return the picture of a side, its extent for imshow, and its dots by code."""
    sheet, image = store.sheet(BODY, view)
    left, top, width, height = sheet["box"]
    dots = {}
    for code, _, x, y in sheet["dots"]:
        dots.setdefault(code, []).append((x, y))
    extent = (left, left + width, top + height, top)
    return np.asarray(Image.open(io.BytesIO(image))), extent, dots


def chart(code):
    """Return image, extent, all dots (k, 2), own dots (j, 2) and title of a point."""
    image, extent, dots = side(POINTS.at[code, "view"])
    title = f"{code} {POINTS.at[code, 'pinyin']}"
    return image, extent, np.vstack(list(dots.values())), dots[code], title


def chooser():
    """Return a Dropdown of every point that is drawn."""
    return ipywidgets.Dropdown(options=list(POINTS.index))


def plot(code, ax):
    """Plot a point the usual way; return what changes with the point."""
    image, extent, dots, own, title = chart(code)
    picture = ax.imshow(image, extent=extent)
    others = ax.scatter(*np.transpose(dots), s=10, color="grey")
    chosen = ax.scatter(*np.transpose(own), s=50, color="red")
    ax.axis("off")
    return picture, others, chosen, ax.set_title(title)


def interact():
    """Redraw the whole figure for every choice: `ipywidgets.interact`."""

    def redraw(code):
        plot(code, plt.subplots()[1])
        plt.show()

    ipywidgets.interact(redraw, code=chooser())


def ipympl():
    """Keep one live figure and change what is in it, then `draw_idle`.

    The figure is made as ``%matplotlib widget`` makes it, but pyplot does not know of it: the
    other figure's ``plt.show()`` would close it.
    """
    from ipympl.backend_nbagg import Canvas, FigureManager

    choice, canvas = chooser(), Canvas(Figure())
    FigureManager(canvas, 1)
    picture, others, chosen, title = plot(choice.value, canvas.figure.add_subplot())

    def change(_):
        image, extent, dots, own, name = chart(choice.value)
        picture.set_data(image)
        picture.set_extent(extent)
        others.set_offsets(dots)
        chosen.set_offsets(own)
        title.set_text(name)
        canvas.draw_idle()

    choice.observe(change, "value")
    display(ipywidgets.VBox([choice, canvas]))


def kernel():
    """Choose a point of a body map through the kernel."""
    choice, body_map = chooser(), acu.BodyMap()
    choice.observe(lambda change: setattr(body_map, "selected", change["new"]), "value")
    display(ipywidgets.VBox([choice, body_map]))


def jslink():
    """Choose a point of a body map in the browser."""
    body_map = acu.BodyMap()
    choice = ipywidgets.Dropdown(options=body_map.codes)
    ipywidgets.jslink((choice, "index"), (body_map, "index"))
    display(ipywidgets.VBox([choice, body_map]))


def asyncio_timer():
    """Count seconds in the kernel, in the loop in which a notebook's own tasks run."""
    start, seconds = ipywidgets.Button(description="Start"), ipywidgets.Label("0")
    loop = asyncio.get_running_loop()  # a click may be answered in another

    async def count():
        for second in range(1, SECONDS + 1):
            await asyncio.sleep(1)
            seconds.value = str(second)

    start.on_click(lambda _: asyncio.run_coroutine_threadsafe(count(), loop))
    display(ipywidgets.VBox([start, seconds]))


def play_timer():
    """Count seconds in the browser with the animation control of ipywidgets."""
    play = ipywidgets.Play(max=SECONDS, interval=1000)
    seconds = ipywidgets.IntSlider(max=SECONDS)
    ipywidgets.jslink((play, "value"), (seconds, "value"))
    display(ipywidgets.HBox([play, seconds]))


def press_timer():
    """Press a point for a minute."""
    display(acu.PressTimer("GB29", seconds=SECONDS, sides="left"))

"""Where a learner, or a class, marked a point: from what they chose to keep."""

import numpy as np
import pandas as pd

from acu.body import Body
from acu.bodymap.store import sheet
from acu.lessons.finder import PEOPLE
from acu.memory import History
from acu.plates import plot_scatter
from acu.plates.scene import scene_of
from acu.points import row_of

SHOWN, MIRRORED = "average woman", "other side"  # whose body, and the level of mirrored pictures


def clicks(code, *answers, person=SHOWN):
    """List the places where a point was marked in practice.

    Parameters
    ----------
    code : str
        WHO code.
    *answers : Practice or History
        Marks that were made in a widget by one or many learners, or that they kept, one history for
        each; the learner's own history unless given.
    person : str
        Whose body the marks were made on, one of `PEOPLE`.

    Returns
    -------
    pandas.DataFrame
        `when`, `level`, and the place `x`, `y`, `z` on the body, cm; a mark on a mirrored picture
        as one on the left. Marks beside the body, or where a limb is cut off, are left out.
    """
    kept = [each.read() for each in answers or [History()]]
    rows = pd.concat(kept, ignore_index=True)
    rows = rows[(rows["question"] == f"find {code}") & (rows["person"] == person)]
    sex, build = PEOPLE[person]
    body = Body(sex, build=build)
    mirrored = (rows["level"] == MIRRORED) & row_of(code)["paired"]
    found = [_place(body, *each) for each in zip(rows["answer"], mirrored, strict=True)]
    found = pd.DataFrame(np.reshape(found, (-1, 3)), columns=list("xyz"), index=rows.index)
    return rows[["when", "level"]].join(found).dropna(ignore_index=True)


def plot_my_clicks(code, *answers, ax=None):
    """Show where you, or your class, marked a point, beside how trained people's marks scatter.

    Parameters
    ----------
    code : str
        WHO code.
    *answers : Practice or History
        Marks made in a widget, also by a class in turn, or kept by each learner, such as
        ``History("anna.csv")``; your own history unless given.
    ax : matplotlib.axes.Axes, optional
        As for `plot_scatter`.

    Returns
    -------
    matplotlib.axes.Axes
        On the average woman: marks on other bodies are left out.

    Raises
    ------
    ValueError
        As for `plot_scatter`.
    OSError
        If a history is there and cannot be opened.

    Examples
    --------
    >>> acu.plot_my_clicks("BL40").figure.words[:33]
    'BL40 Wěizhōng, how marks scatter:'
    """
    return plot_scatter(code, clicks(code, *answers), ax=ax)


def places(body, view, xy, mirrored=False):
    """Find the places on a body that were marked on its picture.

    Parameters
    ----------
    body : Body
    view : str
        A key of `plates.VIEWS`.
    xy : array_like (k, 2)
        On the sheet, mm, y down.
    mirrored : bool
        Whether the picture showed the left as the right.

    Returns
    -------
    ndarray (k, 3)
        On the skin, cm, of the left half if the picture was mirrored; NaN beside the body, and
        where a limb is cut off.
    """
    scene, xy = scene_of(body, view), np.array(xy, float).reshape(-1, 2)
    if mirrored and not scene.both_sides:
        left, _, width, _ = sheet(body, view)[0]["box"]
        xy[:, 0] = 2 * left + width - xy[:, 0]
    triangles, found = scene.seen(xy * (0.1, -0.1))
    found[triangles < 0] = np.nan
    return found


def _place(body, answer, mirrored):
    """Find the place (3,) on a body that an answer names by view, x and y (mm); NaN if none."""
    try:
        view, x, y = answer.split()
        x, y = float(x), float(y)
        if not np.isfinite([x, y]).all():
            return [np.nan] * 3
        return places(body, view, (x, y), mirrored)[0]
    except ValueError:  # not as practice writes it
        return [np.nan] * 3

"""A plate of landmarks: the bones and creases that a finger feels for."""

from acu import tables
from acu.plates.construction import FURROW, name_landmarks
from acu.plates.page import LANDMARK
from acu.plates.plate import open_page
from acu.plates.scene import scene_of, shown_on


def plot_landmarks(*names, view, body=None, ax=None, sex="female"):
    """Show landmarks on a body, and say how each is felt for.

    Parameters
    ----------
    *names : str
        Ids or plain names in ``data/landmarks.csv``, such as "front tip of the hip bone".
    view : str
        A key of `plates.VIEWS`.
    body, ax, sex
        As for `plot_body`.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If there is no such landmark or view, or a landmark lies outside the view.

    Examples
    --------
    >>> acu.plot_landmarks("greater_trochanter", view="hip").figure.words[:50]
    'Bump at the top of the thigh bone: left hip from t'
    """
    rows = [_row(name) for name in names]
    scene = scene_of(body, view, sex)
    ends = {row["id"]: scene.body.landmarks.loc[row["id"]].to_numpy() for row in rows}
    for row in rows:
        if not scene.inside(scene.place(ends[row["id"]])[0]):
            raise ValueError(f"the {row['plain']} is not in the view {view!r}")
    page = open_page(scene, ax)
    name_landmarks(page, ends, {row["id"]: (row["plain"], row["name"]) for row in rows})
    title = tables.capital(" and ".join(row["plain"] for row in rows))
    told = [f"{tables.capital(row['plain'])}: {row['feel']}" for row in rows]
    far = scene.hidden(list(ends.values()), FURROW)
    told += ["Dashed ring: it lies on the far side."] * bool(far.any())
    page.words = f"{title}: {shown_on(scene)}. {' '.join(told)}"
    page.head("Feel for it", shown_on(scene), colour=LANDMARK)
    page.caption(["\n".join(told)])
    return page.ax


def _row(name):
    """Return the row of a landmark by its id or its plain name."""
    rows = tables.read("landmarks")
    found = rows[(rows["id"] == name) | (rows["plain"] == name)]
    if found.empty:
        hint = tables.nearest(str(name), rows["plain"])
        raise ValueError(f"data/landmarks.csv has no landmark {name!r}{hint}")
    return found.iloc[0]

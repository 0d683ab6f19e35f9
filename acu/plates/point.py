"""A plate of a point, with its construction, or of a bare body; and the same in words."""

from functools import cache, lru_cache

from acu import atlas, tables
from acu.plates.construction import draw, sees
from acu.plates.page import POINT
from acu.plates.plate import open_page
from acu.plates.scene import scene_of, shown_on, who
from acu.plates.views import VIEWS
from acu.points import load_points, row_of, second_place


def plot_body(view="front", body=None, ax=None, sex="female"):
    """Show a body from one side.

    Parameters
    ----------
    view : str
        A key of `plates.VIEWS`, such as "front", "low_back" or "ankle_inner".
    body : Body, optional
        Unless given, the average woman or man.
    ax : matplotlib.axes.Axes, optional
        Where to draw; it is emptied. Unless given, a new `Plate` is made.
    sex : {"female", "male"}
        Of the average body, if no body is given.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If there is no such view.

    See Also
    --------
    plot_point : The same with a point and its construction.

    Examples
    --------
    >>> acu.plot_body("low_back").figure.words
    'The low back and buttocks of an average woman.'
    """
    page = open_page(scene_of(body, view, sex), ax)
    page.head(VIEWS[view].title.capitalize(), who(page.scene.body).capitalize())
    page.words = f"The {VIEWS[view].title} of {_a(page.scene.body)}."
    return page.ax


def plot_point(code, body=None, view=None, ax=None, sex="female"):
    """Show a point, the landmarks it is found from and the construction between them.

    Parameters
    ----------
    code : str
        WHO code, such as "GB29".
    body, ax, sex
        As for `plot_body`. On an Axes that already shows this body and view, only the construction
        is replaced.
    view : str, optional
        A key of `plates.VIEWS`; the view that suits the point unless given.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If `code` is no WHO code in the table, there is no such view, or the point lies outside it.

    Examples
    --------
    >>> ax = acu.plot_point("GB29")
    >>> ax.figure.words[:40]
    'GB29 Jūliáo (Squatting Bone-Hole): left '
    """
    row = row_of(code)
    scene = scene_of(body, view or row["view"], sex)
    location = _location(code, scene.body)
    if not scene.inside(scene.place(location.point)[0]):
        raise ValueError(f"{code} is not in the view {scene.view!r}; try {row['view']!r}")
    page = open_page(scene, ax)
    notes = _notes(code, scene)
    second = _location(code, scene.body, True) if row["second_rule"] else None
    if row["drawn"]:
        draw(page, code, row, _names(), location, second)
    title = f"{code}  {row['pinyin']}"
    page.head(title, f"{row['english']}  ·  {shown_on(scene)}", row["traditional"], POINT)
    page.caption([_rule(code), *notes])
    page.words = words(code, scene.body, scene.view)
    return page.ax


def words(code, body=None, view=None):
    """Say what a plate of a point shows.

    Parameters
    ----------
    code, body, view
        As for `plot_point`.

    Returns
    -------
    str
        The point, where it is shown, its rule in words, and what to know about the picture.

    Raises
    ------
    ValueError
        If `code` is no WHO code in the table.
    """
    row = row_of(code)
    scene = scene_of(body, view or row["view"])
    title = f"{code} {row['pinyin']} ({row['english']}): {shown_on(scene)}."
    return " ".join([title, _rule(code), *_notes(code, scene)])


@cache
def _names():
    """Plain and learned name of every landmark and point."""
    marks, points = tables.read("landmarks"), load_points()
    plain = [*marks["plain"], *(points.index + " " + points["pinyin"])]
    learned = [*marks["name"], *points["english"]]
    ids = [*marks["id"], *points.index]
    return dict(zip(ids, zip(plain, learned, strict=True), strict=True))


@lru_cache(maxsize=128)
def _location(code, body, second=False):
    return atlas.location(code, body, second)


@cache
def _rule(code, second=False):
    return atlas.describe(code, second)


def _notes(code, scene):
    """Say what a reader should know to read the plate."""
    row, notes = row_of(code), []
    if not row["drawn"]:
        return ["This point is described, not drawn."]
    sites = _location(code, scene.body).sites
    hidden = scene.hidden(sites)
    if hidden.all():
        notes.append("The point lies on the far side: dashed ring.")
    if row["paired"] and scene.both_sides and not scene.hidden(sites * (-1, 1, 1)).all():
        notes.append("Lighter dot: the same point on the right side.")
    if row["second_rule"]:
        out = "" if sees(scene, _location(code, scene.body, True)) else ", out of sight here"
        notes.append(f"{second_place(code)}{out}: {_second(code)}.")
    if row["choice"]:
        notes.append(row["choice"])
    return notes


def _second(code):
    return _rule(code, True).partition(" lies ")[2].rstrip(".")


def _a(body):
    person = who(body)
    return f"{'an' if person[0] == 'a' else 'a'} {person}"

"""Where everybody marked a point, on its plate."""

import numpy as np
import pandas as pd

from acu import atlas, precision
from acu.body import Body
from acu.lessons.finder import PEOPLE
from acu.plates import plot_point
from acu.plates.construction import UNDER, runs
from acu.plates.labels import SLACK, text_width
from acu.plates.marks import CIRCLE, ring
from acu.plates.page import INK, POINT
from acu.plates.plate import PAGE
from acu.plates.scatter import laid
from acu.plates.scene import scene_of, shown_on
from acu.points import row_of
from acu.practice.clicks import MIRRORED, SHOWN, places
from acu.results.board import MARKS, SAID, SMALL, checked, invented, number
from acu.results.closeup import beside, draw
from acu.results.reading import learners

SIZES = {12: 6.5, 100: 5, np.inf: 3.8}  # points across marks, by less than how many there are


def plot_everybody(code, results, person=None, view=None, ax=None):
    """Show where a class marked a point, with its construction and the ring.

    Marks that were made on other pictures of the same body are laid on this one.

    Parameters
    ----------
    code : str
        WHO code.
    results : pandas.DataFrame
        From `read_results`, or some rows of it.
    person : str, optional
        On whose body, such as "average woman"; the one with the most marks unless given.
    view : str, optional
        A key of `plates.VIEWS`. Unless given, the view that suits the point, or, if most of the
        marks are out of its sight, the one in which most were made.
    ax : matplotlib.axes.Axes, optional
        As for `plot_point`.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If `code` is no WHO code in the table or is not drawn, there is no such person or view, the
        point lies outside the view, or these are no results.

    Examples
    --------
    >>> acu.plot_everybody("BL40", acu.results.example(3)).figure.words[:40]
    'BL40 Wěizhōng, where everybody marked it'
    """
    row, finds = (
        row_of(code),
        checked(results).query("kind == 'find' and code == @code").reset_index(drop=True),
    )
    if not row["drawn"]:
        raise ValueError(f"{code} is described, not drawn: it has no one place to mark")
    if person is not None and person not in PEOPLE:
        raise ValueError(f"there is no person {person!r}; there are: {', '.join(PEOPLE)}")
    known = finds["person"][finds["person"].isin(PEOPLE)].value_counts()
    person = person or (known.index[0] if len(known) else SHOWN)
    body, all_marks = body_of(person), marks(code, finds, person)
    if row["paired"]:
        all_marks["x"] = all_marks["x"].abs()
    view = view or _view(code, row["view"], body, all_marks.dropna(subset="x"))
    side = None
    if ax is None and len(all_marks):
        ax, side = beside(scene_of(body, view))
    page = getattr(plot_point(code, body, view, ax), PAGE)
    for artist in [each for each in page.removable if each.get_gid() in ("heading", "caption")]:
        artist.remove()
        page.removable.remove(artist)
    told = _drawn(page, code, all_marks, side)
    others = len(finds) - len(all_marks)
    told += [f"On other bodies: {number(others, 'mark')}."] if others else []
    told += invented(finds)
    small = f"where everybody marked it  ·  {shown_on(page.scene)}"
    page.head(f"{code}  {row['pinyin']}", small, row["traditional"], POINT)
    page.caption(told)
    name = f"{code} {row['pinyin']}, where everybody marked it"
    page.words = f"{name}: {shown_on(page.scene)}. {' '.join(told)}"
    return page.ax


def body_of(person):
    """Body of one of `PEOPLE`."""
    sex, build = PEOPLE[person]
    return Body(sex, build=build)


def marks(code, finds, person):
    """Lay the marks of a point on a body.

    Parameters
    ----------
    code : str
        WHO code.
    finds : pandas.DataFrame
        Rows of `read_results` about that point.
    person : str
        One of `PEOPLE`; marks on others are left out.

    Returns
    -------
    pandas.DataFrame
        The rows with the places `x`, `y`, `z` on the skin, cm; NaN beside the body.
    """
    rows, body = finds[finds["person"] == person], body_of(person)
    found = pd.DataFrame(np.nan, rows.index, list("xyz"))
    mirrored = (rows["level"] == MIRRORED) & row_of(code)["paired"]
    for (view, turned), each in rows.groupby([rows["view"], mirrored]):
        found.loc[each.index] = places(body, view, each[["x", "y"]], turned)
    return rows.drop(columns=["x", "y"]).join(found)


def _view(code, best, body, marks):
    """Choose the plate of the point, or that on which most marks were made if it shows too few."""
    if marks.empty or _seen(scene_of(body, best), marks).mean() >= 0.5:
        return best
    most, point = marks["view"].value_counts().index[0], atlas.location(code, body).point
    scene = scene_of(body, most)
    return most if scene.inside(scene.place(point)[0]) and not scene.hidden(point)[0] else best


def _seen(scene, marks):
    """Whether each mark is in sight: (k,) of bool."""
    xyz = marks[list("xyz")].to_numpy(float)
    seen = np.isfinite(xyz).all(axis=1)
    seen[seen] = scene.inside(scene.place(xyz[seen]).T) & ~scene.hidden(xyz[seen])
    return seen


def _drawn(page, code, marks, side):
    """Draw ring and marks over the construction; say what they are (list of str)."""
    scene, near = page.scene, precision.tolerance(code)
    point, grades = atlas.location(code, scene.body).point, marks["grade"].to_numpy()
    curve = laid(scene.body, point, near.cm * CIRCLE)
    ring(page, runs(scene.place(curve)[:, :2], ~scene.hidden(curve, UNDER)))
    told = [
        f"Found is inside the ring, {near.cm:.1f} cm along the skin; near, less than twice as far."
    ]
    if marks.empty:
        return ["No marks yet.", *told]
    seen, spots = _seen(scene, marks), scene.place(marks[list("xyz")])[:, :2]
    size = next(size for most, size in SIZES.items() if seen.sum() < most)
    for grade in sorted(MARKS):
        _mark(page, grade, spots[seen & (grades == grade)], size, SAID[grade])
    counts = marks["grade"].value_counts()
    if side is None:
        _key(page)
    else:
        # How far as the quiz measured it, and in the direction that the picture shows.
        ways = spots - scene.place(point)[0, :2]
        offsets = ways * (marks["cm"] / np.hypot(*ways.T).clip(1e-9)).to_numpy()[:, None]
        draw(side, near.cm, offsets, grades, counts)
    said = ", ".join(f"{counts.get(grade, 0)} {SAID[grade]}" for grade in MARKS)
    people = number(learners(marks).nunique(), "learner")
    hidden = int((~seen).sum())
    told += [f"Out of sight on the body: {number(hidden, 'mark')}."] if hidden else []
    return [f"{number(len(marks), 'mark')} of {people}: {said}.", *told]


def _mark(page, grade, spots, size, gid):
    """Draw marks of a grade at spots (k, 2), view cm."""
    fill, edge, shape, scale = MARKS[grade]
    style = {"facecolor": fill, "edgecolor": edge, "linewidth": 0.7 * page.font, "zorder": 4}
    size = (size * scale * page.font) ** 2
    page.add(page.ax.scatter(spots[:, 0], spots[:, 1], s=size, marker=shape, **style), gid)


def _key(page):
    """Say what the marks are, at the right of the title."""
    x, y = page.size - [8, 19 * page.font]
    for grade, said in sorted(SAID.items()):
        x -= text_width(said, 9 * page.font) * SLACK
        page.text((x, y - SMALL * 9 * page.font), said, 9 * page.font, INK, "legend", va="baseline")
        x -= 9 * page.font
        _mark(page, grade, page.centimetres([(x, y)]), 7, "legend mark")
        x -= 14 * page.font

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
from acu.plates.plate import PAGE, caption, head, scene_of, shown_on
from acu.plates.scatter import laid
from acu.points import row_of
from acu.practice.clicks import MIRRORED, places
from acu.results.board import MARKS, SAID, SMALL, checked, empty, invented, number
from acu.results.reading import learners

FAR = 12  # as many marks as this and more are drawn smaller


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
    """
    row, finds = row_of(code), checked(results).query("kind == 'find' and code == @code")
    title = f"{code} {row['pinyin']}, where everybody marked it"
    if not row["drawn"]:
        raise ValueError(f"{code} is described, not drawn: it has no one place to mark")
    known = finds["person"].where(finds["person"].isin(PEOPLE)).dropna()
    if person is not None and person not in PEOPLE:
        raise ValueError(f"there is no person {person!r}; there are: {', '.join(PEOPLE)}")
    if known.empty or person and not (known == person).any():
        return empty(title, f"No marks yet{f' on the {person}' if person else ''}")
    person = person or known.value_counts().index[0]
    body, all_marks = body_of(person), marks(code, finds, person)
    on_body = all_marks.dropna(subset=["x"])
    if row["paired"]:
        on_body = on_body.assign(x=on_body["x"].abs())
    view = view or _view(row["view"], body, on_body)
    page = getattr(plot_point(code, body, view, ax).axes, PAGE)
    return _drawn(page, code, row, finds, all_marks, on_body, title)


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


def _view(best, body, marks):
    """Choose the plate of the point, or that on which most marks were made if it shows too few."""
    if marks.empty or _seen(scene_of(body, best), marks).mean() >= 0.5:
        return best
    return marks["view"].value_counts().index[0]


def _seen(scene, marks):
    """Whether each mark is in sight: (k,) of bool."""
    xyz = marks[list("xyz")].to_numpy()
    return scene.inside(scene.place(xyz).T) & ~scene.hidden(xyz) if len(xyz) else np.zeros(0, bool)


def _drawn(page, code, row, finds, all_marks, on_body, title):
    """Draw ring and marks over the construction; say what they are instead of the rule."""
    scene = page.scene
    point, near = atlas.location(code, scene.body).point, precision.tolerance(code)
    for artist in [each for each in page.removable if each.get_gid() in ("heading", "caption")]:
        artist.remove()
        page.removable.remove(artist)
    curve = laid(scene.body, point, near.cm * CIRCLE)
    ring(page, runs(scene.place(curve)[:, :2], ~scene.hidden(curve, UNDER)))
    seen = on_body[_seen(scene, on_body)]
    size = 6.5 if len(seen) < FAR else 5 if len(seen) < 100 else 3.8
    spots = scene.place(seen[list("xyz")].to_numpy())[:, :2] if len(seen) else np.empty((0, 2))
    for grade in sorted(MARKS):
        _mark(page, grade, spots[(seen["grade"] == grade).to_numpy()], size, SAID[grade])
    counts = all_marks["grade"].value_counts()
    said = [f"{counts.get(grade, 0)} {SAID[grade]}" for grade in MARKS]
    people = learners(all_marks).nunique()
    told = [
        f"{number(len(all_marks), 'mark')} of {number(people, 'learner')}: {', '.join(said)}.",
        f"Found is inside the ring, {near.cm:.1f} cm along the skin; near, less than twice as far.",
    ]
    hidden, others = len(all_marks) - len(seen), len(finds) - len(all_marks)
    told += [f"Out of sight here: {number(hidden, 'mark')}."] if hidden else []
    told += [f"On other bodies: {number(others, 'mark')}."] if others else []
    told += invented(finds)
    small = f"where everybody marked it  ·  {shown_on(scene)}"
    head(page, f"{code}  {row['pinyin']}", small, row["traditional"], POINT)
    caption(page, told)
    _key(page)
    page.words = f"{title}: {shown_on(scene)}. {' '.join(told)}"
    return page.ax


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

"""Sheets: a body from one side as data for the browser; lengths in mm, x to the right, y down."""

from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

import numpy as np

from acu import atlas
from acu.cards import route
from acu.plates import VIEWS, Scene
from acu.plates.construction import FURROW, THIN, UNDER, across, runs, sees
from acu.plates.pictures import picture, straightened
from acu.points import load_points
from acu.tables import capital

MIRROR = np.array([-1, 1, 1])
TICK = 0.012  # half a tick, as a share of the height of the sheet


def draw(body, view):
    """Lay out what is seen of a body from one side, now.

    Parameters
    ----------
    body : Body
    view : str
        A key of `plates.VIEWS`.

    Returns
    -------
    dict
        As of `store.sheet`.
    """
    return Sheet(_chart(body), view).data


class Chart:
    """Every point that is drawn, on one body, and the channel lines.

    Parameters
    ----------
    body : Body
    """

    def __init__(self, body):
        points = load_points()
        self.body, self.points = body, points[points["drawn"]]
        found = atlas.locations(body)
        self.locations = {code: found[code] for code in self.points.index}
        self.seconds = {
            code: atlas.location(code, body, second=True)
            for code in self.points.index[self.points["second_rule"] != ""]
        }

    @cached_property
    def steps(self):
        """Every step of every construction."""
        found = [*self.locations.values(), *self.seconds.values()]
        return [step for location in found for step in location.steps]

    @cached_property
    def lines(self):
        """Lines (k, 3) of each channel, cm, on both sides."""
        left = atlas.channel_lines(self.body)
        return {code: [*lines, *(line * MIRROR for line in lines)] for code, lines in left.items()}


_chart = lru_cache(maxsize=8)(Chart)


class Sheet:
    """A chart from one side.

    Parameters
    ----------
    chart : Chart
    view : str
    """

    def __init__(self, chart, view):
        self.chart, self.name, self.view = chart, view, VIEWS[view]
        self.scene = Scene(chart.body, view)

    @property
    def data(self):
        """What the browser draws."""
        view, shown = self.view, picture(self.scene)
        left, right, bottom, top = shown.box
        return {
            "title": view.title,
            "whole": view.whole,
            "box": [millimetres(side) for side in (left, -top, right - left, top - bottom)],
            **{name: "".join(map(path_data, lines)) for name, lines in shown.lines.items()},
            "fade": view.fades,
            "dots": self._dots(),
            "lines": self._lines(),
            "ways": self._ways(),
        }

    def _dots(self):
        """Code, side and place of every point in sight."""
        named, places = everywhere(self.chart.body)
        shown = self._framed(places) & ~self.scene.hidden(places)
        if not self.scene.both_sides:
            shown &= [side != "right" for _, side in named]
        spots = _spots(self.scene.place(places))
        return [[*named[i], *spots[i]] for i in np.nonzero(shown)[0]]

    def _lines(self):
        """Path of each channel, as far as it is in sight."""
        lines = self.chart.lines
        if not self.scene.both_sides:
            lines = {code: each[: len(each) // 2] for code, each in lines.items()}
        paths = {code: "".join(self._runs(line, False) for line in lines[code]) for code in lines}
        return {code: path for code, path in paths.items() if path}

    def _ways(self):
        """Drawings of the steps to each point that is seen best here, or seen at all, by code."""
        best = dict(self.chart.points["view"] == self.name)
        shown = [c for c in best if any(f and (best[c] or not h) for _, f, h in self._sites[c])]
        return {code: self._way(code) for code in shown}

    def _each(self, ask, places):
        """Ask at once for many lists of places by name, which is fast; return answers by name."""
        answers = ask(np.vstack([*places.values()]))
        ends = pairwise(accumulate(map(len, places.values()), initial=0))
        return {name: answers[slice(*each)] for name, each in zip(places, ends, strict=True)}

    @cached_property
    def _sites(self):
        """Sites of each point, whether each is in the frame, and whether it is hidden, by code."""
        sites = {code: location.sites for code, location in self.chart.locations.items()}
        framed, hidden = self._each(self._framed, sites), self._each(self.scene.hidden, sites)
        return {c: [*zip(sites[c], framed[c], hidden[c], strict=True)] for c in sites}

    @cached_property
    def _covered(self):
        """Whether each place of each path is hidden, by the path's id."""
        paths = [step.path for step in self.chart.steps]
        paths += [line for lines in self.chart.lines.values() for line in lines]
        return self._each(lambda xyz: self.scene.hidden(xyz, UNDER), {id(p): p for p in paths})

    @cached_property
    def _clear(self):
        """Whether each place that is marked on a string is in the frame and in sight, by its id."""
        places = [xyz for step in self.chart.steps for xyz, _ in step.ticks]
        places += [xyz for step in self.chart.steps for _, xyz in step.marks]
        clear = self._framed(places) & ~self.scene.hidden(places, UNDER)
        return dict(zip(map(id, places), clear, strict=True))

    def _way(self, code):
        """Drawing of each stop on the route to a point; empty where it is not in the frame."""
        return [getattr(self, f"_{stop.kind}")(stop) for stop in route(code)]

    def _start(self, stop):
        return self._marks.get(stop.name, {})

    def _found(self, stop):
        return self._marks.get(stop.name, {})

    @cached_property
    def _marks(self):
        """Dot of each landmark, and of each point that others are found from, by name."""
        landmarks = self.chart.body.landmarks.dropna()
        places = dict(zip(landmarks.index, landmarks.to_numpy(float), strict=True))
        places |= {code: location.point for code, location in self.chart.locations.items()}
        xyz = np.array([*places.values()])
        framed, hidden = self._framed(xyz), self.scene.hidden(xyz, FURROW).astype(int).tolist()
        dots = zip(_spots(self.scene.place(xyz)), hidden, framed, strict=True)
        drawn = ({"dot": [*spot, far]} if inside else {} for spot, far, inside in dots)
        return dict(zip(places, drawn, strict=True))

    def _point(self, stop):
        sites = ((site, int(far)) for site, framed, far in self._sites[stop.name] if framed)
        return {"point": [[*_spots(self.scene.place(site))[0], far] for site, far in sites]}

    def _second(self, stop):
        second = self.chart.seconds[stop.name]
        place = _spots(self.scene.place(second.point))[0]
        return {"second": place} if sees(self.scene, second) else {}

    def _move(self, stop):
        """Drawing of one move of a rule; those of each(...) are one."""
        found = self.chart.seconds if stop.second else self.chart.locations
        steps = [step for step in found[stop.name].steps if step.position == stop.position]
        paths = [step.path for step in steps if len(step.path) > 1]
        drawing = {
            "seen": "".join(self._runs(path, False) for path in paths),
            "hidden": "".join(self._runs(path, True) for path in paths),
            "ticks": "".join(self._ticks(step) for step in steps),
            "labels": [label for step in steps[:1] for label in self._labels(step)],
        }
        if steps[0].verb in THIN:
            drawing["thin"] = True
        if steps[0].verb == "beside" and self.scene.both_sides:
            drawing["midline"] = self._midline(np.array([step.path[0] for step in steps]))
        return {name: value for name, value in drawing.items() if value}

    def _midline(self, starts, reach=5):
        low, high = self.scene.box[2:]
        ends = np.clip([starts[:, 1].max() + reach, starts[:, 1].min() - reach], low, high)
        return path_data(np.column_stack([(0, 0), ends]))

    def _ticks(self, step):
        half = TICK * (self.scene.box[3] - self.scene.box[2])
        places = self._seen([xyz for xyz, _ in step.ticks])
        line = self.scene.place(step.path)[:, :2]
        ways = [half * across(line, place) for place in places]
        return "".join(
            path_data([place - way, place + way]) for place, way in zip(places, ways, strict=True)
        )

    def _labels(self, step):
        """Words beside a string: text, place, and the direction across the string to stand in."""
        line = self.scene.place(step.path)[:, :2]
        said = step.marks if step.marks and len(step.ticks) < 4 else ()
        if not said and step.ticks:
            taken = step.marks[0][0] if step.marks else f"{step.ticks[-1][1]} cun"
            place = step.ticks[int(taken.partition("/")[0]) - 1 if step.marks else -1][0]
            said = ((taken, place),)
        labels = []
        for text, xyz in said:
            for place in self._seen([xyz]):
                way = across(line, place) * (1, -1)
                labels.append([text, *_spots(place)[0], *(round(float(part), 2) for part in way)])
        return labels

    def _seen(self, xyz):
        """Places (k, 2) of the page of those of some marked places that are in sight."""
        seen = [place for place in xyz if self._clear[id(place)]]
        return self.scene.place(seen)[:, :2] if seen else np.empty((0, 2))

    def _runs(self, path, hidden):
        """Path of the stretches of a line (k, 3) that are hidden, or of those that are not."""
        wanted = self._covered[id(path)] == hidden
        return "".join(path_data(straightened(run)) for run in self._cut(path, wanted))

    def _cut(self, path, wanted):
        """Stretches (k, 2) of the page where a path (k, 3) is as wanted, inside the frame."""
        places = self.scene.place(path)[:, :2]
        return runs(places, wanted & self.scene.inside(places.T))

    def _framed(self, xyz):
        return self.scene.inside(self.scene.place(xyz).T)


@lru_cache(maxsize=8)
def everywhere(body):
    """Code and side of every point that is drawn, and where on both sides it lies (k, 3), cm."""
    points, found = load_points(), atlas.locations(body)
    named, places = [], []
    for code, paired in points.loc[points["drawn"], "paired"].items():
        for side, mirror in (("left", 1), ("right", MIRROR)) if paired else (("middle", 1),):
            sites = found[code].sites * mirror
            named += [(code, side)] * len(sites)
            places.append(sites)
    return named, np.vstack(places)


def sides():
    """List the views for a menu: name, title, and whether it shows the whole body."""
    return [[name, capital(view.title), view.whole] for name, view in VIEWS.items()]


def millimetres(cm):
    """Return a length in cm as mm of a sheet (float), to 0.1 mm."""
    return round(10 * float(cm), 1)


def _spots(places):
    """Places (k, 2+) of the page, cm, as mm from its top left origin, y down."""
    return np.round(10 * np.atleast_2d(places)[:, :2] * (1, -1), 1).tolist()


def path_data(places):
    """Return a line (k, 2), cm, as SVG path data in mm of a sheet (str); y points down."""
    spots = _spots(places)
    closed = len(spots) > 2 and spots[0] == spots[-1]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in spots) + "Z" * closed

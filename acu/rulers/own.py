"""A learner's own cun, and any distance of a rule in cm."""

from math import isnan, nan
from typing import NamedTuple

import pandas as pd

from acu import atlas, rules, tables
from acu.points import load_points
from acu.rulers.lengths import length
from acu.rulers.tape import check, span
from acu.rules.grammar import Call

LINE = 16  # cun on lines from knee to ankle; see `choice` of ST36 and BL57 in data/points.csv


class Distance(NamedTuple):
    """One distance of a rule.

    Parameters
    ----------
    words : str
        What a hand does, such as "go 7 cun straight up from the outer ankle bone".
    cun : float
        How far, in cun.
    cm : float
        How far on one person, in cm; NaN if the length of a cun is not known there.
    ruler : str
        Id of the ruler whose cun they are.
    """

    words: str
    cun: float
    cm: float
    ruler: str


class OwnRuler:
    """How long a cun is on you, region by region.

    A cun is no fixed length. WHO shares out lengths of the body itself, such as the leg from knee
    crease to ankle in 16 (WHO 2008, pages 12-13; ``data/rulers.csv``): who measures the length
    with a tape has the cun of that region.

    Parameters
    ----------
    lengths : mapping of str to float
        Lengths in cm by ruler id, such as ``{"SEG_LEG_LAT": 40, "SEG_BACK_WIDTH": 13.5}``.
    body : Body, optional
        A body like yours (sex, stature), from which the rulers that were not measured are
        estimated; unless given they are not known.

    Attributes
    ----------
    lengths : dict of str to float
        As measured: only what is in here is yours, the rest is estimated or not known.
    cun : pandas.Series
        cm per cun by ruler id; NaN where it is not known.

    Raises
    ------
    ValueError
        If there is no such ruler, or nobody can be as long as that there; says what was expected.

    Examples
    --------
    >>> own = acu.OwnRuler({"SEG_LEG_LAT": 40})
    >>> float(own.cun["SEG_LEG_LAT"])
    2.5
    >>> own.distances("GB36")[0].cm
    17.5
    """

    def __init__(self, lengths, body=None):
        self.lengths = {ruler: check(ruler, cm) for ruler, cm in lengths.items()}
        self.body = body
        rulers = tables.read("rulers").set_index("id")
        unknown = pd.Series(nan, rulers.index, name="cm per cun")
        self.cun = unknown if body is None else body.cun.copy()
        for ruler, cm in self.lengths.items():
            self.cun[ruler] = cm / rulers.loc[ruler, "cun"]

    def __repr__(self):
        """Say what a cun is on each ruler that was measured."""
        said = [f"{ruler} {self.cun[ruler]:.2f} cm" for ruler in self.lengths]
        return f"One cun: {', '.join(said)}" if said else "Nothing is measured yet"

    def distances(self, code):
        """Give every distance in cun on the way to a point, in the order of going.

        Parameters
        ----------
        code : str
            WHO code. Distances of other points that its rule starts from come first.

        Returns
        -------
        list of Distance
            Empty if no ruler is needed.

        Raises
        ------
        ValueError
            If `code` is no point of the table.
        """
        atlas.describe(code)  # refuses what is no code
        return [
            Distance(words, cun, float(self.cun[ruler] * cun), ruler)
            for words, cun, ruler in _moves(code)
        ]

    def say(self, code, unit="cm"):
        """Say how far to go for a point.

        Parameters
        ----------
        code : str
            WHO code.
        unit : {"cm", "inches"}
            In which the distances are said.

        Returns
        -------
        list of str
            Its rule; then a sentence for each line of 16 cun on the way, and for each distance;
            or that no ruler is needed.
        """
        said = [self._far(distance, unit) for distance in self.distances(code)]
        said = [_part(*line, unit) for line in _sixteenths(code)] + said
        return [atlas.describe(code), *(said or ["No ruler is needed."])]

    def _far(self, distance, unit):
        go, far = tables.capital(distance.words), length(distance.cm, unit)
        if distance.ruler in self.lengths:
            return f"{go}: {far} on you."
        measure = f"To be sure, measure {span(distance.ruler)}."
        if isnan(distance.cm):
            return f"{go}: how far that is on you is not known yet. {measure}"
        return f"{go}: about {far}, an estimate. {measure}"


def _moves(code):
    """List words, cun and ruler of each distance on the way to a point."""
    moves = []
    for rule in _way(code):
        told = rules.tell(rule, atlas.plain_names())
        for node in _calls(rule.tree):
            if getattr(node.arguments[-1], "kind", "") == "ruler":
                *_, cun, ruler = node.arguments
                moves.append((told[node.position], cun.value, ruler.id))
    return moves


def _sixteenths(code):
    """List start, end, and how many cun to go, of the lines of 16 cun on the way to a point."""
    calls = [node for rule in _way(code) for node in _calls(rule.tree) if node.verb == "along"]
    lines = [node.arguments for node in calls if node.arguments[-1].over[1] == LINE]
    return [(_named(start.id), _named(end.id), share.over[0]) for start, end, share in lines]


def _way(code):
    """Return the rules that lead to a point, each once: those of points to start from come first.

    Two points may start from the same one.
    """
    points, way = load_points(), {}
    rule = rules.read(points.loc[code, "rule"])
    for name in rule.names:
        if name in points.index:
            way |= dict.fromkeys(_way(name))
    return [*way, rule]


def _named(place):
    plain = atlas.plain_names()[place]
    return plain if place in load_points().index else f"the {plain}"


def _part(start, end, cun, unit):
    told = f"The line from {start} to {end} counts as {LINE} cun, and you go {cun} of them"
    if cun == LINE / 2:
        return f"{told}: lay a string along it and fold it in half."
    example = 40 if unit == "cm" else 16
    return (
        f"{told}. Measure it along the skin, divide by {LINE}, and take {cun} times as much: "
        f"{example} {unit} long gives {example * cun / LINE:.1f} {unit}."
    )


def _calls(node):
    """Verbs of a rule in the order of doing."""
    if isinstance(node, Call):
        for argument in node.arguments:
            yield from _calls(argument)
        yield node

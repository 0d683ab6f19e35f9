"""A table of points: sort by a column, choose a row, hide what does not match."""

from html import escape
from pathlib import Path

import pandas as pd
import traitlets

from acu.live import Choice, several


class PointTable(Choice, folder=Path(__file__).parent):
    """A table with a row for each point.

    Sorting, choosing and hiding happen in the browser, so they go on while the kernel is busy.
    `shown`, `selected` and `index` mean the same as those of `BodyMap`: `ipywidgets.jslink` them.

    Parameters
    ----------
    points : pandas.DataFrame
        Text columns, indexed by code, in the order that the table begins with. The first columns
        count most: on a narrow page the last ones give way.
    shown : list of str or str, optional
        Codes of the rows to show; all unless given.
    selected : str
        Code of the chosen row; empty text if none is.
    caption : str
        Words above the table.

    Attributes
    ----------
    codes : list of str
        Every code, in the order of `points`. Fixed, as are `columns` and `caption`.
    shown, selected
        As above; may be set at any time.
    index : int or None
        Place of `selected` in `codes`, for widgets that count, such as ``ipywidgets.Dropdown``.

    Raises
    ------
    TypeError
        If `points` is no table of text.
    ValueError
        If a code stands twice; if `shown` or `selected` is not among the codes, also later.
    """

    columns = traitlets.List(traitlets.Unicode(), read_only=True).tag(sync=True)
    caption = traitlets.Unicode(read_only=True).tag(sync=True)
    _cells = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, points, shown=None, selected="", caption="Points"):
        _check(points)
        codes = list(points.index)
        fixed = {
            "codes": codes,
            "columns": [points.index.name or "Code", *points.columns],
            "_cells": dict(zip(codes, points.to_numpy().tolist(), strict=True)),
            "caption": caption,
        }
        for name, value in fixed.items():
            self.set_trait(name, value)
        super().__init__(shown=codes if shown is None else several(shown), selected=selected)

    @traitlets.observe("selected")
    def _count(self, change):
        self.index = self.codes.index(self.selected) if self.selected else None

    @traitlets.observe("index")
    def _name(self, change):
        self.selected = "" if self.index is None else self.codes[self.index]

    def _known(self, code):
        if code not in self.codes:
            raise ValueError(f"{code!r} is no code of this table, as {self.codes[0]} is.")
        return code

    @property
    def words(self):
        """How many points are shown, and which one is chosen (str)."""
        chosen = f", {self.selected} chosen" if self.selected else ""
        first = ", ".join(self.shown[:6]) + (" …" if len(self.shown) > 6 else "")
        return f"Table of {len(self.shown)} of {len(self.codes)} points{chosen}: {first}"

    @property
    def still(self):
        """The rows that are shown, as an HTML table (str)."""
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in self.columns)
        rows = "".join(map(self._row, (code for code in self.codes if code in set(self.shown))))
        caption = f"<caption>{escape(self.words)}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def _row(self, code):
        cells = "".join(f"<td>{escape(text)}</td>" for text in self._cells[code])
        return f'<tr><th scope="row">{escape(code)}</th>{cells}</tr>'


def _check(points):
    if not isinstance(points, pd.DataFrame) or not len(points):
        raise TypeError(f"PointTable takes a DataFrame with a row for each point, not {points!r}")
    if not points.index.is_unique:
        twice = points.index[points.index.duplicated()][0]
        raise ValueError(f"{twice} stands twice in the index; each point has one row.")
    for name, column in points.items():
        odd = [text for text in column if not isinstance(text, str)]
        if odd:
            raise TypeError(f'the column "{name}" holds {odd[0]!r}, which is no text')

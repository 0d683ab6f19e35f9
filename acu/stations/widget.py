"""A station: the practical test of one point, for one who presses and one who scores."""

from pathlib import Path

import traitlets

from acu import atlas, precision
from acu.cards.citing import sources_of
from acu.live import LiveWidget
from acu.points import row_of
from acu.stations.book import StationBook
from acu.stations.items import PASS, items, ring
from acu.stations.scoring import outcome
from acu.stations.sheet import sheet, whence

FIRST = (
    "Two people, a sticker, a string and a ruler. One presses; the other holds this page and "
    "scores. Do the safety check first (acu.check_first). A danger sign, or somebody who says no: "
    "there is no station, and nobody is to blame. Items 1 and 2 come first; the others open when "
    "both are a yes."
)


def station(code="GB30", book=None):
    """Hold the practical test of a point: ten items, for one who presses and one who scores.

    Parameters
    ----------
    code : str
        WHO code.
    book : StationBook, optional
        Where results are kept that people want to keep. Unless given, the one in the learner's
        own folder.

    Returns
    -------
    Station
        A widget; put it on the last line of a cell.

    Raises
    ------
    ValueError
        If `code` is no WHO code in the table of points.

    Examples
    --------
    >>> station = acu.station("GB30")
    >>> station.results = {"1": True, "2": True, "7": 1.5}  # 7: cm from the examiner's mark
    >>> station.outcome.points
    3
    """
    return Station(code, StationBook() if book is None else book)


class Station(LiveWidget, folder=Path(__file__).parent):
    """The items of a station with a yes or a no for each, the score, and a sheet to print.

    Score and verdict are worked out in the browser. Nothing is kept unless the button is pressed.

    Parameters
    ----------
    code : str
        WHO code.
    book : StationBook

    Attributes
    ----------
    results : dict of str to bool or float
        By the number of the item: yes or no; of the item that is measured, the distance in cm.
        Without those that are open.
    presser, scorer : str
        A word of their own by which the two go; may be empty.

    Examples
    --------
    >>> station = acu.station("GB30")
    >>> station.results = {"1": True, "2": True, "7": 1.5}
    >>> station.outcome.points
    3
    """

    results = traitlets.Dict().tag(sync=True)
    presser = traitlets.Unicode().tag(sync=True)
    scorer = traitlets.Unicode().tag(sync=True)
    _name = traitlets.Unicode().tag(sync=True)
    _first = traitlets.Unicode(FIRST).tag(sync=True)
    _task = traitlets.Unicode().tag(sync=True)
    _items = traitlets.List().tag(sync=True)
    _ring = traitlets.Float().tag(sync=True)
    _pass = traitlets.Int(PASS).tag(sync=True)
    _sheet = traitlets.Unicode().tag(sync=True)
    _whence = traitlets.Unicode().tag(sync=True)
    _sources = traitlets.List().tag(sync=True)
    _place = traitlets.Unicode().tag(sync=True)
    _wish = traitlets.Dict().tag(sync=True)  # `results`, `presser`, `scorer` to keep; `n` counts
    _reply = traitlets.Dict().tag(sync=True)  # `n` of the wish, whether it is `saved`, `words`

    def __init__(self, code, book):
        row_of(code)  # refuses what is no code
        self.code, self.book = code, book
        self._asked = items(code)
        super().__init__(
            _name=atlas.plain_names()[code],
            _task=self._asked[0].ask,
            _items=[item._asdict() for item in self._asked[1:]],
            _ring=ring(code),
            _sheet=sheet(code),
            _whence=whence(code),
            _sources=sources_of(*self._cited()),
            _place=book.place,
        )

    @property
    def outcome(self):
        """What the answers come to (Outcome)."""
        return outcome(self._asked, self._ring, self.results)

    def _cited(self):
        """List the sources of the items and of the ring, each once."""
        named = [item.source for item in self._asked] + [precision.tolerance(self.code).source]
        return dict.fromkeys(filter(None, named))

    def keep(self):
        """Keep the result in the book.

        Raises
        ------
        ValueError
            If an item is still open, or something does not fit.
        OSError
            If it cannot be written.
        """
        self._keep(self.results, self.presser, self.scorer)

    def _keep(self, results, presser, scorer):
        found = outcome(self._asked, self._ring, results)
        if not found.finished:
            left = ", ".join(map(str, found.open))
            raise ValueError(f"the station is not finished: no answer yet to item {left}")
        measured = [str(item.number) for item in self._asked if item.answer == "cm"]
        cm = next((results.get(number) for number in measured), None)
        self.book.add(self.code, found.points, found.passed, found.missed, cm, presser, scorer)

    @traitlets.observe("_wish")
    def _grant(self, change):
        wish = dict(change.new)
        if not wish:
            return
        number = wish.pop("n")
        try:
            self._keep(**wish)
            self._reply = {"n": number, "saved": True, "words": f"Saved in {self.book.place}."}
        except (OSError, ValueError) as error:
            self._reply = {"n": number, "saved": False, "words": f"Not saved. {error}"}

    def offline(self):
        """Nothing is kept where there is no Python (dict)."""
        return {"_place": ""}

    @property
    def words(self):
        """Which station it is and how far it is scored (str)."""
        done = len(self._items) - len(self.outcome.open)
        return (
            f"Station {self._name}: {len(self._items)} items, {PASS} to pass; {done} scored, "
            f"{self.outcome.points} with a yes"
        )

    @property
    def still(self):
        """The sheet of the station, blank, as HTML (str)."""
        return sheet(self.code)

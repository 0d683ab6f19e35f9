"""What the answers at a station come to."""

from typing import NamedTuple

from acu.stations.items import PASS


class Outcome(NamedTuple):
    """How a station went, or goes so far.

    Parameters
    ----------
    points : int
        One for each yes.
    missed : tuple of int
        Items with a no.
    open : tuple of int
        Items without an answer.
    lacking : tuple of int
        Of the items that must be a yes, those with a no.
    stopped : bool
        Whether one is a no before which nothing else is begun.
    passed : bool
        Whether it has `PASS` points, and a yes where there must be one.
    """

    points: int
    missed: tuple[int, ...]
    open: tuple[int, ...]
    lacking: tuple[int, ...]
    stopped: bool
    passed: bool

    @property
    def finished(self):
        """Whether nothing is left to score (bool)."""
        return self.stopped or not self.open


def outcome(items, ring, results):
    """Work out what the answers come to; the page does the same by itself.

    Parameters
    ----------
    items : sequence of Item
        Of one station; the task does not count.
    ring : float
        How far a mark may lie off, cm.
    results : mapping of str to bool or float
        By the number of the item as text: yes or no, or the distance in cm. Without those that
        are open.

    Returns
    -------
    Outcome
    """
    scored = [item for item in items if item.answer]
    said = {item.number: _yes(item, ring, results.get(str(item.number))) for item in scored}
    missed = tuple(number for number, yes in said.items() if yes is False)
    points = sum(yes is True for yes in said.values())
    must = {item.number: item.must for item in scored if item.must}
    lacking = tuple(number for number in missed if number in must)
    return Outcome(
        points=points,
        missed=missed,
        open=tuple(number for number, yes in said.items() if yes is None),
        lacking=lacking,
        stopped=any(must[number] == "first" for number in lacking),
        passed=points >= PASS and all(said[number] for number in must),
    )


def _yes(item, ring, answer):
    """Whether it is a yes; None while it is open."""
    if answer is None or item.answer != "cm":
        return answer
    return answer <= ring

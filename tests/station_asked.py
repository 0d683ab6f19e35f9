"""What is asked at a station."""

from acu.points import load_points
from acu.stations import items

POINTS = load_points()
CODES = list(POINTS.index)


def asked(code):
    """What is asked at a station, by the number of the item."""
    return {item.number: item.ask for item in items.items(code)}


def told(code):
    """All words of a station."""
    return " ".join(f"{item.ask} {item.look}" for item in items.items(code))

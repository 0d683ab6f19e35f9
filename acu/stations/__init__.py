"""The practical test: a station for each point, for one who presses and one who scores."""

from acu.stations.book import StationBook
from acu.stations.widget import Station, station

__all__ = ["Station", "StationBook", "station"]

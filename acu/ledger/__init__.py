"""A plain CSV file of one's own that is only added to, and that no crash can spoil."""

from acu.ledger.book import Ledger, folder
from acu.ledger.cells import as_typed, length, measured, point, stamp, tidy, time

__all__ = ["Ledger", "as_typed", "folder", "length", "measured", "point", "stamp", "tidy", "time"]

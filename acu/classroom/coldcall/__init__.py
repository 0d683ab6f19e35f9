"""Cold call: question after question for the wall, and who is to answer."""

from acu.classroom.coldcall.widget import ColdCall, cold_call

__all__ = ["ColdCall", "cold_call"]

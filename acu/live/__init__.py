"""What the widgets that live in the browser have in common: look, keys, and how they read unrun."""

from pathlib import Path

from acu.live.choice import Choice, several
from acu.live.keys import KeyGuard
from acu.live.silence import Silence
from acu.live.widget import CLOCK, LiveWidget, linked

__all__ = ["CLOCK", "NAMING", "Choice", "KeyGuard", "LiveWidget", "Silence", "linked", "several"]

# The script by which a page finds points as `acu.find` does; it needs `acu.points.lookup()`.
NAMING = Path(__file__).parent / "naming"

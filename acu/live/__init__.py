"""What the widgets that live in the browser have in common: look, keys, and how they read unrun."""

from acu.live.keys import KeyGuard
from acu.live.widget import LiveWidget, linked

__all__ = ["KeyGuard", "LiveWidget", "linked"]

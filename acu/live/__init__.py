"""What the widgets that live in the browser have in common: their look, and how they read unrun."""

from acu.live.widget import LiveWidget

__all__ = ["LiveWidget"]

"""Handouts: what a class takes along on paper, as PDF files that are set by Typst."""

from importlib import import_module

_FILES = {
    "card_set": "cardset",
    "handout": "pages",
    "plan_sheet": "sheets",
    "poster": "chart",
    "safety_sheet": "sheets",
}

__all__ = list(_FILES)


def __getattr__(name):
    # The poster needs the body map, which takes its time to open; a handout need not wait for it.
    if name in _FILES:
        return getattr(import_module(f"acu.handouts.{_FILES[name]}"), name)
    raise AttributeError(f"module 'acu.handouts' has no attribute {name!r}")

"""Handouts: what a class takes along on paper, as PDF files that are set by Typst."""

from acu.handouts.handout import handout

__all__ = ["handout"]

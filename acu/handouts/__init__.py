"""Handouts: what a class takes along on paper, as PDF files that are set by Typst."""

from acu.handouts.cardset import card_set
from acu.handouts.handout import handout
from acu.handouts.poster import poster
from acu.handouts.sheets import plan_sheet, safety_sheet

__all__ = ["card_set", "handout", "plan_sheet", "poster", "safety_sheet"]

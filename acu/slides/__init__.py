"""Slides from the lessons, for a projector and a room full of people."""

from acu.slides.deck import write_slides

__all__ = ["write_slides"]

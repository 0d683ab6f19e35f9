"""A body that can be turned, with its points in space."""

from acu.turning.widget import BodyTurner

__all__ = ["BodyTurner"]

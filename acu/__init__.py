"""Acupressure points as rules on a body.

    import acu

    acu.load_points()                  the table of points, a pandas DataFrame
    acu.find("B 54")                   the point that a book, a chart or a teacher means
    acu.Body("female", build=0.5)      a body: skin, landmarks, cun
    acu.locate(acu.Body())             where every point lies on it
    acu.plot_body("back")              a body from one side
    acu.plot_point("BL40")             a point on it, and how it is found
    acu.find_a_point()                 the same to play with, in a notebook
"""

from importlib import import_module

_ROOMS = {
    "Body": "body",
    "find": "points",
    "find_a_point": "lessons",
    "load_points": "points",
    "locate": "atlas",
    "plot_body": "plates",
    "plot_point": "plates",
}

__all__ = list(_ROOMS)


def __getattr__(name):
    # A room opens when it is first used: who only wants the table need not wait for the widgets.
    if name in _ROOMS:
        return getattr(import_module(f"acu.{_ROOMS[name]}"), name)
    raise AttributeError(f"module 'acu' has no attribute {name!r}")


def __dir__():
    return sorted([*globals(), *__all__])

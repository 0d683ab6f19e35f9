"""Acupressure points as rules on a body.

Examples
--------
>>> import acu
>>> acu.find("Weizhong").codes
('BL40',)
>>> points = acu.load_points()  # the table of points
>>> woman = acu.Body("female", build=0.5)  # skin, landmarks and cun
>>> places = acu.locate(woman)  # where every point lies on her
>>> axes = acu.plot_body("back")  # a body from one side
>>> axes = acu.plot_point("BL40")  # a point on it, and how it is found
"""

from importlib import import_module

_ROOMS = {
    "anki_deck": "practice.anki",
    "Body": "body",
    "BodyMap": "bodymap",
    "BodyTurner": "turning",
    "card": "cards",
    "card_set": "handouts",
    "check_first": "lessons",
    "claims": "cards",
    "class_clock": "classroom",
    "cold_call": "classroom",
    "copy_lessons": "folders",
    "Diary": "diary",
    "explore": "lessons",
    "find": "points",
    "find_a_point": "lessons",
    "guided_session": "lessons",
    "handout": "handouts",
    "History": "memory",
    "load_points": "points",
    "locate": "atlas",
    "make_deck": "practice",
    "my_ruler": "lessons",
    "OwnRuler": "rulers",
    "plan_class": "classroom",
    "plan_sheet": "handouts",
    "plot_before_after": "results",
    "plot_body": "plates",
    "plot_channel": "plates",
    "plot_confused": "results",
    "plot_cun_spread": "plates",
    "plot_diary": "lessons",
    "plot_everybody": "results",
    "plot_finger_miss": "plates",
    "plot_found": "results",
    "plot_gallery": "plates",
    "plot_landmarks": "plates",
    "plot_my_clicks": "practice",
    "plot_point": "plates",
    "plot_points": "plates",
    "plot_progress": "practice",
    "plot_ruler": "plates",
    "plot_scatter": "plates",
    "plot_trials": "plates",
    "poster": "handouts",
    "practise": "practice",
    "PressTimer": "timer",
    "read_results": "results",
    "safety_sheet": "handouts",
    "skin_distance": "atlas",
    "sort_the_article": "lessons",
    "sources": "cards",
    "station": "stations",
    "StationBook": "stations",
    "teach": "classroom",
    "who_may_press": "cards",
    "write_site": "site",
    "write_slides": "slides",
}

__all__ = list(_ROOMS)


def __getattr__(name):
    # A room opens when it is first used: who only wants the table need not wait for the widgets.
    if name in _ROOMS:
        room = import_module(f"acu.{_ROOMS[name]}")
        import_module("acu.tables.words").show_frames_as_words()
        return getattr(room, name)
    if name == "results":  # a room by its own name: acu.results.example()
        return import_module("acu.results")
    raise AttributeError(f"module 'acu' has no attribute {name!r}")


def __dir__():
    return sorted([*globals(), *__all__])

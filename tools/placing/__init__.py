"""Where each landmark lies on a body: the sources behind data/landmarks.csv."""

from placing import arm, trunk_and_leg
from placing.form import Form

PARTS = (trunk_and_leg, arm)


def place_landmarks(form):
    """Place every landmark on a body, part by part; a later part may start from earlier places.

    Parameters
    ----------
    form : Form

    Returns
    -------
    dict of landmark id to (triangle, weights (3,))
    """
    places = {}
    for part in PARTS:
        places |= part.place(form, places)
    return places


__all__ = ["Form", "place_landmarks"]

"""Lengths in cm and in inches, as people write and say them."""

import re
from fractions import Fraction

INCH = 2.54  # cm


def length(cm, unit="cm"):
    """Say a length.

    Parameters
    ----------
    cm : float
    unit : {"cm", "inches"}
        In which it is said.

    Returns
    -------
    str
        Such as "17.5 cm" or "6.9 inches".
    """
    return f"{cm:.1f} cm" if unit == "cm" else f"{cm / INCH:.1f} inches"


def read_length(text, unit="cm"):
    """Read a length as people write it: 38.5, 38,5 or 15 3/8.

    Parameters
    ----------
    text : str
    unit : {"cm", "inches"}
        In which it is written.

    Returns
    -------
    float
        In cm.

    Raises
    ------
    ValueError
        If it is no number; shows one.
    """
    found = re.fullmatch(
        r"([0-9]{1,6}(?:[.,][0-9]{1,9})?)(?: +([0-9]{1,3}/[1-9][0-9]{0,2}))?", text.strip()
    )
    if not found:
        raise ValueError(f"“{text.strip():.40}” is not a length. Write a number such as 38.5.")
    whole, part = found.groups()
    number = float(Fraction(whole.replace(",", ".")) + Fraction(part or 0))
    return number if unit == "cm" else number * INCH

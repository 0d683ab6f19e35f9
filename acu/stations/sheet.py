"""The sheet of a station, to be printed and filled in by hand or by the page."""

from html import escape

from acu import atlas, precision
from acu.stations.items import PASS, items, ring

LINE = "________________"


def sheet(code):
    """Lay out the sheet of a station.

    Parameters
    ----------
    code : str
        WHO code.

    Returns
    -------
    str
        HTML. What the page fills in carries ``data-fill``; boxes carry ``data-box``.
    """
    task, *asked = items(code)
    return (
        f'<article lang="en"><h3>Station: {escape(atlas.plain_names()[code])}</h3>'
        f'<p class="people"><span>Presses: {_fill("presser")}</span> '
        f"<span>Scores: {_fill('scorer')}</span> <span>Day: {_fill('day')}</span></p>"
        f"<p><b>Read out:</b> “{escape(task.ask)}”</p>"
        f"<ol>{''.join(_item(item, code) for item in asked)}</ol>"
        f"<p><b>Yes: {_fill('points', '____')} of {len(asked)}.</b> {_box('passed')} Passed: "
        f"{PASS} or more, and {_numbers(asked)} are yes. {_box('failed')} Not passed.</p>"
        f"<p><small>{escape(whence(code))}</small></p></article>"
    )


def whence(code):
    """Say what of a station is our own choice, and whence the rest is.

    Parameters
    ----------
    code : str
        WHO code.

    Returns
    -------
    str
    """
    said = "The ten items, their points and the mark to pass are our own choice. "
    if any(item.answer == "cm" for item in items(code)):
        said += f"Ring: {ring(code):g} cm. {precision.tolerance(code).said} "
    return f"{said}The rest stands on the card of the point."


def _item(item, code):
    must = " <i>(must be a yes)</i>" if item.must else ""
    look = f"<small>{escape(item.look)}</small>" if item.look else ""
    answer = f"{_box('yes', item)}&nbsp;yes {_box('no', item)}&nbsp;no"
    if item.answer == "cm":
        near = f"{_fill('cm', '_____')} cm apart; up to {ring(code):g} cm is a yes"
        answer = f"{near}: {answer}"
    return (
        f"<li><div><b>{escape(item.ask)}</b>{must}</div> {look} "
        f'<div class="answer">{answer}</div></li>'
    )


def _box(name, item=None):
    return f'<span data-box="{name}{item.number if item else ""}">☐</span>'


def _fill(name, blank=LINE):
    return f'<span data-fill="{name}">{blank}</span>'


def _numbers(asked):
    """Name the items that must be a yes: "1, 2 and 10"."""
    *rest, last = [str(item.number) for item in asked if item.must]
    return f"{', '.join(rest)} and {last}"

"""The picture of a point on a body, drawn and saved."""

from benches.package import row
from benches.processes import Way, by_turns

TURNS = {"try": 1, "quick": 2, "whole": 5}
INSTEAD = "matplotlib alone: the same mesh as a shaded PolyCollection, and a dot"
SHAPE = "acu.Body('male', build=0.3)"
OURS = "import acu; acu.plot_point, acu.Body, acu.locate; shape = " + SHAPE
PLAIN = (
    "import acu; from acu import atlas; from benches.plain_plate import Back;"
    f"body, shape = acu.Body(), {SHAPE};"
    "place, other = (atlas.location(code, body).point for code in ('BL23', 'BL25'));"
    "drawn = lambda body: Back(body.vertices, body.triangles, place)"
)


def rows(much):
    """Draw a standard plate, one of another shape, and another point on the same plate."""
    ours = "acu.plot_point('BL23').figure.png()", "acu.plot_point('BL23', shape).figure.png()"
    plain = "drawn(body).png()", "drawn(shape).png()"
    steps, _ = by_turns(Way(OURS, ours), Way(PLAIN, plain), TURNS[much])
    note = "ours shows how the point is found, and names every bone and cun on the way"
    yield row("a plate with a point on the average body, as PNG", steps[0], INSTEAD, note=note)
    yield row("the same on a body of another shape", steps[1], INSTEAD)
    ours = Way(
        OURS + "; ax = acu.plot_point('BL23'); ax.figure.canvas.draw()",
        ("acu.plot_point('BL25', ax=ax); ax.figure.canvas.draw()",),
    )
    plain = Way(
        PLAIN + "; plate = drawn(body); plate.canvas.draw()",
        ("plate.show('BL25', other); plate.canvas.draw()",),
    )
    (change,), _ = by_turns(ours, plain, TURNS[much])
    yield row("another point on the same plate, drawn", change, INSTEAD)

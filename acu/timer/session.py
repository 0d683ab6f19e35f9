"""A press session as the tables teach it: a list of phases with their times and words."""

import operator

from acu import safety, tables
from acu.points import row_of

ARTICLE = ("GB29", "GB30", "BL40")  # in the order in which the article names them
SIDES = {"both": ("left", "right"), "left": ("left",), "right": ("right",)}


def technique():
    """Return how a point is pressed: ``data/technique.csv`` by `id`.

    Returns
    -------
    pandas.DataFrame
    """
    return tables.read("technique").set_index("id")


def plan(codes=ARTICLE, seconds=None, sides="both"):
    """Lay out a session: get ready, press, change sides, press, massage; then the next point.

    Parameters
    ----------
    codes : sequence of str
        WHO codes, in the order of pressing.
    seconds : int, optional
        How long each press lasts, 30 to 180 seconds. By default each point's own time.
    sides : str
        ``"both"``, ``"left"`` or ``"right"``. Points on the midline have no sides.

    Returns
    -------
    list of dict
        One for each phase, the last being "done": `phase` (get ready, press, change sides,
        massage, done), `code`, `point` (code and name), `side` (left, right or empty), `seconds`,
        `title`, `words` (list of str: what to do and what to heed) and `said` (what a screen
        reader says when the phase begins).

    Raises
    ------
    ValueError
        If a code is not in the table or its point is not to be pressed, if a press would be too
        short or too long, or if there is no such side.
    TypeError
        If a code is not text, or the seconds are not whole.
    """
    _check(codes, seconds, sides)
    phases = []
    for code in codes:
        phases += _point(code, seconds, sides)
    done = technique().loc["after"]
    return [*phases, _phase("done", "", "", "", 0, done["step"], [done["teach"]])]


def length(seconds):
    """Say a time in words.

    Parameters
    ----------
    seconds : int

    Returns
    -------
    str
        Such as "2 minutes" or "1 minute 30 seconds".
    """
    parts = [(seconds // 60, "minute"), (seconds % 60, "second")]
    return " ".join(f"{n} {unit}{'s' if n != 1 else ''}" for n, unit in parts if n)


def _check(codes, seconds, sides):
    for code in codes:
        if not isinstance(code, str):
            raise TypeError(f"a point is given by its code, such as 'GB29', not by {code!r}")
        row = row_of(code)
        if row["pressure"] == "locate only":
            raise ValueError(
                f"{code} {row['pinyin']} is not pressed, only located: "
                "its pressure in points.csv is 'locate only'"
            )
    low, high = technique().loc[["shortest", "longest"], "seconds"]
    if seconds is not None and not low <= operator.index(seconds) <= high:
        raise ValueError(f"a press lasts {low} to {high} seconds, not {seconds}")
    if sides not in SIDES:
        raise ValueError(f"sides is {sides!r}; it can be 'both', 'left' or 'right'")


def _point(code, seconds, sides):
    row, how = row_of(code), technique()
    hold = int(row["seconds"]) if seconds is None else int(seconds)
    heed, leave = _own_cautions(code)
    ready, press, change, rub = (how.loc[id] for id in ("ready", "press", "change", "massage"))

    def phase(kind, side, seconds, title, *words):
        return _phase(kind, code, f"{code} {row['pinyin']}", side, seconds, title, words)

    leave = f"Do not press it if: {'; '.join(leave)}."
    yield phase(
        "get ready", "", ready["seconds"], ready["step"], row["posture"], ready["teach"], leave
    )
    for turn, side in enumerate(SIDES[sides] if row["paired"] else ("",)):
        if turn:
            same = f"The same place on the {side}. {row['posture']}"
            yield phase(
                "change sides", side, change["seconds"], change["step"], same, change["teach"]
            )
        title = f"{press['step']} the {side} side" if side else press["step"]
        firm = how.loc[row["pressure"], "teach"]
        yield phase("press", side, hold, title, firm, press["teach"], *heed)
    yield phase("massage", "", rub["seconds"], rub["step"], rub["teach"])


def _own_cautions(code):
    """Return what everyone heeds at a point, and the people who leave the point out."""
    rows = safety.cautions(code)
    own = rows[(rows["code"] == code) & (rows["verdict"] == "heed")]
    heed = [
        action if situation == "Everyone" else f"{situation}: {action[0].lower()}{action[1:]}"
        for situation, action in own[["situation", "action"]].itertuples(index=False)
    ]
    names = rows.loc[rows["verdict"] == "avoid", "who"].str.split("; ").explode()
    return heed, list(names.unique())


def _phase(phase, code, point, side, seconds, title, words):
    seconds = int(seconds)
    said = f"{point}: {title}, {length(seconds)}." if seconds else f"{title}."
    return {
        "phase": phase,
        "code": code,
        "point": point,
        "side": side,
        "seconds": seconds,
        "title": title,
        "words": list(words),
        "said": said,
    }

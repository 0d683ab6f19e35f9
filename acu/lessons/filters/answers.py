"""Every answer to what can be asked of the points, laid out for a page that asks no Python."""

from acu import safety
from acu.lessons.matching import matching

NOT_SAFE = "That a point is still here does not make it safe. If in doubt, ask."
NO_TRIAL = (
    "Our table of uses holds no trial: we know no test of pressing one of these points with the "
    "fingers."
)


def laid_out(points, uses, choices):
    """Ask `matching` for every choice by itself; a page only has to put the answers together.

    Parameters
    ----------
    points, uses : pandas.DataFrame
        As for `matching`.
    choices : dict of str to dict of str to str
        As `Filters.choices`.

    Returns
    -------
    dict
        `codes`: all of them, in order. `sets`: codes by name and value, for `channel`, `region`
        and `who`. `said`: codes by complaint and kind, which one row of `uses` must have together.
        `notes`: what to say of whom. `not_safe`, `no_trial`: more to say; `no_trial` is empty if
        there are trials.
    """
    sets = {
        name: {value: matching(points, uses, **{name: value}) for value in choices[name].values()}
        for name in ("channel", "region", "who")
    }
    said = {}
    for complaint, kind in uses[["complaint", "kind"]].drop_duplicates().itertuples(index=False):
        codes = matching(points, uses, complaint=complaint, kind=kind)
        said.setdefault(complaint, {})[kind] = codes
    return {
        "codes": list(points.index),
        "sets": sets,
        "said": said,
        "notes": {who: _notes(who) for who in choices["who"].values()},
        "not_safe": NOT_SAFE,
        "no_trial": "" if "trial" in set(uses["kind"]) else NO_TRIAL,
    }


def _notes(who):
    """Say what is left out for whom, and what else is heeded."""
    rows = safety.not_for(who)
    light = rows["verdict"].eq("light")
    notes = [f"Left out for “{who}”. {_actions(rows[~light])}"] if not all(light) else []
    return notes + ([f"For “{who}”. {_actions(rows[light])}"] if any(light) else [])


def _actions(rows):
    """Say what to do at how many points, the strictest first."""
    counts = rows["action"].value_counts(sort=False)
    told = [f"{action[:-1]} ({n} point{'s' * (n != 1)})." for action, n in counts.items()]
    return " ".join(told)

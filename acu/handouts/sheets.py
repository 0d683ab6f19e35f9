"""Sheets for the teacher: safety and consent, and the plan of a class."""

from acu import safety, tables
from acu.handouts.typesetting import destination, print_pdf

HELP = {
    "emergency": "Get help now",
    "same day": "See a doctor today",
    "see a doctor first": "See a doctor first",
}
TODAY = {
    "avoid": "Only watch today",
    "ask": "Ask a doctor or midwife first; until then watch",
    "light": "Press lightly, or watch",
}
CONSENT = [
    ("Say first", "what you will do, where, and how hard. Then wait."),
    ("A clear yes", "is needed each time. A nod is not enough, and silence is a no."),
    ("A stop word", "is agreed on. Who says it need not say why: the hand comes away at once."),
    ("Over clothes.", "Hip and buttock are pressed by oneself only."),
    ("A yes can be taken back.", "To watch is as good as to press, and nobody asks for a reason."),
]


def safety_sheet(out, paper="a4"):
    """Write the safety and consent sheet of a class as PDF: one page, a copy for each learner.

    Parameters
    ----------
    out, paper
        As for `handout`.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    ValueError, OSError
        As `handout` does.

    Notes
    -----
    Danger signs, cautions and numbers to ring are those of the tables, with the ids of their
    sources; the words of consent are our own, after ``data/stations.csv`` and the caution about
    partners.

    Examples
    --------
    >>> acu.safety_sheet("safety.pdf").name
    'safety.pdf'
    """
    path = destination(out, paper)
    flags = tables.read("red_flags")
    held = tables.read("cautions").query("code == '' and region == ''")
    data = {
        "title": "Before we press: safety and consent",
        "danger": [
            _danger(title, flags[flags["urgency"] == urgency]) for urgency, title in HELP.items()
        ],
        "ring": safety.whom_to_ring(),
        "stops": [list(sign) for sign in safety.stop_signs()],
        "people": [
            _people(title, held[held["verdict"] == verdict]) for verdict, title in TODAY.items()
        ],
        "consent": CONSENT,
    }
    return print_pdf("safety", data, path, paper)


def plan_sheet(plan, out, paper="a4"):
    """Write the plan of a class as PDF.

    Parameters
    ----------
    plan : object
        With `title`, `audience` (str), `minutes` (int), `codes` (list of str), `objectives` and
        `bring` (lists of str), and `blocks`, a DataFrame with `start` and `end` in minutes,
        `block`, `does`, `check` and `source`.
    out, paper
        As for `handout`.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    ValueError, OSError
        As `handout` does.

    Examples
    --------
    >>> acu.plan_sheet(acu.plan_class("BL40", minutes=30), "plan.pdf").name
    'plan.pdf'
    """
    path = destination(out, paper)
    rows = plan.blocks[["start", "end", "block", "does", "check", "source"]].fillna("")
    data = {
        "title": str(plan.title),
        "audience": str(plan.audience),
        "minutes": str(plan.minutes),
        "codes": ", ".join(plan.codes),
        "objectives": list(map(str, plan.objectives)),
        "bring": list(map(str, plan.bring)),
        "blocks": [list(map(_said, row)) for row in rows.itertuples(index=False)],
    }
    return print_pdf("plan", data, path, paper)


def _danger(title, rows):
    """Gather danger signs under what they ask for; beside a sign that shares it with no other."""
    shared = [deed for deed in dict.fromkeys(rows["do"]) if sum(rows["do"] == deed) > 1]
    groups = [[deed, [[sign, ""] for sign in rows["sign"][rows["do"] == deed]]] for deed in shared]
    alone = rows[~rows["do"].isin(shared)]
    groups = [["", alone[["sign", "do"]].to_numpy().tolist()], *groups]
    return {"title": title, "groups": groups, "ids": _ids(rows["source"], rows["second_source"])}


def _people(title, rows):
    """Gather whom general cautions are about and what they do."""
    people = rows[["situation", "action"]].to_numpy().tolist()
    return {"title": title, "people": people, "ids": _ids(rows["source"])}


def _ids(*columns):
    """Name each source once."""
    named = dict.fromkeys(name for column in columns for name in column if name)
    return ", ".join(named)


def _said(value):
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)

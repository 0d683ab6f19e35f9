"""Press or refuse: people and points, and danger signs."""

from functools import cache

from acu import safety, tables
from acu.cards import card
from acu.cards.citing import DOUBTS
from acu.points import row_of
from acu.questions.question import Question, shuffled

ANSWERS = ("Press", "Press lightly", "Ask a doctor first", "Do not press")
BY_VERDICT = {"light": 1, "ask": 2, "avoid": 3}
BY_PRESSURE = {"firm": 0, "gentle": 1, "locate only": 3}
HELP = ("Press", "See a doctor before you press", "See a doctor the same day", "Get help now")
BY_URGENCY = {"see a doctor first": 1, "same day": 2, "emergency": 3}
CASES = {"avoid": 3, "ask": 2, "light": 1}  # how many people are asked about at one point
HEALTHY = "A healthy grown-up answers no to every question of the check, and wants to learn."
_LOOK = ("Look and find only. Do not press.", "from memory", "GENERAL")  # words, verified, source
PLAN = "The plan is to press {}. What is right?"


def press(code):
    """Ask whether a point may be pressed on different people (iterator of Question).

    The people of whom the tables say something narrow come first, and no more than CASES of one
    answer. A point that is only looked for is never pressed, so it has one question.
    """
    if row_of(code)["pressure"] != "locate only":
        for verdict, most in CASES.items():
            for who, row in _held(code, verdict)[:most]:
                yield _case(code, who, row)
    yield _healthy(code)


def signs():
    """Ask what to do at each danger sign (iterator of Question)."""
    for row in tables.read("red_flags").itertuples():
        yield Question(
            f"press {row.id}",
            "press",
            "",
            f"You want to press. But a danger sign fits you: “{row.sign}”. What do you do?",
            HELP,
            BY_URGENCY[row.urgency],
            _doubted(f"{row.do} This may be {row.may_mean}.", row.verified),
            tuple(filter(None, (row.source, row.second_source))),
        )


def _held(code, verdict):
    """People for whom a verdict is the strictest at a point, with its row; the narrowest first."""
    rows = list(safety.cautions(code).itertuples())
    found = []
    for who in shuffled(code, safety.situations()):
        about = [row for row in rows if who in row.who.split("; ")]
        if about:
            row = min(about, key=lambda row: safety.VERDICTS.index(row.verdict))
            if row.verdict == verdict:
                found.append((about[0].Index, who, row))
    return [(who, row) for _, who, row in sorted(found, key=lambda each: each[0])]


def _case(code, who, row):
    return Question(
        f"press {code} {who}",
        "press",
        code,
        f"{_people()[who]} {PLAN.format(card(code).name)}",
        ANSWERS,
        BY_VERDICT[row.verdict],
        _doubted(f"{row.action} {row.reason}", row.verified),
        (row.source,),
    )


def _healthy(code):
    """Ask about a person of whom the tables say nothing: the point itself decides."""
    pressure = row_of(code)["pressure"]
    told = [_LOOK]
    if pressure != "locate only":
        how = tables.read("technique").set_index("id").loc[pressure]
        told = [(how["teach"], how["verified"], how["source"])]
    heed = [row for row in safety.cautions(code).itertuples() if row.situation == "Everyone"][:1]
    heed = [(f"{row.action} {row.reason}", row.verified, row.source) for row in heed]
    if pressure != "locate only":
        told += heed
    elif heed and heed[0][0].startswith(_LOOK[0][:18]):
        told = heed
    words, verified, sources = zip(*told, strict=True)
    return Question(
        f"press {code} healthy",
        "press",
        code,
        f"{HEALTHY} {PLAN.format(card(code).name)}",
        ANSWERS,
        BY_PRESSURE[pressure],
        _doubted(" ".join(words), max(verified, key=list(DOUBTS).index)),
        tuple(dict.fromkeys(sources)),
    )


def _doubted(words, verified):
    """Say how far words were checked, if they were not read in their source."""
    return f"{words} ({DOUBTS[verified]})" if DOUBTS[verified] else words


@cache
def _people():
    """Read the sentence about each person."""
    return dict(tables.read("cases").itertuples(index=False))

"""Press or refuse: people and points, and danger signs."""

from collections import defaultdict
from functools import cache

from acu import atlas, safety, tables
from acu.cards.citing import DOUBTS
from acu.points import row_of
from acu.questions.question import Question, shuffled

ANSWERS = ("Press firmly", "Press lightly", "Ask a doctor first", "Do not press")
BY_VERDICT = {"light": 1, "ask": 2, "avoid": 3}
BY_PRESSURE = {"firm": 0, "gentle": 1, "locate only": 3}
HELP = ("Press", "See a doctor before you press", "See a doctor the same day", "Get help now")
BY_URGENCY = {"see a doctor first": 1, "same day": 2, "emergency": 3}
CASES = {"avoid": 4, "ask": 2, "light": 1}  # how many people are asked about at one point
HEALTHY = "A healthy man answers no to every question of the check."
LOOK = "Look and find only."  # how the cautions of such points begin
PLAN = "The plan is to press {}. What is right?"
SELF = "He wants to press {} on himself. What is right?"


def press(code):
    """Ask whether a point may be pressed on different people (iterator of Question).

    The people of whom the tables say something narrow come first, and no more than CASES of one
    answer. A point that is only looked for is never pressed, so it has one question.
    """
    rows = _rows(code)
    if row_of(code)["pressure"] != "locate only":
        about = _about(code, rows)
        for verdict, most in CASES.items():
            people = [
                who for who, row in about.items() if row.verdict == verdict and who in _people()
            ]
            yield from (_case(code, who, about[who]) for who in people[:most])
    yield _healthy(code, rows)


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


def _rows(code):
    """List the cautions that hold for a point, the narrowest first, as `safety.cautions` does."""
    by_place = _by_place()
    return [*by_place[code, ""], *by_place["", row_of(code)["region"]], *by_place["", ""]]


@cache
def _by_place():
    """Rows of the cautions by code and region, so that looking up 386 points takes no time."""
    found = defaultdict(list)
    for row in tables.read("cautions").itertuples():
        found[row.code, row.region].append(row)
    return found


def _about(code, rows):
    """Return the strictest row about each person, by the person; the narrowest first."""
    named = {}
    for row in rows:
        for who in filter(None, row.who.split("; ")):
            named.setdefault(who, []).append(row)
    # What is said of every point is asked about other people at other points.
    turn = {who: place for place, who in enumerate(shuffled(code, sorted(named)))}

    def place(who):
        general = not (named[who][0].code or named[who][0].region)
        return general, general and turn[who]

    return {who: min(named[who], key=_strictness) for who in sorted(named, key=place)}


def _strictness(row):
    return safety.VERDICTS.index(row.verdict)


def _case(code, who, row):
    return Question(
        f"press {code} {who}",
        "press",
        code,
        f"{_people()[who]} {PLAN.format(atlas.plain_names()[code])}",
        ANSWERS,
        BY_VERDICT[row.verdict],
        _doubted(f"{row.situation}. {row.action} Reason: {_small(row.reason)}", row.verified),
        (row.source,),
    )


def _healthy(code, rows):
    """Ask about a person of whom the tables say nothing: the point itself decides."""
    pressure = row_of(code)["pressure"]
    heed = [row for row in rows if row.situation == "Everyone"][:1]
    heed = [(f"{row.action} {row.reason}", row.verified, row.source) for row in heed]
    if pressure != "locate only":
        told = [_technique()[pressure], *heed]
    else:
        only = [each for each in heed if each[0].startswith(LOOK)]
        told = only or [(f"{LOOK} Do not press.", "from memory", "GENERAL")]
    words, verified, sources = zip(*told, strict=True)
    return Question(
        f"press {code} healthy",
        "press",
        code,
        f"{HEALTHY} {SELF.format(atlas.plain_names()[code])}",
        ANSWERS,
        BY_PRESSURE[pressure],
        _doubted(" ".join(words), max(verified, key=list(DOUBTS).index)),
        tuple(dict.fromkeys(sources)),
    )


@cache
def _technique():
    """Read how to press: words, how far checked, and source of each step."""
    rows = tables.read("technique").itertuples()
    return {row.id: (row.teach, row.verified, row.source) for row in rows}


def _small(words):
    return words[0].lower() + words[1:]


def _doubted(words, verified):
    """Say how far words were checked, if they were not read in their source."""
    return f"{words} ({DOUBTS[verified]})" if DOUBTS[verified] else words


@cache
def _people():
    """Read the sentence about each person."""
    return dict(tables.read("cases").itertuples(index=False))

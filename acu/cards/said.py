"""The sections of a card, as HTML. Each takes the code of a point and the sources to cite in."""

from functools import cache
from html import escape

from acu import atlas, safety, tables
from acu.cards.citing import fold, listed
from acu.points import find, row_of, second_place
from acu.points.naming import spelled

SAID = {
    "The article": ["article"],
    "Tradition: old books and schools": ["tradition"],
    "Evidence: studies": ["trial", "literature"],
}
NO_TRIAL = "We know no trial of pressing this point by itself. Trials press several points at once."


def names(code, sources):
    """Say its names and numbers, and with which other points it is mixed up."""
    row = row_of(code)
    channels = tables.read("channels").set_index("code")["name"]
    same = dict.fromkeys([row["traditional"], row["simplified"]])
    lines = [
        f"<b>Code:</b> {escape(code)}, of the {escape(channels[row['channel']])} channel.",
        f"<b>Chinese:</b> {escape(row['pinyin'])}, written {escape(' or '.join(same))}.",
        f"<b>English name:</b> {escape(row['english'])}. {_standard(row, sources)}",
    ]
    named = tables.read("names").query("code == @code and kind == 'popular'")
    others = [
        f"{escape(other.name)} {sources.number(other.source)}" for other in named.itertuples()
    ]
    if others:
        lines.append(f"<b>Other English names:</b> {', '.join(others)}.")
    lines += [f"<b>Careful:</b> {escape(said)}" for said in [*_numbers(code), *_alike(code)]]
    return listed(lines)


def place(code, sources):
    """Say where it lies by the rule of its standard, and what had to be chosen."""
    standard = _standard(row_of(code), sources)
    where = f"<p><b>{escape(atlas.describe(code))}</b> {standard}</p>"
    return where + listed([escape(note) for note in _places(code)])


def beneath(code, sources):
    """Say what lies under the skin there."""
    rows = tables.read("anatomy").query("code == @code")
    if rows.empty:
        return "<p>Our tables do not say what lies under this point.</p>"
    row = next(rows.itertuples())
    layers = ("Muscles", row.muscles), ("Nerves", row.nerves), ("Blood vessels", row.vessels)
    lines = [f"<b>{layer}:</b> {escape(words)}." for layer, words in layers]
    lines[-1] += f" {escape(row.note)} {_source(row, sources)}"
    return listed(lines)


def pressing(code, sources):
    """Say how to lie or sit, how hard to press, how long, and when to stop."""
    row, how = row_of(code), tables.read("technique").set_index("id")
    lines = [f"<b>Lie or sit:</b> {escape(row['posture'])}"]
    if row["pressure"] in how.index:
        steps = ["press", row["pressure"], "shortest", "longest", "massage", "after"]
        lines += [
            f"<b>{escape(how.loc[step, 'step'])}:</b> {escape(how.loc[step, 'teach'])} "
            f"{_source(how.loc[step], sources)}"
            for step in steps
        ]
    signs = [f"<b>{escape(sign)}:</b> {escape(deed)}" for sign, deed in safety.stop_signs()]
    return f"{listed(lines)}<p><b>Stop at once:</b></p>{listed(signs)}"


def cautions(code, sources):
    """List what everyone heeds at this point, and who leaves it out; unfolded."""
    held = safety.cautions(code)
    general = held["code"].eq("") & held["region"].eq("")
    # Who is named for the point and again for its region is told once, in the narrower words.
    own = held[~general].drop_duplicates("situation")
    own = [_caution(row, sources) for row in own.itertuples()]
    everywhere = [_caution(row, sources) for row in held[general].itertuples()]
    general = fold(f"{len(everywhere)} cautions for every point", listed(everywhere))
    heading = f"Safety: {_count(len(own), 'caution')} for this point"
    return fold(f"<b>{heading}</b>", listed(own) + general, "open")


def article(code, sources):
    """Set the article's sentences about it beside what is known, and say it fairly."""
    claims = tables.read("claims").query("code == @code")
    return judged(claims, sources) or "<p>The article does not name this point.</p>"


def uses(code, sources):
    """Say what it is pressed for, by whom: article, tradition and evidence, each by itself."""
    rows = tables.read("uses").query("code == @code")
    parts = []
    for heading, kinds in SAID.items():
        found = rows[rows["kind"].isin(kinds)]
        lines = [] if "trial" not in kinds or "trial" in set(found["kind"]) else [NO_TRIAL]
        lines += [
            f"{escape(', '.join(named['complaint']))}. {escape(named['note'].iloc[0])} "
            f"{_source(named.iloc[0], sources)}"
            for _, named in found.groupby(["kind", "source", "note"], sort=False)
        ]
        count = _count(found["complaint"].nunique(), "complaint")
        parts.append(fold(f"<b>{heading}, {count}</b>", listed(lines)))
    return "".join(parts)


def judged(claims, sources):
    """List claims of the article, what is known of each, and a fair way to say it.

    Parameters
    ----------
    claims : pandas.DataFrame
        Rows of ``data/claims.csv``.
    sources : Sources

    Returns
    -------
    str
        HTML; empty text for no claims.
    """
    return listed(
        [
            f"<b>The article:</b> {escape(row.claim)}<br><b>What is known:</b> "
            f"<i>{escape(row.status)}.</i> {escape(row.known)} "
            f"{sources.number(row.source, row.second_source, verified=row.verified)}"
            f"<br><b>Fairly said:</b> {escape(row.fair)}"
            for row in claims.itertuples()
        ]
    )


SECTIONS = names, place, beneath, pressing, cautions, article, uses


def notes(code):
    """List what has to be known of its place and its numbers.

    Returns
    -------
    list of str
        WHO's second place, what we chose, and its numbers in other numberings.
    """
    return [*_places(code), *_numbers(code)]


def _standard(row, sources):
    """Cite WHO's standard, or for an extra point, which is not in it, that of China."""
    return sources.number("GBT40997" if row["channel"] == "EX" else "WHO2008")


def _places(code):
    row = row_of(code)
    if row["second_rule"]:
        second = atlas.describe(code, second=True).partition(" lies ")[2]
        yield f"{second_place(code)}: {second}"
    if row["choice"]:
        yield row["choice"]


def _numbers(code):
    """Say by which other numbers a point goes, and which point has that number in WHO's list."""
    for row in _numbered().get(code, ()):
        said = f"In {row.numbering} this point is {row.name}. {row.note}".strip()
        who = f"{row_of(code)['channel']}{row.name.split()[-1]}"
        if who in atlas.plain_names() and who != code:
            other = row_of(who)
            said += f" WHO's {who} is another point: {other['pinyin']} ({other['region']})."
        yield said


@cache
def _numbered():
    """Rows of the table of names that are numbers in other numberings, by code."""
    named = tables.read("names").query("kind == 'number'")
    return {code: list(rows.itertuples()) for code, rows in named.groupby("code")}


def _alike(code):
    """Say which other points have the same name, but for the tones."""
    bare, _ = spelled(row_of(code)["pinyin"])
    match = find(bare.capitalize())
    if len(match.codes) > 1:
        yield match.message


def _caution(row, sources):
    words = f"<b>{escape(row.situation)}.</b> {escape(row.action)} {escape(row.reason)}"
    return f"{words} {_source(row, sources)}"


def _source(row, sources):
    return sources.number(row.source, verified=row.verified)


def _count(number, name):
    return f"{number or 'no'} {name}{'s' * (number != 1)}"

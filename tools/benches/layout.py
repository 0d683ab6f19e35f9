"""The table of results: for a terminal, and as a page."""

import math
import textwrap

from benches.rows import Row, middle, spread

WIDTH, WORDS = 104, 69  # signs of a line, and of the words at its left
MUCH = {"quick": ", fewer turns", "try": ", tried only: the numbers mean little"}
INTRO = """\
# How fast it is

One command measures this and writes this page, in about 20 minutes:

    uv run --group bench --group hub tools/bench.py --json docs/bench.json --markdown docs/bench.md

With the word `quick` it takes a minute; `--list` names the parts. Do not change this page by hand.

**How to read it.** Each row sets ours beside what a user would do instead. Both were done by turns,
in one run, on one computer. A value is the median of all turns. Behind it stands, in brackets, the
least and the most; or, of 20 turns or more, p95: 95 of 100 were no more than that. Of every value,
less is better. The **ratio** is ours divided by the other: 0.5 is half of it, 2 is twice as much.
Seconds depend on the computer, the ratio much less. Where ours takes longer, it often does more;
then the row says what.
"""
HEADER = "| | ours | instead | ratio |\n|---|---:|---|---:|\n"


def figure(value):
    """Say a number with three digits, as people write it (str); "none" for NaN."""
    if math.isnan(value):
        return "none"
    digits = 0 if value == 0 else max(0, 2 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def found(values, unit):
    """Say what was measured: the median, its unit and how far the values spread (str)."""
    if not values:
        return "none"
    around = spread(values)
    said = {
        "p95": lambda late: f" (p95 {figure(late)})",
        "to": lambda least, most: f" ({figure(least)} to {figure(most)})",
    }
    more = said[around[0]](*around[1:]) if around else ""
    return f"{figure(middle(values))} {unit}{more}"


def computer(machine):
    """Say what it was measured on (list of str, lines)."""
    memory = f", {machine['memory_gib']:g} GiB" if machine["memory_gib"] else ""
    versions = {"Python": machine["python"], "Chromium": machine["chromium"]} | machine["packages"]
    return [
        f"{machine['processor']}, {machine['cores']} cores{memory}; {machine['system']}",
        ", ".join(f"{name} {version}" for name, version in versions.items() if version),
    ]


def when(part):
    """Say when a part was measured, how long that took and how busy the computer was (str)."""
    said = f"{part['date']} UTC, {part['seconds']} s"
    if part["load"] is not None:
        said += f", load before {part['load']:g}"
    return said + MUCH.get(part["much"], "")


def table(results):
    """Lay the results out for a terminal.

    Parameters
    ----------
    results : dict
        As `bench.measure` gives them.

    Returns
    -------
    str
    """
    lines = [line for said in computer(results["machine"]) for line in textwrap.wrap(said, WIDTH)]
    for name, part in results["parts"].items():
        lines += ["", _line(name.upper(), "median (spread)", "ratio"), f"  {when(part)}"]
        for row in map(Row.read, part["rows"]):
            lines.append(_line(f"  {row.what}", found(row.ours, row.unit)))
            first, *others = textwrap.wrap(f"instead: {row.instead}", WORDS - 8)
            values = found(row.theirs, row.unit), figure(row.ratio)
            lines.append(_line(f"      {first}", *values))
            notes = textwrap.wrap(f"({row.note})", WORDS - 8) if row.note else []
            lines += [f"      {line}" for line in [*others, *notes]]
        if part["error"]:
            lines.append(f"  NOT MEASURED: {part['error']}")
    return "\n".join([*lines, "", "Ratio: ours divided by what is done instead. Less is better."])


def _line(words, value, ratio=""):
    return f"{words:{WORDS}}{value:>26}{ratio:>9}".rstrip()


def page(results):
    """Lay the results out as a page in Markdown.

    Parameters
    ----------
    results : dict
        As `bench.measure` gives them.

    Returns
    -------
    str
    """
    lines = [INTRO, "\n".join(f"- {line}" for line in computer(results["machine"])), "", HEADER]
    text = "\n".join(lines).rstrip("\n") + "\n"
    for name, part in results["parts"].items():
        text += f"| **{name}** <small>{when(part)}</small> | | | |\n"
        for row in map(Row.read, part["rows"]):
            theirs = f"{found(row.theirs, row.unit)}: {row.instead}"
            what = f"{row.what} <small>{row.note}</small>" if row.note else row.what
            cells = (what, found(row.ours, row.unit), theirs, figure(row.ratio))
            text += "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |\n"
        if part["error"]:
            text += f"| not measured: {part['error'].replace('|', '/')} | | | |\n"
    return text

"""Write the data sheet of the tables, and the sentence of every rule, from the tables themselves.

    uv run tools/describe_data.py            write data/README.md and docs/rules.md
    uv run tools/describe_data.py --check    only say whether they are as the tables are now

Run it whenever a table, ``data/datapackage.json``, the body or the plates have changed.
"""

import argparse
import json

import numpy as np

from acu import atlas, tables
from acu.body import FILE, Body
from acu.plates import VIEWS
from acu.points import load_points

ROOT = tables.DATA.parent
WRITTEN = "<!-- Written by tools/describe_data.py from the tables. Change the tables, not this. -->"


def pages():
    """Return the text of both pages (dict of path within the project to str)."""
    return {"data/README.md": data_sheet(), "docs/rules.md": rule_book()}


def data_sheet():
    """Say what each table holds, whence, how sure it is and what is our own choice (str)."""
    package = json.loads((tables.DATA / "datapackage.json").read_text(encoding="utf-8"))
    resources = package["resources"]
    parts = [
        WRITTEN,
        f"# {package['title']}",
        f"{package['description']} Each table is a CSV file in UTF-8; "
        "[datapackage.json](datapackage.json) describes every column, for people and programs.",
        "## The tables",
        _grid(("table", "rows", "what it holds"), map(_overview, resources)),
        *_points(),
        *_choices(),
        *_landmarks(),
        "## Table by table",
        *(part for resource in resources for part in _table(resource)),
        *_other_files(),
        "## Who may use it, and how to mend it",
        "The tables are shared under CC BY 4.0, the body under CC0, the characters under the SIL "
        "Open Font License; [LICENSES](../LICENSES/README.md) says more. A table is mended in a "
        "spreadsheet or a text editor: [Mending and adding](../CONTRIBUTING.md) says how. If "
        "something does not fit, `python workbook.py test` names the file, the row and the column.",
    ]
    return "\n\n".join(parts) + "\n"


def rule_book():
    """Say the rule of every point in a sentence, by channel (str)."""
    points, channels = load_points(), tables.read("channels").set_index("code")
    parts = [
        WRITTEN,
        "# The rule of every point",
        f"{_count(len(points), 'point')}, by channel. Each sentence is made from the rule in "
        "[points.csv](../data/points.csv), in the words of "
        "[landmarks.csv](../data/landmarks.csv). A paired point is told for one side of the body. "
        "Lengths in cun are shares of a ruler on the same body, such as 16 cun from the knee to "
        "the ankle, never a fixed length.",
    ]
    for channel, held in points.groupby("channel", sort=False):
        parts.append(f"## {channels['name'][channel]} ({channel}), {_count(len(held), 'point')}")
        parts.append("\n".join(_rule(code, row) for code, row in held.iterrows()))
    return "\n\n".join(parts) + "\n"


def _rule(code, row):
    lines = [f"- {atlas.describe(code)}"]
    if row["second_rule"]:
        lines.append(f"WHO prints a second place: {atlas.describe(code, second=True)}")
    if row["choice"]:
        lines.append(f"*Our choice: {row['choice']}*")
    return "\n  ".join(lines)


def _overview(resource):
    name = resource["name"]
    link = f"[{resource['title']}](#{resource['path'].replace('.', '')})"
    return link, len(tables.read(name)), resource["description"]


def _points():
    points, names = load_points(), tables.read("channels").set_index("code")["name"]
    rows = [
        (
            f"{names[channel]} ({channel})",
            len(held),
            held["choice"].eq("").sum(),
            held["choice"].ne("").sum(),
            held["second_rule"].ne("").sum(),
            held["pressure"].eq("locate only").sum(),
        )
        for channel, held in points.groupby("channel", sort=False)
    ]
    rows.append(("**all**", *(sum(row[at] for row in rows) for at in range(1, 6))))
    head = "channel", "points", "as printed", "with a choice of ours", "second place", "only found"
    return (
        "## The points",
        "As printed: the rule is WHO's own, or for extra points the Chinese standard's. With a "
        "choice of ours: the standard leaves room, or names what skin does not show; see below. "
        "Second place: WHO prints two. Only found: located and not pressed. Places are "
        "constructed on a model of a body and not clinically validated. The rule of every point "
        "in words: [rules](../docs/rules.md).",
        _grid(head, rows),
    )


def _choices():
    chosen = load_points().query("choice != ''")
    told = [
        f"- {', '.join(held.index)}: {choice}"
        for choice, held in chosen.groupby("choice", sort=False)
    ]
    return "## What we chose", "\n".join(told)


def _landmarks():
    table = tables.read("landmarks")
    spread = table["uncertainty_cm"].value_counts().sort_index()
    published = table["source"].ne("").sum()
    return (
        "## How sure the landmarks are",
        f"{published} of {_count(len(table), 'landmark')} are placed by published proportions or "
        f"by what a source says of them; {len(table) - published} are estimates of our own, by "
        "the form of the skin. How far each may be off on the model:",
        _grid(
            ("uncertainty", "landmarks"),
            [(f"{value:g} cm", count) for value, count in spread.items()]
            + [("not given", table["uncertainty_cm"].isna().sum())],
        ),
    )


def _table(resource):
    table = tables.read(resource["name"])
    yield f"### {resource['path']}"
    yield f"{resource['description']} {_count(len(table), 'row')}."
    columns = [
        (f"`{field['name']}`", field["description"], field.get("unit", ""))
        for field in resource["schema"]["fields"]
    ]
    yield _grid(("column", "what it holds", "unit"), columns)
    cited = [column for column in ("source", "second_source") if column in table]
    if cited:
        counts = table[cited].stack().loc[lambda ids: ids != ""].value_counts()
        counts = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        yield f"From: {_listed(counts)}."
    for column, words in (("verified", "How far checked"), ("checked", "How we know them")):
        if column in table:
            yield f"{words}: {_listed(table[column].value_counts().items())}."


def _other_files():
    with np.load(FILE) as stored:
        bodies = [name for name in stored.files if f"{name}_landmarks" in stored.files]
    body = Body("female")
    plates = sorted((tables.DATA / "plates").glob("*.webp"))
    return (
        "## Files that are not tables",
        f"- `body.npz`: {len(bodies)} bodies ({', '.join(bodies).replace('_', ' ')}) of one mesh, "
        f"{len(body.vertices):,} corners and {len(body.triangles):,} triangles, with "
        f"{_count(len(body.landmarks), 'landmark')} on each. From MakeHuman (CC0), brought to the "
        "mean proportions of ANSUR II; `tools/build_body.py` builds it.\n"
        f"- `plates/`: {_count(len(plates), 'shaded picture')}, {len(VIEWS)} views of these "
        "bodies, so that a plate is drawn at once; `tools/build_plates.py` draws them.\n"
        "- `fonts/`: the Chinese characters of the tables, cut from a free font; "
        "`tools/build_font.py` cuts it.",
    )


def _grid(head, rows):
    """Lay out a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(c).replace('|', '/') for c in line)} |" for line in lines)


def _listed(counts):
    return ", ".join(f"{name} {count}" for name, count in counts)


def _count(number, noun):
    return f"{number:,} {noun}{'s' * (number != 1)}"


def stale():
    """List the pages that are not as the tables are now (paths within the project)."""
    return [path for path, text in pages().items() if _stored(ROOT / path) != text]


def _stored(path):
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main():
    """Write the pages, or say which are stale."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    if parser.parse_args().check:
        old = stale()
        raise SystemExit(f"stale: {', '.join(old)}; run tools/describe_data.py" if old else 0)
    for path, text in pages().items():
        (ROOT / path).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""A workbook whose tables are full of marks that HTML, formulas, Typst and spreadsheets obey.

    python hostile.py FOLDER       lays such a workbook into a folder that is empty

What is shown of it must show the marks as they are written.
"""

import csv
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
# One of each kind. The second formula is none: to draw or to set it as one would be an error.
MARK = (
    '<img src=x onerror="window.hit=1"></script><script>window.hit=1</script><!-- &ltb> '
    r'$x^2$ $\frac{$ \(y\) #panic("z") *s* _e_ @d [l](javascript:window.hit=1) {{7*7}} {7}'
)
# Text that is a name for something else: other cells, rules or the keys of questions go by it.
NAMES = {
    "points": {"pinyin", "traditional", "simplified", "rule", "second_rule"},
    "names": {"name"},
    "prefixes": {"alias"},
    "cautions": {"who"},
    "cases": {"who"},
}
LISTS = {"wrong"}  # cells that hold several, with semicolons between


def lay_out(folder, lessons=("02_the_article_sorted", "07_bl40_knee", "13_teach_a_class")):
    """Lay out a workbook in an empty folder: our code, a few lessons, and the marked tables.

    Python finds it when the folder comes first in its path.
    """
    (folder / "notebooks").mkdir()
    (folder / "data").mkdir()
    for name in ("acu", "README.md", "LICENSE"):
        os.symlink(ROOT / name, folder / name)
    for lesson in lessons:
        name = f"{lesson}.ipynb"
        os.symlink(ROOT / "notebooks" / name, folder / "notebooks" / name)
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    tables = {table["path"]: table for table in package["resources"]}
    for path in (ROOT / "data").iterdir():
        if path.name in tables:
            mark(path, folder / "data" / path.name, tables[path.name])
        else:
            os.symlink(path, folder / "data" / path.name)
    return folder


def mark(table, marked, described):
    """Write a table anew with a mark behind each text that the checks leave free."""
    columns = free(described)
    with table.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        for column in columns:
            parts = row[column].split("; ") if column in LISTS else [row[column]]
            row[column] = "; ".join(f"{part} {MARK}" if part else "" for part in parts)
    with marked.open("w", encoding="utf-8", newline="") as lines:
        written = csv.DictWriter(lines, rows[0].keys())
        written.writeheader()
        written.writerows(rows)


def free(described):
    """Columns of a table that may hold any text (list of str)."""
    schema = described["schema"]
    linked = {link["fields"] for link in schema.get("foreignKeys", [])}
    bound = linked | NAMES.get(described["name"], set()) | {"code", "id", "measure", "ruler"}
    return [
        field["name"]
        for field in schema["fields"]
        if field["type"] == "string"
        and field["name"] not in bound
        and not {"pattern", "enum"} & set(field.get("constraints", {}))
    ]


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]))

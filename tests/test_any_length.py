"""However long a file or a text is: it is answered while somebody waits."""

import subprocess
import sys

LONG = r"""
import sys, warnings
from contextlib import suppress
from pathlib import Path
import acu
from acu import rules, tables
from acu.ledger import as_typed
from acu.points import called, load_points
from acu.results.sheet import parsed
from acu.tables import TableError

warnings.simplefilter("ignore")
MANY, path = 10**6, Path(sys.argv[1]) / "long.csv"

def table(name, rows):
    head = (tables.DATA / f"{name}.csv").read_text(encoding="utf-8").split("\n")[0]
    path.write_text(head + "\n" + rows, encoding="utf-8")
    with suppress(TableError):
        load_points(path) if name == "points" else tables.read(name, path)

def diary(rows):
    path.write_text("\ufeffwhen,points,before,after,seconds,note\r\n" + rows, encoding="utf-8")
    book = acu.Diary(path)
    return len(book.problems), len(book.read())

def refused(ask, text):
    with suppress(ValueError):
        ask(text)

table("names", "".join(f"XX{i},a{i},pinyin,,,\n" for i in range(MANY // 100)))
strangers = ", ".join(f"nowhere_{i}" for i in range(60))
table("points", "".join(
    f'XX{i},a,a,a,a,GB,hip,back,true,true,"share(curve({strangers}{i}), 1/2)",,,,false,1,firm,1\n'
    for i in range(MANY // 10_000)
))
table("landmarks", '"a",' * (MANY // 4))
for rows in ('"\n', '"a,\n', "\n", "x\n", "\0\n"):
    diary(rows * (MANY // 5 // len(rows)))
as_typed("a'" + "\t" * MANY + "b")
as_typed("a" + ";'" * (MANY // 5))
called("." * MANY), called("we " * (MANY // 3)), acu.find("e\u0301" * MANY)
refused(rules.read, "a" * MANY)
refused(parsed, "[" * MANY)
for text in ("\n", "> \n", "acu-results 1 00000000\n", "acu-results \n", "{"):
    acu.read_results("acu-results 1 00000000\n" + text * (MANY // 2 // len(text)))
refused(lambda text: acu.Diary(path).add(text, 1, 1), "GB29 " * (MANY // 5))
print("done")
"""


def test_a_million_signs_are_answered_while_somebody_waits(tmp_path):
    # What takes twice as long for half as much again would go on for hours.
    done = subprocess.run(
        [sys.executable, "-c", LONG, str(tmp_path)], capture_output=True, text=True, timeout=300
    )
    assert done.stdout == "done\n", done.stderr[-2000:]

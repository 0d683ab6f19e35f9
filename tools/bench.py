"""How fast the workbook is, beside what a user would do instead: one command, one table.

    uv run --group bench --group hub tools/bench.py
                                  everything, in about 20 minutes on a quiet computer
    ... tools/bench.py quick      the parts that end within a minute
    ... tools/bench.py latency hub
                                  parts by name; --list says which there are
    ... tools/bench.py --try      everything once and small: whether it can be measured here
    --learners N                  so many at the hub, instead of 30
    --json FILE                   keep what was measured, after each part; parts that are measured
                                  anew on the same computer take the place of the old ones there
    --from FILE                   measure nothing: show what --json kept
    --markdown FILE               write the table as a page

Ours and the other way are measured by turns in one run. The ratio says more than the seconds, which
depend on the computer. A part that fails is named with its reason, the others go on, and the exit
code is 1.
"""

import argparse
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benches import PARTS, hub
from benches.layout import page, table
from benches.machine import load, machine
from benches.needs import EVERYTHING, missing
from benches.rows import Row

from acu.writing import write_whole


def measure(names, much, keep=lambda results: None, parts=PARTS):
    """Measure parts one after the other.

    Parameters
    ----------
    names : iterable of str
        Keys of parts.
    much : {"try", "quick", "whole"}
    keep : callable
        Called with the results so far after each part.
    parts : dict of str to Part

    Returns
    -------
    dict
        machine (dict) and parts (dict by name): each has what it measured (rows), when (date), how
        much, for how long (seconds), how busy the computer was before (load), and error, the reason
        if it did not come to its end.
    """
    results = {"machine": machine(), "parts": {}}
    for name in names:
        part, start = parts[name], time.monotonic()
        rows, stopped = [], False
        one = {"date": f"{datetime.now(UTC):%Y-%m-%d %H:%M}", "much": much, "load": load()}
        said = f", about {part.seconds} s" if much == "whole" else ""
        print(f"{name}: {part.about}{said}", file=sys.stderr, flush=True)
        try:
            error = missing(part.needs)
            for row in () if error else part.rows(much):
                rows.append(row)
        except (Exception, SystemExit) as reason:
            error = f"{type(reason).__name__}: {reason}".strip().splitlines()[0]
        except KeyboardInterrupt:
            error, stopped = "stopped by hand", True
        one |= {"seconds": round(time.monotonic() - start), "error": error}
        results["parts"][name] = one | {"rows": [row.stored() for row in rows]}
        keep(results)
        print(f"  {one['seconds']} s {error and 'NOT MEASURED: '}{error}", file=sys.stderr)
        if stopped:
            break
    return results


def staying(old, names):
    """Return the parts of old results that stay beside those that are to be measured (dict).

    Raises
    ------
    ValueError
        If they are of another computer or of other versions.
    """
    parts = {name: part for name, part in old["parts"].items() if name not in names}
    if parts and old["machine"] != machine():
        raise ValueError("it holds what another computer or other versions did: name another file")
    return parts


def read(path):
    """Read a file that --json wrote.

    Raises
    ------
    ValueError
        If it is none.
    """
    try:
        results = json.loads(path.read_text(encoding="utf-8"))
        for part in results["parts"].values():
            _ = [Row.read(row) for row in part["rows"]], part["error"], part["date"]
        if not results["machine"]:
            raise ValueError("it does not say on what computer")
        return results
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError("it is not what --json writes: name another file") from error


def main(words=None):
    """Do what the command line says; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"quick, {', '.join(PARTS)}")
    parser.add_argument("--try", dest="tried", action="store_true", help="once and small")
    parser.add_argument("--list", action="store_true", help="say which parts there are")
    parser.add_argument("--learners", type=int, metavar="N", help="so many at the hub")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--from", dest="source", type=Path, metavar="FILE")
    parser.add_argument("--markdown", type=Path, metavar="FILE")
    given = parser.parse_args(words)
    if unknown := [name for name in given.parts if name not in (*PARTS, "quick")]:
        parser.error(f"no part {unknown[0]!r}: there are quick, {', '.join(PARTS)}")
    for path in filter(None, (given.json, given.markdown)):
        if not path.parent.is_dir():  # better now than when all is measured
            parser.error(f"{path}: there is no folder {path.parent}")
    if given.list:
        return show_parts()
    if given.learners:
        hub.LEARNERS = dict.fromkeys(hub.LEARNERS, given.learners)
    quick = [name for name, part in PARTS.items() if part.quick]
    wanted = {each for name in given.parts for each in (quick if name == "quick" else [name])}
    names = [name for name in PARTS if name in wanted or not wanted]
    much = "try" if given.tried else "quick" if given.parts == ["quick"] else "whole"
    try:
        path, stay = given.source or given.json, {}
        if given.source:
            results = read(given.source)
        elif given.json and given.json.exists():
            stay = staying(read(given.json), names)
    except (OSError, ValueError) as error:
        parser.error(f"{path}: {error}")
    if not given.source:

        def keep(new):
            parts = stay | new["parts"]
            new["parts"] = {name: parts[name] for name in PARTS if name in parts}
            if given.json:
                write_whole(given.json, json.dumps(new, indent=1, ensure_ascii=False) + "\n")

        results = measure(names, much, keep)
    print(table(results))
    if given.markdown:
        write_whole(given.markdown, page(results))
    return int(any(part["error"] for part in results["parts"].values()))


def show_parts():
    """Say which parts there are, how long each takes and what it lacks here; 0."""
    for name, part in PARTS.items():
        lacks = missing(part.needs)
        print(f"{name:10}{part.seconds:5} s  {part.about}{lacks and f'; NOT HERE: {lacks}'}")
    print(f"\nEverything: {EVERYTHING}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

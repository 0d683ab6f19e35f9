"""How fast the workbook is, beside a plain way of doing something like it.

    uv run tools/bench.py                 the package: print a table
    uv run --group bench tools/bench.py latency
                                          the live widgets in a browser; takes about seven minutes
    ... --json FILE                       write it too

Ours and the plain way are measured by turns in one run: `quick` in fresh processes, `latency` as
`latency.py` says. The ratio says more than the milliseconds, which depend on the computer.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 5
CLOCK = "; import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"

# A way is what comes before the clock starts, and what the clock times.
LIBRARIES = "import numpy, pandas, matplotlib"
READ_CSV = (LIBRARIES, "pandas.read_csv('data/points.csv')")
AGG = "import io; from matplotlib.figure import Figure; import matplotlib.backends.backend_agg"
SAVE_EMPTY = (AGG, "figure = Figure((8, 6)); figure.add_subplot(); figure.savefig(io.BytesIO())")
DRAW_EMPTY = (
    AGG + "; figure = Figure((8, 6)); figure.add_subplot()"
    "; canvas = matplotlib.backends.backend_agg.FigureCanvasAgg(figure); canvas.draw()",
    "canvas.draw()",
)
OURS = "import acu; acu.plot_point, acu.Body, acu.locate"
ANSWERS = (
    "import sys, tempfile; sys.path.insert(0, 'tools'); import answers"
    "; folder = tempfile.TemporaryDirectory(); path = answers.written(folder.name)"
)
TWO_PLACES = (
    "import acu; from pygeodesic.geodesic import PyGeodesicAlgorithmExact"
    "; body = acu.Body(); at = acu.locate(body).loc[['GB29', 'GB30'], ['x', 'y', 'z']]"
    "; p, q = at.to_numpy(float); near = lambda place:"
    " ((body.whole.vertices - place) ** 2).sum(axis=1).argmin()"
)
ON_BODY = "acu.plot_point('BL23', acu.Body('male', build=0.3))"
MEASURED = {
    "import": (
        "import acu, after numpy, pandas, matplotlib (plain: those)",
        (LIBRARIES, "import acu"),
        ("pass", LIBRARIES),
    ),
    "load_points": (
        "load_points (plain: pandas.read_csv)",
        (LIBRARIES + "; from acu import load_points", "load_points()"),
        READ_CSV,
    ),
    "find": (
        "find, first call (plain: pandas.read_csv)",
        (LIBRARIES + "; from acu import find", "find('B 54')"),
        READ_CSV,
    ),
    "locate": (
        "locate every point on a new body (plain: pandas.read_csv)",
        (OURS + "; points = acu.load_points()", "acu.locate(acu.Body('male', build=0.3), points)"),
        READ_CSV,
    ),
    "plate": (
        "a standard plate with a point, to PNG (plain: an empty figure)",
        (OURS, "acu.plot_point('BL23').figure.png()"),
        SAVE_EMPTY,
    ),
    "plate_of_a_shape": (
        "the same on a body of another shape (plain: an empty figure)",
        (OURS, ON_BODY + ".figure.png()"),
        SAVE_EMPTY,
    ),
    "change": (
        "another point on the same plate, drawn (plain: an empty figure)",
        (
            OURS + "; ax = acu.plot_point('BL23'); ax.figure.canvas.draw()",
            "acu.plot_point('BL25', ax=ax); ax.figure.canvas.draw()",
        ),
        DRAW_EMPTY,
    ),
    "skin_distance": (
        "distance along the skin, GB29 to GB30 (plain: pygeodesic, exact)",
        (TWO_PLACES, "acu.skin_distance(body, p, q)"),
        (
            TWO_PLACES,
            "PyGeodesicAlgorithmExact(body.whole.vertices, body.whole.triangles)"
            ".geodesicDistance(near(p), near(q))",
        ),
    ),
    "practice": (
        "history of 10,000 answers: load and plan (plain: read_csv, fsrs)",
        (ANSWERS, "answers.ours(path)"),
        (ANSWERS, "answers.plain(path)"),
    ),
}


def seconds(way):
    """Time one way in a fresh process, seconds."""
    before, timed = way
    command = [sys.executable, "-c", before + CLOCK.format(timed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return float(done.stdout)


def measure(ours, plain):
    """Median of some runs of each way (ms), taken by turns, and their ratio."""
    both = [(seconds(ours), seconds(plain)) for _ in range(RUNS)]
    mine, theirs = (1000 * statistics.median(column) for column in zip(*both, strict=True))
    return {"ours_ms": round(mine, 1), "plain_ms": round(theirs, 1), "ratio": mine / theirs}


def quick():
    """Measure the package; print a table and return its numbers (dict)."""
    results = {}
    print(f"{'':64}{'ours ms':>9}{'plain ms':>10}{'ratio':>8}")
    for name, (title, ours, plain) in MEASURED.items():
        results[name] = measure(ours, plain)
        print("{:64}{ours_ms:9.1f}{plain_ms:10.1f}{ratio:8.2f}".format(title, **results[name]))
    files = [path for path in (ROOT / "data").rglob("*") if path.is_file()]
    results["data_mb"] = round(sum(path.stat().st_size for path in files) / 1e6, 2)
    print(f"all data: {results['data_mb']} MB in {len(files)} files")
    return results


def latency():
    """Measure the live widgets in a browser; print a table and return its numbers (dict)."""
    from latency import measure  # needs packages of the groups test and bench

    results = measure()
    print(table(results))
    return results


ROUTES = {
    "interact": "interact, figure redrawn",
    "ipympl": "ipympl, figure changed",
    "kernel": "body map, through the kernel",
    "jslink": "body map, jslink",
}
TIMERS = {"asyncio": "asyncio.sleep(1)", "play": "Play and jslink", "press": "press timer"}
CONDITIONS = {"idle": "idle", "busy": "busy kernel", "hidden": "hidden tab"}
READY = {"body_map": "body map", "press_timer": "press timer"}


def table(results):
    """Lay out what `latency.measure` found.

    Parameters
    ----------
    results : dict
        routes, timers, ready and machine.

    Returns
    -------
    str
        Lines of text.
    """
    routes, timers, ready = results["routes"], results["timers"], results["ready"]
    usual = routes["interact"]["median_ms"]
    lines = [row("a Dropdown changes: settled picture", "median ms", "p95 ms", "ratio", "KiB")]
    for name, title in ROUTES.items():
        ms, late, kib = (routes[name][key] for key in ("median_ms", "p95_ms", "kib"))
        lines.append(row(title, f"{ms:.0f}", f"{late:.0f}", f"{ms / usual:.3f}", f"{kib:.1f}"))
    lines += ["", row("error after a minute, ms", *CONDITIONS.values())]
    for name, title in TIMERS.items():
        lines.append(row(title, *(shown(timers[condition][name]) for condition in CONDITIONS)))
    lines.append("* so far behind when it was due, and not at the end soon after")
    lines += ["", row("a widget in a new kernel, ms from its cell's", "start", "end")]
    for name, title in READY.items():
        times = (ready[name][key] for key in ("from_start_ms", "from_end_ms"))
        lines.append(row(title, *(f"{ms:.0f}" for ms in times)))
    machine = ", ".join(f"{name} {what}" for name, what in results["machine"].items())
    return "\n".join([*lines, "", machine])


def row(title, *cells):
    """Lay out a line of the table (str)."""
    return f"{title:46}" + "".join(f"{cell:>13}" for cell in cells)


def shown(error):
    """Say how wrong a timer is (str): +8, or 23 s * where it did not arrive."""
    if error["arrived"]:
        return f"{error['error_ms']:+.0f}"
    return f"{error['error_ms'] / 1000:.0f} s *"


def main(what, target):
    """Measure, print a table, and write the numbers to target if there is one."""
    results = {"quick": quick, "latency": latency}[what]()
    if target:
        target.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="?", choices=["quick", "latency"], default="quick")
    parser.add_argument("--json", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    main(arguments.what, arguments.json)

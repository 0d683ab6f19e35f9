"""How fast the workbook is, beside a plain way of doing something like it.

    uv run tools/bench.py                 print a table
    uv run tools/bench.py --json FILE     write it too

Each line is measured in fresh processes of this one run, ours and the plain way by turns. The ratio
says more than the milliseconds, which depend on the computer.
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


def main(target):
    """Measure everything, print a table, and write it to target if there is one."""
    results = {}
    print(f"{'':64}{'ours ms':>9}{'plain ms':>10}{'ratio':>8}")
    for name, (title, ours, plain) in MEASURED.items():
        results[name] = measure(ours, plain)
        print("{:64}{ours_ms:9.1f}{plain_ms:10.1f}{ratio:8.2f}".format(title, **results[name]))
    files = [path for path in (ROOT / "data").rglob("*") if path.is_file()]
    results["data_mb"] = round(sum(path.stat().st_size for path in files) / 1e6, 2)
    print(f"all data: {results['data_mb']} MB in {len(files)} files")
    if target:
        target.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path, metavar="FILE")
    main(parser.parse_args().json)

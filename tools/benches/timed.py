"""Time lines of Python in this process, fresh as it is: run by `processes.py`.

    python timed.py BEFORE STEP ...

BEFORE is not timed. Prints the seconds of each step, and the most memory held at any time (MB),
as JSON. Imports next to nothing, so that what is measured finds nothing imported.
"""

import json
import sys
import time


def peak():
    """Return the most memory that this process has held so far (MB), None if nobody knows."""
    try:
        with open("/proc/self/status", encoding="ascii") as lines:
            sizes = dict(line.split(":", 1) for line in lines)
        return int(sizes["VmHWM"].split()[0]) * 1024 / 1e6
    except OSError:
        pass
    try:
        import resource
    except ImportError:  # Windows
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # macOS counts bytes


def main(before, *steps):
    """Do and time what the command line says."""
    root = __file__.rsplit("tools", 1)[0]
    sys.path[:1] = [root, root + "tools"]
    names, taken = {"__name__": "__main__"}, []
    exec(before, names)
    for step in steps:
        code = compile(step, "<step>", "exec")
        start = time.perf_counter()
        exec(code, names)
        taken.append(time.perf_counter() - start)
    print("\n" + json.dumps([taken, peak()]))


if __name__ == "__main__":
    main(*sys.argv[1:])

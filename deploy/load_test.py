"""How a hub does when the whole room comes at once: time and memory for each learner.

    sudo .venv/bin/python deploy/load_test.py 30               our hub
    sudo .venv/bin/python deploy/load_test.py 30 --compare     and JupyterHub as it comes
    sudo .venv/bin/python deploy/load_test.py --slips FILE     a hub that runs, with these accounts

The first two start hubs of their own in a sandbox, with accounts that are gone afterwards. Each
learner logs in, opens the first lesson's page and what a browser asks for with it, starts a kernel
and runs all cells. All start at the same moment, and on the same computer as the hub: what the
learners' side costs is in the times.
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
from learner import Learner

HERE = Path(__file__).resolve().parent
LESSON = HERE.parent / "notebooks" / "01_start_here.ipynb"
HUB = "http://127.0.0.1:8000"
STAGES = ["login", "server", "page", "kernel", "usable"]
MiB = 1024**2
PROXY = os.environ.get("CONFIGPROXY_CMD", "configurable-http-proxy")
# JupyterHub with the spawner and the lab that it has when nothing is said.
PLAIN = [
    *("--JupyterHub.authenticator_class=dummy", "--Authenticator.allow_all=True"),
    *("--JupyterHub.spawner_class=simple", "--Spawner.start_timeout=600"),
    *("--Spawner.http_timeout=600", "--Spawner.args=--allow-root"),
    "--JupyterHub.concurrent_spawn_limit=200",
    f"--ConfigurableHTTPProxy.command={PROXY}",
]


@contextmanager
def our_hub(number):
    """Start our hub with new accounts. Gives the slips (list of name and password)."""
    done = subprocess.run(
        [sys.executable, HERE / "accounts.py", "make", str(number)],
        capture_output=True,
        text=True,
        check=True,
    )
    warm = Path(os.environ.get("ACU_HUB_STATE", "/srv/acu-hub")) / "hub" / "warm.sock"
    with running(["-f", HERE / "jupyterhub_config.py"], until=warm.exists):
        yield read_slips(done.stdout)


@contextmanager
def plain_hub(number):
    """Start JupyterHub as it comes, with the same lesson in each folder."""
    names = [f"learner{each}" for each in range(1, number + 1)]
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            shutil.copytree(
                LESSON.parent, Path(folder) / name, ignore=lambda *_: {".ipynb_checkpoints"}
            )
        homes = f"--SimpleLocalProcessSpawner.home_dir_template={folder}/{{username}}"
        with running([*PLAIN, homes]):
            yield [(name, "any") for name in names]


@contextmanager
def running(words, until=lambda: True, log=None):
    """Run a hub while the block runs. Its log is shown if it does not start."""
    with tempfile.TemporaryDirectory() as folder:
        log = log or Path(folder) / "log.txt"
        with log.open("w") as lines:
            hub = subprocess.Popen(
                [sys.executable, "-m", "jupyterhub", *map(str, words)],
                env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
                cwd=folder,
                stdout=lines,
                stderr=subprocess.STDOUT,
            )
        try:
            end = time.monotonic() + 300
            while not (until() and answers()):
                if hub.poll() is not None or time.monotonic() > end:
                    raise SystemExit(f"The hub does not start. It says:\n{log.read_text()}")
                time.sleep(0.2)
            yield hub
        finally:
            hub.terminate()
            hub.wait(120)


def answers():
    """Tell whether a hub lets people in at our address."""
    try:
        return httpx.get(f"{HUB}/hub/login", trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def read_slips(text):
    """Return names and passwords of slips as accounts.py prints them (list of pairs)."""
    return re.findall(r"^name +(\S+)\npassword +(\S+)", text, re.MULTILINE)


async def visit(learner, page, cells, start):
    """Do as a learner does.

    Returns
    -------
    dict from str to float
        For each of `STAGES`, seconds from the start of all until it was reached.
    """
    reached = {}

    def note(stage):
        reached[stage] = time.monotonic() - start

    await learner.log_in()
    note("login")
    await learner.start_server()
    note("server")
    await learner.open_page(LESSON.name, page)
    await learner.ask("GET", f"contents/{LESSON.name}")
    note("page")
    kernel = await learner.start_kernel(LESSON.name)
    note("kernel")
    for cell in cells:
        for said in await kernel.run(cell):
            if said["msg_type"] == "error":
                raise RuntimeError(f"{said['content']['ename']}: {said['content']['evalue']}")
    note("usable")
    kernel.close()
    return reached


async def room(hub, slips, page):
    """Let all learners visit at once; return what each reached or met, and the second tries."""
    source = json.loads(LESSON.read_text(encoding="utf-8"))["cells"]
    cells = ["".join(cell["source"]) for cell in source if cell["cell_type"] == "code"]
    learners = [Learner(hub, *slip) for slip in slips]
    start = time.monotonic()
    visits = [visit(learner, page, cells, start) for learner in learners]
    done = await asyncio.gather(*visits, return_exceptions=True)
    for learner in learners:
        await learner.leave()
    return done, sum(learner.asked_again for learner in learners)


def memory(names):
    """Proportional memory of learners' processes, of the warm one and of the rest (dict, MiB)."""
    total = {"learners": 0, "warm": 0, "rest": 0}
    for process in psutil.process_iter():
        try:
            pss = process.memory_full_info().pss / MiB
            whose = process.username() if process.username() in names else None
            whose = whose or process.environ().get("JUPYTERHUB_USER")
            line = " ".join(process.cmdline())
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
        if whose:
            total["learners"] += pss
        elif "warm.sock" in line:
            total["warm"] += pss
        elif "jupyterhub" in line or "configurable-http-proxy" in line:
            total["rest"] += pss
    return {what: round(size, 1) for what, size in total.items()}


def assets():
    """What a browser asks for with a lesson's page (list of str, paths below the server's address).

    page.txt has what Chromium asked of JupyterLab 4.6.6. Files of another release are left out, and
    that is said, because the page then costs less than it does in truth.
    """
    asked = (HERE / "page.txt").read_text().split()
    share = Path(sys.prefix) / "share" / "jupyter"
    places = {"static/lab/": share / "lab" / "static", "lab/extensions/": share / "labextensions"}
    gone = [
        path
        for path in asked
        for start, place in places.items()
        if path.startswith(start) and not (place / path.removeprefix(start).split("?")[0]).exists()
    ]
    if gone:
        print(f"{len(gone)} of {len(asked)} files of the page are of another JupyterLab: left out")
    return [path for path in asked if path not in gone]


def percentile(values, share):
    """Return the smallest value that a share of all values does not exceed."""
    values = sorted(values)
    return values[max(0, -(-len(values) * share // 100) - 1)] if values else float("nan")


def measure(label, hub, slips, page):
    """Let the room come, and sum it up (dict)."""
    load = os.getloadavg()[0]
    done, asked_again = asyncio.run(room(hub, slips, page))
    good = [each for each in done if isinstance(each, dict)]
    for failed in [each for each in done if not isinstance(each, dict)]:
        print(f"{label}: {failed!r}", file=sys.stderr)
    size = memory({name for name, _ in slips})
    times = {
        stage: {
            f"p{share}": round(percentile([each[stage] for each in good], share), 2)
            for share in (50, 95)
        }
        for stage in STAGES
    }
    return {
        "hub": label,
        "learners": len(slips),
        "succeeded": len(good),
        "seconds": times,
        "each": [{stage: round(at, 2) for stage, at in reached.items()} for reached in good],
        "MiB_per_learner": round(size["learners"] / len(slips), 1),
        "MiB_once": {"warm": size["warm"], "hub_and_proxy": size["rest"]},
        "asked_again": asked_again,  # where the proxy had just closed the connection
        "load_before": round(load, 1),
    }


def table(results):
    """Write results as a table in Markdown (str)."""
    lines = [
        "| hub | succeeded | " + " | ".join(STAGES) + " | MiB for each | MiB once |",
        "|---" * (len(STAGES) + 4) + "|",
    ]
    for one in results:
        times = [f"{t['p50']:.1f} / {t['p95']:.1f} s" for t in one["seconds"].values()]
        once = sum(one["MiB_once"].values())
        lines.append(
            f"| {one['hub']} | {one['succeeded']} of {one['learners']} | {' | '.join(times)} "
            f"| {one['MiB_per_learner']:.0f} | {once:.0f} |"
        )
    return "\n".join(lines)


def write(results, path):
    """Write results as JSON, if a path is given."""
    if path:
        path.write_text(json.dumps(results, indent=1) + "\n")


def main(words=None):
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("number", type=int, nargs="?", default=30, help="how many learners")
    parser.add_argument("--compare", action="store_true", help="also JupyterHub as it comes")
    parser.add_argument("--slips", type=Path, help="slips of a hub that runs already")
    parser.add_argument("--hub", default=HUB, help="its address, on this computer")
    parser.add_argument("--json", type=Path, help="write the results here too")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    if not re.match(r"https?://(127\.0\.0\.1|localhost)(:\d+)?$", asked.hub):
        parser.error("only a hub on this computer is tested: http://127.0.0.1:PORT")
    if not asked.slips and not asked.inside:
        command = [sys.executable, HERE / "sandbox.py", sys.executable, __file__, "--inside"]
        return subprocess.call([*command, *(sys.argv[1:] if words is None else words)])
    page = assets()
    if asked.slips:
        slips = read_slips(asked.slips.read_text())
        results = [measure("this hub", asked.hub, slips, page)]
    else:
        results = []
        kinds = {"ours": our_hub} | ({"plain": plain_hub} if asked.compare else {})
        for label, hub in kinds.items():
            with hub(asked.number) as slips:
                results.append(measure(label, HUB, slips, page))
                print(json.dumps(results[-1]), file=sys.stderr)
            write(results, asked.json)  # kept, should the next hub not start
    print("p50 / p95 from the moment at which all start\n")
    print(table(results))
    write(results, asked.json)
    return int(any(one["succeeded"] < one["learners"] for one in results))


if __name__ == "__main__":
    sys.exit(main())

"""How fast the site is: its first lesson on a phone, and its files under a crowd.

    uv run tools/site_load.py DIR phone          a phone of the middle range, in Chromium
    uv run tools/site_load.py DIR crowd          1,000 visitors at once; needs wrk
    uv run tools/site_load.py DIR crowd --url http://127.0.0.1:8080
                                                 the same at a server that runs already, as nginx

DIR is what `acu site DIR` wrote. The phone is a Chromium whose processor is slowed down four times
and whose network brings 1.6 Mbit/s, 150 ms away. A lesson is usable once its text can be read and
the first body map has answered a press on a point. Numbers are printed; nothing passes or fails.
"""

import argparse
import functools
import http.server
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from browser import chromium

FIRST = "01_start_here.html"
VISITORS, SECONDS = 1000, 12
READING = 10  # seconds from one page to the next; a lesson is read for longer
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000}  # bytes per second
# Press a dot as soon as there is one that can be chosen, and see when its steps stand there.
PRESS = """
const at = (name) => document.querySelector(`.bodymap [data-part=${name}]`);
const dot = () => document.querySelector(".bodymap .dot:not(.dim)");
const press = () => {
    const {x, y, width, height} = dot().getBoundingClientRect();
    const where = {clientX: x + width / 2, clientY: y + height / 2, pointerId: 1, bubbles: true};
    for (const type of ["pointerdown", "pointerup"]) {
        at("picture").dispatchEvent(new PointerEvent(type, {pointerType: "touch", ...where}));
    }
};
let next = 0; // nobody presses faster than that, and each press costs time
const look = () => {
    if (at("list")?.children.length) return void (window.usableAt = performance.now());
    if (dot() && at("body").querySelector("image") && performance.now() > next) {
        requestAnimationFrame(() => requestAnimationFrame(press)); // once it is laid out
        next = performance.now() + 250;
    }
    setTimeout(look, 20);
};
look();
"""
# The files of a page are asked for one after the other, with time to read or without.
SCRIPT = """
local files = {%s}
local at = 0
request = function()
  at = at %% #files + 1
  return wrk.format("GET", "/" .. files[at])
end
delay = function()
  return math.random(0, %d)
end
done = function(summary, latency, requests)
  io.write(string.format("RESULT %%d %%d %%f %%f %%f\\n", summary.requests,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status
    + summary.errors.timeout, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(95) / 1e3))
end
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files, keeps connections, and writes no log."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        """Say nothing."""


@contextmanager
def served(folder):
    """Serve a folder on this computer.

    Yields
    ------
    str
        Its address, without a slash at the end.
    """
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def phone(folder, rounds=5):
    """Print how long the first lesson takes on a phone that has never seen the site."""
    with served(folder) as url, chromium() as browser:
        visits = [visit(browser, f"{url}/{FIRST}") for _ in range(rounds)]
    print(f"{FIRST}, {rounds} first visits, median (all):")
    names = {"text": "text to read", "usable": "a press answered", "loaded": "all loaded"}
    for name, words in names.items():
        seconds = [each[name] / 1000 for each in visits]
        every = ", ".join(f"{s:.2f}" for s in seconds)
        print(f"  {words:18} {median(seconds):5.2f} s  ({every})")
    size = median(each["bytes"] for each in visits)
    print(f"  {'bytes until loaded':18} {size / 1000:5.0f} kB")


def visit(browser, address):
    """Open a page of the site on a phone that has never seen it.

    Parameters
    ----------
    browser : playwright.sync_api.Browser
    address : str

    Returns
    -------
    dict of str to float
        Milliseconds until there is `text` to read, until a press on a point is answered (`usable`)
        and until all is `loaded`, NaN if that never was; `bytes` that came until then; and how many
        addresses `elsewhere`, on other computers, the page asked for.
    """
    window = browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
        service_workers="block",
    )
    page = window.new_page()
    session = window.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK | {"uploadThroughput": 90_000})
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(PRESS)
    sizes, asked, home = [], [], urlsplit(address).netloc
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("request", lambda request: asked.append(urlsplit(request.url)))
    page.goto(address, wait_until="load")
    loaded, size = page.evaluate("performance.now()"), sum(sizes)
    page.wait_for_timeout(5000)
    text = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
    )
    usable = page.evaluate("window.usableAt ?? NaN")
    window.close()
    elsewhere = sum(each.scheme in ("http", "https") and each.netloc != home for each in asked)
    return {
        "text": text,
        "usable": usable,
        "loaded": loaded,
        "bytes": size,
        "elsewhere": elsewhere,
    }


def crowd(folder, url, visitors=VISITORS):
    """Print how long 1,000 visitors wait for the files of the first lesson, all at once."""
    if not (wrk := shutil.which("wrk")):
        sys.exit("wrk is not here: install it (Debian: apt install wrk)")
    text = (folder / FIRST).read_text(encoding="utf-8")
    asked = re.findall(r'(?:src|href)="(assets/[^"#]+\.(?:js|css|svg))"', text)
    bodies = re.findall(r"file:(assets/[^\"]+)", text)
    files = [FIRST, *dict.fromkeys(asked), *bodies[:1]]
    size = sum((folder / name).stat().st_size for name in files)
    print(f"{visitors} visitors at {url}, a page is {len(files)} files, {size / 1000:.0f} kB")
    longest = 2000 * READING // len(files)  # ms, twice the mean
    for name, pause in ((f"a page every {READING} s each", longest), ("as fast as it can", 0)):
        count, wrong, seconds, middle, late = _asked(wrk, files, pause, visitors, url)
        pages = count / len(files)
        print(f"{name}: {pages / seconds:.0f} pages a second, {wrong:.0f} errors")
        print(f"  a file: median {middle:.0f} ms, p95 {late:.0f} ms")
        print(
            f"  a page with its files one after the other, each at p95: {late * len(files):.0f} ms"
        )


def _asked(wrk, files, pause, visitors, url):
    """Ask for files; return how many, errors, seconds, and two delays in ms."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        script.write(SCRIPT % (", ".join(f'"{name}"' for name in files), pause))
        script.flush()
        command = [wrk, "-t2", f"-c{visitors}", f"-d{SECONDS}s", "--timeout", "30s"]
        out = subprocess.run(
            [*command, "-s", script.name, url], capture_output=True, text=True, check=True
        ).stdout
    return map(float, re.search("RESULT (.*)", out)[1].split())


def main():
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("what", choices=["phone", "crowd"])
    parser.add_argument("--url", help="a server that serves the folder already")
    given = parser.parse_args()
    if given.what == "phone":
        return phone(given.folder)
    if given.url:
        return crowd(given.folder, given.url.rstrip("/"))
    with served(given.folder) as url:
        return crowd(given.folder, url)


if __name__ == "__main__":
    main()

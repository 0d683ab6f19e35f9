"""What a curious learner tries from a cell of a notebook: prints what came of it, as JSON.

hub_room.py lets bob run it, calling `tell`.
"""

import json
import os
import pwd
import signal
import socket
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

FILES = "environ", "mem", "maps", "stack"
KEYS = "JUPYTERHUB_API_TOKEN", "CONFIGPROXY_AUTH_TOKEN", "JPY_API_TOKEN"


def outcome(deed):
    """What came of a deed: the kind of error, or "done"."""
    try:
        deed()
    except OSError as error:
        return type(error).__name__
    return "done"


def processes(uid):
    """Numbers of all processes of an account (list of str)."""
    found = []
    for each in os.listdir("/proc"):
        try:
            if each.isdigit() and os.stat(f"/proc/{each}").st_uid == uid:
                found.append(each)
        except FileNotFoundError:  # it has ended meanwhile
            pass
    return found


def begun(path):
    with open(path, "rb") as file:
        return file.read(1)


def pried(numbers):
    """What came of looking into processes and of ending them, each once (dict)."""
    looks = {name: lambda n, name=name: begun(f"/proc/{n}/{name}") for name in FILES}
    looks |= {
        "fd": lambda n: os.listdir(f"/proc/{n}/fd"),
        "cwd": lambda n: os.readlink(f"/proc/{n}/cwd"),
        "signal": lambda n: os.kill(int(n), signal.SIGUSR1),
    }
    ended = {"FileNotFoundError", "ProcessLookupError"}
    return {
        name: sorted({outcome(lambda n=n, look=look: look(n)) for n in numbers} - ended)
        for name, look in looks.items()
    }


def asked(address, method="GET", key=""):
    """The status with which the hub or its proxy answers."""
    request = urllib.request.Request(address, method=method)
    if key:
        request.add_header("Authorization", f"token {key}")
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError as error:
        return type(error).__name__


def connect(path):
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(path))


def lines_of_programs():
    """All that the list of running programs shows to everybody."""
    shown = []
    for number in filter(str.isdigit, os.listdir("/proc")):
        with suppress(OSError):
            shown.append(Path(f"/proc/{number}/cmdline").read_bytes().decode(errors="replace"))
    return "\n".join(shown)


def tried(ann, state, key, began):
    """Try all of it (dict).

    The key is one that the hub gave to bob, with all that he may do. The lesson `began` (in
    seconds, as files tell time): an account that is gone by then may have had her number.
    """
    her, state = pwd.getpwnam(ann).pw_uid, Path(state)
    hub = "http://127.0.0.1:8081/hub/api"
    shared = [path for place in ("/tmp", "/dev/shm") for path in Path(place).iterdir()]
    new = [path for path in shared if path.lstat().st_ctime >= began]
    hers = [path for path in new if path.lstat().st_uid == her]
    return {
        "her processes": len(processes(her)),
        "in her processes": pried(processes(her)),
        "in the hub's processes": pried(processes(0)),
        "keys in the list of programs": [name for name in KEYS if name in lines_of_programs()],
        "the hub's files": {
            str(path): outcome(lambda path=path: open(state / path, "rb"))
            for path in ("hub/cookie_secret", "hub/hub.sqlite", "hub/proxy.pid")
        },
        "the list of learners": outcome(lambda: os.listdir(state / "learners")),
        "the warm process asked": outcome(lambda: connect(state / "hub" / "warm.sock")),
        "her files in shared folders": [
            str(path) for path in hers if outcome(lambda path=path: open(path, "rb")) == "done"
        ],
        "the proxy asked": asked("http://127.0.0.1:8001/api/routes"),
        "the proxy asked with bob's key": asked("http://127.0.0.1:8001/api/routes", key=key),
        "bob asked about by his key": asked(f"{hub}/user", key=key),
        "others asked about by his key": {
            f"{method} {place}": asked(f"{hub}/{place}", method, key)
            for method, place in (
                ("GET", "users"),
                ("GET", f"users/{ann}"),
                ("POST", f"users/{ann}/server"),
                ("DELETE", f"users/{ann}/server"),
                ("POST", f"users/{ann}/tokens"),
                ("POST", "users/mallory"),
                ("GET", "proxy"),
                ("POST", "shutdown"),
            )
        },
    }


def tell(*given):
    """Print what came of all that was tried."""
    print(json.dumps(tried(*given)))

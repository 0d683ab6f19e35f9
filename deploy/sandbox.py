"""Run a command as root where nothing that it makes stays: accounts, processes, ports, /srv.

    python sandbox.py COMMAND WORD ...

For tests and load tests of the hub, which need real accounts. The command gets mounts, processes
and a network of its own (namespaces of Linux): its /etc is a copy, its /srv is empty, its network
is this computer alone. The interpreter and the project can be read by every account there, even
where they lie in a folder that is closed to others, such as /root.
"""

import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READ_BY_ALL = [Path(sys.base_prefix), Path(sys.prefix), ROOT]
UNSHARE = ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child", "--mount-proc"]
SIOCSIFFLAGS, IFF_UP = 0x8914, 1


def enter(words):
    """Become a command in a sandbox. Killed, it takes all that runs there with it."""
    os.execvp("unshare", [*UNSHARE, sys.executable, __file__, "--inside", *words])


def closed_folders():
    """Folders that other accounts cannot enter, on the way to what they must read."""
    above = {folder.resolve() for path in READ_BY_ALL for folder in [path, *path.parents]}
    closed = [folder for folder in above if folder.is_dir() and not folder.stat().st_mode & 1]
    return [folder for folder in closed if not set(folder.parents) & set(closed)]


def furnish():
    """Put copies and empty folders where the computer's own are, for this sandbox only."""
    spare = Path("/mnt")
    mount("-t", "tmpfs", "-o", "mode=755", "none", spare)
    shutil.copytree("/etc", spare / "etc", symlinks=True)
    mount("--bind", spare / "etc", "/etc")
    mount("-t", "tmpfs", "-o", "mode=755", "none", "/srv")
    for number, folder in enumerate(closed_folders()):
        real = spare / f"real{number}"
        real.mkdir()
        mount("--bind", folder, real)
        mount("-t", "tmpfs", "-o", "mode=755", "none", folder)
        for path in sorted({path.resolve() for path in READ_BY_ALL}):
            if path.is_relative_to(folder):
                lay(real / path.relative_to(folder), path)
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", IFF_UP))


def lay(real, path):
    """Show what is at one place at another; if others cannot enter it, what is in it."""
    if real.is_dir() and not real.stat().st_mode & 1:
        for each in real.iterdir():
            lay(each, path / each.name)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(exist_ok=True) if real.is_dir() else path.touch()
    mount("--bind", real, path)


def run_and_reap(words):
    """Run a command, and bury processes that have lost their parent, as init does on a computer."""
    command = subprocess.Popen(words)
    while True:
        pid, status = os.wait()
        if pid == command.pid:
            return os.waitstatus_to_exitcode(status) & 255


def mount(*words):
    """Call mount(8)."""
    subprocess.run(["mount", *map(str, words)], check=True)


if __name__ == "__main__":
    if sys.argv[1] != "--inside":
        enter(sys.argv[1:])
    furnish()
    sys.exit(run_and_reap(sys.argv[2:]))

"""Learners' servers and kernels, forked from one warm process.

A Jupyter server and a kernel cost seconds and some 200 MiB, because each imports the same packages.
Here one process imports them once, and all others are forks of it that share its memory.

    python warm.py SOCKET      for a hub: forks a server for whoever the hub names (runs as root)
    python warm.py [WORDS]     one learner's server, here and now, as in a container

The process for a hub holds no secret, and listens to nobody but the hub: the socket lies in the
hub's private folder. A child becomes its learner before it does anything else. The learner's
kernels are forked by a child of the learner's own.
"""

import ast
import ctypes
import gc
import json
import os
import pwd
import resource
import shutil
import signal
import socket
import sys
from contextlib import redirect_stdout
from importlib import import_module
from importlib.metadata import EntryPoint
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

ROOT = Path(__file__).resolve().parent.parent
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PRELOADED = [
    "jupyterhub.singleuser.extension",
    "jupyterlab.labapp",
    "jupyter_server.services.contents.largefilemanager",
    "jupyterlab_server.translation_utils",
    "jsonschema",
    "ipykernel.kernelapp",
    "ipywidgets",
    "matplotlib.pyplot",
    "pandas",
    "nbformat.validator",
]
PARENT_DIES, DUMPABLE = 1, 4  # prctl(2): PR_SET_PDEATHSIG, PR_SET_DUMPABLE


def warm_up():
    """Import what servers and kernels need, and do once what the cells of the first lessons do."""
    for name in PRELOADED:
        import_module(name)
    from ipywidgets import Widget

    here = os.getcwd()
    with TemporaryDirectory() as nowhere, redirect_stdout(StringIO()):
        os.chdir(nowhere)  # nothing that a lesson writes is kept
        os.environ["ACU_HOME"] = nowhere
        for lesson in LESSONS[: int(os.environ.get("ACU_HUB_LESSONS", 8))]:
            run_once(lesson)
            Widget.close_all()
        os.chdir(here)
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    gc.freeze()  # a collection in a child would copy every page it looks at


def run_once(lesson):
    """Run a lesson's cells, so that what they read and work out is there for all learners."""
    import nbformat
    from IPython.core.formatters import DisplayFormatter

    show = DisplayFormatter().format
    names = {}
    for cell in nbformat.read(lesson, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        shown = tree.body.pop().value if isinstance(tree.body[-1], ast.Expr) else None
        try:
            exec(compile(tree, lesson.name, "exec"), names)
            if shown:
                show(eval(compile(ast.Expression(shown), lesson.name, "eval"), names))
        except Exception as error:  # it will be slower there, and the learner will see the error
            print(f"{lesson.name}: {error!r}", file=sys.stderr)


def answer_the_hub(path):
    """Fork a child for each request of the hub. Returns only in a child: the hub's request."""
    prctl(PARENT_DIES, signal.SIGTERM)
    Path(path).unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    os.chmod(path, 0o600)
    listener.listen(128)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no child stays behind as a zombie
    while True:
        connection, _ = listener.accept()
        with connection, connection.makefile() as lines:
            asked = lines.readline()
            if not asked:  # the hub only looks whether anybody is there
                continue
            pid = os.fork()
            if pid:
                connection.sendall(f"{pid}\n".encode())
                continue
        listener.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        return json.loads(asked)


def become(user, env, limits):
    """Turn this process into a learner's: limits first, then user, folder, environment and log.

    Parameters
    ----------
    user : str
        Name of the learner's account on this computer.
    env : dict from str to str
        The whole environment.
    limits : dict from str to int
        "memory" in bytes, for each process; "processes", with their threads, for all together;
        "file" in bytes.
    """
    account = pwd.getpwnam(user)
    for what, most in (
        (resource.RLIMIT_DATA, limits["memory"]),
        (resource.RLIMIT_NPROC, limits["processes"]),
        (resource.RLIMIT_FSIZE, limits["file"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    # If memory runs out all the same, the system ends a learner's process and not the hub.
    Path("/proc/self/oom_score_adj").write_text("500", encoding="utf-8")
    os.setsid()
    os.initgroups(user, account.pw_gid)
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)
    os.umask(0o077)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    prctl(DUMPABLE, 1)  # or a learner could not look at own processes; setuid takes it away
    os.environ.clear()
    os.environ.update(env)
    os.chdir(account.pw_dir)
    log = os.open("server.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for file, number in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(file, number)
    os.closerange(3, 64)


def lay_out_lessons(folder):
    """Copy the lessons that a learner does not have yet. What is there is never touched."""
    folder.mkdir(parents=True, exist_ok=True)
    for lesson in LESSONS:
        own = folder / lesson.name
        if not os.path.lexists(own):
            half = own.with_suffix(".part")
            shutil.copyfile(lesson, half)
            os.replace(half, own)


def serve(words):
    """Run this learner's server, beside a process that forks the learner's kernels."""
    ours, theirs = socket.socketpair()
    if not os.fork():
        ours.close()
        return fork_kernels(theirs)
    theirs.close()
    WarmKernel.starter = ours
    found = KernelProvisionerFactory.instance(parent=None)
    found.provisioners["warm"] = EntryPoint("warm", f"{__name__}:WarmKernel", "")
    found.default_provisioner_name = "warm"
    from jupyterhub.singleuser.extension import JupyterHubSingleUser

    sys.argv = ["jupyterhub-singleuser", *words]
    return JupyterHubSingleUser.launch_instance()


def fork_kernels(asked):
    """Fork a kernel for each request of the server beside us; end when the server has ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lines = asked.makefile()
    for line in lines:
        pid = os.fork()
        if pid:
            asked.sendall(f"{pid}\n".encode())
            continue
        lines.close()
        asked.close()
        for number in (signal.SIGCHLD, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        return run_kernel(**json.loads(line))
    return None


def run_kernel(words, env, cwd):
    """Be a kernel, as ``python -m ipykernel_launcher WORDS`` would be."""
    import numpy

    os.setsid()
    os.nice(3)  # pages go before sums
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    numpy.random.seed()  # or every learner would draw the same numbers
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance([*words, f"--IPKernelApp.parent_handle={os.getppid()}"])


class WarmKernel(LocalProvisioner):
    """Starts Python kernels as forks, and any other kernel as usual."""

    starter = None

    async def launch_kernel(self, cmd, **kwargs):
        """Fork a kernel, and look after it as after any other."""
        if cmd[-4:-2] != ["-m", "ipykernel_launcher"] or cmd[-2] != "-f":
            return await super().launch_kernel(cmd, **kwargs)
        asked = {"words": cmd[-2:], "env": kwargs["env"], "cwd": str(kwargs.get("cwd") or ".")}
        self.starter.sendall(f"{json.dumps(asked)}\n".encode())
        self.process = Fork(int(self.starter.recv(32)))
        self.pid = self.pgid = self.process.pid
        self.cwd = asked["cwd"]
        return self.connection_info


class Fork:
    """A process that is not our own child, with as much of `subprocess.Popen` as is needed."""

    stdin = stdout = stderr = None

    def __init__(self, pid):
        self.pid = pid
        self._handle = os.pidfd_open(pid)
        self.returncode = None

    def poll(self):
        """Return None while it runs. How it ended is known to its parent only: we say 0."""
        if self.returncode is None:
            try:
                signal.pidfd_send_signal(self._handle, 0)
            except ProcessLookupError:
                self.returncode = 0
                os.close(self._handle)
        return self.returncode

    wait = poll

    def send_signal(self, number):
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._handle, number)

    def kill(self):
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self):
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


def prctl(option, value):
    """Set an option of this process that Python has no word for."""
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def main(words):
    """Warm up and serve, for a hub or for one learner."""
    warm_up()
    if words and words[0].endswith(".sock"):
        asked = answer_the_hub(words[0])
        become(asked["user"], asked["env"], asked["limits"])
        words = asked["words"]
    lay_out_lessons(Path.home() / "lessons")
    return serve(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

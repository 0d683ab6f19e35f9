"""A hub for a room: `deploy/README.md` says how to start it.

Some things can be said in the environment, all optional:

ACU_HUB_STATE     folder for accounts, keys and learners' work; /srv/acu-hub
ACU_HUB_ADDRESS   where to listen; http://127.0.0.1:8000, which nobody else in the room reaches
ACU_HUB_LESSONS   how many lessons, from the first, to work through once while the hub starts; 8
ACU_HUB_CERT, ACU_HUB_KEY   files of a certificate, for an https address
"""

import asyncio
import grp
import json
import os
import pwd
import shlex
import shutil
import sys
from pathlib import Path

from jupyterhub.spawner import LocalProcessSpawner
from jupyterhub.utils import random_port
from traitlets import Dict

HERE = Path(__file__).resolve().parent
STATE = Path(os.environ.get("ACU_HUB_STATE", "/srv/acu-hub"))
PRIVATE = STATE / "hub"
WARM = str(PRIVATE / "warm.sock")
GiB = 1024**3

if os.geteuid() != 0:
    sys.exit(
        "The hub has to be started by root (sudo): it starts each learner's server in an account "
        "of the learner's own, which is what keeps one from reading another's diary."
    )
if not PRIVATE.is_dir():
    sys.exit(f"{STATE} has no accounts yet. First: deploy/accounts.py make 30")

c = get_config()  # noqa: F821  JupyterHub gives it


class WarmSpawner(LocalProcessSpawner):
    """Starts a learner's server in the learner's account, as a fork of the warm process."""

    limits = Dict(help="what one learner may use: see warm.become").tag(config=True)

    async def start(self):
        """Ask the warm process for a server, and wait while it is still warming up."""
        self.port = random_port()
        asked = {
            "user": self.user.name,
            "env": self.get_env(),
            "words": self.get_args(),
            "limits": self.limits,
        }
        while True:
            try:
                lines, to_warm = await asyncio.open_unix_connection(WARM)
                break
            except (FileNotFoundError, ConnectionRefusedError):
                await asyncio.sleep(0.2)
        to_warm.write(f"{json.dumps(asked)}\n".encode())
        self.pid = int(await lines.readline())
        to_warm.close()
        return "127.0.0.1", self.port

    def user_env(self, env):
        """Tell where the learner's own things are kept: all in the learner's own folder."""
        home = Path(pwd.getpwnam(self.user.name).pw_dir)
        return super().user_env(env) | {
            "ACU_HOME": str(home / "acu-workbook"),
            "JUPYTER_RUNTIME_DIR": str(home / ".run"),  # short: it holds the kernels' sockets
            "MPLCONFIGDIR": str(home / ".matplotlib"),
        }


c.JupyterHub.bind_url = os.environ.get("ACU_HUB_ADDRESS", "http://127.0.0.1:8000")
c.JupyterHub.ssl_cert = os.environ.get("ACU_HUB_CERT", "")
c.JupyterHub.ssl_key = os.environ.get("ACU_HUB_KEY", "")
c.JupyterHub.cookie_secret_file = str(PRIVATE / "cookie_secret")
c.JupyterHub.db_url = f"sqlite:///{PRIVATE / 'hub.sqlite'}"
c.ConfigurableHTTPProxy.pid_file = str(PRIVATE / "proxy.pid")
c.ConfigurableHTTPProxy.command = shlex.split(
    os.environ.get("CONFIGPROXY_CMD", "configurable-http-proxy")
)

# Who may come in: the accounts that accounts.py made, and nobody else of this computer.
c.JupyterHub.authenticator_class = "pam"
c.PAMAuthenticator.service = "acu-hub"
c.PAMAuthenticator.allowed_groups = {"acu-learners", "acu-teachers"}

# A learner's server.
c.JupyterHub.spawner_class = WarmSpawner
c.WarmSpawner.limits = {"memory": 2 * GiB, "processes": 200, "file": GiB // 2}
c.WarmSpawner.args = [f"--config={HERE / 'jupyter_server_config.py'}"]
c.WarmSpawner.default_url = "/lab/tree/01_start_here.ipynb"
c.WarmSpawner.env_keep = ["LANG", "LC_ALL"]
c.WarmSpawner.environment = {"PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"}
c.WarmSpawner.start_timeout = c.WarmSpawner.http_timeout = 180  # when the whole room comes at once
c.WarmSpawner.interrupt_timeout = 2  # the server asks at Ctrl-C whether one is sure
c.JupyterHub.concurrent_spawn_limit = 200

c.JupyterHub.services = [
    {
        "name": "warm",  # env -i: a fork must find nothing of the hub's in its memory
        "command": [
            *(shutil.which("env"), "-i", "PATH=/usr/bin:/bin", "LANG=C.UTF-8"),
            *(f"MPLCONFIGDIR={PRIVATE / 'matplotlib'}", "OPENBLAS_NUM_THREADS=1"),
            *(
                "MALLOC_ARENA_MAX=2",
                "MALLOC_MMAP_THRESHOLD_=131072",
                "MALLOC_TRIM_THRESHOLD_=131072",
            ),
            f"ACU_HUB_LESSONS={os.environ.get('ACU_HUB_LESSONS', 8)}",
            *("MPLBACKEND=module://matplotlib_inline.backend_inline",),
            *(sys.executable, "-P", str(HERE / "warm.py"), WARM),
        ],
    },
    {
        "name": "culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"],
    },
]
c.JupyterHub.load_roles = [
    {
        "name": "culler",
        "services": ["culler"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    },
    {
        "name": "teacher",  # sees who is there, starts and stops servers; opens nobody's work
        "users": grp.getgrnam("acu-teachers").gr_mem,
        "scopes": ["admin-ui", "list:users", "read:hub", "servers"],
    },
]

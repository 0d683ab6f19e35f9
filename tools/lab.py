"""A JupyterLab of its own, to be opened in a browser by a test or by the benchmark."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from itertools import count
from pathlib import Path

import nbformat

ROOT = Path(__file__).parent.parent
HOST = "127.0.0.1"
# A port where nobody listens, as the proxy to all the world but JupyterLab.
NOWHERE = f"http://{HOST}:9"
PATIENCE = 120  # seconds that anything may take on a busy computer


class Lab:
    """A JupyterLab of its own: free port, token, empty settings, folder for copies of notebooks.

    Use it in a `with` statement.

    Attributes
    ----------
    url : str
        Its address, without a slash at the end.
    folder : pathlib.Path
        The folder that it shows.
    """

    token = "acu"

    def __enter__(self):
        """Start the server and wait until it answers."""
        self._home = tempfile.TemporaryDirectory(prefix="acu-lab-", ignore_cleanup_errors=True)
        home = Path(self._home.name)
        self.folder = home / "lessons"
        self.folder.mkdir()
        self._numbers = count(1)
        self._settings = home / "settings" / "@jupyterlab"
        self.set("docmanager-extension", "plugin", autosave=False)
        with socket.socket() as free:
            free.bind((HOST, 0))
            port = free.getsockname()[1]
        self.url = f"http://{HOST}:{port}"
        own = {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",  # trust is kept here: every notebook is a stranger
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
            "IPYTHONDIR": "ipython",
        }
        cut_off = {"HTTP_PROXY": NOWHERE, "HTTPS_PROXY": NOWHERE, "NO_PROXY": HOST}
        environment = {
            **{name: value for name, value in os.environ.items() if name.upper() not in cut_off},
            **{name: str(home / place) for name, place in own.items()},
            **cut_off,
        }
        self._log = (home / "log.txt").open("w+", encoding="utf-8", errors="replace")
        self._server = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
                f"--LabApp.app_settings_dir={ROOT / '.jupyter'}",
                "--LabApp.expose_app_in_browser=True",
                f"--ServerApp.root_dir={self.folder}",
                f"--ServerApp.ip={HOST}",
                f"--ServerApp.port={port}",
                "--ServerApp.port_retries=0",
                f"--IdentityProvider.token={self.token}",
            ],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        end = time.monotonic() + PATIENCE
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > end:
                log = self.log
                self.__exit__()
                raise RuntimeError(f"JupyterLab does not start. It says:\n{log}")
            time.sleep(0.05)
        return self

    def __exit__(self, *_):
        """Stop the server and its kernels, and remove the copies."""
        if self._server.poll() is None:
            for kernel in self.ask("GET", "kernels") if self._answers() else []:
                self.ask("DELETE", f"kernels/{kernel['id']}")
            self._server.terminate()
            try:
                self._server.wait(10)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
        self._log.close()
        self._home.cleanup()

    @property
    def log(self):
        """What the server has said so far (str)."""
        return Path(self._log.name).read_text(encoding="utf-8", errors="replace")

    def ask(self, method, place):
        """Ask the server's own interface, such as ``ask("GET", "kernels")``.

        Returns
        -------
        object
            The answer read as JSON; None if it is empty.
        """
        request = urllib.request.Request(
            f"{self.url}/api/{place}",
            method=method,
            headers={"Authorization": f"token {self.token}"},
        )
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read() or "null")

    def set(self, extension, part, **settings):
        """Write settings of one of JupyterLab's own extensions, for pages opened from now on."""
        file = self._settings / extension / f"{part}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(settings), encoding="utf-8")

    def put(self, source):
        """Lay a fresh copy of a notebook into a folder of its own.

        Parameters
        ----------
        source : str, path, or list of str
            The name of a file in notebooks/, a path, or the code of the cells of a new notebook
            (a cell that starts with "# " and a capital, such as "# A title", becomes text).

        Returns
        -------
        str
            Its path in JupyterLab.
        """
        folder = self.folder / f"{next(self._numbers):03d}"
        folder.mkdir()
        if isinstance(source, list):
            name, cells = "made.ipynb", [_cell(text) for text in source]
            kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
            made = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
            nbformat.write(made, folder / name)
        else:
            name = Path(source).name
            shutil.copy(ROOT / "notebooks" / source, folder / name)
        return f"{folder.name}/{name}"

    def _answers(self):
        try:
            return bool(self.ask("GET", "status"))
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def _cell(text):
    title = text.startswith("# ") and text[2:3].isupper() and "\n" not in text
    return (nbformat.v4.new_markdown_cell if title else nbformat.v4.new_code_cell)(text)

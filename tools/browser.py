"""JupyterLab with the lessons in a real browser, for the tests and for the benchmark.

    with Lab() as lab, chromium() as browser:
        with opened(lab, browser, "01_find_a_point.ipynb") as notebook:
            notebook.run_all()
            notebook.page.get_by_label("Point").select_option(label="BL40 …")
            assert notebook.python("finder.points.value") == "BL40"
            assert notebook.problems == [] and notebook.foreign == []

`notebook.page` is a Playwright page. A lesson can also be made on the spot:
`opened(lab, browser, ["import acu", "acu.find_a_point()"], run=True, width=390, touch=True)`.

JupyterLab works on copies, with the settings of this checkout and none of the person's own. The
browser reaches this JupyterLab and nothing else: requests elsewhere fail, and are listed.
"""

import ast
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
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlsplit

import nbformat
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
NOTEBOOKS = ROOT / "notebooks"
HOST = "127.0.0.1"
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "{PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES}/Microsoft/Edge/Application/msedge.exe",
    "{PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe",
)
# A port where nobody listens, as the proxy to all the world but JupyterLab.
NOWHERE = f"http://{HOST}:9"
OUTPUTS = ".jp-Notebook .jp-OutputArea-output"
PATIENCE = 60  # seconds that anything may take on a busy computer


def find_chromium():
    """Return the path of a Chromium, Chrome or Edge on this computer.

    The variable ACU_CHROMIUM of the environment comes first, then the PATH, then the places where
    installers put them.

    Returns
    -------
    str or None
        None if there is none.

    Raises
    ------
    FileNotFoundError
        If ACU_CHROMIUM names no program.
    """
    if wanted := os.environ.get("ACU_CHROMIUM"):
        if shutil.which(wanted):
            return shutil.which(wanted)
        raise FileNotFoundError(
            f"ACU_CHROMIUM is {wanted!r}, which is no program. Give the path of Chromium or Chrome."
        )
    for name in NAMES:
        if found := shutil.which(name):
            return found
    for place in PLACES:
        try:
            path = Path(place.format_map(os.environ))
        except KeyError:  # not this operating system
            continue
        if path.is_file():
            return str(path)
    return None


@contextmanager
def chromium(path=None):
    """Start Chromium without a window, cut off from every host but this one.

    Parameters
    ----------
    path : str, optional
        The program; `find_chromium` by default.

    Yields
    ------
    playwright.sync_api.Browser
    """
    path = path or find_chromium()
    if not path:
        raise FileNotFoundError("no Chromium or Chrome found: install one or set ACU_CHROMIUM")
    root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium has no sandbox for root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            proxy={"server": NOWHERE, "bypass": HOST},
            args=["--no-sandbox"] if root else [],
        )
        try:
            yield browser
        finally:
            browser.close()


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
        environment = os.environ | {name: str(home / place) for name, place in own.items()}
        environment |= {"HTTP_PROXY": NOWHERE, "HTTPS_PROXY": NOWHERE, "NO_PROXY": HOST}
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
            shutil.copy(NOTEBOOKS / source, folder / name)
        return f"{folder.name}/{name}"

    def _answers(self):
        try:
            return bool(self.ask("GET", "status"))
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def _cell(text):
    title = text.startswith("# ") and text[2:3].isupper() and "\n" not in text
    return (nbformat.v4.new_markdown_cell if title else nbformat.v4.new_code_cell)(text)


@contextmanager
def opened(
    lab,
    browser,
    source,
    *,
    run=False,
    width=1280,
    height=1000,
    touch=False,
    clock=False,
    theme="JupyterLab Light",
    **context,
):
    """Open a notebook in a new private window, and wait until its kernel is idle.

    Parameters
    ----------
    lab : Lab
    browser : playwright.sync_api.Browser
    source : str, path, or list of str
        As for `Lab.put`.
    run : bool
        Run all cells.
    width, height : int
        Size of the page in CSS pixels. Below 700 the sidebars are put away, as on a phone.
    touch : bool
        Have a touch screen.
    clock : bool
        Put a clock into the page that can be moved, see Playwright's ``page.clock``. It runs as
        usual until it is told otherwise.
    theme : str
        The name of JupyterLab's theme.
    **context
        More for Playwright's ``new_context``, such as ``forced_colors="active"``.

    Yields
    ------
    Notebook
    """
    path = lab.put(source)
    lab.set("apputils-extension", "themes", theme=theme)
    window = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=touch, **context
    )
    window.set_default_timeout(PATIENCE * 1000)
    notebook = None
    try:
        page = window.new_page()
        if clock:
            page.clock.install()
        notebook = Notebook(page, lab, path)
        if width < 700:
            notebook.put_sidebars_away()
        if run:
            notebook.run_all()
        yield notebook
    finally:
        window.close()
        for session in lab.ask("GET", "sessions"):
            if session["path"] == path:
                lab.ask("DELETE", f"sessions/{session['id']}")


class Notebook:
    """A notebook that is open in JupyterLab.

    Attributes
    ----------
    page : playwright.sync_api.Page
    problems : list of str
        Errors in the browser's console, and errors that no script caught.
    foreign : list of str
        Addresses outside this JupyterLab that the page asked for. None of them got through.
    """

    def __init__(self, page, lab, path):
        self.page, self.lab = page, lab
        self.problems, self.foreign = [], []
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.problems.append(str(error.stack or error)))
        page.context.on("request", lambda request: self._note_address(request.url))
        page.on("websocket", lambda socket: self._note_address(socket.url))
        # A workspace of its own: JupyterLab opens nothing else in it.
        place = f"/lab/workspaces/{quote(Path(path).parent.name)}/tree/{quote(path)}"
        page.goto(f"{lab.url}{place}?token={lab.token}", wait_until="domcontentloaded")
        page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell")
        self.wait_until_idle()

    def _note_message(self, message):
        if message.type == "error":
            self.problems.append(f"{message.text} ({message.location.get('url')})")

    def _note_address(self, address):
        parts = urlsplit(address)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self._host:
            self.foreign.append(address)

    @property
    def _host(self):
        return urlsplit(self.lab.url).netloc

    # -- the notebook ---------------------------------------------------------------------------

    @property
    def cells(self):
        """The cells as JupyterLab holds them (list of dict: type, source, count, outputs)."""
        return self.page.evaluate(
            """() => jupyterapp.shell.currentWidget.content.model.sharedModel.toJSON().cells.map(
                cell => ({type: cell.cell_type, source: cell.source,
                          count: cell.execution_count, outputs: cell.outputs ?? []}))"""
        )

    @property
    def active(self):
        """The place of the active cell (int)."""
        return self.page.evaluate("jupyterapp.shell.currentWidget.content.activeCellIndex")

    @property
    def outputs(self):
        """What each output shows (list of dict: text, and pictures as a list of their words).

        A picture that is not drawn counts with the words "broken".
        """
        return self.page.evaluate(
            """selector => [...document.querySelectorAll(selector)].map(output => {
                const words = output.cloneNode(true);
                words.querySelectorAll('style, script').forEach(element => element.remove());
                return {text: words.textContent, pictures: [...output.querySelectorAll('img')].map(
                    image => image.complete && image.naturalWidth ? image.alt : 'broken')};
            })""",
            OUTPUTS,
        )

    @property
    def errors(self):
        """The errors that cells show (list of str)."""
        return [
            f"{output['ename']}: {output['evalue']}"
            for cell in self.cells
            for output in cell["outputs"]
            if output["output_type"] == "error"
        ]

    @property
    def trusted(self):
        """Whether JupyterLab trusts all that is stored in the code cells (bool)."""
        return self.page.evaluate(
            """() => jupyterapp.shell.currentWidget.content.widgets.every(
                ({model}) => model.type !== 'code' || model.trusted)"""
        )

    def run_all(self):
        """Choose Run All Cells in the menu, wait until all is done, and have every cell drawn."""
        # Count the kernel's answers: the numbers beside stored cells are there before a run, too.
        self.page.evaluate(
            """() => {
                const {content, sessionContext} = jupyterapp.shell.currentWidget;
                window.unanswered = content.widgets.filter(
                    ({model}) => model.type === 'code' && model.sharedModel.source.trim()).length;
                sessionContext.session.kernel.anyMessage.connect((_, {msg}) => {
                    if (msg.header.msg_type === 'execute_reply') window.unanswered -= 1;
                });
            }"""
        )
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
        self.page.wait_for_function("window.unanswered <= 0")
        self.wait_until_idle()
        self.draw_all()

    def draw_all(self):
        """Scroll through the notebook, so that cells which are drawn late are there; then back."""
        self.page.evaluate(
            """async () => {
                const {widgets} = jupyterapp.shell.currentWidget.content;
                for (const cell of [...widgets, widgets[0]]) {
                    cell.node.scrollIntoView();
                    await cell.ready;
                    await new Promise(requestAnimationFrame);
                }
            }"""
        )
        self.page.wait_for_function(
            """selector => ![...document.querySelectorAll(selector)].some(
                output => output.textContent.includes('Loading widget'))""",
            arg=OUTPUTS,
        )

    def put_sidebars_away(self):
        """Give the whole width to the notebook."""
        self.page.evaluate(
            """async () => {
                jupyterapp.shell.collapseLeft();
                for (const side of ['left', 'right']) {
                    await jupyterapp.commands.execute('application:toggle-side-tabbar', {side});
                }
            }"""
        )

    def theme(self, name):
        """Change JupyterLab's theme, such as "JupyterLab Dark", and wait until it has changed."""
        self.page.evaluate(
            "theme => jupyterapp.commands.execute('apputils:change-theme', {theme})", name
        )
        self.page.wait_for_selector(f'body[data-jp-theme-name="{name}"]', state="attached")

    def axe(self, selector=OUTPUTS):
        """Look for what shuts people out, in the elements of a selector.

        Parameters
        ----------
        selector : str
            CSS. All outputs by default; JupyterLab has its own faults elsewhere.

        Returns
        -------
        list of str
            A line for each fault: rule, element, what is wrong.
        """
        # JupyterLab's page has no height and cuts off what overflows. Axe takes that for invisible,
        # and would not look at colours at all.
        shown = "body, .jp-LabShell { overflow: visible !important; }"
        style = self.page.add_style_tag(content=shown)
        found = Axe().run(self.page, context=selector).response["violations"]
        style.evaluate("style => style.remove()")
        return [
            f"{fault['id']}: {node['html'][:200]} {node['failureSummary']}"
            for fault in found
            for node in fault["nodes"]
        ]

    # -- the kernel -----------------------------------------------------------------------------

    def wait_until_idle(self):
        """Wait until the kernel has nothing to do."""
        self._wait_for_status("idle")

    def python(self, expression):
        """Return the value of a Python expression in the kernel, by way of JSON.

        Raises
        ------
        RuntimeError
            If the expression fails.
        """
        reply = self.page.evaluate(
            """async ask => {
                const {kernel} = jupyterapp.shell.currentWidget.sessionContext.session;
                const content = {code: '', store_history: false, user_expressions: {ask}};
                const reply = await kernel.requestExecute(content).done;
                return reply.content.user_expressions.ask;
            }""",
            f"__import__('json').dumps({expression})",
        )
        if reply["status"] != "ok":
            raise RuntimeError(f"{expression}: {reply['ename']}: {reply['evalue']}")
        return json.loads(ast.literal_eval(reply["data"]["text/plain"]))

    @contextmanager
    def busy(self):
        """Keep the kernel busy while the statements of a `with` run; then interrupt it."""
        self._execute("import time\nwhile True: time.sleep(0.01)")
        self._wait_for_status("busy")
        yield
        self.interrupt()

    def interrupt(self):
        """Interrupt the kernel and wait until it is idle."""
        self.lab.ask("POST", f"kernels/{self._kernel}/interrupt")
        self.wait_until_idle()

    def kill(self):
        """End the kernel for good, and wait until JupyterLab knows."""
        self.lab.ask("DELETE", f"kernels/{self._kernel}")
        self.page.wait_for_function(
            """async () => {
                await jupyterapp.serviceManager.sessions.refreshRunning();
                return !jupyterapp.shell.currentWidget.sessionContext.session?.kernel;
            }"""
        )

    @property
    def _kernel(self):
        return self.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.session.kernel.id")

    def _execute(self, code):
        self.page.evaluate(
            """code => { jupyterapp.shell.currentWidget.sessionContext.session.kernel
                .requestExecute({code, store_history: false}); }""",
            code,
        )

    def _wait_for_status(self, status):
        self.page.wait_for_function(
            """status => {
                const context = jupyterapp.shell.currentWidget?.sessionContext;
                return context?.isReady && context.session?.kernel?.status === status;
            }""",
            arg=status,
        )

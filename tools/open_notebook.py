"""A notebook that is open in JupyterLab in a browser: what it shows, and its kernel."""

import ast
import json
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from axe_playwright_python.sync_playwright import Axe

OUTPUTS = ".jp-Notebook .jp-OutputArea-output"
CONTROLS = (
    f"{OUTPUTS} :is(select, input, textarea, button, [role=listbox], "
    "[tabindex]:not([tabindex='-1']))"
)
# What alike controls have in common, such as the rows of a table.
KIND = "it => [it.tagName, it.type, it.role, it.className, it.parentElement.className].join()"


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

    def controls(self, alike=3):
        """Return what a person can work with now in the outputs.

        Parameters
        ----------
        alike : int
            Of controls that are alike, such as the rows of a table, so many.

        Returns
        -------
        list of playwright.sync_api.ElementHandle
        """
        found, kinds = [], Counter()
        for control in self.page.locator(CONTROLS).element_handles():
            kind = control.evaluate(KIND)
            if kinds[kind] < alike and control.is_visible() and control.is_enabled():
                kinds[kind] += 1
                found.append(control)
        return found

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
        rules = {"target-size": {"enabled": True}}  # WCAG 2.2, 2.5.8; axe leaves it out
        found = Axe().run(self.page, selector, {"rules": rules}).response["violations"]
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
        self.page.evaluate(
            """asked => {
                const {kernel} = jupyterapp.shell.currentWidget.sessionContext.session;
                const content = {code: '', store_history: false, user_expressions: {asked}};
                window.answer = null;
                kernel.requestExecute(content).done.then(
                    reply => { window.answer = reply.content.user_expressions.asked; });
            }""",
            f"__import__('json').dumps({expression})",
        )
        reply = self.page.wait_for_function("window.answer").json_value()
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

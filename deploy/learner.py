"""A learner at a hub, without a browser: comes in, opens the page, runs cells. For tests."""

import asyncio
import json
import re
import uuid
from html import unescape
from urllib.parse import urljoin

import httpx
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

PATIENCE = 600  # seconds that anything may take when the whole room comes at once


class Refused(Exception):
    """The hub said no."""


class Learner:
    """One person with a browser's cookies.

    Parameters
    ----------
    hub : str
        Address of the hub, without a slash at the end.
    name, password : str
        What stands on the slip.
    """

    def __init__(self, hub, name, password):
        self.hub, self.name, self._password = hub, name, password
        self.server = f"{hub}/user/{name}"
        self.web = httpx.AsyncClient(timeout=PATIENCE, follow_redirects=True, trust_env=False)
        self.asked_again = 0

    async def log_in(self):
        """Send name and password. Raises `Refused` if they are not taken."""
        await self._send("GET", f"{self.hub}/hub/login")
        form = {"username": self.name, "password": self._password, "_xsrf": self._key("/hub/")}
        answer = await self._send(
            "POST", f"{self.hub}/hub/login?next=%2Fhub%2Fhome", data=form, headers=self._from_here
        )
        if answer.status_code != 200 or answer.url.path != "/hub/home":
            raise Refused(f"{self.name}: the hub answered {answer.status_code} to the password")

    async def start_server(self):
        """Ask for the own server, and wait as the hub's page does until it is ready."""
        await self._send("GET", f"{self.hub}/hub/spawn", headers=self._from_here)
        place = f"{self.hub}/hub/api/users/{self.name}/server/progress"
        key = {"_xsrf": self._key("/hub/")}
        async with self.web.stream("GET", place, params=key, headers=self._from_here) as events:
            async for line in events.aiter_lines():
                event = json.loads(line[5:]) if line.startswith("data:") else {}
                if event.get("ready"):
                    return
                if event.get("failed"):
                    raise Refused(f"{self.name}: no server: {event.get('message')}")
        raise Refused(f"{self.name}: the hub never said that the server is ready")

    async def open_page(self, lesson, assets=()):
        """Open a lesson's page and fetch what a browser then asks for.

        Parameters
        ----------
        lesson : str
            File name.
        assets : sequence of str
            Paths below the server's address. Without any, the scripts that the page names.

        Returns
        -------
        int
            Bytes that came.
        """
        page = await self._send("GET", f"{self.server}/lab/tree/{lesson}")
        page.raise_for_status()
        if not assets:
            named = re.findall(r'<script[^>]* src="([^"]+)"', page.text)
            assets = [urljoin(f"/user/{self.name}/", unescape(path)) for path in named]
            assets = [path.removeprefix(f"/user/{self.name}/") for path in assets]
        gates = asyncio.Semaphore(6)  # a browser has six connections

        async def fetch(path):
            async with gates:
                answer = await self._send("GET", f"{self.server}/{path}")
                answer.raise_for_status()
                return len(answer.content)

        return len(page.content) + sum(await asyncio.gather(*map(fetch, assets)))

    async def ask(self, method, place, **what):
        """Ask the own server's interface, such as ``ask("GET", "contents/lesson.ipynb")``."""
        headers = {"X-XSRFToken": self._key(f"/user/{self.name}/")}
        answer = await self._send(method, f"{self.server}/api/{place}", headers=headers, **what)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    async def start_kernel(self, lesson):
        """Start a notebook's kernel and return its `Kernel`, which answers."""
        asked = {"path": lesson, "name": lesson, "type": "notebook", "kernel": {"name": "python3"}}
        session = await self.ask("POST", "sessions", json=asked)
        place = f"{self.server}/api/kernels/{session['kernel']['id']}/channels"
        cookies = self.web.build_request("GET", place).headers.get("Cookie", "")
        request = HTTPRequest(
            place.replace("http", "ws", 1) + f"?session_id={uuid.uuid4().hex}",
            headers={"Cookie": cookies, "Origin": self.hub},
            request_timeout=PATIENCE,
        )
        kernel = Kernel(await websocket_connect(request, max_message_size=2**30))
        await kernel.request("kernel_info_request", {})
        return kernel

    async def leave(self):
        """Close the connections; the server goes on."""
        await self.web.aclose()

    async def _send(self, method, address, **what):
        """Ask, and once more if the proxy closes the connection meanwhile, as a browser does."""
        try:
            return await self.web.request(method, address, **what)
        except (httpx.RemoteProtocolError, httpx.ReadError):
            self.asked_again += 1
            return await self.web.request(method, address, **what)

    def _key(self, path):
        """The page's secret that a form has to send back, from the cookie for a path."""
        keys = [cookie for cookie in self.web.cookies.jar if cookie.name == "_xsrf"]
        ours = [cookie.value for cookie in keys if cookie.path == path]
        return (ours or [cookie.value for cookie in keys] or [""])[0]

    @property
    def _from_here(self):
        return {"Referer": f"{self.hub}/hub/home"}


class Kernel:
    """A kernel at the other end of a web socket."""

    def __init__(self, socket):
        self._socket = socket

    async def run(self, code):
        """Run a cell.

        Returns
        -------
        list of dict
            The messages that the cell sent, such as streams and results. An error is one of them.
        """
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
        return await self.request("execute_request", content)

    async def request(self, kind, content):
        """Send a message on the shell channel, and collect messages until it is done."""
        number = uuid.uuid4().hex
        header = {"msg_id": number, "msg_type": kind, "username": "", "session": "load"}
        header |= {"version": "5.3", "date": "2026-01-01T00:00:00Z"}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        await self._socket.write_message(json.dumps(message | {"channel": "shell"}))
        sent, answered, idle = [], False, False
        while not (answered and idle):
            text = await asyncio.wait_for(self._socket.read_message(), PATIENCE)
            if text is None:
                raise Refused("the kernel has gone")
            if isinstance(text, bytes):  # a message with buffers: its first part is the JSON
                start, end = (int.from_bytes(text[at : at + 4], "big") for at in (4, 8))
                text = text[start:end]
            said = json.loads(text)
            if said["parent_header"].get("msg_id") != number:
                continue
            idle |= said["content"].get("execution_state") == "idle"
            answered |= said["channel"] == "shell"
            sent.append(said)
        return sent

    async def text(self, code):
        """Run a cell and return what it printed or showed as plain text, or its error (str)."""
        parts = []
        for said in await self.run(code):
            content = said["content"]
            if said["msg_type"] == "stream":
                parts.append(content["text"])
            elif said["msg_type"] in ("execute_result", "display_data"):
                parts.append(content["data"].get("text/plain", ""))
            elif said["msg_type"] == "error":
                parts.append(f"{content['ename']}: {content['evalue']}")
        return "\n".join(parts)

    def close(self):
        """Close the web socket; the kernel goes on."""
        self._socket.close()

"""A room with a hub, two learners, a teacher and an outsider: what happens there, as JSON.

Run in a sandbox by test_deploy.py: python hub_room.py FILE
"""

import asyncio
import json
import re
import subprocess
import sys
import time
from pathlib import Path

DEPLOY = Path(__file__).parent.parent / "deploy"
sys.path.insert(0, str(DEPLOY))
BOB = Path(__file__).with_name("hub_bob.py").read_text(encoding="utf-8")
LESSON = "01_start_here.ipynb"
DIARY = "my back hurt less"


def status(path):
    from pwd import getpwuid

    at = path.stat()
    return f"{at.st_mode & 0o777:o} {getpwuid(at.st_uid).pw_name}"


async def spend_a_lesson(hub, add, accounts):
    """Let people come, try what they should not, and return what happened."""
    from learner import Learner, Refused

    began = int(time.time())
    people = {name: Learner(hub, name, add(name, accounts.LEARNERS)) for name in ("ann", "bob")}
    people["teacher"] = Learner(hub, "tea", add.teacher)
    facts = {"in": [], "refused": []}
    for name, person in people.items():
        await person.log_in()
        facts["in"].append(name)
    subprocess.run(["useradd", "outsider"], check=True)
    subprocess.run(["chpasswd"], input="outsider:Right-1234\n", text=True, check=True)
    strangers = {
        "wrong password": ("ann", "wrong"),
        "unknown name": ("nobody-here", "any"),
        "account of no class": ("outsider", "Right-1234"),
    }
    for what, (name, password) in strangers.items():
        try:
            await Learner(hub, name, password).log_in()
        except Refused:
            facts["refused"].append(what)
    if (await people["ann"].web.get(f"{hub}/hub/signup")).status_code == 404:
        facts["refused"].append("sign up")

    ann, bob, teacher = people.values()
    kernels = {}
    for person in (ann, bob):
        await person.start_server()
        await person.open_page(LESSON)
        kernels[person.name] = await person.start_kernel(LESSON)
    hers, his = kernels["ann"], kernels["bob"]
    home = accounts.STATE / "learners" / "ann"
    diary = home / "acu-workbook" / "diary.csv"
    await hers.text(
        "import os, pathlib; p = pathlib.Path(os.environ['ACU_HOME']); p.mkdir(); "
        f"(p / 'diary.csv').write_text({DIARY!r})"
    )
    read = f"print(open({str(diary)!r}).read())"
    facts["diary read by its owner"] = (await hers.text(read)).strip()
    facts["diary read by bob"] = {
        code: await his.text(code)
        for code in (
            read,
            f"import os; os.listdir({str(home)!r})",
            f"open({str(home)!r} + '/x', 'w')",
        )
    }
    facts["asked by ann"] = (await ann.web.get(f"{ann.server}/api/contents/{LESSON}")).status_code
    asked = [f"{ann.server}/api/contents/{LESSON}", f"{ann.server}/lab", f"{hub}/hub/api/users/ann"]
    asked += [
        f"{bob.server}/api/contents/..%2F..%2Fann%2Flessons",
        f"{bob.server}/files/..%2F..%2Fann",
    ]
    asked += [f"{ann.server}/api/{what}" for what in ("kernels", "sessions", "terminals", "status")]
    facts["asked by bob"] = {url: (await bob.web.get(url)).status_code for url in asked}

    asks = {"X-XSRFToken": bob._key("/hub/"), "Referer": f"{hub}/hub/token"}
    made = await bob.web.post(f"{hub}/hub/api/users/bob/tokens", headers=asks, json={})
    given = ("ann", str(accounts.STATE), made.json()["token"], began)
    facts["tried by bob"] = json.loads(await his.text(f"{BOB}\ntell(*{given!r})"))
    facts["a terminal of her own"] = (await ann.web.get(f"{ann.server}/api/terminals")).status_code
    unasked = await ann.web.post(f"{ann.server}/api/kernels")  # as another page would, without key
    facts["a kernel asked for by another page"] = unasked.status_code
    facts["cookies"] = {
        cookie.name: sorted(name.lower() for name in cookie._rest) for cookie in ann.web.cookies.jar
    }
    facts["modes"] = {
        name: status(accounts.STATE / name)
        for name in ("hub", "hub/cookie_secret", "hub/warm.sock", "learners/ann")
    } | {
        f"learners/ann/{name}": status(home / name)
        for name in ("acu-workbook/diary.csv", "server.log")
    }
    keys = await his.text("print(open('/proc/self/environ').read())")
    facts["others' keys in a kernel"] = re.findall("JUPYTERHUB_API_TOKEN|CONFIGPROXY_AUTH", keys)
    facts |= limits_and_ports()
    listen = "import zmq; ear = zmq.Context().socket(zmq.SUB); ear.subscribe(b'')\n"
    listen += f"for port in {facts['ports of ann']}: ear.connect(f'tcp://127.0.0.1:{{port}}')"
    await his.text(listen)
    await asyncio.sleep(0.5)
    await hers.text("print('nobody hears this')")
    facts["heard by bob"] = await his.text("ear.poll(1500)")
    facts["4 GiB"] = await his.text("x = bytearray(4 * 2**30)")
    facts["become root"] = await his.text("import os; os.setuid(0)")
    facts["numbers"] = [
        await each.text("import numpy; numpy.random.rand()") for each in (hers, his)
    ]
    drawn = await hers.run("import matplotlib.pyplot as plt; _ = plt.plot([1, 2])")
    pictures = [said["content"]["data"] for said in drawn if said["msg_type"] == "display_data"]
    facts["figure"] = [kind for data in pictures for kind in data if kind.startswith("image/")]

    (session,) = await ann.ask("GET", "sessions")
    number = session["kernel"]["id"]
    long = asyncio.create_task(hers.text("x = 1\nimport time; time.sleep(100)"))
    await asyncio.sleep(1)
    await ann.ask("POST", f"kernels/{number}/interrupt")
    facts["interrupted"] = (await long).split(":")[0]
    await ann.ask("POST", f"kernels/{number}/restart")
    again = await ann.start_kernel(LESSON)
    facts["after restart"] = (await again.text("x")).split(":")[0]

    (home / "lessons" / LESSON).write_text("mine")
    (home / "lessons" / "02_the_article_sorted.ipynb").unlink()
    place = f"{hub}/hub/api/users"
    key = {"X-XSRFToken": teacher._key("/hub/"), "Referer": f"{hub}/hub/admin"}
    seen = (await teacher.web.get(place, headers=key)).json()
    facts["seen by the teacher"] = [user["name"] for user in seen]
    work = await teacher.web.get(f"{ann.server}/api/contents/{LESSON}")
    facts["asked by the teacher"] = work.status_code
    stopped = await teacher.web.delete(f"{place}/ann/server", headers=key)
    facts["stopped by the teacher"] = stopped.status_code
    while "server" in (await teacher.web.get(f"{place}/ann", headers=key)).json().get(
        "pending", ""
    ):
        await asyncio.sleep(0.2)
    await asyncio.sleep(1)
    await ann.start_server()
    facts["own lesson after a new start"] = (home / "lessons" / LESSON).read_text()
    facts["deleted lesson after a new start"] = (
        home / "lessons" / "02_the_article_sorted.ipynb"
    ).exists()
    for kernel in (his, again):
        kernel.close()
    for person in people.values():
        await person.leave()
    return facts


def limits_and_ports():
    """What the system says of ann's processes: she runs a server, its helper and a kernel."""
    import psutil

    hers = [each for each in psutil.process_iter() if each.username() == "ann"]
    limits = {}
    for each in hers:
        ports = [at for at in each.net_connections() if at.status == psutil.CONN_LISTEN]
        said = Path(f"/proc/{each.pid}/limits").read_text(encoding="utf-8")
        limits["server" if ports else "kernel"] = {
            name: int(re.search(rf"^Max {words} +\d+ +(\d+)", said, re.M)[1])
            for name, words in (
                ("data", "data size"),
                ("processes", "processes"),
                ("file", "file size"),
            )
        }
    listening = {
        at.laddr.port
        for each in hers
        for at in each.net_connections()
        if at.status == psutil.CONN_LISTEN
    }
    return {"limits": limits, "ports of ann": sorted(listening)}


def still_running(names):
    """What the accounts still run once processes that are ending had time to do so."""
    import psutil

    end = time.monotonic() + 30
    while True:
        left = [f"{each.username()} {each.pid}" for each in psutil.process_iter()]
        left = [each for each in left if each.split()[0] in names]
        if not left or time.monotonic() > end:
            return left
        time.sleep(0.5)


def be_the_room(out):
    """Start a hub, let people come, stop it, and write what happened."""
    import accounts
    from load_test import HUB, running

    log = out.with_name("hub.log")
    passwords = []

    def add(name, group):
        passwords.append(accounts.add(name, group))
        return passwords[-1]

    accounts.prepare()
    add.teacher = add("tea", accounts.TEACHERS)
    warm = accounts.STATE / "hub" / "warm.sock"
    with running(["-f", DEPLOY / "jupyterhub_config.py"], until=warm.exists, log=log):
        facts = asyncio.run(spend_a_lesson(HUB, add, accounts))
        shadow = Path("/etc/shadow").read_text(encoding="utf-8")
        facts["hash"] = re.search("^ann:([^:]+):", shadow, re.M)[1]
        files = [path for path in accounts.STATE.rglob("*") if path.is_file()] + [log]
        files += [path for path in Path("/etc").rglob("*") if path.is_file()]
        facts["files with a password"] = [
            str(path)
            for path in files
            if any(password.encode() in path.read_bytes() for password in passwords)
        ]
    ours = set(accounts.ours())
    facts["left"] = still_running(ours)
    start = log.read_text().split("JupyterHub is now running")[0]
    warned = re.findall(r"^\[[WEC] .*|.*Warning: .*|.*DEPRECAT.*", start, re.M)
    facts["warnings"] = [line for line in warned if "Running JupyterHub without SSL" not in line]
    out.write_text(json.dumps(facts, indent=1))


if __name__ == "__main__":
    be_the_room(Path(sys.argv[1]))

"""The hub for a room: who comes in, who reads what, what is enforced, and what stays.

A real hub, with real accounts, runs in a sandbox (deploy/sandbox.py) that leaves nothing behind.
Run as a program this file is that room: it writes what happened there, and the tests look at it.
"""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
sys.path.insert(0, str(DEPLOY))
PROXY = os.environ.get("CONFIGPROXY_CMD") or shutil.which("configurable-http-proxy")
LESSON = "01_start_here.ipynb"
DIARY = "my back hurt less"


def why_not():
    """Say why no hub can be started here, if so."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("unshare"):
        return "a hub needs Linux, root and unshare(1): its learners are accounts of the computer"
    if not PROXY:
        return "no configurable-http-proxy found: npm install -g configurable-http-proxy"
    try:
        import jupyterhub  # noqa: F401
        import jupyterhub_idle_culler  # noqa: F401
    except ImportError:
        return "no JupyterHub here: uv sync --group hub"
    return ""


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """What happened in a room with two learners, a teacher and an outsider (dict)."""
    if why_not():
        pytest.skip(why_not())
    out = tmp_path_factory.mktemp("room") / "facts.json"
    command = [sys.executable, DEPLOY / "sandbox.py", sys.executable, __file__, out]
    env = {**os.environ, "ACU_HUB_LESSONS": "0", "CONFIGPROXY_CMD": PROXY}
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=300)
    assert out.exists(), done.stdout[-3000:] + done.stderr[-6000:]
    return json.loads(out.read_text())


def test_only_accounts_of_the_class_with_their_password_come_in(room):
    assert room["in"] == ["ann", "bob", "teacher"]
    assert room["refused"] == ["wrong password", "unknown name", "account of no class", "sign up"]


def test_passwords_are_kept_hashed_and_nowhere_else(room):
    assert re.fullmatch(r"\$(y|6|gy|2b)\$.{20,}", room["hash"])
    assert room["files with a password"] == []


def test_no_learner_reads_anothers_work_by_python_page_or_hub(room):
    assert room["diary read by its owner"] == DIARY
    assert all("PermissionError" in said for said in room["diary read by bob"].values())
    assert len(room["diary read by bob"]) == 3
    assert set(room["asked by bob"].values()) <= {403, 404}
    assert room["asked by ann"] == 200


def test_a_teacher_sees_who_is_there_and_opens_nobodys_work(room):
    assert set(room["seen by the teacher"]) >= {"ann", "bob"}
    assert room["asked by the teacher"] in (403, 404)
    assert room["stopped by the teacher"] in (202, 204)


def test_secrets_can_be_read_by_root_alone(room):
    assert room["modes"] == {
        "hub": "700 root",
        "hub/cookie_secret": "600 root",
        "hub/warm.sock": "600 root",
        "learners/ann": "700 ann",
        "learners/ann/acu-workbook/diary.csv": "600 ann",
        "learners/ann/server.log": "600 ann",
    }
    assert room["others' keys in a kernel"] == []


def test_kernels_open_no_port_that_another_learner_could_listen_to(room):
    assert room["ports of ann"] == 1  # her server's, which asks who one is


def test_limits_hold_in_server_and_kernel(room):
    GiB = 2**30
    for where in ("server", "kernel"):
        assert room["limits"][where] == {"data": 2 * GiB, "processes": 200, "file": GiB // 2}
    assert "MemoryError" in room["4 GiB"]
    assert "PermissionError" in room["become root"]


def test_a_forked_kernel_is_a_kernel_as_any_other(room):
    assert room["figure"] == ["image/png"]
    assert room["interrupted"] == "KeyboardInterrupt"
    assert room["after restart"] == "NameError"
    assert room["numbers"][0] != room["numbers"][1]


def test_own_work_is_never_overwritten_and_missing_lessons_come_back(room):
    assert room["own lesson after a new start"] == "mine"
    assert room["deleted lesson after a new start"] is True


def test_the_hub_starts_without_a_warning_and_leaves_no_process(room):
    assert room["warnings"] == []
    assert room["left"] == []


def test_the_kubernetes_image_uses_the_same_settings_and_files_that_exist():
    image = (DEPLOY / "kubernetes" / "Dockerfile").read_text()
    copied = [word for line in re.findall(r"^COPY (?!--from)(.+)$", image, re.M) for word in line.split()[:-1]]
    copied = [word for word in copied if not word.startswith("--")]
    assert copied and [path for path in copied if not (ROOT / path).exists()] == []
    assert re.search(r"^USER (?!root)\S+", image, re.M)
    assert re.findall(r"^FROM \S+:latest|^FROM [^:@\s]+\s*$", image, re.M) == []
    values = yaml.safe_load((DEPLOY / "kubernetes" / "values.yaml").read_text())
    here = "deploy/jupyter_server_config.py"
    assert any(word.endswith(here) for word in values["singleuser"]["cmd"])
    assert here in (DEPLOY / "jupyterhub_config.py").read_text().replace("{HERE / '", "deploy/")


def test_accounts_refuse_what_is_not_theirs_to_change():
    import accounts

    with pytest.raises(SystemExit, match="no account of the class"):
        accounts.check_ours("root")
    assert len(set(accounts.WORDS)) == len(accounts.WORDS) > 100
    assert all(re.fullmatch("[a-z]+", word) for word in accounts.WORDS)
    assert not set("l1o0") & set(accounts.LETTERS)


# What follows happens in the sandbox.


def status(path):
    from pwd import getpwuid

    at = path.stat()
    return f"{at.st_mode & 0o777:o} {getpwuid(at.st_uid).pw_name}"


async def spend_a_lesson(hub, log, add, accounts):
    """Let people come, try what they should not, and return what happened."""
    from learner import Learner, Refused

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
        for code in (read, f"import os; os.listdir({str(home)!r})", f"open({str(home)!r} + '/x', 'w')")
    }
    facts["asked by ann"] = (await ann.web.get(f"{ann.server}/api/contents/{LESSON}")).status_code
    asked = [f"{ann.server}/api/contents/{LESSON}", f"{ann.server}/lab", f"{hub}/hub/api/users/ann"]
    asked += [f"{bob.server}/api/contents/..%2F..%2Fann%2Flessons", f"{bob.server}/files/..%2F..%2Fann"]
    facts["asked by bob"] = {url: (await bob.web.get(url)).status_code for url in asked}

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
    facts["4 GiB"] = await his.text("x = bytearray(4 * 2**30)")
    facts["become root"] = await his.text("import os; os.setuid(0)")
    facts["numbers"] = [await each.text("import numpy; numpy.random.rand()") for each in (hers, his)]
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
    while "server" in (await teacher.web.get(f"{place}/ann", headers=key)).json().get("pending", ""):
        await asyncio.sleep(0.2)
    await asyncio.sleep(1)
    await ann.start_server()
    facts["own lesson after a new start"] = (home / "lessons" / LESSON).read_text()
    facts["deleted lesson after a new start"] = (home / "lessons" / "02_the_article_sorted.ipynb").exists()
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
        said = Path(f"/proc/{each.pid}/limits").read_text()
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
    return {"limits": limits, "ports of ann": len(listening)}


def be_the_room(out):
    """Start a hub, let people come, stop it, and write what happened."""
    import accounts
    import psutil
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
        facts = asyncio.run(spend_a_lesson(HUB, log, add, accounts))
        shadow = Path("/etc/shadow").read_text()
        facts["hash"] = re.search("^ann:([^:]+):", shadow, re.M)[1]
        files = [path for path in accounts.STATE.rglob("*") if path.is_file()] + [log]
        files += [path for path in Path("/etc").rglob("*") if path.is_file()]
        facts["files with a password"] = [
            str(path)
            for path in files
            if any(password.encode() in path.read_bytes() for password in passwords)
        ]
    ours = set(accounts.ours())
    facts["left"] = [each.name() for each in psutil.process_iter() if each.username() in ours]
    known = "without SSL|pycurl|Skipping XSRF|Failed login|slow to"
    warned = re.findall(r"^\[[WEC] [^]]*(?:JupyterHub|__init__)[^]]*\].*", log.read_text(), re.M)
    started = [line for line in warned if not re.search(known, line)]
    facts["warnings"] = [line for line in started if "403" not in line and "404" not in line]
    out.write_text(json.dumps(facts, indent=1))


if __name__ == "__main__":
    be_the_room(Path(sys.argv[1]))

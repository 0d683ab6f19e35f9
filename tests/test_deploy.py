"""The hub for a room: who comes in, who reads what, what is enforced, and what stays.

A real hub, with real accounts, runs in a sandbox (deploy/sandbox.py) that leaves nothing behind.
What happens there is written in hub_room.py; the tests look at it.
"""

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
ROOM = Path(__file__).with_name("hub_room.py")
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
    command = [sys.executable, DEPLOY / "sandbox.py", sys.executable, ROOM, out]
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


def test_nobody_can_listen_to_what_anothers_kernel_prints(room):
    assert room["ports of ann"]  # her server's at least: bob tried them all while she printed
    assert room["heard by bob"] == "0"


def test_a_learner_finds_no_way_into_anothers_processes_or_into_the_hub(room):
    tried = room["tried by bob"]
    assert tried["her processes"] >= 3  # server, what forks her kernels, kernel
    for whose in ("in her processes", "in the hub's processes"):
        looks = {name: set(came) for name, came in tried[whose].items()}
        assert looks.keys() >= {"environ", "mem", "fd", "cwd", "signal"}
        assert {name: came for name, came in looks.items() if came != {"PermissionError"}} == {}
    assert tried["keys in the list of programs"] == []
    assert set(tried["the hub's files"].values()) == {"PermissionError"}
    assert tried["the list of learners"] == tried["the warm process asked"] == "PermissionError"
    assert tried["her files in shared folders"] == []


def test_a_learners_key_opens_nothing_but_the_learners_own(room):
    tried = room["tried by bob"]
    assert tried["bob asked about by his key"] == 200  # so it is his key
    assert {tried["the proxy asked"], tried["the proxy asked with bob's key"]} == {403}
    assert set(tried["others asked about by his key"].values()) <= {403, 404}


def test_no_other_page_acts_for_a_learner_and_there_are_no_terminals(room):
    assert room["a terminal of her own"] == 404
    assert room["a kernel asked for by another page"] == 403
    logged_in = {name: said for name, said in room["cookies"].items() if "xsrf" not in name}
    assert len(logged_in) >= 2
    assert [name for name, said in logged_in.items() if "httponly" not in said] == []


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
    copied = [
        word
        for line in re.findall(r"^COPY (?!--from)(.+)$", image, re.M)
        for word in line.split()[:-1]
    ]
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


def test_an_account_whose_folder_is_gone_can_be_removed(monkeypatch, tmp_path, capsys):
    import accounts

    done = []
    monkeypatch.setattr(accounts, "STATE", tmp_path)
    monkeypatch.setattr(accounts, "run", lambda *words: done.append(words))
    monkeypatch.setattr(
        accounts, "ours", lambda: {"heron": "acu-learners", "otter": "acu-learners"}
    )
    monkeypatch.setattr(accounts, "prepare", lambda: None)
    monkeypatch.setattr(accounts.os, "geteuid", lambda: 0)
    (tmp_path / "learners" / "otter").mkdir(parents=True)
    accounts.main(["remove", "heron", "otter"])
    assert done == [("userdel", "heron"), ("userdel", "otter")]
    heron, otter = capsys.readouterr().out.splitlines()
    assert heron == "heron: the account is gone, there was no folder with work"
    assert otter.startswith("otter: the account is gone, the work is kept in ")
    assert len(list((tmp_path / "left").iterdir())) == 1

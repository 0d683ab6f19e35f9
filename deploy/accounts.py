"""Accounts for a class, as slips to cut out. Run it as root, from the project's environment.

    accounts.py make 30                    30 accounts; prints a slip for each
    accounts.py teacher NAME               an account that sees who is there, and stops servers
    accounts.py password NAME              a new password for somebody who lost the slip
    accounts.py list                       all accounts
    accounts.py remove NAME [NAME ...]     the accounts go; the work stays in the folder "left";
                                           --all instead of names: every account of the class

Each is an account of this computer with a home folder that only its owner can open. Passwords are
made by chance and shown once; the computer keeps them hashed, as it keeps all its passwords.
"""

import argparse
import grp
import os
import pwd
import re
import secrets
import subprocess
import sys
from datetime import datetime
from pathlib import Path

STATE = Path(os.environ.get("ACU_HUB_STATE", "/srv/acu-hub"))
LEARNERS, TEACHERS = "acu-learners", "acu-teachers"
PAM = Path("/etc/pam.d/acu-hub")
# No wait after a wrong password: it would hold up the others of the room. The password is long.
PAM_RULES = "auth required pam_unix.so nodelay\naccount required pam_unix.so\n"
WORDS = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split()
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that is mistaken for another on paper


def prepare():
    """Make the folders, groups and the rule for passwords that accounts need."""
    for folder, mode in ((STATE, 0o711), (STATE / "hub", 0o700), (STATE / "learners", 0o711)):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(mode)
    for group in (LEARNERS, TEACHERS):
        run("groupadd", "--force", group)
    if not PAM.exists():
        PAM.write_text(PAM_RULES, encoding="utf-8")


def free_words():
    """Words that no account and no group of this computer has yet (list of str)."""
    taken = {account.pw_name for account in pwd.getpwall()}
    taken |= {group.gr_name for group in grp.getgrall()}
    return [word for word in WORDS if word not in taken]


def add(name, group):
    """Make an account and return its password.

    Parameters
    ----------
    name : str
    group : str
        `LEARNERS` or `TEACHERS`.

    Returns
    -------
    str
        Three groups of four letters and digits: about 60 bits.
    """
    if not re.fullmatch("[a-z][a-z0-9]{1,30}", name):
        sys.exit(
            f"{name!r} cannot be a name here: small letters a to z and digits, a letter first."
        )
    home = STATE / "learners" / name
    run(
        *("useradd", "--create-home", "--skel", "/nonexistent", "--home-dir", home),
        *("--key", "HOME_MODE=0700", "--user-group", "--groups", group),
        *("--shell", "/usr/sbin/nologin", "--comment", "acu hub", name),
    )
    return new_password(name)


def new_password(name):
    """Give an account a new password, and return it."""
    check_ours(name)
    groups = ["".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3)]
    password = "-".join(groups)
    run("chpasswd", said=f"{name}:{password}\n")
    return password


def ours():
    """Accounts that were made here (dict from name to group)."""
    return {name: group for group in (LEARNERS, TEACHERS) for name in members(group)}


def members(group):
    """Names in a group of this computer; none if there is no such group."""
    try:
        return grp.getgrnam(group).gr_mem
    except KeyError:
        return []


def check_ours(name):
    """Raise `SystemExit` unless the account was made here: we change no other."""
    if name not in ours():
        sys.exit(f"{name!r} is no account of the class. There are: {', '.join(ours()) or 'none'}.")


def remove(name):
    """Remove an account. Its folder is kept as left/NAME-DATE, for root only.

    Returns
    -------
    pathlib.Path or None
        That folder; None if the learner's was gone already.
    """
    check_ours(name)
    home = STATE / "learners" / name
    run("userdel", name)
    if not home.exists():
        return None
    left = STATE / "left"
    left.mkdir(exist_ok=True)
    left.chmod(0o700)
    kept = left / f"{name}-{datetime.now():%Y-%m-%d-%H%M%S}"
    os.rename(home, kept)
    return kept


def slip(name, password, address):
    """Words to cut out and hand to somebody."""
    return "\n".join(["- " * 20, address, f"name      {name}", f"password  {password}"])


def run(*command, said=None):
    """Run a command of the system; if it fails, end with what it said."""
    done = subprocess.run(
        [str(word) for word in command], input=said, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stderr.strip()}")


def main(words=None):
    """Do what the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    deeds = parser.add_subparsers(dest="deed", required=True)
    make = deeds.add_parser("make")
    make.add_argument("number", type=int)
    for deed in (make, *map(deeds.add_parser, ("teacher", "password"))):
        deed.add_argument("--address", default="http://127.0.0.1:8000", help="printed on the slip")
        if deed is not make:
            deed.add_argument("name")
    deeds.add_parser("list")
    going = deeds.add_parser("remove")
    going.add_argument("names", nargs="*")
    going.add_argument("--all", action="store_true", help="all accounts of the class")
    asked = parser.parse_args(words)
    if os.geteuid() != 0:
        sys.exit("Accounts can be made and changed by root only: put sudo in front.")
    prepare()
    if asked.deed == "make":
        names = free_words()
        if not 1 <= asked.number <= len(names):
            sys.exit(f"{asked.number} accounts asked for; there are words for 1 to {len(names)}.")
        for name in sorted(secrets.SystemRandom().sample(names, asked.number)):
            print(slip(name, add(name, LEARNERS), asked.address))
    elif asked.deed == "teacher":
        print(slip(asked.name, add(asked.name, TEACHERS), asked.address))
        print("Stop and start the hub, and the account is a teacher's.", file=sys.stderr)
    elif asked.deed == "password":
        print(slip(asked.name, new_password(asked.name), asked.address))
    elif asked.deed == "list":
        for name, group in sorted(ours().items()):
            print(name, "(teacher)" if group == TEACHERS else "")
    else:
        for name in sorted(ours()) if asked.all else asked.names:
            kept = remove(name)
            work = f"the work is kept in {kept}" if kept else "there was no folder with work"
            print(f"{name}: the account is gone, {work}")


if __name__ == "__main__":
    main()

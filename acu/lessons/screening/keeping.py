"""What a learner chose to keep of the screening, in a small file in their own folder."""

import json
import os
from datetime import date
from pathlib import Path

from acu import safety
from acu.ledger import folder

RESULTS = [*safety.URGENCIES, safety.GO_ON]


def path():
    """Return where it is kept (pathlib.Path)."""
    return folder() / "check.json"


def place():
    """Say where it is kept, with ~ for the home folder (str)."""
    home, file = Path.home(), path()
    return f"~/{file.relative_to(home).as_posix()}" if file.is_relative_to(home) else str(file)


def keep(result, fits):
    """Keep a result in place of the one before.

    Parameters
    ----------
    result : str
        As `safety.screened` says it.
    fits : list of str
        Some of `safety.situations`.

    Raises
    ------
    OSError
        If it cannot be written; what was kept before is still there.
    """
    file = path()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = {"when": date.today().isoformat(), "result": result, "fits": fits}
    fresh = file.with_suffix(f".{os.getpid()}.new")
    try:
        fresh.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(fresh, file)
    finally:
        fresh.unlink(missing_ok=True)


def forget():
    """Delete what was kept.

    Raises
    ------
    OSError
        If it cannot be deleted.
    """
    path().unlink(missing_ok=True)


def kept():
    """Return what was kept.

    Returns
    -------
    dict
        `when` (datetime.date), `result`, `fits`; empty if nothing is kept. People whom the table
        of cautions no longer knows are left out.

    Raises
    ------
    ValueError
        If the file is not as it was written.
    OSError
        If it cannot be opened.
    """
    try:
        found = json.loads(path().read_bytes())
        when, result, fits = date.fromisoformat(found["when"]), found["result"], found["fits"]
        fits = [who for who in safety.situations() if who in list(fits)]
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, KeyError):
        result = None
    if result not in RESULTS:
        raise ValueError(f"{place()} is not as it was written. Keep an answer anew, or delete it.")
    return {"when": when, "result": result, "fits": fits}

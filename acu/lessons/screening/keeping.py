"""What a learner chose to keep of the screening, in a small file in their own folder."""

import json
from datetime import date

from acu import safety, writing
from acu.ledger import folder

NOT_KEPT = "Your answer is not kept"
RESULTS = [*safety.URGENCIES, safety.GO_ON]


def path():
    """Return where it is kept (pathlib.Path)."""
    return folder() / "check.json"


def place():
    """Say where it is kept, with ~ for the home folder (str)."""
    return writing.place(path())


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
    kept = {"when": date.today().isoformat(), "result": result, "fits": fits}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    with writing.telling(NOT_KEPT, path()):
        writing.make_folder(path().parent, private=True)
        writing.write_whole(path(), text, NOT_KEPT, private=True)


def forget():
    """Delete what was kept.

    Raises
    ------
    OSError
        If it cannot be deleted.
    """
    with writing.telling("Your answer is not deleted", path()):
        path().unlink(missing_ok=True)
        writing.sweep(path().parent)


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
        with writing.telling("Your answer cannot be read", path()):
            found = json.loads(path().read_bytes())
        when, result, fits = date.fromisoformat(found["when"]), found["result"], found["fits"]
        fits = [who for who in safety.situations() if who in list(fits)]
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, KeyError, RecursionError):
        result = None
    if result not in RESULTS:
        raise ValueError(f"{place()} is not as it was written. Keep an answer anew, or delete it.")
    return {"when": when, "result": result, "fits": fits}

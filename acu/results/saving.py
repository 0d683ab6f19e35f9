"""The answers of a class as a table for a spreadsheet."""

from acu.ledger.cells import as_text
from acu.results.reading import TYPES
from acu.writing import from_home, telling, write_whole

FREE = ["word", "answer", "file"]  # what learners typed, or may have


def save(results, path):
    """Save the answers of a class as CSV, which a spreadsheet opens.

    Parameters
    ----------
    results : pandas.DataFrame
        From `read_results`.
    path : path-like
        Where to. Such a table that is there already is replaced; nothing else is.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    OSError
        If something else stands there, or it cannot be written; then nothing is changed.

    Notes
    -----
    UTF-8 with the mark by which Excel knows it. A word that a spreadsheet would run as a formula
    is stored with an apostrophe before it.

    Examples
    --------
    >>> acu.results.save(acu.results.example(3), "answers.csv").name
    'answers.csv'
    """
    path = from_home(path)
    if not path.parent.is_dir():
        raise FileNotFoundError(f"There is no folder {path.parent}: make it, or name another")
    if path.exists() and not _ours(path):
        raise FileExistsError(f"{path} is something else, and it is not replaced: name another")
    safe = results.assign(**{name: results[name].map(as_text) for name in FREE})
    raw = safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
    write_whole(path, raw)
    return path


def _ours(path):
    head = ("\ufeff" + ",".join(TYPES)).encode()
    if not path.is_file():
        return False
    with telling("Nothing is written", path), open(path, "rb") as file:
        return file.read(len(head)) == head

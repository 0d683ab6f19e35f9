"""The results of a class from a folder, from files, or from what was pasted."""

import os
import warnings
from contextlib import suppress
from pathlib import Path

import pandas as pd

from acu.results.sheet import NAME, blocks, parsed

PASTED = "pasted text"
BIG = 4_000_000  # bytes of one file: a learner's has some thousands
TYPES = {
    "word": "str",
    "stage": "str",
    "when": "datetime64[us]",
    "question": "str",
    "kind": "str",
    "code": "str",
    "grade": "int64",
    "answer": "str",
    "level": "str",
    "person": "str",
    "view": "str",
    "x": "float64",
    "y": "float64",
    "cm": "float64",
    "file": "str",
}
UTF16 = (b"\xff\xfe", b"\xfe\xff")  # as Windows marks it
SAME = "it is the same as {}, and counts once"
EARLIER = "the same learner saved it again later, in {}, with more answers: that one counts"
NO_FILE = "there is no such file"


class Doubt(UserWarning):
    """Some results of a class could not be read, or two learners may have one word."""


def read_results(source):
    """Read the results that learners saved.

    Damaged ones are refused by name, and the rest is read. One warning tells of them.

    Parameters
    ----------
    source : path-like, list of path-like or str
        A folder, of which every ``.txt`` is read; a file; a list of files; or text that was
        pasted, with one result or many, as a mail quotes them.

    Returns
    -------
    pandas.DataFrame
        One row for each answer, in the order of the files and of the answers: `word` (the
        learner's own), `stage` ("practice", "before" or "after"), `when` (datetime64, local time),
        `question` (its key), `kind`, `code` (WHO code, or empty text), `grade` (1 wrong, 2 near,
        3 right), `answer`; of a mark on the body also `level`, `person`, `view`, `x`, `y` (mm on
        the sheet) and `cm` (along the skin, NaN if farther than was measured); and `file`.

        ``attrs["refused"]`` lists pairs of str: what was refused, and why. ``attrs["doubts"]``
        lists what else to know (str): a word that two learners may have chosen.

    Raises
    ------
    OSError
        If there is no such folder or file, or it cannot be opened.
    TypeError
        If `source` is nothing of these.

    Examples
    --------
    >>> answer = {"when": "2026-11-23T10:15:00", "question": "name BL40", "grade": 3, "answer": ""}
    >>> text = acu.results.written("blue fox", "before", [answer])
    >>> acu.read_results(text)[["word", "question", "grade"]].to_dict("records")
    [{'word': 'blue fox', 'question': 'name BL40', 'grade': 3}]
    """
    read, refused, first = [], [], {}
    for name, text, why in _texts(source):
        found = [("", why)] if why else blocks(text)
        for number, (line, wrong) in enumerate(found, 1):
            each = f"{name}, part {number}" if len(found) > 1 else name
            try:
                if wrong or line in first:
                    raise ValueError(wrong or SAME.format(first[line]))
                word, stage, answers = parsed(line)
            except ValueError as error:
                refused.append((each, str(error)))
                continue
            first[line] = each
            read.append(({"word": word, "stage": stage, "file": each}, answers))
    for of, answers in read[:]:
        whole = _saved_again(of, answers, read)
        if whole:
            refused.append((of["file"], EARLIER.format(whole)))
            read.remove((of, answers))
    rows = [answer | of for of, answers in read for answer in answers]
    frame = pd.DataFrame(rows, columns=list(TYPES)).astype(TYPES)
    frame.attrs = {"refused": refused, "doubts": _doubts(frame)}
    if refused or frame.attrs["doubts"]:
        warnings.warn(told(frame), Doubt, stacklevel=2)
    return frame


def told(results):
    """Say how many results were read, and what was refused and why.

    Parameters
    ----------
    results : pandas.DataFrame
        From `read_results`.

    Returns
    -------
    str
        A line for each thing.

    Examples
    --------
    >>> acu.results.told(acu.results.example(3))
    '6 results read, 0 refused.'
    """
    refused, doubts = results.attrs["refused"], results.attrs["doubts"]
    count = results["file"].nunique()
    first = f"{count} result{'s' * (count != 1)} read, {len(refused)} refused."
    return "\n  ".join([first, *(f"{name}: {why}" for name, why in refused), *doubts])


def learners(results):
    """Say which learner gave each answer.

    Parameters
    ----------
    results : pandas.DataFrame
        From `read_results`, or some rows of it.

    Returns
    -------
    pandas.Series of str
        The word. If two files of one stage have the same word, nobody knows whether that is one
        learner or two, so each file of that word counts as a learner: "blue fox (2)".
    """
    word, file = results["word"], results["file"]
    of_word = file.groupby([word, results["stage"]]).transform("nunique").groupby(word)
    number = file.groupby(word).transform(lambda files: pd.factorize(files)[0] + 1)
    numbered = word + " (" + number.astype("int64").astype(str) + ")"
    return word.where(of_word.transform("max") == 1, numbered)


def _saved_again(of, answers, read):
    """Name the file in which the same learner saved these answers and more; empty text if none."""
    return next(
        (
            other["file"]
            for other, more in read
            if (other["word"], other["stage"]) == (of["word"], of["stage"])
            and len(more) > len(answers)
            and more[: len(answers)] == answers
        ),
        "",
    )


def _doubts(frame):
    files = frame.groupby(["word", "stage"], sort=False)["file"].unique()
    return [
        f'"{word}" ({stage}) stands in {", ".join(names)}: they count as {len(names)} learners'
        for (word, stage), names in files.items()
        if len(names) > 1
    ]


def _texts(source):
    """Yield name, text, and why there is none, of each file or of what was pasted."""
    if isinstance(source, str) and _pasted(source):
        yield PASTED, source, ""
    elif isinstance(source, str | os.PathLike):
        path = _path(source)
        files = _in_folder(path) if path.is_dir() else [_there(path)]
        yield from ((file.name, *_text(file)) for file in files)
    elif hasattr(source, "__iter__") and not isinstance(source, bytes):
        files = [_path(file) for file in source]
        names = [file.name for file in files]
        for file in files:
            name = str(file) if names.count(file.name) > 1 else file.name
            yield name, *_text(file)
    else:
        raise TypeError(
            f"source is {source!r:.40}: give a folder, a file, a list of files, or pasted text"
        )


def _path(source):
    """Path with its ~ written out; that of nobody stays, and leads nowhere."""
    with suppress(RuntimeError):
        return Path(source).expanduser()
    return Path(source)


def _pasted(text):
    # One line of it is a header without answers, or nothing at all; else it names a file.
    return "\n" in text or "\r" in text or not text.strip() or text.lstrip().startswith(f"{NAME} ")


def _in_folder(path):
    try:
        files = [file for file in path.iterdir() if file.suffix.lower() == ".txt"]
    except OSError as error:
        raise type(error)(f"The folder {path} cannot be read: {error.strerror}.") from error
    # A Mac writes a hidden file beside each on a stick.
    return sorted((file for file in files if file.name[0] != "."), key=lambda file: file.name)


def _there(path):
    if path.exists():
        return path
    raise FileNotFoundError(
        f"There is no folder or file {path}: put the learners' files into one folder, and name it. "
        f"Python looks from {Path.cwd()}."
    )


def _text(path):
    """Return the text of a file, or why it cannot be read."""
    try:
        if not path.is_file():  # a pipe would never end
            return "", "it is not a file" if path.exists() else NO_FILE
        with open(path, "rb") as file:
            raw = file.read(BIG + 1)
    except OSError as error:
        return "", f"it cannot be opened: {error.strerror}"
    if len(raw) > BIG:
        return "", f"it is too big: a result has less than {BIG // 1_000_000} MB"
    return raw.decode("utf-16" if raw.startswith(UTF16) else "utf-8-sig", "replace"), ""

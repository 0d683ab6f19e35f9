"""Processes that write a diary or a practice history, and may die while they do."""

import itertools
import os
import signal

from acu.diary import Diary
from acu.memory import History


def keep_many(path, name, count):
    """Keep sessions one after the other, each with a note that tells them apart."""
    for number in range(count):
        Diary(path).add("GB29 BL40", 6, 4, 240, f'{name}, "{number}"\n=1+1')


def die_writing(path, name, part):
    """Keep a session, then die when a part of the next is on the disk."""
    keep_many(path, name, 1)
    _die_in_write(1, part)
    Diary(path).add("GB30", 9, 9, 600, f'{name}, "lost", never said to be kept')


def _die_in_write(turn, part):
    """Let the process die when a part of a row (the first is turn 1) is on the disk."""
    write, rows = os.write, itertools.count(1)

    def half_write(file, row):
        if next(rows) < turn:
            return write(file, row)
        write(file, row[: max(1, int(part * len(row)))])
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    os.write = half_write


def answer(path, first, told, dies_at=None):
    """Keep answers, numbered on from the first, and tell each number when `add` has returned.

    Parameters
    ----------
    path : path-like
    first : int
    told : multiprocessing.connection.Connection
    dies_at : float, optional
        The part (0 to 1) of the second answer that is on the disk when the process dies by itself.
        Unless given, it goes on until it is killed.
    """
    if dies_at is not None:
        _die_in_write(2, dies_at)
    for number in itertools.count(first):
        History(path).add("find BL40", "bare", "average man", f'{number}, "{number}"\n=1', 3, 1.5)
        told.send(number)

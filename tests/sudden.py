"""Processes that write a diary, and may die while they do."""

import os
import signal

from acu.diary import Diary


def keep_many(path, name, count):
    """Keep sessions one after the other, each with a note that tells them apart."""
    for number in range(count):
        Diary(path).add("GB29 BL40", 6, 4, 240, f'{name}, "{number}"\n=1+1')


def die_writing(path, name, part):
    """Keep a session, then die when a part of the next is on the disk."""
    keep_many(path, name, 1)
    write = os.write

    def half_write(file, row):
        write(file, row[: max(1, int(part * len(row)))])
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    os.write = half_write
    Diary(path).add("GB30", 9, 9, 600, f'{name}, "lost", never said to be kept')

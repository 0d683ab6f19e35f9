"""What a learner's page saves, sound or forged."""

import json
import warnings
from zlib import crc32

import acu
from acu import results
from acu.results import written

FIND = {
    "when": "2026-11-23T10:15:00",
    "question": "find BL40",
    "grade": 3,
    "answer": "knee_back 120 310.5",
    "level": "landmarks",
    "person": "average woman",
    "view": "knee_back",
    "x": 120.0,
    "y": 310.5,
    "cm": 0.8,
}
NAME = {
    "when": "2026-11-23T10:16:00",
    "question": "name GB30",
    "grade": 1,
    "answer": "BL54 Zhìbiān",
}


def text(word="blue fox", stage="before", answers=(FIND, NAME)):
    return written(word, stage, answers)


def forged(content):
    """Two lines whose check sum fits, whatever they hold."""
    line = content if isinstance(content, str) else json.dumps(content)
    return f"acu-results 1 {crc32(line.encode()):08x}\n{line}\n"


def quietly(source):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", results.Doubt)
        return acu.read_results(source)


def refused(source):
    """Names and reasons, after nothing else was read."""
    frame = quietly(source)
    assert frame.empty
    return frame.attrs["refused"]

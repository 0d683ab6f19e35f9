"""Sheets of the standard people, worked out beforehand, so that a map of the body opens at once."""

import gzip
import json
from functools import cache, lru_cache
from hashlib import sha256

from acu import body as bodies
from acu import tables
from acu.body import Body
from acu.bodymap.sheets import draw
from acu.plates import VIEWS, Scene
from acu.plates.pictures import STANDARD, STORE, picture

# What a sheet is made of, besides the body: columns by table.
MADE_OF = {
    "points": ["code", "channel", "view", "paired", "drawn", "rule", "second_rule"],
    "landmarks": ["id", "paired"],
    "rulers": ["id", "from_landmark", "to_landmark", "cun", "direction"],
    "channels": ["code", "points", "line"],
}


@lru_cache(maxsize=256)
def sheet(body, view):
    """Lay out what is seen of a body from one side.

    Parameters
    ----------
    body : Body
    view : str
        A key of `plates.VIEWS`.

    Returns
    -------
    sheet : dict
        For the browser: title, box, outline, dots, channel lines, and the way to each point.
    image : bytes
        The shaded body, WebP.
    """
    stored = _stored(body.sex, body.build) if is_standard(body) else {}
    return stored.get(view) or draw(body, view), picture(Scene(body, view)).webp


def is_standard(body):
    """Whether a body is one of those whose sheets and pictures are worked out beforehand."""
    return body.build in STANDARD and body == Body(body.sex, build=body.build)


def write():
    """Work the sheets of every standard person out, and store them."""
    for sex in ("female", "male"):
        for build in STANDARD:
            body = Body(sex, build=build)
            kept = {"key": _key(), "sheets": {view: draw(body, view) for view in VIEWS}}
            text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            _file(sex, build).write_bytes(gzip.compress(text.encode(), mtime=0))


@cache
def _stored(sex, build):
    """Sheets of a standard person by view; none if body or tables have changed since."""
    if not _file(sex, build).exists():
        return {}
    kept = json.loads(gzip.decompress(_file(sex, build).read_bytes()))
    return kept["sheets"] if kept["key"] == _key() else {}


@cache
def _key():
    """Fingerprint of the body, and of what the tables say of places."""
    said = [
        tables.read(name)[columns].to_csv(lineterminator="\n") for name, columns in MADE_OF.items()
    ]
    return sha256(bodies.FILE.read_bytes() + "".join(said).encode()).hexdigest()[:16]


def _file(sex, build):
    return STORE / f"{sex}_{STANDARD[build]}.json.gz"

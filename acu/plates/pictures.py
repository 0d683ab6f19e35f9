"""Pictures of a body from one side: drawn, or taken from the store of standard bodies."""

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import sha256
from io import BytesIO

import numpy as np
from matplotlib.path import Path as Line
from PIL import Image
from PIL.WebPImagePlugin import WebPImageFile

from acu import body as bodies
from acu import shading
from acu.plates import parts
from acu.plates.scene import Scene
from acu.plates.views import VIEWS, WHOLE
from acu.tables import DATA

STORE = DATA / "plates"
KEY, LINES = STORE / "body.key", STORE / "lines.npz"
STANDARD = {-1: "thin", 0: "average", 1: "heavy"}  # builds that are in the store
QUALITY = 82  # of WebP, 0 to 100
STEP = 0.01  # cm; the store keeps lines in whole steps
STRAIGHT = 0.02  # cm that an outline may be straightened by


@dataclass(frozen=True)
class Picture:
    """A shaded body from one side.

    Parameters
    ----------
    webp : bytes
        The shaded body as a WebP file, clear around it.
    box : tuple of float
        ``(left, right, bottom, top)`` of the image, cm.
    outline, ghost, section : list of ndarray (k, 2)
        Lines in view coordinates, cm: the silhouette, an arm that was left out, its cut face.
    """

    webp: bytes
    box: tuple
    outline: list
    ghost: list
    section: list

    @property
    def image(self):
        """The shaded body: ndarray (rows, columns, 4) of uint8."""
        return _decoded(self.webp)

    @property
    def lines(self):
        """Outline, ghost and section by name."""
        return {"outline": self.outline, "ghost": self.ghost, "section": self.section}


def picture(scene):
    """Picture of a scene, from the store, from memory, or drawn now.

    A body's stature only sets the scale, so all statures share one picture.

    Parameters
    ----------
    scene : Scene

    Returns
    -------
    Picture
    """
    body = scene.body
    shown = _picture(body.sex, body.build, scene.view)
    scale = body.stature / bodies.Body(body.sex).stature
    scaled = {name: [line * scale for line in each] for name, each in shown.lines.items()}
    return replace(shown, box=tuple(scale * side for side in shown.box), **scaled)


def draw(scene):
    """Picture of a scene, drawn now."""
    image = shade(scene)
    file = BytesIO()
    Image.fromarray(image).save(file, "webp", quality=QUALITY, method=4)
    cut = [scene.section] if scene.section is not None else []
    ghost = parts.ghost(scene, WHOLE) if cut and not VIEWS[scene.view].fades else []
    outline = shading.silhouette(image[..., 3], scene.box)
    lines = ([straightened(line) for line in each] for each in (outline, ghost, cut))
    return Picture(file.getvalue(), scene.box, *lines)


def shade(scene):
    """Shaded image (rows, columns, 4) of a scene."""
    return shading.shade(scene.solid, scene.box, VIEWS[scene.view].px_per_cm)


def straightened(line):
    """Leave out what a line (k, 2), cm, does not need."""
    path = Line(line)
    path.should_simplify, path.simplify_threshold = True, STRAIGHT
    kept = path.cleaned(simplify=True)
    return kept.vertices[np.isin(kept.codes, (Line.MOVETO, Line.LINETO))]


def key():
    """Fingerprint of the bodies that stored pictures were drawn from."""
    return sha256(bodies.FILE.read_bytes()).hexdigest()[:16]


def store(pictures):
    """Write the store anew.

    Parameters
    ----------
    pictures : dict of (str, float, str) to Picture
        By sex, build and view.
    """
    STORE.mkdir(exist_ok=True)
    for old in STORE.glob("*.webp"):
        old.unlink()
    stored = {}
    for person, shown in pictures.items():
        name = _name(*person)
        stored[f"{name} box"] = np.array(shown.box)
        (STORE / f"{name}.webp").write_bytes(shown.webp)
        for kind, lines in shown.lines.items():
            rows = [
                np.column_stack([line / STEP, np.full(len(line), i)])
                for i, line in enumerate(lines)
            ]
            stored[f"{name} {kind}"] = np.rint(np.vstack([np.empty((0, 3)), *rows])).astype(
                np.int16
            )
    np.savez_compressed(LINES, **stored)
    KEY.write_text(f"{key()}\n", encoding="utf-8")


def stored(sex, build, view):
    """Picture of a standard body; None if it is not in the store or the body has changed since."""
    name = _name(sex, build, view)
    if name is None or not _current() or f"{name} box" not in _lines():
        return None
    rows = [_lines()[f"{name} {kind}"] for kind in ("outline", "ghost", "section")]
    lines = (
        [each[each[:, 2] == i, :2] * STEP for i in range(int(each[:, 2].max(initial=-1)) + 1)]
        for each in rows
    )
    box = tuple(_lines()[f"{name} box"].tolist())
    return Picture((STORE / f"{name}.webp").read_bytes(), box, *lines)


@lru_cache(maxsize=128)
def _picture(sex, build, view):
    return stored(sex, build, view) or draw(Scene(bodies.Body(sex, build=build), view))


@lru_cache(maxsize=32)
def _decoded(webp):
    with WebPImageFile(BytesIO(webp)) as image:  # Image.open loads readers of forty formats first
        return np.asarray(image.convert("RGBA"))


def _name(sex, build, view):
    return f"{sex}_{STANDARD[build]}_{view}" if build in STANDARD else None


def _current():
    return LINES.exists() and KEY.exists() and KEY.read_text(encoding="utf-8").strip() == _key()


@cache
def _key():
    return key()


@cache
def _lines():
    with np.load(LINES) as file:
        return dict(file)

"""What the pages of a site share: files that are named after what is in them."""

import base64
import json
import zlib
from hashlib import sha256
from io import BytesIO

from PIL import Image

CHUNK = 24_000  # letters of JSON that are packed together, if they are loaded by key
WIDEST = 1320  # pixels of a picture: what a page shows, on a screen of two pixels for one


class Assets:
    """A folder of files that pages share.

    The same bytes are the same file, so that a page need not load again what another one has.

    Parameters
    ----------
    folder : pathlib.Path
        Made if it is not there.
    place : str
        How a page gets to it, without a slash at the end.

    Attributes
    ----------
    names : set of str
        Names of all files so far.
    """

    def __init__(self, folder, place="assets"):
        self.folder, self.place, self.names = folder, place, set()
        self._laid = {}  # entries that were laid aside before, and where
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, stem, ending, content):
        """Add a file.

        Parameters
        ----------
        stem, ending : str
            What its name begins and ends with.
        content : bytes or str

        Returns
        -------
        str
            Its address, as seen from a page.
        """
        raw = content.encode() if isinstance(content, str) else content
        name = f"{stem}-{sha256(raw).hexdigest()[:10]}.{ending}"
        if name not in self.names:
            (self.folder / name).write_bytes(raw)
            self.names.add(name)
        return f"{self.place}/{name}"

    def data(self, value):
        """Add a value that scripts ask for by its address.

        It is a script, for a page that is opened as a file may load nothing else.

        Parameters
        ----------
        value : object
            What JSON can hold; bytes become ``{"$bytes": base64}``.

        Returns
        -------
        str
            Its address.
        """
        text = written(value)
        packed = base64.b64encode(zlib.compress(text.encode(), 9)).decode()
        name = sha256(text.encode()).hexdigest()[:10]
        return self.add("data", "js", f'acu.put("{name}","{packed}")\n') + f"#{name}"

    def chunks(self, entries):
        """Add the entries of a dict so that each can be loaded without most of the others.

        Parameters
        ----------
        entries : dict of str to object

        Returns
        -------
        dict of str to str
            Address by key; neighbours may have the same. What is there is a dict.
        """
        same = tuple((key, id(value)) for key, value in entries.items())
        if same not in self._laid:  # what has an id is kept, so that nothing else gets the same
            self._laid[same] = entries, self._chunks(entries)
        return self._laid[same][1]

    def _chunks(self, entries):
        addresses, chunk, size = {}, {}, 0
        for key, value in entries.items():
            more = len(written(value))
            if chunk and size + more > CHUNK:
                addresses |= dict.fromkeys(chunk, self.data(chunk))
                chunk, size = {}, 0
            chunk[key], size = value, size + more
        return addresses | dict.fromkeys(chunk, self.data(chunk)) if chunk else addresses

    def picture(self, png):
        """Add a picture as WebP, no wider than a page can show.

        Parameters
        ----------
        png : bytes

        Returns
        -------
        address : str
        size : tuple of int
            Width and height in pixels.
        """
        image = Image.open(BytesIO(png)).convert("RGB")
        if image.width > WIDEST:
            high = round(image.height * WIDEST / image.width)
            image = image.resize((WIDEST, high), Image.Resampling.LANCZOS)
        kept = BytesIO()
        image.save(kept, "webp", lossless=True, quality=30, method=2)
        small = BytesIO()
        image.save(small, "webp", quality=88, method=4)
        best = min(kept.getvalue(), small.getvalue(), key=len)
        return self.add("picture", "webp", best), image.size


def written(value):
    """Write a value as JSON, the same text each time.

    Parameters
    ----------
    value : object
        What JSON can hold, bytes, and numbers of numpy.

    Returns
    -------
    str
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value):
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {"$bytes": base64.b64encode(bytes(value)).decode()}
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, (tuple, set, frozenset)):
        return list(value)
    raise TypeError(f"a page cannot hold {type(value).__name__} {value!r}: make it text or numbers")

"""Cut a Chinese font down to the characters that the tables use: data/fonts/AcuCJK-subset.otf.

    uv run tools/build_font.py NotoSansCJK-Regular.ttc            for data/*.csv
    uv run tools/build_font.py NotoSansCJK-Regular.ttc A.csv ...  for these tables

The collection of fonts is in the Debian package fonts-noto-cjk. Its licence, the SIL Open Font
License, stands in data/fonts/OFL.txt and holds for the cut font too, which has a name of its own so
that nobody takes it for the whole one. Run this again when a table gets a character that the font
lacks. fontTools comes with matplotlib.
"""

import argparse
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

DATA = Path(__file__).parent.parent / "data"
FONT = DATA / "fonts" / "AcuCJK-subset.otf"
FACE = "Noto Sans CJK TC"  # the traditional forms first, as the tables have them
FIRST_CHARACTER = "\u2e80"  # the first block of Chinese characters in Unicode
FAMILY, STYLE, UNIQUE, FULL, VERSION, POSTSCRIPT = range(1, 7)


def characters(tables):
    """Return the Chinese characters that stand in text files.

    Parameters
    ----------
    tables : iterable of pathlib.Path

    Returns
    -------
    list of str
        Sorted, each character once.
    """
    text = "".join(table.read_text(encoding="utf-8-sig") for table in tables)
    return sorted({character for character in text if character >= FIRST_CHARACTER})


def cut(collection, wanted):
    """Return one face of a font collection with only the wanted characters in it.

    Parameters
    ----------
    collection : pathlib.Path
        A .ttc file that holds the face "Noto Sans CJK TC".
    wanted : list of str
        Characters.

    Returns
    -------
    fontTools.ttLib.TTFont

    Raises
    ------
    ValueError
        If the face, or a character in it, is missing.
    """
    faces = {font["name"].getDebugName(FULL): font for font in TTCollection(collection)}
    face = next((name for name in faces if name in (FACE, f"{FACE} Regular")), None)
    if face is None:
        raise ValueError(f"{collection} has no face {FACE!r}, only {', '.join(faces)}")
    font = faces[face]
    if missing := [character for character in wanted if ord(character) not in font.getBestCmap()]:
        raise ValueError(f"{FACE} has no {' '.join(missing)}")
    font.recalcTimestamp = False

    options = Options()
    options.layout_features = []
    options.drop_tables += ["BASE", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]  # for vertical text
    options.hinting = False
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(wanted))
    subsetter.subset(font)
    rename(font)
    return font


def rename(font):
    """Give a font the name Acu CJK, and keep its copyright notice and licence.

    Parameters
    ----------
    font : fontTools.ttLib.TTFont
        An OpenType font with CFF outlines. Changed in place.
    """
    names = {
        FAMILY: "Acu CJK",
        STYLE: "Regular",
        UNIQUE: "AcuCJK-Regular, cut from Noto Sans CJK TC",
        FULL: "Acu CJK Regular",
        VERSION: font["name"].getDebugName(VERSION),
        POSTSCRIPT: "AcuCJK-Regular",
    }
    copyright_notice, licence, licence_address = 0, 13, 14
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
        elif record.nameID not in (copyright_notice, licence, licence_address):
            font["name"].names.remove(record)
    outlines = font["CFF "].cff
    outlines.fontNames = [names[POSTSCRIPT]]
    outlines.topDictIndex[0].FamilyName = names[FAMILY]
    outlines.topDictIndex[0].FullName = names[FULL]


def main():
    """Read the command line and write the font."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("collection", type=Path, help="NotoSansCJK-Regular.ttc")
    parser.add_argument("tables", type=Path, nargs="*", help="CSV files (data/*.csv)")
    given = parser.parse_args()
    wanted = characters(given.tables or sorted(DATA.glob("*.csv")))
    FONT.parent.mkdir(exist_ok=True)
    cut(given.collection, wanted).save(FONT)
    print(f"{FONT.name}: {len(wanted)} characters, {FONT.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()

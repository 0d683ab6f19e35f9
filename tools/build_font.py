"""Cut fonts down: the Chinese one to the characters that the tables use, that of print to Latin.

    uv run tools/build_font.py NotoSansCJK-Regular.ttc            for data/*.csv
    uv run tools/build_font.py NotoSansCJK-Regular.ttc A.csv ...  for these tables
    uv run tools/build_font.py NotoSans-Bold.ttf                  a style of the font of handouts

The fonts are in the Debian packages fonts-noto-cjk and fonts-noto-core. Their licence, the SIL Open
Font License, stands in data/fonts/OFL.txt and holds for the cut fonts too, which have names of
their own so that nobody takes them for the whole ones. Run this again when a table gets a character
that the font lacks. fontTools comes with matplotlib.
"""

import argparse
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

DATA = Path(__file__).parent.parent / "data"
FONT = DATA / "fonts" / "AcuCJK-subset.otf"
FACE = "Noto Sans CJK TC"  # the traditional forms first, as the tables have them
FIRST_CHARACTER = "\u2e80"  # the first block of Chinese characters in Unicode
# Latin with all accents of pinyin, loose accents, marks of print, fractions, arrows, signs.
LATIN = ((0x20, 0x24F), (0x300, 0x36F), (0x1E00, 0x1EFF), (0x2010, 0x2044), (0x2150, 0x215F))
SIGNS = "€←→−≈≤≥"
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
    rename(font, "Acu CJK", FACE)
    return font


def cut_latin(file):
    """Return a font with Latin letters only.

    Parameters
    ----------
    file : pathlib.Path
        A style of Noto Sans, such as NotoSans-Bold.ttf.

    Returns
    -------
    fontTools.ttLib.TTFont
    """
    font = TTFont(file)
    font.recalcTimestamp = False
    options = Options()
    options.layout_features = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]
    options.hinting = False
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    ranges = (range(first, last + 1) for first, last in LATIN)
    subsetter.populate(unicodes={ord(sign) for sign in SIGNS}.union(*ranges))
    subsetter.subset(font)
    rename(font, "Acu Sans", "Noto Sans")
    return font


def rename(font, family, whole):
    """Give a font a name of its own, and keep its copyright notice and licence.

    Parameters
    ----------
    font : fontTools.ttLib.TTFont
        Changed in place.
    family : str
        Its new name.
    whole : str
        What it is cut from.
    """
    style = font["name"].getDebugName(STYLE)
    postscript = f"{family.replace(' ', '')}-{style}"
    names = {
        FAMILY: family,
        STYLE: style,
        UNIQUE: f"{postscript}, cut from {whole}",
        FULL: f"{family} {style}",
        VERSION: font["name"].getDebugName(VERSION),
        POSTSCRIPT: postscript,
    }
    copyright_notice, licence, licence_address = 0, 13, 14
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
        elif record.nameID not in (copyright_notice, licence, licence_address):
            font["name"].names.remove(record)
    if "CFF " in font:
        outlines = font["CFF "].cff
        outlines.fontNames = [names[POSTSCRIPT]]
        outlines.topDictIndex[0].FamilyName = names[FAMILY]
        outlines.topDictIndex[0].FullName = names[FULL]


def main():
    """Read the command line and write the font."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("font", type=Path, help="NotoSansCJK-Regular.ttc, or NotoSans-Bold.ttf")
    parser.add_argument("tables", type=Path, nargs="*", help="CSV files (data/*.csv)")
    given = parser.parse_args()
    FONT.parent.mkdir(exist_ok=True)
    if given.font.suffix == ".ttf":
        name = given.font.name.replace("NotoSans", "AcuSans")
        cut_latin(given.font).save(FONT.with_name(name))
        return
    wanted = characters(given.tables or sorted(DATA.glob("*.csv")))
    cut(given.font, wanted).save(FONT)
    print(f"{FONT.name}: {len(wanted)} characters, {FONT.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()

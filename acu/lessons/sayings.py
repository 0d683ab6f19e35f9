"""What is said of a point: cautions, the article, old books and studies, each by itself."""

from html import escape

from acu import safety, tables
from acu.points import load_points

SAID = {
    "The article": ["article"],
    "Tradition: old books and schools": ["tradition"],
    "Evidence: studies": ["trial", "literature"],
}
NO_TRIAL = "Our table knows no trial of pressing this point with the fingers."


def sayings(code, who=""):
    """Lay out, as HTML, what is said of a point.

    Parameters
    ----------
    code : str
        WHO code.
    who : str
        One of `safety.situations`, whose caution stands first; empty text if none.

    Returns
    -------
    str
        HTML: cautions (unfolded: nobody has to open a fold to be warned), then what the article,
        the tradition and the studies say, each by itself, then the sources by their numbers.
    """
    return _Sayings(code).html(who)


class _Sayings:
    """What is said of one point. Sources are numbered in the order in which they are named."""

    def __init__(self, code):
        self.code, self.sources = code, []

    def html(self, who):
        pinyin = load_points().loc[self.code, "pinyin"]
        heading = f"<h3>What is said of {escape(self.code)} {escape(pinyin)}</h3>"
        parts = [heading, self._warning(who), self._cautions()]
        uses = tables.read("uses").query("code == @self.code")
        for heading, kinds in SAID.items():
            parts.append(self._said(heading, uses[uses["kind"].isin(kinds)], "trial" in kinds))
        return f'<div class="sayings">{"".join([*parts, self._named_sources()])}</div>'

    def _warning(self, who):
        """Say what one person has to heed at this point."""
        found = safety.not_for(who) if who else None
        if found is None or self.code not in found.index:
            return ""
        row = found.loc[self.code]
        warning = f"<strong>{escape(who.capitalize())}: {escape(row['action'])}</strong>"
        return f'<p class="warning">{warning} {escape(row["reason"])}</p>'

    def _cautions(self):
        held = safety.cautions(self.code)
        general = held["code"].eq("") & held["region"].eq("")
        own = [self._caution(row) for row in held[~general].itertuples()]
        everywhere = [self._caution(row) for row in held[general].itertuples()]
        fold = _fold(f"{len(everywhere)} cautions for every point", _list(everywhere))
        heading = f"Safety: {_count(len(own), 'caution')} for this point"
        return _fold(f"<h4>{heading}</h4>", _list(own) + fold, "open")

    def _caution(self, row):
        words = f"<b>{escape(row.situation)}.</b> {escape(row.action)} {escape(row.reason)}"
        return f"{words} {self._source(row)}"

    def _said(self, heading, uses, studies):
        """List what sources of one kind say, a source a line."""
        lines = [] if not studies or "trial" in set(uses["kind"]) else [NO_TRIAL]
        for _, rows in uses.groupby(["kind", "source", "note"], sort=False):
            row = next(rows.itertuples())
            complaints = escape(", ".join(rows["complaint"]))
            lines.append(f"{complaints}. {escape(row.note)} {self._source(row)}")
        count = _count(uses["complaint"].nunique(), "complaint")
        return _fold(f"<h4>{heading}, {count}</h4>", _list(lines))

    def _source(self, row):
        """Give the number of a row's source, and say so if the row was not read there."""
        if row.source not in self.sources:
            self.sources.append(row.source)
        doubt = {"seen": "", "partly": ", partly from memory"}.get(
            row.verified, f", {row.verified}"
        )
        return f"<small>[{self.sources.index(row.source) + 1}{doubt}]</small>"

    def _named_sources(self):
        known = tables.read("sources").set_index("id")
        lines = [_cited(known.loc[name]) for name in self.sources]
        return _fold(f"<h4>Sources, {len(lines)}</h4>", _list(lines, "ol"))


def _cited(source):
    link, cited = escape(source["link"]), f"{escape(source['citation'])} "
    if link:
        cited += f'<a href="{link}" target="_blank" rel="noopener">{link}</a> '
    return f"{cited}<small>({escape(source['checked'])})</small>"


def _count(number, name):
    return f"{number or 'no'} {name}{'s' * (number != 1)}"


def _list(lines, tag="ul"):
    return f"<{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</{tag}>" if lines else ""


def _fold(heading, text, state=""):
    """Fold text under a heading; a heading alone if there is none."""
    if not text:
        return f"<p>{heading}</p>"
    return f"<details {state}><summary>{heading}</summary>{text}</details>"

"""What is said of a point: cautions, the article, old books and studies, each by itself."""

from html import escape

from acu import safety, tables
from acu.lessons.citing import Sources, fold, listed
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
        self.code, self.sources = code, Sources()

    def html(self, who):
        pinyin = load_points().loc[self.code, "pinyin"]
        heading = f"<h3>What is said of {escape(self.code)} {escape(pinyin)}</h3>"
        parts = [heading, self._warning(who), self._cautions()]
        uses = tables.read("uses").query("code == @self.code")
        for heading, kinds in SAID.items():
            parts.append(self._said(heading, uses[uses["kind"].isin(kinds)], "trial" in kinds))
        return f'<div class="sayings">{"".join([*parts, self.sources.listed()])}</div>'

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
        general = fold(f"{len(everywhere)} cautions for every point", listed(everywhere))
        heading = f"Safety: {_count(len(own), 'caution')} for this point"
        return fold(f"<h4>{heading}</h4>", listed(own) + general, "open")

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
        return fold(f"<h4>{heading}, {count}</h4>", listed(lines))

    def _source(self, row):
        return self.sources.number(row.source, verified=row.verified)


def _count(number, name):
    return f"{number or 'no'} {name}{'s' * (number != 1)}"

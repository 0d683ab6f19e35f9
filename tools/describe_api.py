"""Write the page of every name of `acu`, and of every deed in a terminal, from the code itself.

    uv run tools/describe_api.py            write docs/api.md
    uv run tools/describe_api.py --check    only say whether it is as the code is now

Run it whenever a public name, its docstring or its arguments have changed. A docstring is laid
out as NumPy's style has it: sections with a line below the name, entries with their words indented.
"""

import argparse
import inspect
import re
import textwrap
from dataclasses import is_dataclass

import acu
from acu import command, rules, tables
from acu.live import LiveWidget
from acu.rules import grammar

ROOT = tables.DATA.parent
PAGE = "docs/api.md"
WRITTEN = (
    "<!-- Written by tools/describe_api.py from the code. Change the docstrings, not this. -->"
)
GROUPS = {
    "Find points, and what is said of them": ("find load_points card who_may_press claims sources"),
    "Bodies, places, and a ruler of your own": "Body locate skin_distance OwnRuler",
    "Plates and charts": (
        "plot_point plot_points plot_body plot_landmarks plot_channel plot_gallery plot_ruler "
        "plot_scatter plot_finger_miss plot_cun_spread plot_trials"
    ),
    "Widgets": (
        "find_a_point explore BodyMap BodyTurner PressTimer guided_session check_first my_ruler "
        "sort_the_article"
    ),
    "Practise": "practise plot_progress plot_my_clicks make_deck anki_deck station",
    "Teach a class": "plan_class teach class_clock cold_call",
    "Results of a class": (
        "read_results plot_found plot_confused plot_everybody plot_before_after results.told "
        "results.save results.example results.written results.Doubt"
    ),
    "Paper, slides, the site, and lessons of your own": (
        "handout poster card_set safety_sheet plan_sheet write_slides write_site copy_lessons"
    ),
    "Keep what you did, and read it": "Diary plot_diary History StationBook",
}
GROUPS = {title: names.split() for title, names in GROUPS.items()}
NAMES = [name for names in GROUPS.values() for name in names]
ENTRIES = ("Parameters", "Attributes", "Returns", "Raises", "See Also")  # others are prose
SHOWN = {"cun": "2", "ruler": "SEG_LEG_LAT", "fraction": "1/3", "line": "line(a, b)"}
WHOLE = {"place": "{}", "places": "beside({}, 2, SEG_BACK_WIDTH)", "line": "share({}, 1/3)"}
CAME_BACK = "What comes back"


def page():
    """Return the text of the page (str)."""
    came = came_back()
    known = {name: _anchor(name) for name in [*NAMES, *came]}
    parts = [
        WRITTEN,
        "# Every name of `acu`",
        "For who teaches and wants to change a line, and for who writes code. Each entry says what "
        "to give, in which unit, what comes back and what can go wrong. Examples need `import acu` "
        "and nothing else. Lengths are in cm and points go by their WHO codes. "
        "[The language of rules](#the-language-of-rules) and what is typed "
        "[in a terminal](#in-a-terminal) stand at the end.",
        *(_overview(title, names) for title, names in GROUPS.items()),
    ]
    for title, names in GROUPS.items():
        parts += [f"## {title}", *(_entry(name, _object(name)) for name in names)]
    parts += [
        f"## {CAME_BACK}",
        "Nobody makes these; functions above return them.",
        *(_entry(name, found) for name, found in came.items()),
        *_rules(),
        *_terminal(),
    ]
    return _linked("\n\n".join(parts), known) + "\n"


def came_back():
    """Return the classes of our own that public functions return (dict of name to class)."""
    found = {}
    for name in NAMES:
        thing = _object(name)
        for kinds, _ in sections(thing).get("Returns", ()):
            for each in re.findall(r"\w+", kinds):
                kind = getattr(inspect.getmodule(thing), each, None)
                if inspect.isclass(kind) and kind.__module__.startswith("acu."):
                    found[each] = kind
    return {name: found[name] for name in sorted(found) if name not in NAMES}


def sections(thing):
    """Read the docstring of an object.

    Returns
    -------
    dict of str to str or list of (str, str)
        Text by section, that before the first section under an empty name. Sections with entries
        are lists of pairs: what stands on the line of an entry, and the words below it.
    """
    parts = re.split(r"^(\w[\w ]*)\n-{3,}\n", inspect.getdoc(thing) or "", flags=re.M)
    found = dict(zip(["", *parts[1::2]], (text.strip() for text in parts[::2]), strict=True))
    for name in found.keys() & {*ENTRIES}:
        entries = re.findall(r"^(\S.*)\n?((?:(?: .*)?(?:\n|$))*)", found[name], re.M)
        found[name] = [(line, textwrap.dedent(words).strip()) for line, words in entries if line]
    return found


def members(kind):
    """Return what a class of ours offers, but for what others gave it (dict of name to member)."""
    own = [each for each in kind.__mro__ if each.__module__.startswith("acu.")]
    others = {*LiveWidget.__mro__, *kind.__mro__} - {*own} | {LiveWidget}
    inner = {name for each in others for name in vars(each)}
    found = {name: each for base in reversed(own) for name, each in vars(base).items()}
    return {
        name: each
        for name, each in found.items()
        if (callable(each) or isinstance(each, property))
        and not name.startswith("_")
        and name not in inner
    }


def _object(name):
    """Return what stands under a name of the page."""
    room, _, last = name.rpartition(".")
    return getattr(getattr(acu, room) if room else acu, last)


def _overview(title, names):
    lines = [f"- [`{name}`](#{_anchor(name)}): {_summary(_object(name))}" for name in names]
    return "\n".join([f"**[{title}](#{_anchor(title)})**", "", *lines])


def _entry(name, thing):
    """Lay out an object and, of a class, what it offers."""
    file = inspect.getsourcefile(inspect.unwrap(thing)).removeprefix(f"{ROOT}/")
    if not inspect.isclass(thing):
        parts = [f"### {name}", _signature(f"acu.{name}", thing), _told(sections(thing))]
    else:
        parts = [f"### {name}", *_kind(name, thing)]
    return "\n\n".join([*parts, f"<sub>[{file}](../{file})</sub>"])


def _kind(name, kind):
    """Yield what is said of a class. Who is only given one need not know how it is made."""
    told, held = sections(kind), members(kind)
    if name in NAMES:
        yield _signature(f"acu.{name}", kind)
    else:
        given = told.pop("Parameters", [])
        told.pop("Raises", None)
        if is_dataclass(kind):
            told["Attributes"] = given
    fixed = [(each, sections(it)[""]) for each, it in held.items() if not callable(it)]
    if fixed:
        told["Attributes"] = told.get("Attributes", []) + fixed
    yield _told(told)
    for each, method in held.items():
        if callable(method):
            line = _signature(f"{name}.{each}", method)
            yield "\n\n".join([f"#### {name}.{each}", line, _told(sections(method))])


def _signature(name, thing):
    if inspect.isclass(thing) and issubclass(thing, Warning):
        return f"```python\n{name}\n```"
    given = re.sub(r"^\(self(, )?", "(", str(inspect.signature(thing))).replace("'", '"')
    if len(name + given) > 88 and "," in given:
        given = "(\n    " + given[1:-1].replace(", ", ",\n    ") + ",\n)"
    return f"```python\n{name}{given}\n```"


def _told(found):
    return "\n\n".join(_section(name, held) for name, held in found.items() if held)


def _section(name, held):
    if name == "Examples":
        body = f"```pycon\n{held}\n```"
    elif name in ENTRIES:
        body = "\n".join(_item(*entry) for entry in held)
    else:
        body = held
    return f"**{name}**\n\n{body}" if name else body


def _item(line, words):
    names, _, kind = line.partition(" : ")
    first = ", ".join(f"`{each}`" for each in names.split(", "))
    words = textwrap.indent(words, "  ").strip()
    return f"- {first}{f' ({kind})' if kind else ''}{f': {words}' if words else ''}"


def _rules():
    """Yield the verbs of rules, each with what it takes and how it is said."""
    yield "## The language of rules"
    yield (
        "What stands in the column `rule` of [points.csv](../data/points.csv). A rule is a place: "
        "a landmark, a point, or a verb that finds one. Places (`a`, `b`, `c`) are ids of "
        "[landmarks.csv](../data/landmarks.csv), codes of points, or other verbs; a ruler, such as "
        "`SEG_LEG_LAT`, is an id of [rulers.csv](../data/rulers.csv) and says what a cun is there."
    )
    rows = ["| rule | place |", "| --- | --- |"]
    for name, verb in grammar.VERBS.items():
        given = [SHOWN.get(kind, each) for each, kind in verb.takes.items() if each != "..."]
        rule = WHOLE[verb.gives].format(f"{name}({', '.join(given)})")
        said = re.sub(r"\bthe ([abc])\b", r"`\1`", rules.say(rules.read(rule)))
        rows.append(f"| `{rule}` | {said} |")
    yield "\n".join(dict.fromkeys(rows))  # line and share are shown together


def _terminal():
    """Yield the deeds of `acu NAME ...`, with their arguments."""
    yield "## In a terminal"
    yield "`uv run acu DEED ...` in this folder. `uv run acu DEED --help` says the same."
    for name, (says, arguments, _) in command.DEEDS.items():
        deed = argparse.ArgumentParser(add_help=False)
        arguments(deed)
        lines = [_argument(each) for each in deed._actions]
        yield "\n\n".join([f"### acu {name}", f"{says[0].upper()}{says[1:]}.", "\n".join(lines)])


def _argument(action):
    name = " ".join([*action.option_strings[-1:], action.metavar or action.dest.upper()])
    name += " ..." * (action.nargs in ("+", "*"))
    usual = f" (`{action.default}` unless given)" if action.default else ""
    must = " (needed)" if action.required and action.option_strings else ""
    return f"- `{name}`: {action.help or 'the file to write'}{usual}{must}"


def _summary(thing):
    return " ".join(sections(thing)[""].partition("\n\n")[0].split())


def _anchor(title):
    """Return the name under which a page can be opened at a heading, as GitHub makes it."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def _linked(text, known):
    """Turn names in backticks into links, and the double ones of docstrings into single ones."""

    def link(match):
        name = match[1]
        return f"[`{name}`](#{known[name]})" if name in known else f"`{name}`"

    blocks = re.split(r"(^```.*?^```$|^#[^\n]*|\[`[^\n]*?\))", text, flags=re.M | re.S)
    for at in range(0, len(blocks), 2):
        blocks[at] = re.sub(r"``(.+?)``", r"`\1`", blocks[at])
        blocks[at] = re.sub(r"`([^`\n]+)`", link, blocks[at])
    return "".join(blocks)


def main():
    """Write the page, or say whether it is stale."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    stored = (ROOT / PAGE).read_text(encoding="utf-8") if (ROOT / PAGE).exists() else ""
    if check:
        raise SystemExit(f"stale: {PAGE}; run tools/describe_api.py" if stored != page() else 0)
    (ROOT / PAGE).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""``data/datapackage.json``, checked far enough to check the tables by it."""

import json
import re
from functools import cache

from acu.folders import DATA
from acu.tables.problems import Problem, TableError, nearest

FILE = "datapackage.json"
TYPES = "string", "integer", "number", "boolean"
# What each entry of a description must be, if it is there.
ENTRIES = {"name": str, "path": str, "schema": dict, "type": str, "description": str}
LIMITS = {"required": bool, "unique": bool, "enum": list, "pattern": str}
LIMITS |= {"minimum": int | float, "maximum": int | float}


@cache
def resources():
    """Return the description of each table by its name.

    Returns
    -------
    dict of str to dict

    Raises
    ------
    TableError
        If the description cannot be read, or is none; says where and what would be right.
    """
    try:
        package = json.loads((DATA / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _wrong(f"the description of the tables cannot be read ({error})") from None
    found = {}
    for number, resource in enumerate(_listed(package, "resources", "the description"), 1):
        where = f"table {number} of the description"
        _held(resource, {key: ENTRIES[key] for key in ("name", "path", "schema")}, where)
        found[resource["name"]] = resource
    for name, resource in found.items():
        columns = _columns(resource, f'table "{name}"')
        key = resource["schema"].get("primaryKey", [])
        for column in [key] if isinstance(key, str) else _texts(key, f'primaryKey of "{name}"'):
            _known(column, columns, f'primaryKey of "{name}"')
    for name, resource in found.items():
        _links(resource["schema"], found, f'foreignKeys of "{name}"')
    return found


def resource(name):
    """Return the description of a table; refuse a name that there is not (ValueError)."""
    known = resources()
    if name not in known:
        listed = f"; there are {', '.join(known)}"
        raise ValueError(f'there is no table "{name}"{nearest(name, known) or listed}')
    return known[name]


def _columns(resource, where):
    names = []
    for number, field in enumerate(_listed(resource["schema"], "fields", where), 1):
        place = f"column {number} of {where}"
        _held(field, {"name": str, "type": str}, place)
        _known(field["type"], TYPES, f"the type of {place}")
        limits = field.get("constraints", {})
        _held(limits, {key: LIMITS[key] for key in LIMITS if key in _entries(limits, place)}, place)
        _texts(limits.get("enum", []), f"enum of {place}")
        if field["type"] == "boolean":
            for key in ("trueValues", "falseValues"):
                _texts(field.get(key), f"{key} of {place}")
        if "pattern" in limits:
            _held(field, {"description": str}, place)
            _pattern(limits["pattern"], place)
        names.append(field["name"])
    return names


def _links(schema, found, where):
    for link in _listed(schema, "foreignKeys", where) if "foreignKeys" in schema else []:
        _held(link, {"fields": str, "reference": dict}, where)
        _known(link["fields"], [field["name"] for field in schema["fields"]], where)
        other = link["reference"]
        _held(other, {"resource": str, "fields": str}, where)
        _known(other["resource"], found, where)
        fields = found[other["resource"]]["schema"]["fields"]
        _known(other["fields"], [field["name"] for field in fields], where)


def _entries(found, where):
    if not isinstance(found, dict):
        raise _wrong(f"{where}: it must be entries in {{}}, not {json.dumps(found):.40}")
    return found


def _held(found, kinds, where):
    """Refuse an entry that is missing or of another kind."""
    for key, kind in kinds.items():
        value = _entries(found, where).get(key)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            shown = "is missing" if value is None else f"cannot be {json.dumps(value):.40}"
            raise _wrong(f'{where}: "{key}" {shown}')


def _listed(found, key, where):
    value = _entries(found, where).get(key)
    if not isinstance(value, list) or not value:
        raise _wrong(f'{where}: "{key}" must be a list in []')
    return value


def _texts(value, where):
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _wrong(f"{where} must be a list of texts")
    return value


def _known(word, words, where):
    if word not in words:
        raise _wrong(f'{where}: there is no "{word}"{nearest(word, words)}')


def _pattern(pattern, where):
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise _wrong(f'{where}: "pattern" is no regular expression ({error})') from None


def _wrong(message):
    return TableError([Problem(FILE, message)])

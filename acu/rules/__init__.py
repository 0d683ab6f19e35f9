"""The rule language: read a rule, find its place on a body, say it in words.

A rule is one expression made of landmark names, point codes, rulers, numbers and a few verbs,
for example ``along(greater_trochanter, sacral_hiatus, 1/3)``.
"""

from acu.rules.grammar import Rule, RuleError, read
from acu.rules.location import Location, Locations, evaluate, say, tell

__all__ = [
    "Location",
    "Locations",
    "Rule",
    "RuleError",
    "evaluate",
    "read",
    "say",
    "tell",
]

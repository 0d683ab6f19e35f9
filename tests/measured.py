"""What the benchmark might have measured, for its tests."""

from benches.rows import Row

MACHINE = {
    "processor": "a processor",
    "cores": 2,
    "memory_gib": 24.0,
    "system": "a system",
    "python": "3.11.7",
    "chromium": None,
    "packages": {"numpy": "2.4.0"},
}
ROW = Row("a choice", "ms", [10, 30, 20], "interact", [200, 210, 190], "as it is")


def results(**parts):
    kept = {
        name: {"date": "2026-11-23 08:00", "much": "whole", "load": 0.1, "seconds": 5}
        | {"error": error, "rows": [row.stored() for row in measured]}
        for name, (measured, error) in parts.items()
    }
    return {"machine": MACHINE, "parts": kept}

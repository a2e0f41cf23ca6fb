"""Short ways to write input rows in the tests of the oracles."""

from __future__ import annotations

from tests.oracles.common import Row


def rows(unit: str, day: str, *texts: str) -> list[Row]:
    """Events of a unit, each written as `kind column=value ...`."""
    return [
        {"event": f"{unit}-{n:02d}", "unit": unit, "kind": kind, "at": day, **dict(cell.split("=") for cell in cells)}
        for n, text in enumerate(texts)
        for kind, *cells in (text.split(),)
    ]


def measured(unit: str, period: str, **values: str) -> list[Row]:
    """Measurements of a unit and period, each `n/d` or a plain value."""
    found = []
    for name, text in values.items():
        numerator, _, denominator = text.partition("/")
        cells = {"numerator": numerator, "denominator": denominator} if denominator else {"value": text}
        found.append({"unit": unit, "period": period, "indicator": name, **cells})
    return found

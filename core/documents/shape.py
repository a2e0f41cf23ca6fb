"""The shape of a raw document: what has to be a table is one, before anything is looked up in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kaohe.core.documents.readings import Raw
from kaohe.core.errors import Problem

TABLES = ("scheme", "period", "parameter", "macro", "rows", "reading")


def misshapen(raw: Raw) -> Iterator[Problem]:
    """Parts, parameters and readings that are no tables, and readings without a default."""
    for part in TABLES:
        if not isinstance(raw.get(part, {}), dict):
            yield Problem(f"{part} is not a table", f"write [{part}]", key=(part,))
    for name, spec in _table(raw, "parameter"):
        if not isinstance(spec, dict):
            yield Problem(
                f"the parameter {name} is not a table", f"write {name} = {{ stated = ... }}", key=("parameter", name)
            )
    for name, reading in _table(raw, "reading"):
        yield from _of_reading(name, reading)


def _of_reading(name: str, reading: object) -> Iterator[Problem]:
    at = ("reading", name)
    if not isinstance(reading, dict):
        yield Problem(f"the reading {name} is not a table", f"write [reading.{name}]", key=at)
        return
    if not isinstance(reading.get("default"), str | bool | int):
        yield Problem(f"the reading {name} has no default", 'write default = "..."', key=at)
    for value, patch in reading.items():
        if value not in ("default", "clause") and not isinstance(patch, dict):
            yield Problem(
                f"the value {value} of the reading {name} is no patch of the document",
                f"write {value} = {{ card.node.name.value = ... }}",
                key=(*at, value),
            )


def _table(raw: Raw, part: str) -> list[tuple[str, Any]]:
    found = raw.get(part, {})
    return list(found.items()) if isinstance(found, dict) else []

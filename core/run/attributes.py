"""What the columns of events, tickets and units mean to formulas."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import polars as pl

from kaohe.core.catalogue import catalogue
from kaohe.core.numbers import Range
from kaohe.core.program import Column

TIMES = Range(1, 0, 5_000_000_000, 0, True)
STANDARD = {
    "events": {
        "event": Column("event", "code"), "unit": Column("unit", "code", nullable=False), "kind": Column("kind", "code", nullable=False),
        "at": Column("at", "number", TIMES, quantity="time"), "count": Column("count", "number", Range(1, 1, 1_000_000)),
        "verified": Column("verified", "truth", nullable=False), "person": Column("person", "code"), "incident": Column("incident", "code"),
        "status": Column("status", "code"),
    },
    "tickets": {
        "ticket": Column("ticket", "code"), "unit": Column("unit", "code", nullable=False), "kind": Column("kind", "code", nullable=False),
        "class": Column("class", "code"), "person": Column("person", "code"), "accepted_at": Column("accepted_at", "number", TIMES, quantity="time"),
    },
}  # fmt: skip
TYPES: dict[str, Any] = {
    "bool": pl.Boolean, "int": pl.Int64, "number": pl.Int64, "yuan": pl.Int64, "time": pl.Int64,
    "list": pl.List(pl.String), "code": pl.String, "text": pl.String, "id": pl.String,
}  # fmt: skip


def column(name: str, table: str) -> Column | None:
    """The meaning of a column of ``events`` or ``tickets``; None if the catalogue has no such column."""
    if name in STANDARD[table]:
        return STANDARD[table][name]
    known = catalogue().attributes if table == "events" else catalogue().ticket_columns
    return attribute(name, known[name]) if name in known else None


def unit_column(name: str) -> Column | None:
    """The meaning of ``unit.NAME``."""
    full = f"unit.{name}"
    if name in ("unit", "kind", "name", "parent", "segment"):
        return Column(full, "code", nullable=name in ("name", "parent", "segment"))
    known = catalogue().unit_attributes
    return attribute(full, known[name]) if name in known else None


def attribute(name: str, entry: Any) -> Column:
    """A column from the catalogue's entry."""
    match entry.type:
        case "bool":
            return Column(name, "truth")
        case "list":
            return Column(name, "items")
        case "time":
            return Column(name, "number", TIMES, quantity="time")
        case "int" | "number" | "yuan":
            grid = {"int": 1, "number": 1_000_000, "yuan": 100}[entry.type]
            low = Fraction(entry.at_least if entry.at_least is not None else 0)
            high = Fraction(entry.at_most if entry.at_most is not None else 1_000_000)
            if entry.type == "yuan" and entry.at_least is None:
                low = -high
            return Column(name, "number", Range.of(low, high, grid, nullable=True), quantity=entry.type)
    return Column(name, "code", codes=tuple(entry.codes or ()))


def default(name: str, table: str) -> object:
    """What stands for an absent column."""
    known = catalogue().attributes if table == "events" else catalogue().ticket_columns
    return known[name].default if name in known else None


def with_columns(frame: pl.DataFrame, wanted: set[str], table: str) -> pl.DataFrame:
    """The frame with every wanted catalogue column; absent ones hold their default."""
    absent = []
    for name in sorted(wanted - set(frame.columns)):
        meaning = column(name, table)
        if meaning is not None:
            kind = {"truth": pl.Boolean, "items": pl.List(pl.String), "number": pl.Int64}.get(meaning.kind, pl.String)
            value = default(name, table)
            absent.append(pl.lit(list(value) if isinstance(value, tuple) else value, dtype=kind).alias(name))  # type: ignore[arg-type]
    return frame.with_columns(absent) if absent else frame

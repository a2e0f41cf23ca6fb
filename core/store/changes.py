"""What a settled period would show now, where that is something else than it showed before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

SHOWN = {
    "nodes": (("scheme", "card", "unit", "period", "node", "segment"), ("shown", "state")),
    "grades": (("scheme", "card", "unit", "period", "node"), ("grade",)),
    "ranks": (("scheme", "card", "unit", "period", "node"), ("rank",)),
    "flags": (("scheme", "unit", "period", "flag", "ref", "to"), ("status",)),
}
"""By which columns a row of results is known again, and which say what it shows."""


@dataclass(frozen=True)
class Change:
    """One thing that a settled period shows, before and after; empty: it is not there."""

    scheme: str
    unit: str
    origin: str
    table: str
    name: str
    was: str
    now: str


def changes(was: Mapping[str, Any], now: Mapping[str, Any], settled: Collection[tuple[str, str]]) -> list[Change]:
    """The differences between two results documents in settled periods (pairs of scheme and period)."""
    found = []
    for table, (keys, says) in SHOWN.items():
        old, new = (_said(document[table], keys, says, settled) for document in (was, now))
        for key in dict.fromkeys([*old, *new]):
            if old.get(key) != new.get(key):
                named = dict(zip(keys, key))
                parts = [named[part] for part in keys if part not in ("scheme", "unit", "period", "to")]
                name = ".".join(part for part in parts if part)
                found.append(
                    Change(named["scheme"], named["unit"], named["period"], table, name, old.get(key, ""), new.get(key, ""))
                )  # fmt: skip
    return found


def _said(
    rows: list[Mapping[str, Any]], keys: tuple[str, ...], says: tuple[str, ...], settled: Collection[tuple[str, str]]
) -> dict[tuple[str, ...], str]:
    return {
        tuple(str(row[key] or "") for key in keys): " ".join(
            str(row[name]) for name in says if row[name] not in (None, "", "value")
        )
        for row in rows
        if (row["scheme"], row["period"]) in settled
    }

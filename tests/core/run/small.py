"""A small document scored on small tables."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

from kaohe.core.documents import read_scheme
from kaohe.plugins import session

HEAD = '[scheme]\nid = "small"\nversion = "1"\nclass = "check"\n'


def scored(document: str, tables: dict[str, str], period: str | None = None, **more: Any) -> Any:
    """The results document; ``more`` holds run settings, and ``chosen`` parameters and readings."""
    from kaohe.core.tables import Tables

    chosen = more.pop("chosen", {})
    raw = tomllib.loads(HEAD + document, parse_float=Decimal)
    scheme = read_scheme(raw, chosen, illustrative=more.pop("illustrative", False))
    return session.score(Tables.from_text(tables), [scheme], period, **more).document()


def values(results: Any, node: str) -> dict[tuple[str, ...], str | None]:
    """Shown values of a node by unit, period and, where there is one, segment."""
    return {
        tuple(str(part) for part in (row["unit"], row["period"], row["segment"]) if part is not None): row["value"]
        for row in results["nodes"]
        if row["node"] == node
    }

"""The formulas of a raw document, and what their names are measured by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kaohe.core.catalogue import catalogue
from kaohe.core.documents.readings import Raw

WORDS = {
    "clause",
    "says",
    "is",
    "source",
    "class",
    "unit",
    "period",
    "called",
    "takes",
    "default",
    "account",
    "counter",
}
Path = tuple[str, ...]


def formulas(raw: Raw) -> Iterator[tuple[Path, str]]:
    """Every text of a document that may be a formula or a name, with its path; parameters are none."""

    def walk(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
        if isinstance(value, dict):
            for key, part in value.items():
                if key not in WORDS and (path or key not in ("scheme", "parameter")):
                    yield from walk(part, (*path, key))
        elif isinstance(value, str):
            yield path, value

    yield from list(walk(raw, ()))


def measured_by(raw: Raw, card: str, name: str) -> str | None:
    """The indicator behind an input or node of a card whose good direction the catalogue knows."""
    part = raw.get(card, {})
    item = part.get("input", {}).get(name, part.get("node", {}).get(name, {}))
    measured = item.get("measured")
    indicator = measured if isinstance(measured, str) else name if measured else None
    known = catalogue().indicators
    return indicator if indicator in known and known[indicator].better else None


def tables_of_tiers(raw: Raw) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """Parameter tables that stand for tiers: name, where their entries are written, the entries."""
    text = " ".join(formula for _, formula in formulas(raw))
    for name in dict.fromkeys(re.findall(r"\btier\([^,()]+, (\w+)\)", text)):
        spec = raw.get("parameter", {}).get(name, {})
        for part in ("stated", "illustrative"):
            if isinstance(spec.get(part), dict):
                yield name, ("parameter", name, part), spec[part]

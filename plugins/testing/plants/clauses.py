"""Clauses that are dropped, forgotten or misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kaohe.core.documents.readings import Raw
from kaohe.plugins.testing.plants.plant import Edit, Path, Plant


def clause_dropped(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A shown node, line or outcome that no longer names its clause."""
    for path in _bearing(raw):
        if "clause" in _at(raw, path) and text.get("clause"):
            yield Plant("clause dropped", path, (Edit((*path, "clause"), None),), ("clauses",))


def clause_forgotten(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A clause that is quoted, and that nothing takes up: what quoted it quotes another."""
    cited = [(path, _at(raw, path).get("clause")) for path in _bearing(raw)]
    names = re.findall(r"'clause': '([^']*)'", repr(raw)) + re.findall(
        r"'([^']*)'", " ".join(re.findall(r"'clause': \[[^\]]*\]", repr(raw)))
    )
    for path, clause in cited:
        other = next((name for _, name in cited if isinstance(name, str) and name != clause), None)
        if isinstance(clause, str) and names.count(clause) == 1 and other and clause in text.get("clause", {}):
            made = (Edit((*path, "clause"), other),)
            yield Plant("clause forgotten", ("clause", clause), made, ("clauses",))


def clause_misspelt(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A clause that the words do not have."""
    for path in _bearing(raw):
        clause = _at(raw, path).get("clause")
        if isinstance(clause, str) and text.get("clause"):
            yield Plant("clause misspelt", path, (Edit((*path, "clause"), f"{clause}x"),), ("clauses",))


def _bearing(raw: Raw) -> Iterator[Path]:
    for card, part in raw.items():
        if not isinstance(part, dict) or card in ("parameter", "reading", "macro", "scheme", "period"):
            continue
        if card == "rows":
            yield from (("rows", table, "line", line) for table, rows in part.items() for line in rows.get("line", {}))
            continue
        for kind in ("node", "money", "flag"):
            yield from ((card, kind, name) for name, item in part.get(kind, {}).items() if not item.get("hidden"))


def _at(raw: Raw, path: Path) -> Any:
    found: Any = raw
    for key in path:
        found = found[key]
    return found

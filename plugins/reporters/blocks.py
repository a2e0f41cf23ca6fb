"""A results document sorted into one block per scheme and card, for printing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from kaohe.core.results.contract import Document, Node, Scheme
from kaohe.core.results.numbers import shown
from kaohe.core.results.outline import Line, Reportable
from kaohe.plugins.reporters.words import STATES, Language

Cell = tuple[str, str]  # period, unit


@dataclass(frozen=True)
class Entry:
    """A row of the tree: a node, or one segment of it."""

    line: Line
    segment: str | None

    @property
    def label(self) -> str:
        """The node's id, with its segment."""
        return self.line.node if self.segment is None else f"{self.line.node} [{self.segment}]"


@dataclass(frozen=True)
class Block:
    """What one card of one scheme gave; every dict is by (period, unit)."""

    scheme: Scheme
    card: str
    entries: list[Entry]
    nodes: dict[Cell, dict[tuple[str, str | None], Node]]
    grades: dict[Cell, list[str]] = field(default_factory=dict)
    ranks: dict[Cell, list[str]] = field(default_factory=dict)
    money: dict[Cell, list[str]] = field(default_factory=dict)
    flags: dict[Cell, list[str]] = field(default_factory=dict)
    coverage: dict[Cell, list[str]] = field(default_factory=dict)


def blocks(results: Reportable, language: Language) -> Iterator[Block]:
    """Every scheme and card in order; money, which names no card, stands with the first card of its unit and period.

    Money and flags of a unit and period that no card of the scheme has come last, as a block with no nodes.
    """
    document = results.document()
    cards: dict[tuple[str, str], dict[Cell, dict[tuple[str, str | None], Node]]] = {}
    for row in document["nodes"]:
        cells = cards.setdefault((row["scheme"], row["card"]), {})
        cells.setdefault((row["period"], row["unit"]), {})[row["node"], row["segment"]] = row
    grades, ranks = _grades(document), _ranks(document)
    money, flags = _money(document, language), _flags(document)
    for scheme in document["schemes"]:
        name = scheme["id"]
        left, raised = money.pop(name, {}), flags.pop(name, {})
        for (owner, card), nodes in cards.items():
            if owner == name:
                paid = {cell: left.pop(cell) for cell in nodes if cell in left}
                flagged = {cell: raised.pop(cell) for cell in nodes if cell in raised}
                entries = _entries(results, name, card, nodes)
                here = (name, card)
                covered = _coverage(nodes) if document["run"]["partial"] else {}
                graded, ranked = grades.get(here, {}), ranks.get(here, {})
                yield Block(scheme, card, entries, nodes, graded, ranked, paid, flagged, covered)
        if left or raised:
            rest = dict.fromkeys(sorted({*left, *raised}))
            yield Block(scheme, "", [], {cell: {} for cell in rest}, money=left, flags=raised)


def _entries(
    results: Reportable, scheme: str, card: str, nodes: dict[Cell, dict[tuple[str, str | None], Node]]
) -> list[Entry]:
    segments: dict[str, dict[str | None, None]] = {}
    for found in nodes.values():
        for node, segment in found:
            segments.setdefault(node, {})[segment] = None
    lines = {line.node: line for line in results.outline(scheme, card)}
    known = [*(node for node in lines if node in segments), *(node for node in segments if node not in lines)]
    return [Entry(lines.get(node, Line(node)), segment) for node in known for segment in segments[node]]


def _coverage(nodes: dict[Cell, dict[tuple[str, str | None], Node]]) -> dict[Cell, list[str]]:
    """How much of the total was assessed, of its printed full marks or weights."""
    totals = {cell: found["total", None] for cell, found in nodes.items() if ("total", None) in found}
    known = {cell: total["coverage"] for cell, total in totals.items() if total["coverage"] is not None}
    return {cell: [f"{shown(100 * Fraction(share), 'percent')} %"] for cell, share in known.items()}


def _grades(document: Document) -> dict[tuple[str, str], dict[Cell, list[str]]]:
    found: dict[tuple[str, str], dict[Cell, list[str]]] = {}
    for row in document["grades"]:
        text = row["grade"] if row["node"] == "total" else f"{row['node']} {row['grade']}"
        found.setdefault((row["scheme"], row["card"]), {}).setdefault((row["period"], row["unit"]), []).append(text)
    return found


def _ranks(document: Document) -> dict[tuple[str, str], dict[Cell, list[str]]]:
    found: dict[tuple[str, str], dict[Cell, list[str]]] = {}
    for row in document["ranks"]:
        text = f"{row['rank']}/{row['of']}"
        text = text if row["node"] == "total" else f"{row['node']} {text}"
        found.setdefault((row["scheme"], row["card"]), {}).setdefault((row["period"], row["unit"]), []).append(text)
    return found


def _money(document: Document, language: Language) -> dict[str, dict[Cell, list[str]]]:
    sums: dict[str, dict[Cell, dict[tuple[str, str], Fraction]]] = {}
    for row in document["money"]:
        cell = sums.setdefault(row["scheme"], {}).setdefault((row["period"], row["unit"]), {})
        key = (row["account"], row["status"])
        cell[key] = cell.get(key, Fraction(0)) + Fraction(row["amount"])
    return {
        scheme: {
            cell: [
                f"{account} {shown(amount, 'yuan')}{_mark(status, language)}"
                for (account, status), amount in accounts.items()
            ]
            for cell, accounts in cells.items()
        }
        for scheme, cells in sums.items()
    }


def _flags(document: Document) -> dict[str, dict[Cell, list[str]]]:
    counts: dict[str, dict[Cell, dict[str, int]]] = {}
    for row in document["flags"]:
        cell = counts.setdefault(row["scheme"], {}).setdefault((row["period"], row["unit"]), {})
        cell[row["flag"]] = cell.get(row["flag"], 0) + 1
    return {
        scheme: {
            cell: [flag if count == 1 else f"{flag} x{count}" for flag, count in flags.items()]
            for cell, flags in cells.items()
        }
        for scheme, cells in counts.items()
    }


def _mark(status: str, language: Language) -> str:
    return "" if status == "final" else f" ({STATES[status][language] if status in STATES else status})"

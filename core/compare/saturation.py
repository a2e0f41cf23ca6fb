"""How often a node has stopped telling units apart: at its floor, at full marks or its cap, or without cases."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

from kaohe.core.results.contract import Document, Node
from kaohe.core.results.numbers import exactly

NOTICE = {"floor": Fraction(1, 4), "top": Fraction(1, 2), "no_cases": Fraction(1, 2)}
ASSESSED = ("value", "no_cases", "pending")


@dataclass(frozen=True)
class Saturation:
    """Cells of a node that were assessed, and how many of them stand at an end; ``no_cases`` counts only as that."""

    scheme: str
    card: str
    node: str
    cells: int
    floor: int
    top: int
    no_cases: int

    def share(self, end: str) -> Fraction:
        """The share of cells at an end: floor, top or no_cases."""
        return Fraction({"floor": self.floor, "top": self.top, "no_cases": self.no_cases}[end], self.cells)

    @property
    def notices(self) -> list[str]:
        """The ends at which so many cells stand that a reader must know."""
        return [end for end, limit in NOTICE.items() if self.share(end) >= limit]


@dataclass
class _Count:
    cells: int = 0
    floor: int = 0
    full: int = 0
    no_cases: int = 0
    above: Counter[Fraction] = field(default_factory=Counter)


def saturation(document: Document) -> list[Saturation]:
    """Of every node with full marks. Floor: 0. Top: full marks, or the node's highest value above them if shared."""
    counts: dict[tuple[str, str, str], _Count] = {}
    for node in document["nodes"]:
        if node["full"] is not None and node["state"] in ASSESSED and node["segment"] is None:
            _count(node, counts.setdefault((node["scheme"], node["card"], node["node"]), _Count()))
    return [
        Saturation(*key, count.cells, count.floor, count.full + _cap(count.above), count.no_cases)
        for key, count in counts.items()
    ]


def _count(node: Node, count: _Count) -> None:
    count.cells += 1
    if node["state"] == "no_cases":
        count.no_cases += 1
    elif node["value"] == "0":
        count.floor += 1
    elif node["value"] == node["full"]:
        count.full += 1
    elif node["value"] is not None and node["full"] is not None:
        value = exactly(node["value"], node.get("exact"))
        if value > Fraction(node["full"]):
            count.above[value] += 1


def _cap(above: Counter[Fraction]) -> int:
    highest = above[max(above)] if above else 0
    return highest if highest > 1 else 0

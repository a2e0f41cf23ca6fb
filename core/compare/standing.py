"""How a unit's nodes stand against those of its peers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from kaohe.core.compare.cells import TOTAL, rate_of
from kaohe.core.results.contract import Document, Node
from kaohe.core.results.numbers import exactly
from kaohe.core.results.outline import Line, leaves

Outline = Callable[[str, str], Sequence[Line]]


class Standing:
    """The nodes of a results document by scheme and period, and the peers' means once asked for."""

    def __init__(self, document: Document, outline: Outline | None = None) -> None:
        self.outline = outline
        self.rows: dict[tuple[str, str], dict[str, dict[str, Node]]] = {}
        self.means: dict[tuple[str, str, str, tuple[str, ...]], Fraction] = {}
        for row in document["nodes"]:
            if row["segment"] is None and row["value"] is not None:
                nodes = self.rows.setdefault((row["scheme"], row["period"]), {})
                nodes.setdefault(row["node"], {}).setdefault(row["unit"], row)

    def of(
        self, scheme: str, period: str, unit: str, peers: Sequence[str], shares: Mapping[str, Fraction]
    ) -> dict[str, Fraction]:
        """By node of ``shares``: the unit's rate less the mean of ``peers`` (it is one of them), times the share.

        A node without full marks has no rate; its value stands for it.
        """
        nodes = self.rows.get((scheme, period), {})
        return {
            node: (_height(nodes[node][unit]) - self._mean(scheme, period, node, peers)) * share
            for node, share in shares.items()
            if unit in nodes.get(node, {})
        }

    def shares(self, scheme: str, period: str, unit: str) -> tuple[dict[str, Fraction], bool]:
        """The nodes that count, with their shares of the total; False if not all are known (they are then 1).

        With a tree the leaves count, without one all nodes but the total.
        """
        nodes = {node: rows[unit] for node, rows in self.rows.get((scheme, period), {}).items() if unit in rows}
        rated = [node for node, row in nodes.items() if row["rate"] is not None]
        total = nodes.get(TOTAL)
        if self.outline is None or total is None:
            return dict.fromkeys((node for node in rated if node != TOTAL), Fraction(1)), False
        found = leaves(self.outline(scheme, total["card"]))
        lines = [line for line in found if line.node in nodes and line.node != TOTAL]
        lines = [line for line in lines if line.node in rated or line.step is not None]
        shares = {line.node: _share(line, nodes[line.node], total) for line in lines}
        known = {node: share for node, share in shares.items() if share is not None}
        if lines and len(known) == len(lines):
            return known, True
        return {line.node: Fraction(1) for line in lines if line.node in rated}, False

    def _mean(self, scheme: str, period: str, node: str, peers: Sequence[str]) -> Fraction:
        key = (scheme, period, node, tuple(peers))
        if key not in self.means:
            rows = self.rows[scheme, period][node]
            rates = [_height(rows[peer]) for peer in peers if peer in rows]
            self.means[key] = sum(rates, Fraction(0)) / len(rates)
        return self.means[key]


def _height(node: Node) -> Fraction:
    rate = rate_of(node)
    if rate is not None:
        return rate
    assert node["value"] is not None, "only nodes with a value are kept"
    return exactly(node["value"], node.get("exact"))


def _share(line: Line, node: Node, total: Node) -> Fraction | None:
    """How far one point of the node's rate, or one of its value if it has none, moves the total's rate."""
    if line.step is None or not total["full"]:
        return line.share if node["rate"] is not None else None
    full = Fraction(100) if node["rate"] is None else Fraction(node["full"] or 0)
    return line.step * full / Fraction(total["full"])

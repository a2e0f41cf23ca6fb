"""How a unit's nodes stand against those of its peers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from kaohe.core.compare.cells import TOTAL, rate_of
from kaohe.core.results.contract import Document, Node
from kaohe.core.results.outline import Line, leaves

Outline = Callable[[str, str], Sequence[Line]]


class Standing:
    """The nodes of a results document by scheme and period, and the peers' means once asked for."""

    def __init__(self, document: Document, outline: Outline | None = None) -> None:
        self.outline = outline
        self.rows: dict[tuple[str, str], dict[str, dict[str, Node]]] = {}
        self.means: dict[tuple[str, str, str, tuple[str, ...]], Fraction] = {}
        for row in document["nodes"]:
            if row["segment"] is None and row["rate"] is not None:
                nodes = self.rows.setdefault((row["scheme"], row["period"]), {})
                nodes.setdefault(row["node"], {}).setdefault(row["unit"], row)

    def of(
        self, scheme: str, period: str, unit: str, peers: Sequence[str], shares: Mapping[str, Fraction]
    ) -> dict[str, Fraction]:
        """By node of ``shares``: the unit's rate less the mean of ``peers`` (it is one of them), times the share."""
        nodes = self.rows.get((scheme, period), {})
        return {
            node: (_rate(nodes[node][unit]) - self._mean(scheme, period, node, peers)) * share
            for node, share in shares.items()
            if unit in nodes.get(node, {})
        }

    def shares(self, scheme: str, period: str, unit: str) -> tuple[dict[str, Fraction], bool]:
        """The nodes that count, with their shares of the total; False if not all are known (they are then 1).

        With a tree the leaves count, without one all nodes but the total.
        """
        nodes = self.rows.get((scheme, period), {})
        total = nodes.get(TOTAL, {}).get(unit)
        if self.outline is None or total is None:
            return {node: Fraction(1) for node in nodes if node != TOTAL}, False
        found = leaves(self.outline(scheme, total["card"]))
        lines = [line for line in found if line.node in nodes and line.node != TOTAL]
        known = {line.node: line.share for line in lines if line.share is not None}
        if lines and len(known) == len(lines):
            return known, True
        return {line.node: Fraction(1) for line in lines}, False

    def _mean(self, scheme: str, period: str, node: str, peers: Sequence[str]) -> Fraction:
        key = (scheme, period, node, tuple(peers))
        if key not in self.means:
            rows = self.rows[scheme, period][node]
            rates = [_rate(rows[peer]) for peer in peers if peer in rows]
            self.means[key] = sum(rates, Fraction(0)) / len(rates)
        return self.means[key]


def _rate(node: Node) -> Fraction:
    rate = rate_of(node)
    assert rate is not None, "only nodes with a rate are kept"
    return rate

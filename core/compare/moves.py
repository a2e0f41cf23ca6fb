"""The largest rank moves between two schemes, and which nodes make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kaohe.core.compare.cells import TOTAL, rate_of
from kaohe.core.compare.pairs import Pair
from kaohe.core.results.contract import Document, Node
from kaohe.core.results.outline import Line, leaves

NAMED = 3
HOW = (
    "Under each scheme, a unit's node stands above or below the mean rate of that node over the units that both schemes "
    "rate in that period. Where the shares of the nodes in the total are known, the difference is multiplied by "
    "the share, and says by how many points of the total's rate the node lifts or lowers the unit against its peers."
)
Outline = Callable[[str, str], Sequence[Line]]


@dataclass(frozen=True)
class Effect:
    """How far a node lifts (+) or lowers (-) a unit against its peers: in points of its rate, or of the total's."""

    node: str
    points: Fraction


@dataclass(frozen=True)
class Reason:
    """What a scheme sees in a unit: its strongest gains and losses; ``weighted`` if in points of the total's rate."""

    scheme: str
    gains: tuple[Effect, ...]
    losses: tuple[Effect, ...]
    weighted: bool


@dataclass(frozen=True)
class Move:
    """A unit's rank among ``of`` shared units under two schemes; ``up`` > 0 if it is better under the second."""

    unit: str
    period: str
    first: int
    second: int
    of: int
    reasons: tuple[Reason, Reason]

    @property
    def up(self) -> int:
        """Ranks gained under the second scheme."""
        return self.first - self.second


class Reasons:
    """Finds reasons; holds the nodes by scheme and period, and the means of the peers once computed."""

    def __init__(self, document: Document, outline: Outline | None = None) -> None:
        self.outline = outline
        self.rows: dict[tuple[str, str], dict[str, dict[str, Node]]] = {}
        for row in document["nodes"]:
            if row["segment"] is None and row["rate"] is not None:
                nodes = self.rows.setdefault((row["scheme"], row["period"]), {})
                nodes.setdefault(row["node"], {}).setdefault(row["unit"], row)

    def of(self, scheme: str, period: str, unit: str, peers: Sequence[str]) -> Reason:
        """What lifts and lowers this unit against the mean of ``peers`` (it is one of them)."""
        shares, weighted = self._shares(scheme, period, unit)
        effects = []
        for node, rows in self.rows.get((scheme, period), {}).items():
            if node in shares and unit in rows:
                points = (_rate(rows[unit]) - _mean(rows, peers)) * shares[node]
                effects.append(Effect(node, points))
        gains = sorted((effect for effect in effects if effect.points > 0), key=lambda effect: -effect.points)
        losses = sorted((effect for effect in effects if effect.points < 0), key=lambda effect: effect.points)
        return Reason(scheme, tuple(gains[:NAMED]), tuple(losses[:NAMED]), weighted)

    def _shares(self, scheme: str, period: str, unit: str) -> tuple[Mapping[str, Fraction], bool]:
        """The nodes that count, with their share of the total where all shares are known, else 1."""
        nodes = self.rows.get((scheme, period), {})
        total = nodes.get(TOTAL, {}).get(unit)
        lines: Sequence[Line] = ()
        if self.outline is not None and total is not None:
            lines = [line for line in leaves(self.outline(scheme, total["card"])) if line.node != TOTAL]
        known = {line.node: line.share for line in lines if line.share is not None and line.node in nodes}
        if known and len(known) == sum(line.node in nodes for line in lines):
            return known, True
        chosen = [line.node for line in lines] or [node for node in nodes if node != TOTAL]
        return dict.fromkeys(chosen, Fraction(1)), False


def largest_moves(pair: Pair, reasons: Reasons, most: int) -> list[Move]:
    """The ``most`` largest moves of a pair over all periods, larger first, then by period and unit."""
    found = [
        (-abs(up), period, unit)
        for period, ranks in pair.periods.items()
        for unit, up in ranks.moves().items()
        if up
    ]
    moves = []
    for _, period, unit in sorted(found)[:most]:
        ranks = pair.periods[period]
        why = tuple(reasons.of(scheme, period, unit, ranks.units) for scheme in (pair.first, pair.second))
        moves.append(Move(unit, period, ranks.first[unit], ranks.second[unit], len(ranks.first), (why[0], why[1])))
    return moves


def _rate(node: Node) -> Fraction:
    rate = rate_of(node)
    assert rate is not None, "only nodes with a rate are kept"
    return rate


def _mean(rows: Mapping[str, Node], peers: Sequence[str]) -> Fraction:
    rates = [_rate(rows[peer]) for peer in peers if peer in rows]
    return sum(rates, Fraction(0)) / len(rates)

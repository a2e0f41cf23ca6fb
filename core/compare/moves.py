"""The largest rank moves between two schemes, and which nodes make them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kaohe.core.compare.pairs import Pair
from kaohe.core.compare.standing import Standing

NAMED = 3
HOW = (
    "Under each scheme a unit's node stands above or below the mean rate of that node over the units that both "
    "schemes rate in that period. A unit gains from what stands above under the second scheme and from what stood "
    "below under the first, and loses from the opposite; for two variants of one scheme the two are set off node by "
    "node. Where the shares of all nodes in the totals are known, differences are multiplied by them and are points "
    "of the total's rate; a node without full marks counts by its value, as far as a unit of it moves the total "
    "(limits aside)."
)


@dataclass(frozen=True)
class Effect:
    """How far a node lifts (+) or lowers (-) a unit on the way to the second scheme.

    ``scheme`` is the one whose node it is, empty if both have it and the two are set off.
    """

    scheme: str
    node: str
    points: Fraction


@dataclass(frozen=True)
class Move:
    """A unit's rank among ``of`` shared units under two schemes, and what it gains and loses by, strongest first.

    ``weighted``: the effects are points of the total's rate; else of the node's own rate. ``compared``: nodes whose
    standing is known under either scheme.
    """

    unit: str
    period: str
    schemes: tuple[str, str]
    first: int
    second: int
    of: int
    gains: tuple[Effect, ...]
    losses: tuple[Effect, ...]
    weighted: bool
    compared: int

    @property
    def up(self) -> int:
        """Ranks gained under the second scheme; negative if lost."""
        return self.first - self.second


def largest_moves(pair: Pair, standing: Standing, most: int) -> list[Move]:
    """The ``most`` largest moves of a pair over all periods, larger first, then by period and unit."""
    found = [
        (-abs(up), period, unit) for period, ranks in pair.periods.items() for unit, up in ranks.moves().items() if up
    ]
    return [_move(pair, standing, period, unit) for _, period, unit in sorted(found)[:most]]


def _move(pair: Pair, standing: Standing, period: str, unit: str) -> Move:
    ranks = pair.periods[period]
    schemes = (pair.first, pair.second)
    weights = [standing.shares(scheme, period, unit) for scheme in schemes]
    weighted = all(known for _, known in weights)
    before, after = (
        standing.of(scheme, period, unit, ranks.units, shares if weighted else dict.fromkeys(shares, Fraction(1)))
        for scheme, (shares, _) in zip(schemes, weights, strict=True)
    )
    effects = _effects(schemes, before, after)
    gains = sorted((effect for effect in effects if effect.points > 0), key=lambda effect: -effect.points)
    losses = sorted((effect for effect in effects if effect.points < 0), key=lambda effect: effect.points)
    place = (ranks.first[unit], ranks.second[unit], len(ranks.first))
    return Move(unit, period, schemes, *place, tuple(gains[:NAMED]), tuple(losses[:NAMED]), weighted, len(effects))


def _effects(schemes: Sequence[str], before: dict[str, Fraction], after: dict[str, Fraction]) -> list[Effect]:
    first, second = schemes
    if first.partition("[")[0] == second.partition("[")[0]:
        names = dict.fromkeys((*after, *before))
        return [Effect("", name, after.get(name, Fraction(0)) - before.get(name, Fraction(0))) for name in names]
    return [
        *(Effect(second, name, points) for name, points in after.items()),
        *(Effect(first, name, -points) for name, points in before.items()),
    ]

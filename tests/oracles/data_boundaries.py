"""How many unit-periods of an outcome lie exactly on a boundary of rounding; shared by the generators."""

from __future__ import annotations

from fractions import Fraction

from tests.oracles.common import Outcome

UnitPeriod = tuple[str, str]


def rounding_ties(outcome: Outcome) -> set[UnitPeriod]:
    """Unit-periods with a node whose value ends exactly in half a hundredth."""
    return {
        (unit, period)
        for (_, unit, period, _), value in outcome.nodes.items()
        if isinstance(value, Fraction) and 200 % value.denominator == 0 and (value * 200).numerator % 2
    }


def at_values(outcome: Outcome, card: str, edges: dict[str, tuple[int | Fraction, ...]]) -> set[UnitPeriod]:
    """Unit-periods of a card in which a node has exactly one of its edge values."""
    return {
        (unit, period)
        for (found, unit, period, node), value in outcome.nodes.items()
        if found == card and value in edges.get(node, ())
    }

"""Parameters, and full marks that stand before any data, as values of a program."""

from __future__ import annotations

from kaohe.core.numbers import Table, Value, constant
from kaohe.core.run.cardrun import CardRun


def constants(card: CardRun) -> dict[str, Value]:
    """Parameters, and full marks known before any data, as values."""
    found: dict[str, Value] = {}
    for name, value in card.plan.scheme.constants.items():
        found[name] = Table(value) if isinstance(value, dict) else constant(value)
    for name, full in card.plan.fulls.items():
        if full is not None:
            found[f"{name}.full"] = constant(full)
    return found

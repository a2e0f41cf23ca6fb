"""A run without data: every formula compiled, every reference followed, every range as the catalogue declares it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from kaohe.core.catalogue import catalogue
from kaohe.core.numbers import Range
from kaohe.core.periods import Period
from kaohe.core.program import Column
from kaohe.core.run.cardplan import CardPlan
from kaohe.core.run.counted import conditions, sources
from kaohe.core.run.execute import MoreOperations, Outcome, execute
from kaohe.core.run.judge import Judge
from kaohe.core.run.kept import Gathered, Kept
from kaohe.core.run.settings import Settings
from kaohe.core.run.spans import cycle

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme

ROWS = 1_000_000
"""How many cases one cell may hold, for the ranges."""
SMALL = 1_000
YEAR = 2024


def dry(schemes: Sequence[Scheme], settings: Settings, more: MoreOperations = (), declared: bool = False) -> Outcome:
    """The schemes on empty tables, over all periods of a year and their written cycles.

    ``declared``: columns of data are as wide as the catalogue allows; otherwise values stay below SMALL, since a run
    goes by what its data hold.
    Raises KaoheError for whatever a run would refuse: unknown names, cycles, dangling references, values that cannot
    be held in 63 bits.
    """
    from kaohe.core.tables import normalise

    counts = {"month": 12, "quarter": 4, "half": 2, "year": 1}
    periods = [Period.of(kind, YEAR * count + place) for kind, count in counts.items() for place in range(count)]
    written = [cycle(CardPlan(one, name, card)) for one in schemes for name, card in one.cards.items()]
    periods += dict.fromkeys(period for period in written if period is not None)
    outcome = execute(
        schemes,
        normalise({}),
        replace(settings, periods=tuple(periods)),
        more,
        None,
        Declared() if declared else Small(),
    )
    for scheme in schemes:
        for name in scheme.rows:
            outcome.judges[scheme.label].rows(name)
    return outcome


class Small(Kept):
    """Gathers cells without rows; measured values that might be large are taken to be small."""

    def gather(self, plan: CardPlan, periods: list[Period], judge: Judge, gather: Callable[[], Gathered]) -> Gathered:
        """The empty cells of a card, their columns within SMALL."""
        frame, columns = super().gather(plan, periods, judge, gather)
        return frame, {name: _small(column) for name, column in columns.items()}

    def held(self, column: Column, frame: pl.DataFrame) -> Column:
        """A computed value is taken to be small, too."""
        return _small(super().held(column, frame))


def _small(column: Column) -> Column:
    held, most = column.range, SMALL * column.range.denominator
    if column.kind != "number" or column.parts is not None or max(-held.low, held.high) <= most:
        return column
    return replace(column, range=replace(held, low=max(held.low, -most), high=max(min(held.high, most), held.low)))


class Declared(Kept):
    """Gathers cells without rows, and gives their columns the ranges that data may have at most."""

    def gather(self, plan: CardPlan, periods: list[Period], judge: Judge, gather: Callable[[], Gathered]) -> Gathered:
        """The empty cells of a card, their columns as wide as declared."""
        frame, columns = super().gather(plan, periods, judge, gather)
        for name, step in plan.steps.items():
            base = f"{name.removesuffix('.provisional')}@"
            if step.item is None or not step.base:
                continue
            if step.item.measured and base in columns and columns[base].parts is not None:
                indicator = step.item.measured if isinstance(step.item.measured, str) else base[:-1]
                parts = catalogue().indicators[indicator].parts
                columns[base] = _quotient(
                    columns[base], parts * (100 if catalogue().indicators[indicator].percent else 1), parts
                )
            elif step.item.rated and base in columns:
                columns[base] = _quotient(columns[base], 10**10, 10**10)
            elif step.item.rows and base in columns:
                columns[base] = _folded(plan, judge, name, columns[base])
        return frame, columns


def _quotient(column: Column, most: int, divisor: int) -> Column:
    assert column.parts is not None
    (top, upper), (bottom, _) = column.parts
    wide = Range(upper.denominator, -most if upper.low < 0 else 0, most, 0, True)
    return replace(column, parts=((top, wide), (bottom, Range(1, 1, divisor))))


def _folded(plan: CardPlan, judge: Judge, name: str, column: Column) -> Column:
    """A fold over at most ROWS cases, each as large as its formula allows."""
    item = plan.steps[name].item
    assert item is not None
    if item.each is None and item.through is None:
        return replace(column, range=Range(1, 0, ROWS))
    each = Range(1, 1, 1)
    if item.each is not None:
        _, program = conditions(plan, judge, sources(plan, item.rows, judge)[0], [plan.steps[name]])
        each = program.columns[f"?{name}.each"].range
    low, high = min(each.low, 0) * ROWS, max(each.high, 0) * ROWS
    if column.parts is not None:
        return _quotient(column, ROWS * 100 if item.how == "rate" else max(-low, high), ROWS)
    if item.through is not None and (item.how or "count") == "count":
        return replace(column, range=Range(1, 0, ROWS))
    of_keys = item.through is not None and item.through.how in ("sum", "count")
    if item.how in ("min", "max") and not of_keys:
        return replace(column, range=Range(column.range.denominator, each.low, each.high, 0, True))
    return replace(column, range=Range(column.range.denominator, low, high, 0, column.range.nullable))

"""A card while it is being scored: its cells, what their columns mean, what is still lacking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from kaohe.core.errors import Problem
from kaohe.core.periods import Period
from kaohe.core.program import Column
from kaohe.core.run.cardplan import CardPlan, Step

Cell = tuple[str, int]


@dataclass
class CardRun:
    """The cells of one card. ``size``: months of a period; ``asked``: first months of the periods to be shown.

    ``ended``: with a moment of judgement, the periods that have ended by then; the others are no parts of longer ones.
    """

    plan: CardPlan
    periods: list[Period]
    asked: set[int]
    frame: pl.DataFrame
    columns: dict[str, Column]
    done: set[str] = field(default_factory=set)
    lacking: dict[str, dict[Cell, tuple[Problem, ...]]] = field(default_factory=dict)
    partial_rows: pl.DataFrame | None = None
    ended: set[int] | None = None

    @property
    def size(self) -> int:
        """Months of a period of this card."""
        return self.periods[0].last - self.periods[0].first + 1 if self.periods else 1

    @cached_property
    def period_of(self) -> dict[int, Period]:
        """Period by its first month."""
        return {period.first: period for period in self.periods}

    def source(self) -> pl.DataFrame:
        """The cells that other cells may read now: inside a step-by-step pass, those of earlier periods."""
        return self.frame if self.partial_rows is None else self.partial_rows

    def whose(self, unit: str) -> tuple[str, str | None]:
        """The unit of a cell and, in a card of segments, its segment."""
        if self.plan.card.segment is None:
            return unit, None
        if self._whose is None:
            listed = self.frame.select("unit", "unit.base", "unit.segment").unique()
            self._whose = {own: (base, segment) for own, base, segment in listed.iter_rows()}
        return self._whose[unit]

    def of_units(self, units: tuple[str, ...]) -> pl.Expr:
        """Whether a cell is one of these units, or of a segment of one."""
        return pl.col("unit" if self.plan.card.segment is None else "unit.base").is_in(list(units))

    _whose: dict[str, tuple[str, str | None]] | None = None

    def index(self) -> dict[Cell, int]:
        """Where each cell is; built when first asked for, the frame's order does not change."""
        if self._places is None:
            self._places = {cell: place for place, cell in enumerate(self.cells())}
        return self._places

    _places: dict[Cell, int] | None = None

    def cells(self) -> Iterator[Cell]:
        """Unit and first month of every cell, in the order of the frame."""
        return zip(self.frame.get_column("unit").to_list(), self.frame.get_column("t").to_list(), strict=True)

    def row(self, cell: Cell) -> dict[str, object] | None:
        """The frame's row of a cell, or None if the unit is not assessed then."""
        place = self.index().get(cell)
        return None if place is None else self.frame.row(place, named=True)


def matters(card: CardRun, step: Step) -> bool:
    """Whether a value is shown or decides an outcome; what only they read is named by them."""
    if step.role == "input":
        return step.name in card.plan.card.show
    return step.role in ("grade", "outcome") or (step.role == "node" and step.item is not None and not step.item.hidden)

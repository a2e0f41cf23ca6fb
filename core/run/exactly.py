"""One cell in plain fractions: reads what the frame holds exactly, computes the rest from its formula."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import polars as pl

from kaohe.core.catalogue import catalogue
from kaohe.core.errors import KaoheError, Problem
from kaohe.core.operations import Operation
from kaohe.core.operations.base import Plain
from kaohe.core.operations.tree import EmptySample
from kaohe.core.program import Lacking, evaluate
from kaohe.core.program.exact import Mark
from kaohe.core.run.cardplan import NOT_SUPPLIED, STATES, Step
from kaohe.core.run.cardrun import CardRun, Cell
from kaohe.core.run.reference import Reference, starts_at_zero
from kaohe.core.run.rowplan import table_read

Resolve = Callable[[CardRun, Step], Reference | None]
Links = Callable[[Reference], pl.DataFrame]


class Exactly:
    """Values of cells as fractions, each computed once."""

    def __init__(self, operations: dict[str, Operation], resolve: Resolve, links: Links, partial: bool) -> None:
        self.operations, self.resolve, self.links, self.partial = operations, resolve, links, partial
        self.memo: dict[tuple[int, str, Cell], Plain] = {}
        self.rows: dict[tuple[int, Cell], dict[str, object] | None] = {}
        self.paired: dict[tuple[int, str], dict[Cell, tuple[Cell, ...]]] = {}
        self.folded: dict[tuple[int, str, int], Plain] = {}

    def forget(self) -> None:
        """Drops what was read from frames that have since grown."""
        self.rows.clear()
        self.paired.clear()
        self.folded.clear()

    def value(self, card: CardRun, name: str, cell: Cell) -> Plain:
        """The value of a name in a cell. Raises Lacking where a missing value is read."""
        key = (id(card), name, cell)
        if key not in self.memo:
            self.memo[key] = self._value(card, name, cell)
        return self.memo[key]

    def row(self, card: CardRun, cell: Cell) -> dict[str, object]:
        """The frame's row of a cell."""
        key = (id(card), cell)
        if key not in self.rows:
            self.rows[key] = card.row(cell)
        row = self.rows[key]
        if row is None:
            raise KaoheError(f"{cell[0]} is not assessed in that period")
        return row

    def _value(self, card: CardRun, name: str, cell: Cell) -> Plain:
        problems = card.lacking.get(name, {}).get(cell)
        if problems:
            raise Lacking(*problems)
        constants = card.plan.scheme.constants
        if name.endswith("@"):
            return self._base(card, name, cell)
        row = self.row(card, cell)
        column = card.columns.get(name)
        if (
            column is not None
            and (name in card.done or name not in card.plan.steps)
            and column.name in row
            and column.exact
        ):
            return column.read(row)
        if name in card.plan.steps:
            step = card.plan.steps[name]
            try:
                found = evaluate(step.tree, lambda key: self.value(card, key, cell), self.operations)
                return Mark(found, column.codes) if isinstance(found, str) and column and column.codes else found
            except EmptySample:
                raise Lacking(self.missing(card, step, cell)) from None
        if name in constants:
            return constants[name]  # type: ignore[return-value]
        if name.endswith(".full"):
            return card.plan.fulls.get(name.removesuffix(".full"))
        if name.endswith("@~"):
            return Fraction(0)
        raise KaoheError(f"unknown name {name!r}", scheme=card.plan.scheme.id, card=card.plan.name)

    def _base(self, card: CardRun, name: str, cell: Cell) -> Plain:
        row = self.row(card, cell)
        step = self._step(card, name[:-1])
        state = row.get(f"{name}~")
        column = card.columns.get(name)
        if step.item is not None and step.item.from_:
            return self._reference(card, step, cell, row, state)
        optional = step.item is None or step.item.optional
        if not self.partial and (state == NOT_SUPPLIED or (state == STATES["missing"] and not optional)):
            raise Lacking(self.missing(card, step, cell))
        if state not in (0, None) or column is None:
            return None
        return column.read(row)

    def _step(self, card: CardRun, name: str) -> Step:
        steps = card.plan.steps
        return steps.get(f"{name}.provisional") or steps[name]

    def missing(self, card: CardRun, step: Step, cell: Cell) -> Problem:
        """What to say of a value that was not supplied."""
        item = step.item
        assert item is not None
        named = item.measured or item.rated
        name = named if isinstance(named, str) else step.name.removesuffix(".provisional")
        period = card.period_of[cell[1]]
        kind = "mark" if item.rated else "measurement"
        segment = f" (segment {item.segment})" if item.segment else ""
        what = f"the {kind} {name}{segment} is missing"
        hint = f"supply it, or run with --partial to leave out {step.name.removesuffix('.provisional')}"
        if item.measured and item.rows:
            table = table_read(card.plan.scheme, item.rows[0])
            hint = f"supply it, or the table {table} (without rows if there were no cases), or run with --partial"
        if item.sample:
            what = f"the {kind if item.measured else 'sample'} {name}{segment} is missing, or its sample is empty"
            hint = "supply it, or choose empty_survey = exclude or met"
        if item.measured and period.kind != "month" and catalogue().indicators[name].form == "rate":
            hint += f"; its parts within {period} pool if all of them, or none, have numerator and denominator"
        return Problem(
            what,
            hint,
            scheme=card.plan.scheme.label,
            card=card.plan.called,
            unit=cell[0],
            period=str(period),
            indicator=name,
        )

    def _reference(self, card: CardRun, step: Step, cell: Cell, row: dict[str, object], state: object) -> Plain:
        reference = self.resolve(card, step)
        if reference is None:
            return None
        item = reference.item
        if state == STATES["missing"] and item.lacking in (None, "error") and not item.optional:
            if self.partial:
                return None
            raise Lacking(self.lacking_part(card, step, cell))
        if state in (STATES["missing"], STATES["not_ranked"], STATES["not_assessed"]):
            return None
        if reference.how in ("rank", "rank_from_bottom"):
            if state == NOT_SUPPLIED and not self.partial:
                for unit, t in reference.source.lacking.get(reference.name, {}):
                    if t == cell[1]:
                        self.value(reference.source, reference.name, (unit, t))
            return card.columns[reference.base].read(row)
        column = card.columns.get(reference.base)
        if state == 0 and column is not None and column.exact:
            return column.read(row)
        cells = self.sources(reference, cell)
        key = (id(reference.target), step.name, id(cells))
        if key not in self.folded:
            read = cells[-1:] if reference.how == "last" else cells
            values = [self.value(reference.source, reference.name, one) for one in read]
            known = not all(value is None for value in values) or (not cells and starts_at_zero(reference))
            self.folded[key] = fold(reference.how, values) if known or reference.how == "count" else None
        return self.folded[key]

    def sources(self, reference: Reference, cell: Cell) -> tuple[Cell, ...]:
        """The cells that a reference reads in a cell, in order of time, then unit."""
        key = (id(reference.target), reference.step.name)
        if key not in self.paired:
            pairs = self.links(reference).sort("source_t", "source_unit")
            found: dict[Cell, list[Cell]] = {}
            for unit, t, source_unit, source_t in pairs.select("unit", "t", "source_unit", "source_t").iter_rows():
                found.setdefault((unit, t), []).append((source_unit, source_t))
            shared: dict[tuple[Cell, ...], tuple[Cell, ...]] = {}
            self.paired[key] = {one: shared.setdefault(tuple(many), tuple(many)) for one, many in found.items()}
        return self.paired[key].get(cell, ())

    def lacking_part(self, card: CardRun, step: Step, cell: Cell) -> Problem:
        """What to say where parts, the period before, or the owner, are not there."""
        item = step.item
        assert item is not None
        period = card.period_of[cell[1]]
        what = {
            "parts": "not all parts of the period have data",
            "previous": "there is no period before it in the data",
            "year_before": "there is no such period of the year before in the data",
        }.get(item.when, f"no unit is found as {item.who}")
        return Problem(
            f"{step.name} reads {item.from_}, but {what}",
            "supply the data, or ask for another period",
            scheme=card.plan.scheme.label,
            card=card.plan.called,
            unit=cell[0],
            period=str(period),
        )


def fold(how: str, values: list[Plain]) -> Plain:
    """Several values as one, exact; of none but *nothing* a sum or count is 0, all else nothing.

    >>> fold("last", [Fraction(3), None]), fold("max", [Fraction(3), None])
    (None, Fraction(3, 1))
    """
    if how == "last":
        return values[-1] if values else None
    numbers = [Fraction(value) for value in values if value is not None]  # type: ignore[arg-type]
    if how == "count":
        return Fraction(len(numbers))
    if how == "sum":
        return sum(numbers, Fraction(0))
    if not numbers:
        return None
    if how == "mean":
        return sum(numbers, Fraction(0)) / len(numbers)
    return max(numbers) if how == "max" else min(numbers)

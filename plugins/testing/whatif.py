"""Cells in plain fractions from what was gathered alone, some of it replaced: the second method, with what-if."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kaohe.core.language.tree import Expression
from kaohe.core.operations.base import Plain
from kaohe.core.operations.tree import EmptySample
from kaohe.core.program import Lacking, evaluate
from kaohe.core.run.cardplan import Step
from kaohe.core.run.cardrun import CardRun, Cell
from kaohe.core.run.exactly import Exactly, fold
from kaohe.core.run.reference import Reference
from kaohe.core.run.score import Score

Place = tuple[int, str, Cell]
"""A gathered value: identity of its card run, name with ``@``, cell."""


class WhatIf(Exactly):
    """Reads gathered values from the frame, computes all else anew; ``given`` stands in for gathered values."""

    def __init__(self, score: Score, given: Mapping[Place, Fraction] | None = None) -> None:
        super().__init__(score.exactly.operations, score.reference, score.links, score.settings.partial)
        self.given = given or {}

    def tree(self, card: CardRun, tree: Expression, cell: Cell) -> Plain:
        """The value of a formula in a cell. Raises Lacking where a missing value is read."""
        return evaluate(tree, lambda name: self.value(card, name, cell), self.operations)

    def _value(self, card: CardRun, name: str, cell: Cell) -> Plain:
        if (id(card), name, cell) in self.given:
            return self.given[(id(card), name, cell)]
        if name.endswith("@~") and (id(card), name[:-1], cell) in self.given:
            return Fraction(0)
        if name in card.plan.steps:
            step = card.plan.steps[name]
            try:
                return self.tree(card, step.tree, cell)
            except EmptySample:
                raise Lacking(self.missing(card, step, cell)) from None
        return super()._value(card, name, cell)

    def _reference(self, card: CardRun, step: Step, cell: Cell, row: dict[str, object], state: object) -> Plain:
        reference = self.resolve(card, step)
        if reference is None or state != 0:
            return super()._reference(card, step, cell, row, state)
        if reference.how == "pooled":
            return self._pooled(reference, cell)
        values = [self.value(reference.source, reference.name, one) for one in self.sources(reference, cell)]
        if reference.how not in ("rank", "rank_from_bottom"):
            return fold(reference.how, values)
        own = self.value(reference.source, reference.name, cell)
        if own is None:
            return None
        assert isinstance(own, Fraction)
        up = reference.how == "rank"
        better = [value for value in values if isinstance(value, Fraction) and (value > own if up else value < own)]
        return Fraction(1 + len(better))

    def _pooled(self, reference: Reference, cell: Cell) -> Plain:
        """Cases over cases: the mean of the quotients, each weighing as much as its denominator."""
        source, name = reference.source, f"{reference.name}@"
        parts, top, bottom = source.columns[name].parts, Fraction(0), 0
        assert parts is not None
        for one in self.sources(reference, cell):
            weight, value = self.row(source, one)[parts[1][0]], self.value(source, name, one)
            if isinstance(weight, int) and weight > 0 and isinstance(value, Fraction):
                top, bottom = top + value * weight, bottom + weight
        return top / bottom if bottom else None

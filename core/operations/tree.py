"""What a parent makes of its children: sum, weighted mean, and the full marks of those assessed.

These are not in the formula language; the planner writes them. A child that is nothing is not assessed and is
left out; if none is assessed, neither is the parent.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

import narwhals as nw

from kaohe.core.numbers import Num, Quot, Range, Truth, constant
from kaohe.core.numbers.arithmetic import Number, bounds, over_constant, plus, times
from kaohe.core.operations.base import Nil, Operation, Plain, Sheet, Value, fixed, fractions, numbers
from kaohe.core.operations.cases import choose
from kaohe.core.operations.known import Known
from kaohe.core.operations.ratio import Ratio


class Children(Operation):
    """``_sum(child, ...)``: the points of the assessed children, as printed."""

    name = "_sum"
    arguments = (1, None)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        ones = [constant(1) for _ in values]
        return _if_any(self, sheet, values, _total(self, sheet, ones, values))

    def fraction(self, *values: Plain) -> Plain:
        known = [value for value in values if value is not None]
        return sum(fractions(*known) or [], Fraction(0)) if known else None


class FullMarks(Operation):
    """``_full(full, child, full, child, ...)``: the full marks of the assessed children."""

    name = "_full"
    arguments = (2, None)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        fulls, children = values[::2], values[1::2]
        marks = [_counted(self, sheet, child, full) for full, child in zip(fulls, children, strict=True)]
        total: Number = numbers((constant(0),))[0]
        for mark in numbers(tuple(marks)):
            total = plus(sheet, total, mark)
        return total

    def fraction(self, *values: Plain) -> Plain:
        pairs = zip(values[::2], values[1::2], strict=True)
        return sum((Fraction(full) for full, child in pairs if child is not None and full is not None), Fraction(0))  # type: ignore[arg-type]


class Weighted(Operation):
    """``_weighted(weight, child, ...)``: the weighted mean of the assessed children."""

    name = "_weighted"
    arguments = (2, None)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        weights, children = values[::2], values[1::2]
        total = _total(self, sheet, list(weights), children)
        if all(_always(self, sheet, child) for child in children):
            return over_constant(total, sum((fixed(w, "a weight") for w in weights), Fraction(0)))
        ones = [_counted(self, sheet, child, weight) for weight, child in zip(weights, children, strict=True)]
        held: Number = numbers((constant(0),))[0]
        for one in numbers(tuple(ones)):
            held = plus(sheet, held, one)
        held = _above_zero(held, [weight.constant for weight in weights if isinstance(weight, Num)])
        mean = _between(Ratio(self.run).column(sheet, total, held), [bounds(child) for child in numbers(children)])
        return _if_any(self, sheet, children, mean)

    def fraction(self, *values: Plain) -> Plain:
        pairs = [(w, child) for w, child in zip(values[::2], values[1::2], strict=True) if child is not None]
        weight = sum((Fraction(w) for w, _ in pairs), Fraction(0))  # type: ignore[arg-type]
        if not weight:
            return None
        return sum((Fraction(w) * Fraction(child) for w, child in pairs), Fraction(0)) / weight  # type: ignore[arg-type]


class Sampled(Operation):
    """``_sampled(value, stand-in)``: a value drawn from a sample; with an empty sample the run setting decides (C5)."""

    name = "_sampled"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        value, stand_in = values
        known = Known(self.run).column(sheet, value)
        assert isinstance(known, Truth)
        if known.constant is True or self.run.empty_survey == "exclude":
            return value
        if self.run.empty_survey == "met":
            return choose(sheet, [known], [value, stand_in])
        sheet.doubt(~known.expr, known.level)
        return value

    def fraction(self, *values: Plain) -> Plain:
        value, stand_in = values
        if value is not None or self.run.empty_survey == "exclude":
            return value
        if self.run.empty_survey == "met":
            return stand_in
        raise EmptySample


class EmptySample(Exception):
    """A sample of nobody is read, and the run setting ``empty_survey`` is error."""


def _above_zero(held: Number, weights: list[Fraction | None]) -> Number:
    """The weights of the assessed children, nothing where there are none: the least of them is the least divisor."""
    positive = [weight for weight in weights if weight is None or weight > 0]
    least = min((weight for weight in positive if weight is not None), default=None)
    if not isinstance(held, Num) or held.constant is not None or held.range.slack or None in positive or least is None:
        return held
    r = held.range
    bounded = Range(r.denominator, floor(least * r.denominator), r.high, 0, True)
    return Num(nw.when(held.expr > 0).then(held.expr), bounded, held.level)


def _between(mean: Value, ends: list[tuple[Fraction, Fraction]]) -> Value:
    """A mean lies between the least and the greatest of what it is made of."""
    least, most = min(low for low, _ in ends), max(high for _, high in ends)
    if isinstance(mean, Quot):
        return replace(mean, least=least, most=most)
    assert isinstance(mean, Num)
    r = mean.range
    low, high = floor(least * r.denominator), ceil(most * r.denominator)
    return replace(mean, range=Range(r.denominator, max(r.low, low - r.slack), min(r.high, high), r.slack, r.nullable))


def _always(operation: Operation, sheet: Sheet, child: Value) -> bool:
    known = Known(operation.run).column(sheet, child)
    return isinstance(known, Truth) and known.constant is True


def _counted(operation: Operation, sheet: Sheet, child: Value, value: Value) -> Value:
    """The value where the child is assessed, else 0."""
    known = Known(operation.run).column(sheet, child)
    assert isinstance(known, Truth)
    if known.constant is not None:
        return value if known.constant else constant(0)
    return choose(sheet, [known], [value, constant(0)])


def _total(operation: Operation, sheet: Sheet, weights: list[Value], children: tuple[Value, ...]) -> Number:
    total: Number = numbers((constant(0),))[0]
    for weight, child in zip(weights, children, strict=True):
        if isinstance(child, Nil):
            continue
        part = times(sheet, numbers((child,))[0], numbers((weight,))[0])
        if not _always(operation, sheet, child):
            part = numbers((_counted(operation, sheet, child, part),))[0]
        total = plus(sheet, total, part)
    return total


def _if_any(operation: Operation, sheet: Sheet, children: tuple[Value, ...], value: Value) -> Value:
    """The value, or nothing where no child is assessed."""
    if any(_always(operation, sheet, child) for child in children):
        return value
    known = [Known(operation.run).column(sheet, child) for child in children]
    expr = nw.any_horizontal(*(k.expr for k in known if isinstance(k, Truth)), ignore_nulls=True)
    level = max(k.level for k in known if isinstance(k, Truth))
    return choose(sheet, [Truth(expr, False, level)], [value, Nil()])


TREE: tuple[type[Operation], ...] = (Children, FullMarks, Weighted, Sampled)
__all__ = ["TREE", "Children", "EmptySample", "FullMarks", "Sampled", "Weighted"]

"""``min(...)`` and ``max(...)``; nothing spreads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import narwhals as nw

from kaohe.core.numbers.arithmetic import aligned, bounds
from kaohe.core.numbers.ranges import Range
from kaohe.core.numbers.values import fixed_number
from kaohe.core.operations.base import Num, Operation, Plain, Quot, Sheet, Value, fractions, numbers


class Minimum(Operation):
    """The smallest of two or more numbers."""

    name = "min"
    arguments = (2, None)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        first, *others = numbers(values)
        for other in others:
            first = extreme(sheet, first, other, largest=False)
        return first

    def fraction(self, *values: Plain) -> Plain:
        found = fractions(*values)
        return None if found is None else min(found)


class Maximum(Operation):
    """The largest of two or more numbers."""

    name = "max"
    arguments = (2, None)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        first, *others = numbers(values)
        for other in others:
            first = extreme(sheet, first, other, largest=True)
        return first

    def fraction(self, *values: Plain) -> Plain:
        found = fractions(*values)
        return None if found is None else max(found)


def extreme(sheet: Sheet, a: Num | Quot, b: Num | Quot, *, largest: bool) -> Num | Quot:
    """The larger or the smaller of two numbers."""
    pick: Callable[[Any, Any], Any] = max if largest else min
    if isinstance(a, Num) and isinstance(b, Num) and a.constant is not None and b.constant is not None:
        return fixed_number(pick(a.constant, b.constant))
    (x, y), back = aligned(sheet, (a, b))
    x, y = sheet.column(x), sheet.column(y)
    r, s = x.range, y.range
    nullable = r.nullable or s.nullable
    first, second = (x.expr >= y.expr, x.expr < y.expr) if largest else (x.expr <= y.expr, x.expr > y.expr)
    chosen = nw.when(first).then(x.expr)
    expr = chosen.when(second).then(y.expr) if nullable else chosen.otherwise(y.expr)
    span = Range(r.denominator, pick(r.low, s.low), pick(r.high, s.high), max(r.slack, s.slack), nullable)
    (least, most), (other_least, other_most) = bounds(a), bounds(b)
    return back(Num(expr, span, max(x.level, y.level)), pick(least, other_least), pick(most, other_most))

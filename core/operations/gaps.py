"""``below(t, x)`` and ``above(t, x)``: by how much a target is missed."""

from __future__ import annotations

from fractions import Fraction

from kaohe.core.numbers import constant
from kaohe.core.numbers.arithmetic import negative, number, plus
from kaohe.core.operations.base import Operation, Plain, Sheet, Value, fractions
from kaohe.core.operations.extremes import extreme


class Below(Operation):
    """``max(0, t - x)``"""

    name = "below"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        return gap(sheet, values[0], values[1])

    def fraction(self, *values: Plain) -> Plain:
        found = fractions(*values)
        return None if found is None else max(Fraction(0), found[0] - found[1])


class Above(Operation):
    """``max(0, x - t)``"""

    name = "above"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        return gap(sheet, values[1], values[0])

    def fraction(self, *values: Plain) -> Plain:
        found = fractions(*values)
        return None if found is None else max(Fraction(0), found[1] - found[0])


def gap(sheet: Sheet, a: Value, b: Value) -> Value:
    """``max(0, a - b)``"""
    return extreme(sheet, plus(sheet, number(a), negative(number(b))), number(constant(0)), largest=True)

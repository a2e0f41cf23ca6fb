"""``minutes(a, b)``: elapsed minutes from a to b, exact to the second."""

from __future__ import annotations

from fractions import Fraction

from kaohe.core.numbers.arithmetic import negative, number, over_constant, plus
from kaohe.core.operations.base import Operation, Plain, Sheet, Value, fractions


class Minutes(Operation):
    """Minutes between two times; times are seconds."""

    name = "minutes"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        return over_constant(plus(sheet, number(values[1]), negative(number(values[0]))), Fraction(60))

    def fraction(self, *values: Plain) -> Plain:
        found = fractions(*values)
        return None if found is None else (found[1] - found[0]) / 60

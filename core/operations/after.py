"""``after(time, minutes)``: a later time, exact to the second."""

from __future__ import annotations

from kaohe.core.numbers import constant
from kaohe.core.numbers.arithmetic import number, plus, times
from kaohe.core.operations.base import Operation, Plain, Sheet, Value, fractions


class After(Operation):
    """The time ``minutes`` after ``time``; times are seconds."""

    name = "after"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        seconds = times(sheet, number(values[1]), number(constant(60)))
        return plus(sheet, number(values[0]), seconds)

    def fraction(self, *values: Plain) -> Plain:
        found = fractions(*values)
        return None if found is None else found[0] + 60 * found[1]

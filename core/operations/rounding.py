"""``down``, ``up`` and ``half_up``: to a multiple of a step."""

from __future__ import annotations

from fractions import Fraction

from kaohe.core.errors import KaoheError
from kaohe.core.numbers import rounding
from kaohe.core.numbers.arithmetic import number
from kaohe.core.operations.base import Operation, Plain, Sheet, Value, fixed, fractions


class Down(Operation):
    """The largest multiple of the step that is not above ``x``."""

    name = "down"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        return rounding.down(sheet, number(values[0]), step_of(values[1]))

    def fraction(self, *values: Plain) -> Plain:
        found = fractions(*values)
        return None if found is None else found[1] * (found[0] // found[1])


class Up(Operation):
    """The smallest multiple of the step that is not below ``x``."""

    name = "up"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        return rounding.up(sheet, number(values[0]), step_of(values[1]))

    def fraction(self, *values: Plain) -> Plain:
        found = fractions(*values)
        return None if found is None else -found[1] * (-found[0] // found[1])


class HalfUp(Operation):
    """The nearest multiple of the step; a half goes away from 0.

    One scheme writes it; the planner rounds every amount of money of every scheme to the fen with it.
    """

    name = "half_up"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        return rounding.half_up(sheet, number(values[0]), step_of(values[1]))

    def fraction(self, *values: Plain) -> Plain:
        found = fractions(*values)
        if found is None:
            return None
        x, step = found
        nearest = step * ((2 * abs(x) / step + 1) // 2)
        return nearest if x >= 0 else -nearest


def step_of(value: Value) -> Fraction:
    """The step of a rounding: a number above 0, known before any data."""
    step = fixed(value, "the step of a rounding")
    if step <= 0:
        raise KaoheError(f"the step of a rounding must be above 0, not {step}")
    return step

"""``all_of(...)``: and, skipping nothing; all nothing is yes."""

from __future__ import annotations

from kaohe.core.numbers.sheet import level_of
from kaohe.core.operations.base import Operation, Plain, Sheet, Truth, Value, truth


class AllOf(Operation):
    """Yes unless one of the conditions is no."""

    name = "all_of"
    arguments = (1, None)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        parts = [truth(value) for value in values]
        expr = parts[0].expr.fill_null(True)
        for part in parts[1:]:
            expr = expr & part.expr.fill_null(True)
        return Truth(expr, False, level_of(*parts))

    def fraction(self, *values: Plain) -> Plain:
        return all(bool(value) for value in values if value is not None)

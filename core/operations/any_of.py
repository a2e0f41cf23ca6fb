"""``any_of(...)``: or, skipping nothing; all nothing is no."""

from __future__ import annotations

from kaohe.core.numbers.sheet import level_of
from kaohe.core.operations.base import Operation, Plain, Sheet, Truth, Value, truth


class AnyOf(Operation):
    """Yes if one of the conditions is yes."""

    name = "any_of"
    arguments = (1, None)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        parts = [truth(value) for value in values]
        expr = parts[0].expr.fill_null(False)
        for part in parts[1:]:
            expr = expr | part.expr.fill_null(False)
        return Truth(expr, False, level_of(*parts))

    def fraction(self, *values: Plain) -> Plain:
        return any(bool(value) for value in values if value is not None)

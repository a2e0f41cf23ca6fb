"""``known(x)``: yes unless nothing."""

from __future__ import annotations

import narwhals as nw

from kaohe.core.errors import KaoheError
from kaohe.core.numbers import Table
from kaohe.core.operations.base import Nil, Num, Operation, Plain, Quot, Sheet, Truth, Value


class Known(Operation):
    """Yes for every value, no for nothing."""

    name = "known"
    arguments = (1, 1)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        value = values[0]
        if isinstance(value, Quot):
            value = value.numerator
        if isinstance(value, Nil):
            return Truth(nw.lit(False), constant=False)
        if isinstance(value, Table):
            raise KaoheError("known reads a value, not a table")
        if getattr(value, "constant", None) is not None or (isinstance(value, Num) and not value.range.nullable):
            return Truth(nw.lit(True), constant=True)
        return Truth(~value.expr.is_null(), False, value.level)

    def fraction(self, *values: Plain) -> Plain:
        return values[0] is not None

"""``size(list)``: how many entries a list column has."""

from __future__ import annotations

from fractions import Fraction

import narwhals as nw

from kaohe.core.errors import KaoheError
from kaohe.core.numbers import Items
from kaohe.core.numbers.ranges import Range
from kaohe.core.operations.base import Num, Operation, Plain, Sheet, Value


class Size(Operation):
    """The number of entries; an empty or absent list has none.

    One scheme uses it, to say that a list of circumstances holds any; no other operation can ask that of a list.
    """

    name = "size"
    arguments = (1, 1)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        if not isinstance(values[0], Items):
            raise KaoheError("size reads a list column")
        expr = values[0].expr.list.len().cast(nw.Int64()).fill_null(0)
        return Num(expr, Range(1, 0, 1000), values[0].level)

    def fraction(self, *values: Plain) -> Plain:
        assert values[0] is None or isinstance(values[0], tuple)
        return Fraction(len(values[0] or ()))

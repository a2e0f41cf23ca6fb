"""Exact values on int64 columns: ranges known before any data, no float anywhere."""

from kaohe.core.numbers.ranges import LIMIT, Range, TooLarge, any_width, fits
from kaohe.core.numbers.sheet import Sheet
from kaohe.core.numbers.values import Code, Items, Nil, Num, Quot, Table, Truth, Value, constant

__all__ = [
    "LIMIT", "Code", "Items", "Nil", "Num", "Quot", "Range", "Sheet", "Table", "TooLarge", "Truth", "Value",
    "any_width", "constant", "fits",
]  # fmt: skip

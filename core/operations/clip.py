"""``clip(x, lo, hi)``: kept within bounds; nothing spreads."""

from __future__ import annotations

from kaohe.core.operations.base import Operation, Plain, Sheet, Value, fractions, numbers
from kaohe.core.operations.extremes import extreme


class Clip(Operation):
    """``x``, not below ``lo`` and not above ``hi``.

    No scheme here writes it (caps of nodes and ``max`` do); it is of the language, for formulas of outside documents.
    """

    name = "clip"
    arguments = (3, 3)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        x, low, high = numbers(values)
        return extreme(sheet, extreme(sheet, x, low, largest=True), high, largest=False)

    def fraction(self, *values: Plain) -> Plain:
        found = fractions(*values)
        return None if found is None else min(max(found[0], found[1]), found[2])

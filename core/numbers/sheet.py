"""The program under construction: batches of columns, each batch read by the next, and the doubts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import narwhals as nw

from kaohe.core.numbers.ranges import Range
from kaohe.core.numbers.values import Code, Items, Num, Quot, Truth, Value


@dataclass
class Sheet:
    """Columns to be computed. ``digits``: decimal places of a ratio that has to be cut.

    ``doubts`` collects conditions under which a decision is not certain from the columns alone;
    such rows are recomputed in fractions.
    """

    digits: int = 12
    prefix: str = "_"
    batches: list[dict[str, nw.Expr]] = field(default_factory=list)
    doubts: list[tuple[nw.Expr, int]] = field(default_factory=list)
    lookups: list[tuple[int, str, str, dict[int, int]]] = field(default_factory=list)
    _count: int = 0

    def let(self, expr: nw.Expr, level: int, name: str | None = None) -> tuple[nw.Expr, int, str]:
        """A column of its own, readable from the next level on."""
        if name is None:
            self._count += 1
            name = f"{self.prefix}{self._count}"
        while len(self.batches) <= level:
            self.batches.append({})
        self.batches[level][name] = expr
        return nw.col(name), level + 1, name

    def column(self, value: Num) -> Num:
        """The same number as a plain column, so that reading it often costs nothing."""
        if value.plain or value.constant is not None:
            return value
        expr, level, _ = self.let(value.expr, value.level)
        return replace(value, expr=expr, level=level, plain=True)

    def named(self, name: str, value: Num | Truth | Code) -> Num | Truth | Code:
        """A value under its own name in the frame."""
        expr, level, _ = self.let(value.expr, value.level, name)
        if isinstance(value, Num):
            return Num(expr, value.range, level, True, value.constant)
        return replace(value, expr=expr, level=level)

    def doubt(self, when: nw.Expr, level: int) -> None:
        """Marks the rows in which the columns cannot decide."""
        self.doubts.append((when, level))

    def lookup(self, key: Num, table: dict[int, int], span: Range) -> Num:
        """A number read from a fixed table by a whole-number key (a join; absent keys give nothing)."""
        key = self.column(key)
        _, level, name = self.let(key.expr, key.level)
        self._count += 1
        target = f"{self.prefix}{self._count}"
        self.lookups.append((level, name, target, table))
        return Num(nw.col(target), span, level, True)

    def take(self) -> list[tuple[nw.Expr, int]]:
        """The doubts collected since the last call."""
        doubts, self.doubts = self.doubts, []
        return doubts


def level_of(*values: Value) -> int:
    """The first level at which all of the values can be read."""
    levels = [0]
    for value in values:
        match value:
            case Quot(numerator, divisor):
                levels += [numerator.level, divisor.level]
            case Num() | Truth() | Code() | Items():
                levels.append(value.level)
    return max(levels)

"""What a formula stands for while it becomes columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import narwhals as nw

from kaohe.core.numbers.ranges import Range


@dataclass(frozen=True, eq=False)
class Num:
    """A number column: ``expr`` holds ``v`` of ``range``. ``level``: the first batch of columns that can read it."""

    expr: nw.Expr
    range: Range
    level: int = 0
    plain: bool = False
    constant: Fraction | None = None


@dataclass(frozen=True, eq=False)
class Quot:
    """An exact quotient, not yet divided; the divisor is above 0, or the numerator is nothing.

    ``held``: the same number already divided and cut on a decimal grid, if a column has it.
    """

    numerator: Num
    divisor: Num
    least: Fraction
    most: Fraction
    held: Num | None = None

    @property
    def nullable(self) -> bool:
        """Whether nothing can occur."""
        return self.numerator.range.nullable


@dataclass(frozen=True, eq=False)
class Truth:
    """A condition column: yes, no or nothing."""

    expr: nw.Expr
    nullable: bool = False
    level: int = 0
    constant: bool | None = None


@dataclass(frozen=True, eq=False)
class Code:
    """A code or id column; ``codes`` in order, low to high, where there is an order."""

    expr: nw.Expr
    codes: tuple[str, ...] = ()
    nullable: bool = False
    level: int = 0
    constant: str | None = None


@dataclass(frozen=True, eq=False)
class Items:
    """A list column of codes."""

    expr: nw.Expr
    level: int = 0


@dataclass(frozen=True, eq=False)
class Nil:
    """Nothing, of no kind yet."""


@dataclass(frozen=True, eq=False)
class Table:
    """A parameter table: entries are numbers, codes, truths or further tables."""

    entries: Mapping[str, object] = field(default_factory=dict)


Value = Num | Quot | Truth | Code | Items | Nil | Table


def constant(value: object) -> Value:
    """A fixed value: Fraction or int, bool, str, None, or a table.

    >>> constant(Fraction("0.7")).range
    Range(denominator=10, low=7, high=7, slack=0, nullable=False)
    """
    match value:
        case None:
            return Nil()
        case bool():
            return Truth(nw.lit(value), constant=value)
        case str():
            return Code(nw.lit(value), constant=value)
        case Mapping():
            return Table(value)
        case Fraction() | int() | Decimal():
            return fixed_number(Fraction(value))
    raise TypeError(f"no formula has the value {value!r}")


def fixed_number(number: Fraction) -> Num:
    """A fixed number as a column."""
    n, d = number.numerator, number.denominator
    return Num(nw.lit(n, nw.Int64()), Range(d, n, n), plain=True, constant=number)

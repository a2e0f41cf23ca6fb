"""What a frame's column means: how to read it as a value, and how to write one back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

import narwhals as nw

from kaohe.core.errors import KaoheError
from kaohe.core.numbers import Code, Items, Nil, Num, Quot, Range, Truth, Value
from kaohe.core.numbers.arithmetic import over_constant
from kaohe.core.operations.base import Plain
from kaohe.core.program.exact import Mark

NO_RANGE = Range(1, 0, 0)
KINDS = {"number": "a number", "truth": "yes or no", "code": "a code", "items": "a list"}


@dataclass(frozen=True)
class Column:
    """A column of a frame.

    ``kind`` number: int64 by ``range``; with ``parts`` the exact quotient of two further columns, each with its
    own range, and ``name`` the quotient cut on a grid. ``quantity`` is the field's word (points, percent, yuan ...).
    """

    name: str
    kind: Literal["number", "truth", "code", "items", "nothing"]
    range: Range = NO_RANGE
    codes: tuple[str, ...] = ()
    nullable: bool = True
    quantity: str | None = None
    parts: tuple[tuple[str, Range], tuple[str, Range]] | None = None
    ends: tuple[Fraction, Fraction] | None = None

    def must_be(self, kind: Literal["number", "truth"]) -> None:
        """Raises KaoheError for a column that holds something else; one of nothing will do."""
        if self.kind not in (kind, "nothing"):
            raise KaoheError(f"the formula gives {KINDS[self.kind]}, {KINDS[kind]} is needed here")

    def value(self) -> Value:
        """The column as a value for further formulas."""
        expr = nw.col(self.name)
        match self.kind:
            case "truth":
                return Truth(expr, self.nullable)
            case "code":
                return Code(expr, self.codes, self.nullable)
            case "items":
                return Items(expr)
            case "nothing":
                return Nil()
        if self.parts is not None and self.ends is not None:
            (top, upper), (bottom, lower) = self.parts
            if lower.low == lower.high > 0:
                return _over_fixed(Num(nw.col(top), upper, plain=True), Fraction(lower.low, lower.denominator))
            held = Num(expr, self.range, plain=True)
            return Quot(Num(nw.col(top), upper, plain=True), Num(nw.col(bottom), lower, plain=True), *self.ends, held)
        r = self.range
        fixed = Fraction(r.low, r.denominator) if r.low == r.high and not r.slack and not r.nullable else None
        return Num(expr, r, plain=True, constant=fixed)

    @property
    def cells(self) -> tuple[str, ...]:
        """The frame's columns that hold it."""
        return (self.name, *(part for part, _ in self.parts or ()))

    @property
    def exact(self) -> bool:
        """Whether the frame alone gives the value as a fraction."""
        return self.kind != "number" or self.range.slack == 0 or self.parts is not None

    def read(self, row: Mapping[str, object]) -> Plain:
        """The value in one row, exact; only where ``exact`` holds."""
        if self.kind == "number" and self.parts is not None:
            (top, upper), (bottom, lower) = self.parts
            n, d = row[top], row[bottom]
            if not isinstance(n, int) or not isinstance(d, int) or d == 0:
                return None
            return Fraction(n * lower.denominator, d * upper.denominator)
        raw = row[self.name]
        if raw is None:
            return () if self.kind == "items" else None
        match self.kind:
            case "number":
                assert isinstance(raw, int)
                return Fraction(raw, self.range.denominator)
            case "code":
                return Mark(raw, self.codes)
            case "items":
                return tuple(raw)  # type: ignore[arg-type]
        return raw  # type: ignore[return-value]

    def write(self, value: Plain) -> dict[str, object]:
        """The cells that hold a value computed in fractions."""
        if self.kind != "number":
            return {self.name: value}
        if value is None:
            return dict.fromkeys((self.name, *(part for part, _ in self.parts or ())))
        exact = Fraction(value)  # type: ignore[arg-type]
        held = floor(exact * self.range.denominator)
        if self.parts is None:
            return {self.name: self._within(held, exact, self.range)}
        (top, upper), (bottom, lower) = self.parts
        quotient = exact * upper.denominator / lower.denominator
        factor = max(1, ceil(Fraction(lower.low, quotient.denominator)))
        return {
            self.name: min(max(held, self.range.low), self.range.high),
            top: self._within(quotient.numerator * factor, exact, upper),
            bottom: self._within(quotient.denominator * factor, exact, lower),
        }

    def _within(self, held: int, value: Fraction, span: Range) -> int:
        """The cell for a value, within what later formulas count on."""
        if not span.low <= held <= span.high + max(span.slack - 1, 0):
            raise KaoheError(f"{self.name}: {float(value):.6g} is out of range")
        return min(held, span.high)


def _over_fixed(numerator: Num, divisor: Fraction) -> Num:
    """A quotient whose divisor is the same in every row: an exact number."""
    value = over_constant(numerator, divisor)
    assert isinstance(value, Num)
    return value

"""Rounding to a multiple of a fixed step: down, up, half up."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

import narwhals as nw

from kaohe.core.numbers.arithmetic import bounds, negative, over_constant, scaled
from kaohe.core.numbers.division import cut
from kaohe.core.numbers.ranges import Range, TooLarge
from kaohe.core.numbers.sheet import Sheet
from kaohe.core.numbers.values import Num, Quot, fixed_number


def down(sheet: Sheet, value: Num | Quot, step: Fraction) -> Num:
    """The largest multiple of ``step`` not above the value; exact."""
    return _rounded(sheet, value, step, Fraction(0))


def up(sheet: Sheet, value: Num | Quot, step: Fraction) -> Num:
    """The smallest multiple of ``step`` not below the value; exact."""
    result = negative(_rounded(sheet, negative(value), step, Fraction(0)))
    assert isinstance(result, Num)
    return result


def half_up(sheet: Sheet, value: Num | Quot, step: Fraction) -> Num:
    """The nearest multiple of ``step``; a half goes up, away from 0 for negative values too (C17)."""
    if bounds(value)[0] >= 0:
        return _rounded(sheet, value, step, Fraction(1, 2))
    if isinstance(value, Num) and value.constant is not None:
        turned = negative(half_up(sheet, negative(value), step))
        assert isinstance(turned, Num)
        return turned
    above = _rounded(sheet, value, step, Fraction(1, 2))
    below = negative(_rounded(sheet, negative(value), step, Fraction(1, 2)))
    assert isinstance(below, Num)
    r, s = above.range, below.range
    zero = nw.lit(0, nw.Int64())
    positive = nw.when(above.expr > 0).then(above.expr)
    expr = positive.when(below.expr < 0).then(below.expr).when(above.expr <= 0).then(zero)
    span = Range(r.denominator, min(r.low, s.low, 0), max(r.high, s.high, 0), 0, r.nullable)
    return Num(expr, span, max(above.level, below.level))


def _rounded(sheet: Sheet, value: Num | Quot, step: Fraction, shift: Fraction) -> Num:
    """``step * floor(value / step + shift)``"""
    if isinstance(value, Num) and value.constant is not None:
        return fixed_number(step * ((value.constant / step + shift) // 1))
    least, most = bounds(value)
    span = ((least / step + shift) // 1, (most / step + shift) // 1)
    if isinstance(value, Quot):
        try:
            return _of_quotient(sheet, value, step, shift, span)
        except TooLarge:
            value = cut(sheet, value)
    units = over_constant(value, step)
    assert isinstance(units, Num)
    units = scaled(units, lcm(units.range.denominator, shift.denominator))
    r = units.range
    offset = int(shift * r.denominator)
    moved = Range(r.denominator, r.low + offset, r.high + offset, r.slack, r.nullable)
    first = sheet.column(Num(units.expr + offset, moved, units.level))
    whole, level, _ = sheet.let(first.expr // r.denominator, first.level)
    if r.slack > 1:
        last, level, _ = sheet.let((first.expr + (r.slack - 1)) // r.denominator, first.level)
        sheet.doubt(whole != last, level)
    return _multiple(whole, step, span, r.nullable, level)


def _of_quotient(sheet: Sheet, value: Quot, step: Fraction, shift: Fraction, span: tuple[int, int]) -> Num:
    a, b = value.numerator, value.divisor
    n = step.denominator * b.range.denominator * shift.denominator
    d = step.numerator * a.range.denominator * shift.denominator
    m = shift.numerator * step.numerator * a.range.denominator
    common = gcd(n, d, m) if m else gcd(n, d)
    n, d, m = n // common, d // common, m // common
    Range(1, a.range.low * n + min(0, b.range.low * m), a.range.high * n + b.range.high * m)
    Range(1, b.range.low * d, b.range.high * d)
    top, level, _ = sheet.let(a.expr * n + b.expr * m, max(a.level, b.level))
    bottom, _, _ = sheet.let(b.expr * d, max(a.level, b.level))
    whole, level, _ = sheet.let(nw.when(bottom > 0).then(top // bottom), level)
    return _multiple(whole, step, span, a.range.nullable or b.range.nullable, level)


def _multiple(whole: nw.Expr, step: Fraction, span: tuple[int, int], nullable: bool, level: int) -> Num:
    p, q = step.numerator, step.denominator
    return Num(whole * p if p != 1 else whole, Range(q, span[0] * p, span[1] * p, 0, nullable), level, p == 1)

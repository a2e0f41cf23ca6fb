"""Sums, differences and products of numbers; quotients stay exact as long as they fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from math import gcd, lcm

import narwhals as nw

from kaohe.core.errors import KaoheError
from kaohe.core.numbers.division import cut, divisible
from kaohe.core.numbers.ranges import Range, TooLarge
from kaohe.core.numbers.sheet import Sheet
from kaohe.core.numbers.values import Code, Items, Num, Quot, Table, Truth, Value, fixed_number

Number = Num | Quot
NOTHING = Num(nw.lit(None, nw.Int64()), Range(1, 0, 0, 0, True), plain=True)
"""Nothing read as a number."""


def number(value: Value) -> Number:
    """A value read as a number: a condition counts 1 or 0.

    Raises KaoheError for codes, lists and tables.
    """
    match value:
        case Num() | Quot():
            return value
        case Truth(expr, nullable, level, fixed):
            if fixed is not None:
                return fixed_number(Fraction(fixed))
            yes, zero = nw.when(expr).then(nw.lit(1, nw.Int64())), nw.lit(0, nw.Int64())
            expr = yes.when(~expr).then(zero) if nullable else yes.otherwise(zero)
            return Num(expr, Range(1, 0, 1, 0, nullable), level)
        case Code() | Items():
            raise KaoheError("a code cannot be used as a number")
        case Table():
            raise KaoheError("a table cannot be used as a number; name one of its entries")
    return NOTHING


def scaled(value: Num, denominator: int) -> Num:
    """The same number on a finer grid."""
    m = denominator // value.range.denominator
    if m == 1:
        return value
    return Num(value.expr * m, value.range.finer(denominator), value.level, False, value.constant)


def aligned(sheet: Sheet, values: Sequence[Number]) -> tuple[list[Num], Callable[[Num, Fraction, Fraction], Number]]:
    """Numbers on one grid, and how to turn a number on that grid back.

    If all quotients share a divisor, everything is brought over that divisor and stays exact; otherwise
    quotients are cut.
    """
    divisors = [value.divisor for value in values if isinstance(value, Quot)]
    if divisors and all(divisor is divisors[0] for divisor in divisors):
        divisor = divisors[0]
        try:
            over = [value.numerator if isinstance(value, Quot) else times(sheet, value, divisor) for value in values]
            nums = [value for value in over if isinstance(value, Num) and value.range.slack == 0]
            if len(nums) == len(values):
                grid = lcm(*(value.range.denominator for value in nums))
                return [scaled(value, grid) for value in nums], partial(_over, divisor)
        except TooLarge:
            pass
    plain = [cut(sheet, value) for value in values]
    grid = lcm(*(value.range.denominator for value in plain))
    return [scaled(value, grid) for value in plain], lambda value, least, most: value


def _over(divisor: Num, value: Num, least: Fraction, most: Fraction) -> Quot:
    return Quot(value, divisor, least, most)


def bounds(value: Number) -> tuple[Fraction, Fraction]:
    """The least and the greatest value that can occur."""
    return (value.least, value.most) if isinstance(value, Quot) else (value.range.least, value.range.most)


def negative(value: Number) -> Number:
    """``-x``; the slack turns to the other side."""
    if isinstance(value, Quot):
        numerator = negative(value.numerator)
        assert isinstance(numerator, Num)
        return Quot(numerator, value.divisor, -value.most, -value.least)
    r = value.range
    turned = Range(r.denominator, -r.high - r.slack, -r.low, r.slack + bool(r.slack), r.nullable)
    fixed = -value.constant if value.constant is not None else None
    return Num(0 - value.expr - r.slack if r.slack else 0 - value.expr, turned, value.level, False, fixed)


def plus(sheet: Sheet, a: Number, b: Number) -> Number:
    """``a + b``, nothing rounded."""
    if isinstance(a, Num) and isinstance(b, Num) and a.constant is not None and b.constant is not None:
        return fixed_number(a.constant + b.constant)
    (x, y), back = aligned(sheet, (a, b))
    r, s = x.range, y.range
    total = Range(r.denominator, r.low + s.low, r.high + s.high, r.slack + s.slack, r.nullable or s.nullable)
    (a_least, a_most), (b_least, b_most) = bounds(a), bounds(b)
    return back(Num(x.expr + y.expr, total, max(x.level, y.level)), a_least + b_least, a_most + b_most)


def times(sheet: Sheet, a: Number, b: Number) -> Number:
    """``a * b``; fixed factors change the denominator rather than the column where they can."""
    if isinstance(a, Num) and a.constant is not None and not (isinstance(b, Num) and b.constant is not None):
        a, b = b, a
    if isinstance(b, Num) and b.constant is not None:
        return _times_constant(a, b.constant)
    if isinstance(a, Quot) and isinstance(b, Quot):
        try:
            n, d = times(sheet, a.numerator, b.numerator), times(sheet, a.divisor, b.divisor)
            assert isinstance(n, Num) and isinstance(d, Num)
            product = Quot(n, d, *_product_bounds(a, b))
        except TooLarge:
            product = None
        return product if product and divisible(product) else _product(sheet, cut(sheet, a), cut(sheet, b))
    if isinstance(b, Quot):
        a, b = b, a
    if isinstance(a, Quot):
        if isinstance(b, Num) and b.range.slack == 0:
            try:
                n = _product(sheet, a.numerator, b)
                return Quot(n, a.divisor, *_product_bounds(a, b))
            except TooLarge:
                pass
        a = cut(sheet, a)
    assert isinstance(a, Num) and isinstance(b, Num)
    return _product(sheet, a, b)


def over_constant(a: Number, divisor: Fraction) -> Number:
    """``a / c`` for a fixed ``c``, exact."""
    if divisor == 0:
        raise KaoheError("division by 0")
    return _times_constant(a, 1 / divisor)


def _times_constant(a: Number, factor: Fraction) -> Number:
    if factor < 0:
        return _times_constant(negative(a), -factor)
    if isinstance(a, Quot):
        n = _times_constant(a.numerator, factor)
        assert isinstance(n, Num)
        return Quot(n, a.divisor, a.least * factor, a.most * factor)
    if a.constant is not None:
        return fixed_number(a.constant * factor)
    r = a.range
    if factor == 0:
        return Num(a.expr * 0, Range(1, 0, 0, 0, r.nullable), a.level)
    p, q = factor.numerator, factor.denominator * r.denominator
    p, q = p // gcd(p, q), q // gcd(p, q)
    spread = Range(q, r.low * p, r.high * p, r.slack * p, r.nullable)
    return Num(a.expr * p if p != 1 else a.expr, spread, a.level, a.plain and p == 1)


def _product_bounds(a: Number, b: Number) -> tuple[Fraction, Fraction]:
    ends = [x * y for x in bounds(a) for y in bounds(b)]
    return min(ends), max(ends)


def coarser(sheet: Sheet, value: Num, places: int) -> Num:
    """The same number with some decimal places less; the slack covers what is dropped."""
    if not places:
        return value
    value = sheet.column(value)
    expr, level, _ = sheet.let(value.expr // 10**places, value.level)
    return Num(expr, coarse(value.range, places), level, True)


def coarse(r: Range, places: int) -> Range:
    """The range with some decimal places less. Raises TooLarge if the denominator has not that many."""
    m = 10**places
    if r.denominator % m:
        raise TooLarge("a value that cannot be held with fewer decimal places")
    return Range(r.denominator // m, r.low // m, r.high // m, -(-r.slack // m) + 1, r.nullable) if places else r


def _product(sheet: Sheet, a: Num, b: Num) -> Num:
    places = [0, 0]
    while True:
        r, s = coarse(a.range, places[0]), coarse(b.range, places[1])
        try:
            spread, shift = _product_range(r, s)
            break
        except TooLarge:
            if a.range.slack == 0 and b.range.slack == 0:
                raise
            places[0 if r.denominator >= s.denominator else 1] += 1
    a, b = coarser(sheet, a, places[0]), coarser(sheet, b, places[1])
    expr = a.expr * b.expr
    return Num(expr - shift if shift else expr, spread, max(a.level, b.level))


def _product_range(r: Range, s: Range) -> tuple[Range, int]:
    """The range of a product, and by how much the column of the product lies too high."""
    ends = [x * y for x in (r.low, r.high + r.slack) for y in (s.low, s.high + s.slack)]
    shift = max(0, -r.low) * s.slack + max(0, -s.low) * r.slack
    above = max(0, r.high) * s.slack + max(0, s.high) * r.slack + r.slack * s.slack
    slack = shift + (above or bool(shift))
    return Range(r.denominator * s.denominator, min(ends) - shift, max(ends), slack, r.nullable or s.nullable), shift

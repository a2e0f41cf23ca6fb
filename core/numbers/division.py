"""Division of data: long division in int64 steps, rounded down on a decimal grid."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, gcd

import narwhals as nw

from kaohe.core.numbers.ranges import LIMIT, Range, TooLarge, fits
from kaohe.core.numbers.sheet import Sheet
from kaohe.core.numbers.values import Num, Quot

WIDEST = (10**6, 10**9)
"""Largest values a cut ratio can hold with 12 and with 9 digits."""


def cut(sheet: Sheet, value: Num | Quot, whole: bool = False) -> Num:
    """A quotient as a number on a decimal grid (or its ``whole`` part), rounded down (slack 1); a number as it is.

    Values beyond what the grid can hold are marked as in doubt.
    """
    if isinstance(value, Num):
        return value
    if whole:
        return quotient(sheet, value.numerator, value.divisor, 0, floor(value.least), ceil(value.most), False)
    digits = sheet.digits
    largest = max(abs(value.least), abs(value.most))
    if largest > WIDEST[0]:
        digits = min(digits, 9)
    if value.held is not None and value.held.range.denominator == 10**digits:
        return value.held
    widest = Fraction(WIDEST[0] if digits > 9 else WIDEST[1])
    least, most = max(value.least, -widest), min(value.most, widest)
    return quotient(sheet, value.numerator, value.divisor, digits, floor(least), ceil(most), largest > widest)


def divisible(value: Quot) -> bool:
    """Whether a quotient can be cut: both sides, brought to whole numbers, fit the long division."""
    r, s = value.numerator.range, value.divisor.range
    common = gcd(r.denominator, s.denominator)
    top, bottom = max(-r.low, r.high) * (s.denominator // common), s.high * (r.denominator // common)
    return fits(top) and fits(bottom * 10)


def quotient(sheet: Sheet, a: Num, b: Num, digits: int, least: int, most: int, clipped: bool) -> Num:
    """``floor(a / b * 10**digits)`` of exact columns with b > 0; the whole part is kept within ``least .. most``."""
    common = gcd(a.range.denominator, b.range.denominator)
    top, bottom = _grown(a, b.range.denominator // common), _grown(b, a.range.denominator // common)
    top, bottom = sheet.column(top), sheet.column(bottom)
    widest = max(bottom.range.high, 1)
    step = min(6, len(str(LIMIT // widest)) - 1)
    if not fits(widest * 10):
        raise TooLarge(f"a divisor of up to {widest:.3g} units is too large to divide by exactly")
    level = max(top.level, bottom.level)
    whole, level, _ = sheet.let(nw.when(bottom.expr > 0).then(top.expr // bottom.expr), level)
    rest, left = top.expr - whole * bottom.expr, digits
    value = whole
    if clipped:
        high, low = whole >= most, whole < least
        sheet.doubt(high | low, level)
        ends = nw.lit(most, nw.Int64()), nw.lit(least, nw.Int64())
        value = nw.when(high).then(ends[0]).when(low).then(ends[1]).otherwise(whole)
    while left:
        taken = min(max(step, 1), left)
        raised, level, _ = sheet.let(rest * 10**taken, level)
        digit, level, _ = sheet.let(nw.when(bottom.expr > 0).then(raised // bottom.expr), level)
        value, rest, left = value * 10**taken + digit, raised - digit * bottom.expr, left - taken
    scale = 10**digits
    nullable = a.range.nullable or b.range.nullable or b.range.low <= 0
    spread = Range(scale, least * scale, (most + 1) * scale if clipped else most * scale, 1, nullable)
    return sheet.column(Num(value, spread, level))


def _grown(value: Num, factor: int) -> Num:
    if factor == 1:
        return value
    r = value.range
    return Num(value.expr * factor, Range(1, r.low * factor, r.high * factor, 0, r.nullable), value.level)


def over(a: Num, b: Num) -> Quot:
    """The exact quotient of exact columns; nothing where the divisor is 0; a negative divisor changes both signs."""
    if b.range.low < 0:
        r, s = a.range, b.range
        flip = nw.when(b.expr < 0)
        widest, largest = max(abs(r.low), abs(r.high)), max(abs(s.low), abs(s.high))
        turned = flip.then(0 - a.expr).otherwise(a.expr)
        a = Num(turned, Range(r.denominator, -widest, widest, 0, r.nullable), max(a.level, b.level))
        b = Num(flip.then(0 - b.expr).otherwise(b.expr), Range(s.denominator, 0, largest, 0, s.nullable), b.level)
    if b.range.low <= 0 or b.range.nullable:
        r = a.range
        guarded = nw.when(b.expr > 0).then(a.expr)
        a = Num(guarded, Range(r.denominator, r.low, r.high, 0, True), max(a.level, b.level))
    smallest = Fraction(max(b.range.low, 1), b.range.denominator)
    greatest = max(b.range.most, smallest)
    ends = [end / divisor for end in (a.range.least, a.range.most) for divisor in (smallest, greatest)]
    return Quot(a, b, min(ends), max(ends))
